"""Interviews of today that stand when a test begins: brought near from later days."""

from datetime import datetime, timedelta
from threading import Event
from typing import Any

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Reservation, Slot
from tests.e2e.bookings import book, other_slot
from tests.e2e.cast import _meeting
from tests.e2e.desk import Desk, _write

_SLOT, _RES, _APPLICANT = table_of(Slot), table_of(Reservation), table_of(Applicant)
_PATIENCE_SECONDS = 30


class Today:
    """Today at the office of the demonstration's quiet one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def book(self, name: str, minutes: int) -> Any:
        """Somebody has booked an interview that begins so soon; return its row."""
        applicant_id = self._desk.make_account()[1]
        runtime.run_now(_write, table=_APPLICANT, row_id=applicant_id, values={"name": name})
        book(self._desk, applicant_id, self._desk.free_slot(nth=4))
        return self.bring(applicant_id, minutes)

    def bring(self, applicant_id: int, minutes: int) -> Any:
        """Let a person's only interview begin so soon, and last half an hour; return its row."""
        [row] = self._desk.reservations_of(applicant_id, "confirmed")
        times = self._shift(row.slot_id, minutes)
        runtime.run_now(_write, table=_RES, row_id=row.id, values=times)
        return self._desk.row(Reservation, row.id)

    def free_like(self, row: Any, minutes: int) -> Any:
        """Return a free time of the same procedure that begins so soon, today."""
        slot_id = other_slot(self._desk, row.slot_id).id
        self._shift(slot_id, minutes)
        return self._desk.slot(slot_id)

    def ends_in(self, row: Any, milliseconds: int) -> None:
        """Let an interview's time be over so soon; nobody who looks is told of that."""
        ends = clock.now() + timedelta(milliseconds=milliseconds)
        runtime.run_now(_write, table=_RES, row_id=row.id, values={"ends_at": ends})

    def has_meeting(self, row: Any) -> None:
        """Wait until the worker has made an interview's meeting."""
        for _ in range(_PATIENCE_SECONDS * 5):
            if runtime.read_now(_meeting, reservation_id=row.id).state == "ready":
                return
            Event().wait(0.2)
        raise AssertionError("the meeting was not made")

    def _shift(self, slot_id: int, minutes: int) -> dict[str, Any]:
        """Let a time begin so soon, but today, and off the full minute, at which another one may begin."""
        starts = _within_today(minutes).replace(second=1 + slot_id % 58, microsecond=0)
        times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=30)}
        values = times | {"on_day": clock.day_in_japan(starts)}
        runtime.run_now(_write, table=_SLOT, row_id=slot_id, values=values)
        return times


def _within_today(minutes: int) -> datetime:
    now = clock.now()
    there = clock.in_japan(now)
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0)
    wished = now + timedelta(minutes=minutes)
    return min(max(wished, midnight), midnight + timedelta(hours=23, minutes=59)).astimezone(now.tzinfo)
