"""Seats kept for those who telephone: hidden from citizens, there for staff, and given back as such."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ExceptionKind, Reservation, Slot
from hellowork_portal.services.reservations import cancellation, changes, confirmation, holds, queries, seats
from hellowork_portal.services.reservations.errors import SlotFull
from hellowork_portal.services.schedule_changes.draft import AddException
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedules import calendar, next_free
from tests.factories import NOW, assert_seats_add_up, make_applicant, principal_of
from tests.services.schedule_changes.conftest import A_DAY, THURSDAY, Bureau, cancel_all, move_all


def hold_back(bureau: Bureau, number: int, seats: int = 2) -> Any:
    """Hold seats of Thursday back."""
    said = ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.SEATS, seats=seats, held_back=number)
    return bureau.apply(AddException(said))


def telephoned(bureau: Bureau, slot_id: int, mail: str = "phone@example.jp") -> tuple[Principal, Any]:
    """Somebody telephones, and staff book for them."""
    who, hold_id = bureau.hold(bureau.slots(THURSDAY)[-1].id, mail)
    named = {"principal": who, "hold_id": hold_id, "now": NOW}
    number = bureau.do(confirmation.confirm_reservation, **named)

    def by_staff(session: Session) -> None:
        row = session.get_one(Reservation, hold_id)
        seats.take_seat_by_staff(session, slot_id)
        seats.give_seats(session, [row.slot_id], now=NOW)
        values = {"slot_id": slot_id, "is_by_staff": True}
        reservation = table_of(Reservation)
        session.connection().execute(update(reservation).where(reservation.c.id == hold_id).values(**values))

    bureau.do(by_staff)
    return who, number


def seen(bureau: Bureau) -> list[Any]:
    return bureau.see(calendar.day_of, offering_id=bureau.offering_id, day=THURSDAY, now=NOW)


def test_citizens_see_and_get_what_is_not_held_back(bureau: Bureau) -> None:
    hold_back(bureau, 1)
    assert {(time.capacity, time.seats_left) for time in seen(bureau)} == {(1, 1)}
    first = bureau.slots()[0]
    bureau.hold(first.id)
    assert (seen(bureau)[0].seats_left, seen(bureau)[0].state) == (0, "full")
    who = principal_of(bureau.do(make_applicant, "taro@example.jp"))
    with pytest.raises(SlotFull):
        bureau.do(holds.hold_seat, principal=who, slot_id=first.id, now=NOW)
    month = bureau.see(calendar.month_of, offering_id=bureau.offering_id, year=2026, month=12, now=NOW)
    day = next(one for one in month.days if one.iso == THURSDAY.isoformat())
    assert (day.capacity, day.seats_left) == (A_DAY, A_DAY - 1)
    free = bureau.see(queries.nearest_free, bureau.offering_id, first.starts_at, NOW)
    assert first.id not in {row.id for row in free}


def test_a_day_that_is_kept_for_the_telephone_alone_is_none_for_citizens(bureau: Bureau) -> None:
    hold_back(bureau, 2)
    assert seen(bureau) == []
    table = table_of(Slot)
    others = update(table).where(table.c.on_day != THURSDAY).values(state="closed")
    bureau.do(lambda session: session.connection().execute(others))
    assert bureau.see(next_free.next_free, [bureau.offering_id], NOW) == {}


def test_the_telephone_uses_its_own_seats_first_and_then_lacks_online(bureau: Bureau) -> None:
    hold_back(bureau, 1)
    slot = bureau.slots()[0]
    telephoned(bureau, slot.id)
    assert seen(bureau)[0].seats_left == 1
    telephoned(bureau, slot.id, "second@example.jp")
    row = bureau.row(Slot, id=slot.id)
    assert (row.taken, row.taken_by_staff) == (2, 2)
    assert seen(bureau)[0].seats_left == 0
    assert_seats_add_up(bureau)


def test_a_seat_that_was_telephoned_for_goes_back_to_the_telephone(bureau: Bureau) -> None:
    hold_back(bureau, 1)
    slot = bureau.slots()[0]
    who, number = telephoned(bureau, slot.id)
    bureau.do(cancellation.cancel_reservation, principal=who, number=number, now=NOW)
    row = bureau.row(Slot, id=slot.id)
    assert (row.taken, row.taken_by_staff, row.held_back) == (0, 0, 1)
    assert seen(bureau)[0].seats_left == 1


def test_who_changes_online_what_was_telephoned_for_takes_an_online_seat(bureau: Bureau) -> None:
    hold_back(bureau, 1)
    slot, other = bureau.slots()[:2]
    who, number = telephoned(bureau, slot.id)
    bureau.do(changes.change_reservation, principal=who, number=number, slot_id=other.id, revision=0, now=NOW)
    assert bureau.row(Slot, id=slot.id).taken_by_staff == 0
    row = bureau.row(Slot, id=other.id)
    assert (row.taken, row.taken_by_staff) == (1, 0)
    assert bureau.row(Reservation, number=number).is_by_staff is False


def test_an_office_moves_and_cancels_each_in_their_kind_of_seat(bureau: Bureau) -> None:
    slot, other = bureau.slots()[:2]
    _, number = telephoned(bureau, slot.id)
    bureau.book(other.id)
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, move_all(plan))
    moved = bureau.row(Reservation, number=number)
    assert (moved.is_by_staff, bureau.row(Slot, id=moved.slot_id).taken_by_staff) == (True, 1)
    assert_seats_add_up(bureau)
    day = moved.starts_at.date()
    later = bureau.preview(bureau.close(day))
    bureau.apply(bureau.close(day), later, cancel_all(later))
    assert bureau.row(Slot, id=moved.slot_id).taken_by_staff == 0
    assert_seats_add_up(bureau)


def test_holding_back_strands_nobody_who_has_booked(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    bureau.book(slot.id)
    bureau.book(slot.id, "taro@example.jp")
    plan = hold_back(bureau, 2)
    assert plan.stranded == ()
    assert bureau.row(Slot, id=slot.id).held_back == 2
    assert bureau.release() == 0
