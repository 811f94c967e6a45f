"""How often a booking asks the database: round trips are what limits bookings (performance.md §2.1)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from psycopg import _queries
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import psycopg

from hellowork_portal.adapters.database import engine_for
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.reservations import confirmation, holds
from tests.factories import at
from tests.services.reservations.conftest import Scene


@contextmanager
def heard(scene: Scene) -> Iterator[list[str]]:
    """Collect what the database is asked meanwhile, but what begins and ends transactions."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if not sql.startswith("BEGIN"):
            said.append(sql)

    engine = engine_for(scene.url)
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_a_booking_asks_as_little_as_it_can(scene: Scene, hanako: Principal, dialect: str) -> None:
    scene.reserve(hanako, scene.slot(at(8)))
    slot = scene.slot()
    with heard(scene) as holding:
        hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    with heard(scene) as confirming:
        assert scene.confirm(hanako, hold)
    most = {"postgresql": (3, 2), "sqlite": (4, 6)}[dialect]
    assert (len(holding), len(confirming)) == most, [*holding, *confirming]


@pytest.mark.parametrize("whole", [holds.TAKE_AND_HOLD, "confirmation"])
def test_psycopg_keeps_the_statements_of_a_booking_as_it_has_taken_them_apart(whole: object) -> None:
    if whole == "confirmation":
        whole = confirmation._writes(True, True, 2 + len(settings().reminder_minutes))
    compiled = whole._whole.compile(dialect=psycopg.dialect())  # type: ignore[attr-defined]
    assert len(compiled.params) <= _queries.MAX_CACHED_STATEMENT_PARAMS
    assert len(str(compiled)) <= _queries.MAX_CACHED_STATEMENT_LENGTH
