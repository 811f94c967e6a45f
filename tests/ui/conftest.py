"""The real app, and the house with its staff, for tests that send events of the staff side."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from hellowork_portal.kit import clock
from hellowork_portal.ui.shell import guard, session, staff_session
from tests.factories import NOW
from tests.ui.staff_house import StaffHouse


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    """The real app, whose import takes hold of all logging; that is given back."""
    records = logging.getLogRecordFactory()
    from hellowork_portal.hellowork_portal import app

    for kept in (guard.declared_rights, guard.declared_roles):
        kept.cache_clear()
    yield app
    logging.setLogRecordFactory(records)
    structlog.reset_defaults()


@pytest.fixture
def house(app: Any, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffHouse]:
    """Offices with their staff at the tests' moment; no tab outlives the test."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    yield StaffHouse(app, database_url)
    for tabs in (session.watched, staff_session.watched_staff):
        tabs.clear()
