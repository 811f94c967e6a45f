"""What an office is told to do until it takes bookings: true of what citizens can do, and nothing more."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Reservation, Slot
from hellowork_portal.services.office_settings.offerings import offer, set_open
from hellowork_portal.services.office_settings.service import steps_left
from hellowork_portal.services.reservations.holds import hold_seat
from tests.factories import NOW, at, make_applicant, make_slot, principal_of
from tests.services.office_settings.conftest import NewOffice
from tests.services.office_settings.test_offerings import draw_week

SLOT, RESERVATION = table_of(Slot), table_of(Reservation)


def left(house: NewOffice) -> list[str]:
    """What the manager's first page shows, in order; what is done stands in it, too."""
    named: dict[str, Any] = {"principal": house.manager, "office_id": house.office_id, "now": NOW}
    return [step.code for step in house.see(steps_left, **named)]


def change(house: NewOffice, table: Any, **values: Any) -> None:
    house.do(lambda session: session.connection().execute(update(table).values(**values)))


def telephone(house: NewOffice) -> int:
    """Offer counselling by telephone with a week; return the offering."""
    offering_id = house.act(offer, procedure_id=house.talk_id, mode="telephone")
    draw_week(house, offering_id)
    return offering_id


def test_a_time_without_a_seat_for_citizens_is_none_to_book(house: NewOffice) -> None:
    telephone(house)
    assert house.steps()["bookable"]
    change(house, SLOT, held_back=SLOT.c.capacity)
    assert not house.steps()["bookable"], "all seats are kept for the telephone"
    change(house, SLOT, held_back=0, capacity=0)
    assert not house.steps()["bookable"]


def test_a_booking_that_was_tried_and_cancelled_is_no_first_one(house: NewOffice) -> None:
    telephone(house)
    who = principal_of(house.do(make_applicant))
    house.do(hold_seat, principal=who, slot_id=house.rows(Slot)[5].id, now=NOW)
    assert left(house)[-1] == "booked", "a hold is none"
    change(house, RESERVATION, state="confirmed", number="ABCDE23456", expires_at=None)
    assert left(house) == []
    assert "booked" not in house.steps(), "who is booked is told nothing of a first booking"
    change(house, RESERVATION, state="cancelled")
    assert left(house)[-1] == "booked"
    assert not house.steps()["booked"]


def test_what_opens_again_has_its_weeks_times_and_no_leftovers(house: NewOffice) -> None:
    offering_id = telephone(house)
    house.act(set_open, offering_id=offering_id, is_open=False)
    one = next(slot for slot in house.rows(Slot) if slot.starts_at > NOW + timedelta(days=1))
    its = update(SLOT).where(SLOT.c.id == one.id)
    kept, other = one.starts_at + timedelta(minutes=10), at(5, "20:00")

    def age(session: Session) -> int | None:
        session.connection().execute(its.values(starts_at=kept, ends_at=one.ends_at + timedelta(minutes=10)))
        return make_slot(session, session.get_one(Offering, offering_id), other).id

    late_id = house.do(age)
    house.act(set_open, offering_id=offering_id, is_open=True)
    assert [house.row(Slot, id=id_).state for id_ in (one.id, late_id)] == ["closed", "closed"]
    again = [slot for slot in house.rows(Slot) if slot.starts_at == one.starts_at]
    assert [(slot.state, slot.ends_at) for slot in again] == [("open", one.ends_at)]
