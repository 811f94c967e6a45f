"""A schedule that changes under people who wait: what it frees is offered, what it closes is not kept."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ExceptionKind, Job, Reservation, ScheduleChange, Slot, WaitlistEntry
from hellowork_portal.services.reservations.by_office import cancel_by_office, move_by_office
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import AddException, Undo
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.waitlist import offering, service
from tests.factories import NOW, assert_seats_add_up, make_applicant, principal_of
from tests.services.schedule_changes.conftest import REASON, THURSDAY, WHY, Bureau, cancel_all, move_all

LATER = NOW + timedelta(minutes=1)


def person(bureau: Bureau, mail: str) -> Principal:
    return principal_of(bureau.do(make_applicant, mail), language="en")


def sweep(bureau: Bureau) -> None:
    """Do what the clock does each minute."""
    for entry_id in bureau.do(offering.sweep, now=LATER):
        bureau.do(offering.settle, entry_id=entry_id, now=LATER)


def serve(bureau: Bureau) -> int:
    """Make the offers of the counselling's line; return how many."""
    made = 0
    while bureau.do(offering.offer_next, offering_id=bureau.offering_id, now=NOW) is offering.Turn.OFFERED:
        made += 1
    return made


def entry(bureau: Bureau, entry_id: int) -> Any:
    return bureau.row(WaitlistEntry, id=entry_id)


def queued(bureau: Bureau, kind: str) -> int:
    return len(bureau.rows(Job, kind=kind))


def differs(bureau: Bureau, kind: ExceptionKind, *minutes: int, **seats: Any) -> AddException:
    return AddException(ExceptionRow(bureau.offering_id, THURSDAY, kind, *minutes, **seats, reason=WHY))


def fill(bureau: Bureau, slot: Any, seats: int = 2) -> list[int]:
    return [bureau.book(slot.id, f"full{slot.id}-{turn}@example.jp") for turn in range(seats)]


def one_seat(bureau: Bureau, held_back: int = 0) -> Any:
    """Leave the whole day so many seats a time; return the first time, full of one person."""
    seats = 1 + held_back
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=seats, held_back=held_back))
    slot = bureau.slots()[0]
    fill(bureau, slot, 1)
    return slot


def wait_slot(bureau: Bureau, who: Principal, slot: Any) -> int:
    return bureau.do(service.join_slot, principal=who, slot_id=slot.id, now=NOW)


def wait_day(bureau: Bureau, who: Principal) -> int:
    place = {"offering_id": bureau.offering_id, "day": THURSDAY}
    return bureau.do(service.join_day, principal=who, **place, now=NOW)


def offered_earlier(bureau: Bureau) -> tuple[Principal, int, int, int]:
    """Somebody on Friday is offered the first seat of Thursday; return them, reservation, wish and offer."""
    bureau.apply(bureau.close(THURSDAY.replace(day=9)))
    early = one_seat(bureau)
    for slot in bureau.slots()[1:]:
        fill(bureau, slot, 1)
    for slot in [one for one in bureau.rows(Slot, offering_id=bureau.offering_id) if one.on_day < THURSDAY]:
        _shut(bureau, slot)
    friday = bureau.slots(THURSDAY + timedelta(days=1))[0]
    who, hold_id = bureau.hold(friday.id, "later@example.jp")
    number = bureau.confirm(who, hold_id)
    wish = bureau.do(service.join_earlier, principal=who, number=number, now=NOW)
    (first,) = bureau.rows(Reservation, slot_id=early.id)
    owner = Principal(who.kind, first.applicant_id)
    bureau.do(cancel_reservation, principal=owner, number=first.number, now=NOW)
    assert serve(bureau) == 1
    return who, hold_id, wish, entry(bureau, wish).offered_reservation_id


def _shut(bureau: Bureau, slot: Any) -> None:
    table = table_of(Slot)
    closed = update(table).where(table.c.id == slot.id).values(state="closed")
    bureau.do(lambda session: session.connection().execute(closed))


def test_a_seat_more_is_offered_to_who_waits(bureau: Bureau) -> None:
    slot, taro = one_seat(bureau), person(bureau, "taro@example.jp")
    wish = wait_slot(bureau, taro, slot)
    before = queued(bureau, "waitlist.sweep")
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=2))
    assert queued(bureau, "waitlist.sweep") == before + 1
    lines = queued(bureau, "waitlist.offer")
    sweep(bureau)
    assert queued(bureau, "waitlist.offer") == lines + 1
    assert (serve(bureau), entry(bureau, wish).state) == (1, "offered")
    assert_seats_add_up(bureau)


def test_a_change_that_moves_no_seat_calls_nobody(bureau: Bureau) -> None:
    before = queued(bureau, "waitlist.sweep")
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=2))
    assert queued(bureau, "waitlist.sweep") == before


def test_a_time_more_is_offered_to_who_waits_for_the_day(bureau: Bureau) -> None:
    morning = differs(bureau, ExceptionKind.CLOSED, 575, 1440)
    bureau.apply(morning)
    (slot,) = [one for one in bureau.slots() if one.state == "open"]
    fill(bureau, slot)
    wish = wait_day(bureau, person(bureau, "taro@example.jp"))
    assert serve(bureau) == 0
    (made,) = bureau.rows(ScheduleChange)
    bureau.apply(Undo(made.id))
    assert (serve(bureau), entry(bureau, wish).state) == (1, "offered")
    assert bureau.reservation(entry(bureau, wish).offered_reservation_id).slot_id != slot.id


def test_a_seat_that_is_held_back_is_not_offered_until_it_is_let_go(bureau: Bureau) -> None:
    slot = one_seat(bureau, held_back=1)
    wish = wait_slot(bureau, person(bureau, "taro@example.jp"), slot)
    sweep(bureau)
    assert (queued(bureau, "waitlist.offer"), serve(bureau)) == (1, 0)
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=2))
    assert (serve(bureau), entry(bureau, wish).state) == (1, "offered")


def test_nobody_waits_for_a_time_that_is_kept_for_the_telephone_alone(bureau: Bureau) -> None:
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=2, held_back=2))
    with pytest.raises(PortalError) as refused:
        wait_slot(bureau, person(bureau, "taro@example.jp"), bureau.slots()[0])
    assert refused.value.code == "slot_not_offered"


def test_a_telephoned_seat_that_goes_back_calls_those_who_wait(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    one, other = fill(bureau, slot)
    _by_staff(bureau, slot, one)
    wish = wait_slot(bureau, person(bureau, "taro@example.jp"), slot)
    before = queued(bureau, "waitlist.offer")
    about = {"principal": bureau.manager, "reason": REASON, "now": NOW}
    bureau.do(cancel_by_office, reservation_id=one, **about)
    assert queued(bureau, "waitlist.offer") == before + 1
    assert (serve(bureau), entry(bureau, wish).state) == (1, "offered")
    assert bureau.row(Slot, id=slot.id).taken_by_staff == 0
    assert bureau.reservation(other).state == "confirmed"
    assert_seats_add_up(bureau)


def _by_staff(bureau: Bureau, slot: Any, reservation_id: int) -> None:
    def telephoned(session: Session) -> None:
        session.get_one(Reservation, reservation_id).is_by_staff = True
        session.get_one(Slot, slot.id).taken_by_staff = 1

    bureau.do(telephoned)


def test_a_seat_left_by_an_office_s_move_calls_those_who_wait(bureau: Bureau) -> None:
    slot, other = bureau.slots()[:2]
    one, _ = fill(bureau, slot)
    wish = wait_slot(bureau, person(bureau, "taro@example.jp"), slot)
    before = queued(bureau, "waitlist.offer")
    about = {"principal": bureau.manager, "reason": REASON, "now": NOW}
    bureau.do(move_by_office, reservation_id=one, slot_id=other.id, **about)
    assert queued(bureau, "waitlist.offer") == before + 1
    assert (serve(bureau), entry(bureau, wish).state) == (1, "offered")


def test_a_seat_left_in_a_closed_time_calls_nobody(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    fill(bureau, slot)
    wish = wait_slot(bureau, person(bureau, "taro@example.jp"), slot)
    before = queued(bureau, "waitlist.offer")
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, cancel_all(plan))
    assert queued(bureau, "waitlist.offer") == before
    assert serve(bureau) == 0
    sweep(bureau)
    assert entry(bureau, wish).state == "over"


def test_an_offer_in_a_time_that_closes_ends_and_a_wish_for_that_time_is_over(bureau: Bureau) -> None:
    slot = one_seat(bureau)
    wish = wait_slot(bureau, person(bureau, "taro@example.jp"), slot)
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=2))
    assert serve(bureau) == 1
    hold_id = entry(bureau, wish).offered_reservation_id
    plan = bureau.preview(bureau.close())
    assert plan.holds == (hold_id,)
    before = queued(bureau, "waitlist.sweep")
    bureau.apply(bureau.close(), plan, cancel_all(plan))
    assert (bureau.reservation(hold_id).state, queued(bureau, "waitlist.sweep")) == ("expired", before + 1)
    sweep(bureau)
    after = entry(bureau, wish)
    assert (after.state, after.offers_made, after.offer_ends_at) == ("over", 0, None)
    letters = [job["mail"] for job in bureau.jobs("mail")]
    assert (letters.count("waitlist_ended"), letters.count("waitlist_gone")) == (0, 1)
    assert_seats_add_up(bureau)


def test_a_wish_for_the_day_waits_on_and_is_offered_another_time(bureau: Bureau) -> None:
    bureau.apply(differs(bureau, ExceptionKind.CLOSED, 645, 1440))
    bureau.apply(differs(bureau, ExceptionKind.SEATS, seats=1))
    slots = [one for one in bureau.slots() if one.state == "open"]
    booked = [bureau.reservation(one) for slot in slots for one in fill(bureau, slot, 1)]
    wish = wait_day(bureau, person(bureau, "taro@example.jp"))
    _give_back(bureau, booked[0])
    assert serve(bureau) == 1
    first = bureau.reservation(entry(bureau, wish).offered_reservation_id)
    assert first.slot_id == slots[0].id
    bureau.apply(differs(bureau, ExceptionKind.CLOSED, 540, 570))
    _give_back(bureau, booked[-1])
    sweep(bureau)
    after = entry(bureau, wish)
    assert (after.state, after.offers_made) == ("waiting", 0)
    assert serve(bureau) == 1
    assert bureau.reservation(entry(bureau, wish).offered_reservation_id).slot_id == slots[-1].id
    assert_seats_add_up(bureau)


def _give_back(bureau: Bureau, row: Any) -> None:
    about = {"principal": bureau.manager, "reservation_id": row.id, "reason": REASON, "now": NOW}
    bureau.do(cancel_by_office, **about)


@pytest.mark.parametrize("what", [What.MOVE, What.CANCEL])
def test_what_was_offered_instead_of_a_reservation_ends_with_the_office_s_word(
    bureau: Bureau, what: What
) -> None:
    _who, booked, wish, offer = offered_earlier(bureau)
    kept = bureau.reservation(offer).slot_id
    waiting = wait_slot(bureau, person(bureau, "next@example.jp"), bureau.row(Slot, id=kept))
    friday = bureau.close(THURSDAY + timedelta(days=1))
    plan = bureau.preview(friday)
    (one,) = plan.stranded
    decided = Decision(what, max(one.nearest)) if what is What.MOVE else Decision(what)
    bureau.apply(friday, plan, {booked: decided})
    assert bureau.reservation(offer).state == "expired"
    assert (entry(bureau, wish).state, bureau.row(Slot, id=kept).taken) == ("over", 0)
    assert (serve(bureau), entry(bureau, waiting).state) == (1, "offered")
    assert_seats_add_up(bureau)


def test_who_is_offered_an_earlier_time_may_be_moved_right_there(bureau: Bureau) -> None:
    """Their own offer is not in their way: it goes, and its seat is theirs."""
    _who, booked, wish, offer = offered_earlier(bureau)
    about = {"principal": bureau.manager, "reason": REASON, "now": NOW}
    kept = bureau.reservation(offer).slot_id
    bureau.do(move_by_office, reservation_id=booked, slot_id=kept, **about)
    assert (bureau.reservation(booked).slot_id, bureau.row(Slot, id=kept).taken) == (kept, 1)
    assert (entry(bureau, wish).state, bureau.reservation(offer).state) == ("booked", "expired")
    assert_seats_add_up(bureau)


def test_who_is_moved_into_a_day_waits_for_it_no_longer(bureau: Bureau) -> None:
    for slot in bureau.slots():
        fill(bureau, slot)
    who, booked = bureau.hold(bureau.slots(THURSDAY + timedelta(days=1))[0].id, "taro@example.jp")
    bureau.confirm(who, booked)
    wish = wait_day(bureau, who)
    bureau.apply(differs(bureau, ExceptionKind.EXTRA, 1020, 1055, seats=2, slot_minutes=30, buffer_minutes=5))
    friday = bureau.close(THURSDAY + timedelta(days=1))
    plan = bureau.preview(friday)
    bureau.apply(friday, plan, move_all(plan))
    assert bureau.row(Slot, id=bureau.reservation(booked).slot_id).on_day == THURSDAY
    assert entry(bureau, wish).state == "booked"
