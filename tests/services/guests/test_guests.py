"""What a guest sees and does: one reservation, what it takes to join, change or cancel, and nothing else."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import PortalError, SignInNeeded
from hellowork_portal.kit.principal import GuestPass, Principal, PrincipalKind
from hellowork_portal.models import AuditEntry, DayNotice, Reservation
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.accounts.own_data import data_limits
from hellowork_portal.services.applicants import service as applicants
from hellowork_portal.services.day_notices.service import interview_of, send_day_notice
from hellowork_portal.services.guests import opening, rules
from hellowork_portal.services.notices.own_calendar import calendar_file_of
from hellowork_portal.services.reservations import cancellation, changes, holds, lookup
from hellowork_portal.services.reservations.service import own_record, own_reservations
from hellowork_portal.services.today.service import today
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.guests.conftest import MINUTE, ask, code, guest, guest_of, seen_as, tried
from tests.services.reservations.conftest import Scene

PERSONAL = ("職安 花子", "hanako@example.jp", "0312345678", "5678", "13010121234561", "秘密の希望")


def change(scene: Scene, who: Principal, number: str, slot: int, revision: int = 0) -> int:
    asked = {"number": number, "slot_id": slot, "revision": revision, "now": NOW}
    return scene.do(changes.change_reservation, principal=who, **asked)


def refused(scene: Scene, command: Any, **given: Any) -> str:
    before = scene.everything()
    with pytest.raises(PortalError) as told:
        scene.do(command, **given)
    assert scene.everything() == before
    return told.value.code


def test_a_guest_sees_what_joining_changing_and_cancelling_need_and_nothing_personal(
    scene: Scene, hanako: Principal
) -> None:
    scene.reserve(hanako, scene.slot(at(8)))
    number = scene.reserve(hanako, scene.slot())
    who = guest(scene, number)
    asked = {"principal": who, "number": number, "now": NOW}
    detail = scene.see(lookup.reservation_detail, **asked)
    views = [detail, scene.see(interview_of, **asked), scene.see(changes.change_view, **asked)]
    told = "".join(str(dataclasses.asdict(view)) for view in views)
    told += scene.see(calendar_file_of, principal=who, number=number)
    assert [one for one in PERSONAL if one in told] == []
    assert (detail.number, detail.history, detail.can_change, detail.can_cancel) == (number, [], True, True)
    assert "8 December" in detail.place.when["en"]
    owners = scene.see(lookup.reservation_detail, principal=hanako, number=number, now=NOW)
    assert [line.event for line in owners.history] == ["held", "terms_agreed", "confirmed", "looked_up"]
    assert dataclasses.replace(owners, history=[]) == detail


def test_an_unconfirmed_claim_is_the_owners_own_business(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), scene.certification))
    asked = {"number": number, "now": NOW}
    assert scene.see(lookup.reservation_detail, principal=hanako, **asked).is_unconfirmed_claim
    assert not scene.see(
        lookup.reservation_detail, principal=guest(scene, number), **asked
    ).is_unconfirmed_claim


def test_every_other_number_is_as_if_there_were_none(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    others, own = scene.reserve(taro, scene.slot(at(8))), scene.reserve(hanako, scene.slot(at(9)))
    who, free = guest(scene, number), scene.slot(at(10))
    for foreign in (others, own, "", "nonsense"):
        named = {"principal": who, "number": foreign, "now": NOW}
        moved = {"slot_id": free, "revision": 0}
        codes = {
            refused(scene, lookup.reservation_detail, **named),
            refused(scene, interview_of, **named),
            refused(scene, changes.change_view, **named),
            refused(scene, changes.new_time, **named, slot_id=free),
            refused(scene, changes.change_reservation, **named, **moved),
            refused(scene, cancellation.cancel_reservation, **named),
            refused(scene, send_day_notice, **named, kind="late", minutes=5),
            refused(scene, calendar_file_of, principal=who, number=foreign),
        }
        assert codes == {"reservation_not_found"}


def test_a_guest_is_nobody_to_every_other_service(scene: Scene, hanako: Principal) -> None:
    who = guest(scene, scene.reserve(hanako, scene.slot()))
    slot = scene.slot(at(9))
    for command, given in (
        (lookup.lookup, {"typed": "", "now": NOW}),
        (holds.hold_seat, {"slot_id": slot, "now": NOW}),
        (today, {"now": NOW}),
        (applicants.state_claimant_number, {"typed": "13010121234561", "now": NOW}),
    ):
        with pytest.raises(SignInNeeded):
            scene.do(command, principal=who, **given)
    with pytest.raises(SignInNeeded):
        data_limits(who)
    assert scene.see(own_reservations, principal=who) == []
    assert scene.see(own_record, principal=who) is None
    assert who.counted_as.startswith("guest:")


def test_a_guest_moves_and_cancels_and_the_record_names_the_guest(scene: Scene, hanako: Principal) -> None:
    slot, free = scene.slot(), scene.slot(at(8))
    number = scene.reserve(hanako, slot)
    who = guest(scene, number)
    assert change(scene, who, number, free) == 1
    assert (scene.taken(slot), scene.taken(free)) == (0, 1)
    scene.do(cancellation.cancel_reservation, principal=who, number=number, reason="unwell", now=NOW)
    row = scene.row(Reservation, number=number)
    assert (row.state, row.cancelled_by, row.cancel_reason) == ("cancelled", "guest", "unwell")
    assert scene.jobs("mail")[-1]["mail"] == "reservation_cancelled", "the owner is told"
    entries = [scene.row(AuditEntry, action=f"reservation.{what}") for what in ("changed", "cancelled")]
    assert who.guest is not None
    assert {(one.actor_kind, one.actor_id) for one in entries} == {("guest", who.guest.id)}
    assert_seats_add_up(scene)


def test_owner_and_guest_at_once_the_later_one_is_told_that_it_moved(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    free, other = scene.slot(at(8)), scene.slot(at(9))
    who, second = guest(scene, number), guest(scene, number)
    change(scene, hanako, number, free)
    for late in (who, second):
        asked = {"number": number, "slot_id": other, "revision": 0, "now": NOW}
        assert refused(scene, changes.change_reservation, principal=late, **asked) == "reservation_moved"
    assert change(scene, second, number, other, revision=1) == 2
    asked = {"number": number, "slot_id": free, "revision": 1, "now": NOW}
    assert refused(scene, changes.change_reservation, principal=hanako, **asked) == "reservation_moved"
    assert_seats_add_up(scene)


def test_a_guest_does_not_learn_when_the_owner_has_other_reservations(
    scene: Scene, hanako: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    scene.reserve(hanako, scene.slot(at(8)))
    asked = {"number": number, "slot_id": scene.slot(at(8, "10:15")), "revision": 0, "now": NOW}
    who = guest(scene, number)
    assert refused(scene, changes.change_reservation, principal=who, **asked) == "guest_time_refused"
    assert refused(scene, changes.change_reservation, principal=hanako, **asked) == "overlaps"


def test_a_guest_joins_and_says_late_on_the_day(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    near = at(7) - timedelta(minutes=9)
    who = guest(scene, number, near)
    seen = scene.see(interview_of, principal=who, number=number, now=near)
    assert (seen.phase, seen.own_phone, seen.can_tell) == ("open", "", True)
    scene.do(send_day_notice, principal=who, number=number, kind="late", minutes=10, now=near)
    assert scene.row(DayNotice).minutes == 10
    early = scene.see(interview_of, principal=who, number=number, now=at(7) - timedelta(minutes=11))
    assert early.phase == "soon"


def test_a_pass_lasts_half_an_hour_idle_and_two_hours_in_any_case(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    tried(scene, token, code(scene, token))
    assert seen_as(scene, token, NOW + rules.IDLE - MINUTE) is not None
    assert seen_as(scene, token, NOW + rules.IDLE) is None
    moment, hashed = NOW, opening.token_hash(rules.pass_token(token))
    while moment < NOW + rules.LONGEST - 20 * MINUTE:
        moment += 20 * MINUTE
        scene.do(opening.touch_guest, hashed=hashed, now=moment)
    last = seen_as(scene, token, moment)
    assert (last.idle_ends_at, last.can_be_extended) == (NOW + rules.LONGEST, False)
    assert seen_as(scene, token, NOW + rules.LONGEST) is None


def test_an_ended_pass_is_worth_nothing_to_who_stole_its_cookie(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    digits = code(scene, token)
    tried(scene, token, digits)
    assert guest_of(scene, token)
    scene.do(opening.end_guest, token=rules.pass_token(token), now=NOW + MINUTE)
    assert seen_as(scene, token) is None
    assert tried(scene, token, digits, NOW + MINUTE).outcome == "over"
    before = scene.everything()
    scene.do(opening.end_guest, token=rules.pass_token(token), now=NOW + 2 * MINUTE)
    scene.do(opening.end_guest, token="made up", now=NOW + 2 * MINUTE)
    assert scene.everything() == before


def test_two_guests_at_once_have_passes_of_their_own(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number, other = scene.reserve(hanako, scene.slot()), scene.reserve(taro, scene.slot(at(8)))
    one, two = ask(scene, number), ask(scene, other)
    for token in (one, two):
        tried(scene, token, code(scene, token))
    scene.do(opening.end_guest, token=rules.pass_token(one), now=NOW)
    assert seen_as(scene, one) is None
    assert seen_as(scene, two).number == other
    hashes = [opening.token_hash(rules.pass_token(token)) for token in (one, two)]
    assert scene.see(opening.live_guest_hashes, hashes=hashes, now=NOW) == {hashes[1]}


def test_the_owner_s_sign_out_everywhere_leaves_the_guest_alone(scene: Scene, hanako: Principal) -> None:
    """A guest was let in by the mailbox, not by a password; who holds that can end the pass at once."""
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    tried(scene, token, code(scene, token))
    scene.do(end_all_sessions, hanako.id)
    assert seen_as(scene, token) is not None


def test_a_made_up_pass_needs_the_owner_and_the_reservation_to_fit(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    its = scene.row(Reservation, number=number).id
    wrong = Principal(PrincipalKind.GUEST, guest=GuestPass(1, its, taro.id or 0))
    asked = {"number": number, "now": NOW}
    assert refused(scene, lookup.reservation_detail, principal=wrong, **asked) == "reservation_not_found"
    for nobody in (Principal(), Principal(PrincipalKind.GUEST), dataclasses.replace(wrong, kind="anonymous")):
        assert refused(scene, lookup.reservation_detail, principal=nobody, **asked) == "sign_in_needed"
