"""The office of the bookings, with people who wait there, and the worker's turns."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import WaitlistEntry
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.waitlist import offering, own, service
from hellowork_portal.services.waitlist.views import OwnWaiting
from tests.factories import NOW, TODAY, Desk
from tests.services.reservations.conftest import Scene, _furnish


class Line(Scene):
    """Short ways to wait, and to let the worker work."""

    def wait_slot(self, who: Principal, slot_id: int, now: datetime = NOW) -> int:
        return self.do(service.join_slot, principal=who, slot_id=slot_id, now=now)

    def wait_day(self, who: Principal, days: int = 7, now: datetime = NOW, **where: Any) -> int:
        place = {"offering_id": self.counselling.id, "day": TODAY.replace(day=1 + days)} | where
        return self.do(service.join_day, principal=who, **place, now=now)

    def wait_earlier(self, who: Principal, number: str, now: datetime = NOW) -> int:
        return self.do(service.join_earlier, principal=who, number=number, now=now)

    def cancel(self, who: Principal, number: str, now: datetime = NOW) -> None:
        self.do(cancel_reservation, principal=who, number=number, now=now)

    def serve(self, now: datetime = NOW, offering_id: int | None = None) -> int:
        """Make the offers that can be made; return how many."""
        made = 0
        for _turn in range(50):
            turn = self.do(offering.offer_next, offering_id=offering_id or self.counselling.id, now=now)
            if turn is offering.Turn.NOTHING:
                return made
            made += turn is offering.Turn.OFFERED
        raise AssertionError("the line never ends")

    def sweep(self, now: datetime = NOW) -> None:
        for entry_id in self.do(offering.sweep, now=now):
            self.do(offering.settle, entry_id=entry_id, now=now)

    def entry(self, entry_id: int) -> Any:
        return self.row(WaitlistEntry, id=entry_id)

    def state(self, entry_id: int) -> str:
        return self.entry(entry_id).state

    def offered(self, entry_id: int) -> Any:
        """The hold that an entry was offered."""
        return self.reservation(self.entry(entry_id).offered_reservation_id)

    def waiting(self, who: Principal, now: datetime = NOW) -> OwnWaiting:
        return self.see(own.own_waiting, principal=who, now=now)

    def people(self, number: int) -> list[Principal]:
        return [self.person(f"waiting{turn}@example.jp") for turn in range(number)]


@pytest.fixture
def line(database_url: str) -> Line:
    """An office where both interviews are held."""
    return Line(database_url, *Desk(database_url).do(_furnish))


@pytest.fixture
def hanako(line: Line) -> Principal:
    """Who has the seats."""
    return line.person()


@pytest.fixture
def taro(line: Line) -> Principal:
    """Who waits."""
    return line.person("taro@example.jp", name="髙橋 太郎")


def code_of(command: Callable[..., Any], *args: Any, **named: Any) -> str:
    """Return the code of the error that a command ends with."""
    with pytest.raises(PortalError) as caught:
        command(*args, **named)
    return caught.value.code
