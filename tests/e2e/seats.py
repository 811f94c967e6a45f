"""A calendar that is open while others take and give back seats."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say_marked, spoken
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Slot
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.reservations.holds import release_hold
from tests.e2e.desk import Desk, _write

IN_TIME_MS = 2000
"""The portal's promise: a seat that changes shows within two seconds."""
FOCUSED = "() => document.activeElement.dataset.day ?? document.activeElement.textContent"


@dataclass
class Seats:
    """One slot far enough ahead for nobody else's test, and who sits in it."""

    desk: Desk
    slot_id: int
    holds: list[tuple[int, int]]

    @property
    def slot(self) -> Any:
        """The slot's row."""
        return self.desk.slot(self.slot_id)

    @property
    def day(self) -> str:
        return str(self.slot.on_day)

    @property
    def state(self) -> str:
        """The words for one or two seats that are left: 残りわずか once any is taken."""
        return "calendar.state.few" if self.slot.taken else "calendar.state.open"

    def address(self, *, chosen: bool = False) -> str:
        """Return the calendar's address at the slot's day, with the slot chosen or not."""
        slot_id = self.slot_id if chosen else None
        return routes.calendar(self.slot.offering_id, day=self.day, slot_id=slot_id)

    def take(self) -> None:
        """Let somebody else hold a seat, in another process than the portal's."""
        _, person = self.desk.make_account()
        self.holds.append((person, self.desk.hold(person, self.slot_id)))

    def leave(self, seats: int) -> None:
        """Let others hold all seats but so many."""
        while self.desk.seats_left(self.slot_id) > seats:
            self.take()

    def give_back(self) -> None:
        """Let one of them give the seat back."""
        person, hold = self.holds.pop()
        principal = Principal(PrincipalKind.APPLICANT, person)
        runtime.run_now(release_hold, principal=principal, hold_id=hold)

    def run_out(self) -> None:
        """Let the time of one hold be over, and the worker come to tidy it."""
        self.desk.run_out(self.holds.pop()[1])
        runtime.run_now(_ask_worker, key=f"upkeep:holds:{self.slot_id}:{len(self.holds)}")

    def write(self, **values: Any) -> None:
        """Change the slot as somebody does who knows SQL and nothing else."""
        runtime.run_now(_write, table=table_of(Slot), row_id=self.slot_id, values=values)


def _ask_worker(session: Session, *, key: str, now: Any) -> None:
    enqueue(session, [NewJob("upkeep.holds", key, run_at=now)], now=now)


@pytest.fixture
def seats_of(desk: Desk) -> Callable[..., Seats]:
    """Return a free slot nine days or more ahead; each call gives another one, on a day of its own."""
    days: set[str] = set()

    def make(**where: Any) -> Seats:
        for ahead in range(10, 28):
            seats = Seats(desk, desk.free_slot(days_ahead=ahead, **where), [])
            if seats.day not in days:
                days.add(seats.day)
                return seats
        raise AssertionError("no day is left")

    return make


def time_cell(page: Page, seats: Seats) -> Locator:
    """Find the slot's button among the times of its day."""
    return page.locator(f"section:has(#times) > div [data-slot='{seats.slot_id}']")


def day_cell(page: Page, seats: Seats) -> Locator:
    """Find the day's button in the month."""
    return page.locator(f"[data-day='{seats.day}']")


def news(page: Page) -> Locator:
    """Find what is read out of seats."""
    return page.locator("main div[role=status].sr-only")


def shows(cell: Locator, language: str, key: str, **params: object) -> None:
    """Expect a button's name to say something within the promised time."""
    words = spoken(say_marked(language, key, **params))
    expect(cell).to_have_accessible_name(re.compile(re.escape(words) + "$"), timeout=IN_TIME_MS)
