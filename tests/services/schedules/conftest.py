"""One office with one procedure, its schedule and its host."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session

from hellowork_portal.models import Mode
from tests.factories import Desk, make_host, make_offering, make_office, make_procedure, make_template


@dataclass(frozen=True)
class Counter(Desk):
    """A database with one offering."""

    offering_id: int
    office_id: int


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def counter(desk: Desk) -> Counter:
    """Mondays to Fridays 9–12 and 13–16:30, half-hours with five minutes of rest, two seats, two lanes."""

    def make(session: Session) -> tuple[int, int]:
        office = make_office(session)
        offering = make_offering(session, office, make_procedure(session), mode=Mode.ONLINE)
        for weekday in range(5):
            for begin, end in ((540, 720), (780, 990)):
                hours = {"weekday": weekday, "from_minute": begin, "to_minute": end}
                make_template(session, offering, seats=2, **hours)
        make_host(session, offering, lanes=2)
        assert offering.id is not None
        assert office.id is not None
        return offering.id, office.id

    return Counter(desk.url, *desk.do(make))
