"""The former address objects within 72 hours: everything as before, and nobody in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AddressChange, Applicant, AuditEntry, Session
from hellowork_portal.services.access import links, registration, reset, sign_in
from hellowork_portal.services.access.errors import LinkProblem, WrongCredentials
from hellowork_portal.services.accounts import address_change, objection
from hellowork_portal.services.accounts.errors import AddressTaken
from tests.factories import NOW, Desk, make_applicant
from tests.services.access.conftest import PASSWORD, PASSWORDS
from tests.services.accounts.conftest import (
    ANYBODY,
    HOUR,
    NEW,
    OLD,
    ask,
    confirm,
    letters,
    session_of,
    signed_in,
    token,
)

OBJECTION_HOURS = 72


@pytest.fixture
def mailed(desk: Desk, owner: Principal) -> str:
    """The token in the old address's mail, after somebody has changed the address."""
    confirm(desk, ask(desk, owner))
    return token(desk, "address_changed")


def object_to(desk: Desk, signed: str, *, after: timedelta = HOUR) -> None:
    desk.do(objection.object_to_change, signed=signed, now=NOW + after)


def test_an_objection_restores_the_address_signs_out_and_voids_the_password(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    thief = session_of(desk, owner.applicant_id)
    other = signed_in(desk, "jiro@example.jp")
    object_to(desk, mailed)
    person = desk.row(Applicant, id=owner.id)
    assert (person.mail_address, person.password_hash) == (OLD, "")
    assert [row.id for row in desk.rows(Session)] == [other.session_id]
    assert thief != other.session_id
    who = desk.see(sign_in.candidate, mail_address=OLD)
    with pytest.raises(WrongCredentials):
        sign_in.check_password(PASSWORDS, who, PASSWORD)
    with pytest.raises(WrongCredentials):
        sign_in.check_password(PASSWORDS, who, "")


def test_both_addresses_are_told_and_the_old_one_gets_the_way_to_a_new_password(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    object_to(desk, mailed)
    (restored,), (undone,) = letters(desk, "address_restored"), letters(desk, "address_undone")
    assert (restored["applicant_id"], restored.get("to")) == (owner.id, None)
    assert undone["to"] == NEW
    signed = token(desk, "address_restored")
    desk.do(reset.complete_reset, signed=signed, password_hash="hash of the new one", now=NOW + HOUR)
    assert desk.row(Applicant, id=owner.id).password_hash == "hash of the new one"


def test_what_the_thief_asked_for_is_worth_nothing_after_an_objection(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    desk.do(reset.request_reset, principal=ANYBODY, mail_address=NEW, now=NOW)
    stolen = token(desk, "reset_link")
    object_to(desk, mailed)
    with pytest.raises(LinkProblem, match="link_used"):
        desk.do(reset.complete_reset, signed=stolen, password_hash="thief's", now=NOW + HOUR)


def test_after_72_hours_the_change_stays(desk: Desk, owner: Principal, mailed: str) -> None:
    for look in (objection.object_to_change, objection.linked_objection):
        with pytest.raises(LinkProblem, match="link_expired"):
            desk.do(look, signed=mailed, now=NOW + timedelta(hours=OBJECTION_HOURS))
    assert desk.row(Applicant, id=owner.id).mail_address == NEW
    object_to(desk, mailed, after=timedelta(hours=OBJECTION_HOURS) - timedelta(seconds=1))


def test_looking_changes_no_row_and_shows_the_old_mailbox_its_own_address(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    before = desk.everything()
    view = desk.see(objection.linked_objection, signed=mailed, now=NOW)
    assert (view.old, view.new) == (OLD, "t•••@example.jp")
    assert desk.everything() == before


def test_eight_clicks_at_once_object_once(desk: Desk, owner: Principal, mailed: str) -> None:
    def press(_turn: int) -> str:
        try:
            object_to(desk, mailed)
        except LinkProblem as problem:
            return problem.reason
        return "restored"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(press, range(8))) == ["restored"] + ["used"] * 7
    assert len(letters(desk, "address_restored")) == 1
    assert desk.see(links.was_done, purpose=links.OBJECTION, signed=mailed)


@pytest.mark.parametrize("purpose", [links.ADDRESS, links.RESET, links.REGISTER])
def test_a_link_made_for_something_else_objects_to_nothing(
    desk: Desk, owner: Principal, mailed: str, purpose: str
) -> None:
    other = desk.do(links.issue_link, purpose, OLD, life=HOUR, now=NOW, applicant_id=owner.id)
    with pytest.raises(LinkProblem, match="link_foreign"):
        object_to(desk, other, after=timedelta())
    with pytest.raises(LinkProblem, match="link_altered"):
        object_to(desk, mailed[:-3], after=timedelta())


def test_after_an_objection_the_address_may_be_changed_again(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    object_to(desk, mailed)
    view = desk.see(address_change.address_view, principal=owner, now=NOW + HOUR)
    assert (view.present, view.is_open) == (OLD, False)
    assert desk.row(AddressChange).objected_at == NOW + HOUR


def test_an_address_that_is_somebody_elses_by_now_is_not_taken_from_them(
    desk: Desk, owner: Principal, mailed: str
) -> None:
    """Registering it is refused meanwhile; should it be taken all the same, nobody loses an account."""
    desk.do(registration.request_registration, principal=ANYBODY, mail_address=OLD, now=NOW)
    assert desk.jobs("mail")[-1]["mail"] == "register_known"
    desk.do(make_applicant, OLD)
    with pytest.raises(AddressTaken):
        object_to(desk, mailed)
    assert desk.row(Applicant, id=owner.id).mail_address == NEW


def test_an_objection_is_audited_without_anything_personal(desk: Desk, owner: Principal, mailed: str) -> None:
    object_to(desk, mailed)
    entries = desk.rows(AuditEntry)
    assert (entries[-1].action, entries[-1].subject_id) == ("address.objected", owner.id)
    assert OLD not in str([tuple(entry) for entry in entries])
