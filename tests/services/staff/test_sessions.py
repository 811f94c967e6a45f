"""Sessions of staff: short, few, with the roles of the moment, and gone at once when they should be."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Grant, Role
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import StaffSession
from hellowork_portal.services.access import rules as citizens
from hellowork_portal.services.access import sessions as citizens_sessions
from hellowork_portal.services.staff import leaving, sessions
from hellowork_portal.services.staff.rules import IDLE, LONGEST, MOST_SESSIONS
from tests.factories import NOW, give_role, make_applicant
from tests.services.staff.conftest import Staff


def test_they_are_stricter_than_citizens() -> None:
    assert IDLE < citizens.IDLE
    assert LONGEST < citizens.LONGEST


def test_activity_moves_the_idle_end_and_never_the_last_one(staff: Staff) -> None:
    hashed = token_hash(staff.sign_in(staff.manager_a.staff_id).token)
    at, view = NOW, staff.desk.see(sessions.recognise, hashed=hashed, now=NOW)
    while view is not None and view.can_be_extended:
        at += timedelta(minutes=19)
        view = staff.desk.do(sessions.touch, hashed=hashed, now=at)
    assert view is not None
    assert view.idle_ends_at == view.ends_at == NOW + LONGEST
    assert staff.desk.see(sessions.recognise, hashed=hashed, now=NOW + LONGEST) is None


def test_an_idle_session_ends(staff: Staff) -> None:
    hashed = token_hash(staff.sign_in(staff.manager_a.staff_id).token)
    assert staff.desk.see(sessions.recognise, hashed=hashed, now=NOW + IDLE) is None
    assert staff.desk.see(sessions.live_hashes, hashes=[hashed], now=NOW) == {hashed}
    assert staff.desk.see(sessions.live_hashes, hashes=[hashed], now=NOW + IDLE) == set()


def test_a_role_is_read_at_each_event(staff: Staff) -> None:
    hashed = token_hash(staff.sign_in(staff.counsellor_a.staff_id).token)

    staff.desk.do(give_role, staff.counsellor_a.staff_id, Role.OFFICE_MANAGER, staff.b)
    view = staff.desk.see(sessions.recognise, hashed=hashed, now=NOW)
    assert view is not None
    assert {grant.role for grant in view.grants} == {Role.COUNSELLOR, Role.OFFICE_MANAGER}


def test_neither_side_takes_the_others_session(staff: Staff) -> None:
    theirs = staff.sign_in(staff.manager_a.staff_id).token
    person = staff.desk.do(make_applicant)
    citizens_token = staff.desk.do(citizens_sessions.start_session, applicant_id=person.id, now=NOW)
    assert staff.desk.see(sessions.recognise, hashed=token_hash(citizens_token), now=NOW) is None
    assert staff.desk.see(citizens_sessions.recognise, hashed=token_hash(theirs), now=NOW) is None


def test_the_fourth_browser_ends_the_first(staff: Staff) -> None:
    own = staff.manager_a.staff_id
    tokens = [
        staff.sign_in(own, now=NOW + timedelta(minutes=turn)).token for turn in range(MOST_SESSIONS + 1)
    ]
    at = NOW + timedelta(minutes=5)
    alive = staff.desk.see(sessions.live_hashes, hashes=list(map(token_hash, tokens)), now=at)
    assert alive == set(map(token_hash, tokens[1:]))


def test_signing_in_again_ends_the_browsers_former_session(staff: Staff) -> None:
    first = staff.sign_in(staff.manager_a.staff_id).token
    staff.sign_in(staff.manager_a.staff_id, steps=1, old_token=first)
    assert staff.desk.see(sessions.recognise, hashed=token_hash(first), now=NOW) is None


@pytest.mark.parametrize("everywhere", [False, True])
def test_signing_out_here_or_everywhere(staff: Staff, everywhere: bool) -> None:
    here = staff.sign_in(staff.manager_a.staff_id).token
    there = staff.sign_in(staff.manager_a.staff_id, steps=1).token
    other = staff.sign_in(staff.manager_b.staff_id).token
    staff.desk.do(sessions.end_session, token=here, everywhere=everywhere, now=NOW)
    alive = staff.desk.see(
        sessions.live_hashes, hashes=[token_hash(one) for one in (here, there, other)], now=NOW
    )
    assert alive == ({token_hash(other)} if everywhere else {token_hash(there), token_hash(other)})


def test_a_role_that_is_taken_away_ends_every_session_of_its_owner(staff: Staff) -> None:
    role = staff.desk.do(give_role, staff.counsellor_a.staff_id, Role.OFFICE_MANAGER, staff.a)
    staff.sign_in(staff.counsellor_a.staff_id)
    waiting = staff.begin(staff.counsellor_a.staff_id)
    staff.desk.do(leaving.end_role, principal=staff.manager_a, role_id=role.id, now=NOW)
    assert waiting
    assert staff.desk.rows(StaffSession) == []
    assert Grant(Role.OFFICE_MANAGER, staff.a) in staff.manager_a.grants
