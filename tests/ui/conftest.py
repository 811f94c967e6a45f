"""The real app, and the house with its staff, for tests that send events of the staff side."""

import importlib
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal
from hellowork_portal.ui.shell import guard, session, staff_session
from tests.conftest import _forget_what_is_kept
from tests.factories import NOW, Desk
from tests.services.applications.conftest import Papers, _furnish
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


def _furnished(app: Any, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffHouse]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    yield StaffHouse(app, url)
    for tabs in (session.watched, staff_session.watched_staff):
        tabs.clear()


@pytest.fixture
def house(app: Any, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffHouse]:
    """Offices with their staff at the tests' moment; no tab outlives the test."""
    yield from _furnished(app, database_url, monkeypatch)


@pytest.fixture
def house_on_sqlite(app: Any, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffHouse]:
    """The same on one database alone: what the rows decide is tested on both below the services."""
    monkeypatch.setenv("PORTAL_DATABASE_URL", sqlite_url)
    _forget_what_is_kept()
    yield from _furnished(app, sqlite_url, monkeypatch)
    monkeypatch.undo()
    _forget_what_is_kept()


@pytest.fixture
def papers(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Papers:
    """An office that takes the declaration, at the tests' moment, for the pages of applications."""
    importlib.import_module("hellowork_portal.ui.pages")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office, _ = Desk(database_url).do(_furnish)
    return Papers(database_url, office, Principal())


@pytest.fixture
def hanako(papers: Papers) -> Principal:
    """A person with a claimant's record whose 認定日 is today."""
    return papers.person()
