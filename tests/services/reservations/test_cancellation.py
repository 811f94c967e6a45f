"""Cancelling (C7): the seat is free at once, nothing more is sent, and a second click changes nothing."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import PortalError, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, Job, MeetingHostTime, Reservation
from hellowork_portal.services.reservations import cancellation, changes, errors, lookup, rules
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.reservations.conftest import Scene

MINUTE = timedelta(minutes=1)


def cancel(scene: Scene, who: Principal, number: str, reason: str = "", now=NOW) -> None:
    given = {"principal": who, "number": number, "reason": reason, "now": now}
    scene.do(cancellation.cancel_reservation, **given)


def refused(scene: Scene, who: Principal, number: str, now=NOW) -> str:
    before = scene.everything()
    with pytest.raises(PortalError) as told:
        cancel(scene, who, number, now=now)
    assert scene.everything() == before
    return told.value.code


def test_a_cancelled_reservation_gives_seat_and_host_back_at_once(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot()
    number = scene.reserve(hanako, slot)
    later = NOW + timedelta(hours=1)
    cancel(scene, hanako, number, "unwell", later)
    row = scene.row(Reservation, number=number)
    assert (row.state, row.cancelled_at, row.cancelled_by) == ("cancelled", later, "applicant")
    assert (row.cancel_reason, row.revision, scene.taken(slot)) == ("unwell", 1, 0)
    assert scene.rows(MeetingHostTime) == []
    assert scene.reserve(taro, slot)
    assert_seats_add_up(scene)


def test_pressing_again_changes_nothing(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    number = scene.reserve(hanako, slot)
    cancel(scene, hanako, number)
    before = scene.everything()
    cancel(scene, hanako, number, "other", NOW + timedelta(days=3))
    assert scene.everything() == before
    assert_seats_add_up(scene)


def test_one_letter_goes_out_and_all_that_waited_is_withdrawn(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    assert len(scene.rows(Job, kind="reminder")) == 2
    cancel(scene, hanako, number)
    its = scene.row(Reservation, number=number).id
    told = {"mail": "reservation_cancelled", "reservation_id": its, "language": "en", "revision": 1}
    assert scene.jobs("mail") == [told]
    assert scene.rows(Job, kind="reminder") == []
    assert scene.rows(Job, kind="meeting.create") == []
    assert scene.jobs("meeting.delete") == [{"reservation_id": its}]


@pytest.mark.parametrize("reason", ["", "x" * 500, "'; DROP TABLE slot", "UNWELL"])
def test_a_reason_that_is_not_on_the_list_counts_as_none(
    scene: Scene, hanako: Principal, reason: str
) -> None:
    number = scene.reserve(hanako, scene.slot())
    cancel(scene, hanako, number, reason)
    assert scene.row(Reservation, number=number).cancel_reason == ""


def test_another_persons_number_is_answered_exactly_like_a_wrong_one(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    for typed in (number, rules.new_number(), "", "nonsense"):
        assert refused(scene, taro, typed) == "reservation_not_found"
    with pytest.raises(SignInNeeded):
        cancel(scene, Principal(), number)


@pytest.mark.parametrize("purpose", ["counselling", "certification"])
def test_five_the_day_before_is_the_last_minute(scene: Scene, purpose: str) -> None:
    who = scene.person(number="13010121234561")
    number = scene.reserve(who, scene.slot(at(7), getattr(scene, purpose)))
    assert refused(scene, who, number, now=at(6, "17:00") + MINUTE) == "too_late_to_cancel"
    cancel(scene, who, number, now=at(6, "17:00"))
    assert scene.row(Reservation, number=number).state == "cancelled"


@pytest.mark.parametrize("state", ["checked_in", "in_progress", "completed", "no_show"])
def test_an_interview_that_has_begun_stays(scene: Scene, hanako: Principal, state: str) -> None:
    number = scene.reserve(hanako, scene.slot())
    its = scene.row(Reservation, number=number).id
    scene.do(lambda session: setattr(session.get_one(Reservation, its), "state", state))
    assert refused(scene, hanako, number) == "reservation_under_way"


def test_a_cancelled_one_can_be_neither_changed_nor_brought_back(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    number = scene.confirm(hanako, hold)
    cancel(scene, hanako, number)
    asked = {"principal": hanako, "number": number, "slot_id": scene.slot(at(8)), "now": NOW}
    with pytest.raises(errors.ReservationCancelled):
        scene.do(changes.change_reservation, revision=1, **asked)
    assert scene.confirm(hanako, hold) == number
    assert scene.reservation(hold).state == "cancelled"
    assert_seats_add_up(scene)


def test_a_cancelled_certification_day_can_be_booked_again(scene: Scene) -> None:
    who = scene.person(number="13010121234561")
    cancel(scene, who, scene.reserve(who, scene.slot(at(7), scene.certification)))
    assert scene.reserve(who, scene.slot(at(7, "15:00"), scene.certification))


def test_the_entry_names_the_slot_and_neither_reason_nor_person(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    number = scene.reserve(hanako, slot)
    cancel(scene, hanako, number, "unwell")
    entry = scene.row(AuditEntry, action="reservation.cancelled")
    assert (entry.actor_kind, entry.actor_id, entry.details) == ("applicant", hanako.id, {"slot": slot})


def test_the_history_tells_the_whole_story_in_order(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    change = {"principal": hanako, "number": number, "slot_id": scene.slot(at(8)), "revision": 0}
    scene.do(changes.change_reservation, now=NOW + timedelta(hours=1), **change)
    cancel(scene, hanako, number, now=NOW + timedelta(hours=2))
    told = scene.see(lookup.reservation_detail, principal=hanako, number=number, now=NOW)
    events = [line.event for line in told.history]
    assert events == ["held", "terms_agreed", "confirmed", "changed", "cancelled"]
    moved = told.history[3]
    assert "8 December" in moved.note["en"]
    assert "9 December" in moved.note["en"]
    assert (told.state, told.can_change, told.can_cancel) == ("cancelled", False, False)
