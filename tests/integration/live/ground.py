"""An office with some slots, people who take seats, and ears; run as a program it takes a seat elsewhere."""

import sys
from datetime import date, timedelta
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from sqlalchemy import update

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.seat_notes import Changed
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Reservation, Slot
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.schedules.rules import next_open_day
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    principal_of,
)


class Place:
    """An offering with twenty slots on one day, five seats each, and one slot on the next day.

    `first_day` is the day before, for those whom no test can tell what time it is.
    """

    def __init__(self, url: str, first_day: date = TODAY) -> None:
        self.desk, self.people = Desk(url), list[Applicant]()
        self._days = next_open_days(first_day)
        self.desk.do(self._furnish)

    def _furnish(self, session: Any) -> None:
        offering = make_offering(session, make_office(session), make_procedure(session))
        self.offering = offering.id or 0
        walls = [f"{hour:02}:{minute:02}" for hour in range(9, 16) for minute in (0, 20, 40)][:20]
        day, next_day = self._days
        slots = [self._slot(session, offering, day, wall) for wall in walls]
        self.slots, self.day = [slot.id or 0 for slot in slots], (self.offering, day)
        self.next_slot = self._slot(session, offering, next_day, "10:00").id or 0
        self.next_day = (self.offering, next_day)

    def _slot(self, session: Any, offering: Any, day: date, wall: str) -> Slot:
        hour, minute = map(int, wall.split(":"))
        return make_slot(session, offering, at_japan(day, 60 * hour + minute), capacity=5, minutes=20)

    def person(self) -> Applicant:
        """Return somebody new."""
        self.people.append(self.desk.do(_detached, mail=f"person-{len(self.people)}@example.jp"))
        return self.people[-1]

    def run_out(self) -> None:
        """Let every hold's time be over."""
        past = {"expires_at": NOW - timedelta(days=400)}
        self.desk.do(lambda session: session.connection().execute(update(table_of(Reservation)).values(past)))

    def take_by_hand(self, slot_id: int) -> None:
        """Change a slot as somebody does who knows SQL and nothing else."""
        slot = table_of(Slot)
        statement = update(slot).where(slot.c.id == slot_id).values(taken=slot.c.taken + 1)
        self.desk.do(lambda session: session.connection().execute(statement))

    def hold(self, slot_id: int, person: Applicant | None = None) -> int:
        """Let somebody hold a seat; return the hold."""
        who = principal_of(person or self.person())
        return self.desk.do(hold_seat, principal=who, slot_id=slot_id, now=NOW)


def _detached(session: Any, *, mail: str) -> Applicant:
    applicant = make_applicant(session, mail)
    session.refresh(applicant)
    session.expunge(applicant)
    return applicant


def next_open_days(after: date) -> tuple[date, date]:
    """Return the first two days after one on which offices are open."""
    first = next_open_day(after + timedelta(days=1))
    return first, next_open_day(first + timedelta(days=1))


class Ear:
    """What a listener has been told, in order."""

    def __init__(self) -> None:
        self._told: SimpleQueue[Changed] = SimpleQueue()

    def __call__(self, changed: Changed) -> None:
        self._told.put(changed)

    def hear(self, wanted: Changed, seconds: float = 5) -> None:
        """Wait until exactly this is told; what comes before does not matter."""
        until, heard = monotonic() + seconds, []
        while (left := until - monotonic()) > 0:
            try:
                heard.append(self._told.get(timeout=left))
            except Empty:
                break
            if heard[-1] == wanted:
                return
        raise AssertionError(f"{wanted} was not heard, but {heard}")

    def all(self, seconds: float) -> list[Changed]:
        """Return everything that is told within so many seconds."""
        until, heard = monotonic() + seconds, []
        while (left := until - monotonic()) > 0:
            try:
                heard.append(self._told.get(timeout=left))
            except Empty:
                break
        return heard


if __name__ == "__main__":
    desk = Desk(sys.argv[1])
    other = desk.do(_detached, mail="elsewhere@example.jp")
    desk.do(hold_seat, principal=principal_of(other), slot_id=int(sys.argv[2]), now=NOW)
