"""The ground of the audit's tests."""

import secrets
from collections.abc import Iterator

import pytest

from hellowork_portal.adapters.database import engine_for
from tests import servers
from tests.factories import Desk


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def loose_desk(dialect: str, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A database of this test alone, whose tables it may break."""
    if dialect == "sqlite":
        yield Desk(request.getfixturevalue("sqlite_url"))
        return
    server: servers.PostgreSQL = request.getfixturevalue("postgresql_server")
    name = f"portal_loose_{secrets.token_hex(4)}"
    server.execute(f"CREATE DATABASE {name}")
    servers.migrate(server.url(name))
    yield Desk(server.url(name))
    engine_for(server.url(name)).dispose()
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
