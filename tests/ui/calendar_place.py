"""An office with a calendar, and the page opened at it."""

from datetime import date, timedelta
from typing import Any

from hellowork_portal.kit import routes
from hellowork_portal.models import Applicant, Slot
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from tests.factories import (
    TODAY,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
)
from tests.ui.hands import events_of, opened

WEDNESDAY = TODAY + timedelta(days=1)
THURSDAY = TODAY + timedelta(days=2)
FRIDAY = TODAY + timedelta(days=3)


class Place:
    """An office with counselling: Wednesday full but for one time, Thursday free."""

    def __init__(self, desk: Desk, purpose: str = "counselling") -> None:
        self.desk = desk
        desk.do(self._furnish, purpose)

    def _furnish(self, session: Any, purpose: str) -> None:
        self.office = make_office(session)
        procedure = make_procedure(session, purpose=purpose, needs_claimant_number=purpose == "certification")
        offering = make_offering(session, self.office, procedure)
        self.offering = offering.id or 0
        self.slots = {
            wall: make_slot(session, offering, at(1, wall), capacity=2).id or 0
            for wall in ("09:00", "10:00", "13:00", "14:00")
        }
        self.thursday = make_slot(session, offering, at(2)).id or 0

    def fill(self, *walls: str) -> None:
        """Take every seat of these times."""
        for wall in walls:
            self.desk.do(lambda session, wall=wall: _fill(session, self.slots[wall]))

    def address(self, wall: str = "", day: date | None = WEDNESDAY) -> str:
        slot_id = self.slots[wall] if wall else None
        return routes.calendar(self.offering, day=day.isoformat() if day else "", slot_id=slot_id)


def _fill(session: Any, slot_id: int) -> None:
    slot = session.get_one(Slot, slot_id)
    slot.taken = slot.capacity


def person_of(desk: Desk, mail: str = "hanako@example.jp") -> Applicant:
    return desk.do(lambda session: _detached(session, make_applicant(session, mail)))


def _detached(session: Any, applicant: Applicant) -> Applicant:
    session.refresh(applicant)
    session.expunge(applicant)
    return applicant


def shown(place: Place, address: str, person: Applicant | None = None) -> CalendarState:
    state = opened(CalendarState, address, person)
    events_of(state.open())
    return state
