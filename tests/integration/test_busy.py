"""A database that has more to do than it can: people are asked to try again, nobody sees a fault."""

import threading

import pytest
from sqlalchemy import text
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.adapters.database import engine_for, transaction
from hellowork_portal.kit.errors import Busy
from hellowork_portal.kit.faults import Fault
from tests.factories import Desk, make_applicant


def rename(session: Session) -> None:
    session.connection().execute(text("UPDATE applicant SET name = 'x'"))


def impatient(session: Session) -> None:
    """Take the row after a moment only, as a long queue would."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SET LOCAL lock_timeout = '100ms'"))
    rename(session)


def test_a_row_that_stays_locked_is_told_as_busy(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", postgresql_url)
    runtime.settings.cache_clear()
    Desk(postgresql_url).do(lambda session: make_applicant(session, "hanako@example.jp"))
    with transaction(postgresql_url) as holder:
        rename(holder)
        with pytest.raises(Busy):
            runtime.run_now(impatient)
    runtime.run_now(impatient)
    runtime.settings.cache_clear()


def test_a_pool_without_a_free_connection_is_told_as_busy(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_for(database_url)
    monkeypatch.setattr(engine.pool, "_timeout", 0.1)
    held = [engine.connect() for _one in range(engine.pool.size() + max(engine.pool._max_overflow, 0))]  # type: ignore[attr-defined]
    failures: list[Exception] = []

    def ask() -> None:
        try:
            runtime.read_now(lambda session: session.connection().execute(text("SELECT 1")))
        except Exception as error:
            failures.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    for connection in held:
        connection.close()
    assert [type(failure) for failure in failures] == [Busy]


def test_a_mistake_is_still_a_fault(database_url: str) -> None:
    with pytest.raises(Fault):
        runtime.read_now(lambda session: session.connection().execute(text("SELECT nothing FROM nowhere")))
