"""Reservations that stand when a test begins, made by the portal's own services."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar
from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, Slot
from hellowork_portal.services.applicants.service import state_claimant_number
from hellowork_portal.services.reservations import holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from tests.e2e.desk import Desk, _write
from tests.e2e.post import Mail

_SLOT, _RES = table_of(Slot), table_of(Reservation)
_ANSWERS = {
    "topics.job_search": "on",
    "telephone": "090-1234-5678",
    "private_place": "on",
    "purpose_consent": "on",
}


@dataclass(frozen=True)
class Booking:
    """A confirmed reservation."""

    id: int
    number: str
    slot_id: int
    applicant_id: int

    @property
    def query(self) -> str:
        return f"number={self.number}"


def book(
    desk: Desk, applicant_id: int, slot_id: int, *, claimant_number: str = "", language: str = "ja"
) -> Booking:
    """Confirm a reservation as the pages do."""
    who = Principal(PrincipalKind.APPLICANT, applicant_id, language=language)
    answers = _ANSWERS | {"claimant_number": claimant_number}
    if claimant_number:
        runtime.run_now(state_claimant_number, principal=who, typed=claimant_number)
    hold_id = desk.hold(applicant_id, slot_id)
    runtime.run_now(holds.agree_terms, principal=who, hold_id=hold_id)
    runtime.run_now(holds.keep_draft, principal=who, hold_id=hold_id, typed=answers)
    number = runtime.run_now(confirm_reservation, principal=who, hold_id=hold_id)
    return Booking(hold_id, number, slot_id, applicant_id)


def bring_near(booking: Booking, hours: float) -> None:
    """Let an interview begin so soon; off the full minute, at which another slot may begin."""
    second = 1 + booking.slot_id % 59
    starts = (clock.now() + timedelta(hours=hours)).replace(second=second, microsecond=0)
    times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=15)}
    on_day = {"on_day": clock.day_in_japan(starts)}
    runtime.run_now(_write, table=_SLOT, row_id=booking.slot_id, values=times | on_day)
    runtime.run_now(_write, table=_RES, row_id=booking.id, values=times)


def other_slot(desk: Desk, slot_id: int, *, is_same_day: bool = False) -> Any:
    """Return a free slot of the same offering on a later day, or at another time of the same day."""
    slot = desk.slot(slot_id)
    return runtime.read_now(_other_slot, slot=slot, is_same_day=is_same_day)


def _other_slot(session: Session, *, slot: Any, is_same_day: bool) -> Any:
    # Other tests bring slots near without moving their day: the start counts too.
    is_later = (_SLOT.c.on_day > slot.on_day) & (_SLOT.c.starts_at > slot.starts_at)
    is_there = _SLOT.c.on_day == slot.on_day if is_same_day else is_later
    query = select(_SLOT).where(_SLOT.c.offering_id == slot.offering_id, is_there, _SLOT.c.id != slot.id)
    free = query.where(_SLOT.c.taken < _SLOT.c.capacity, _SLOT.c.state == "open")
    return session.connection().execute(free.order_by(_SLOT.c.starts_at)).first()


def event_of(mail: Mail) -> tuple[str, Any]:
    """Return what a mail's calendar file asks for, and its one event."""
    calendar = Calendar.from_ical(mail.calendar)
    [event] = calendar.events
    return str(calendar["METHOD"]), event


def wall(instant: datetime) -> str:
    """Return the time of day in Japan as pages write it."""
    there = clock.in_japan(instant)
    return f"{there.hour}:{there.minute:02}"
