"""What every test stands on: settings of the tests alone, and two databases."""

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# On a machine that others use too, slow says nothing about the portal.
hypothesis.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("shared")
for name in [name for name in os.environ if name.startswith("PORTAL_")]:
    del os.environ[name]
_DATA_DIR = tempfile.mkdtemp(prefix="portal-tests-")
os.environ.update(
    PORTAL_MODE="test",
    PORTAL_DATA_DIR=_DATA_DIR,
    PORTAL_KEYS=json.dumps({"seal": [Fernet.generate_key().decode()], "fingerprint": secrets.token_hex(32)}),
)

from hellowork_portal.kit.settings import Settings, settings  # noqa: E402
from tests import servers  # noqa: E402

Settings.model_config["env_file"] = None
DIALECTS = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--dialect", choices=DIALECTS, action="append", help="databases to test on (both)")
    parser.addoption("--soak", action="store_true", help="let the state machines run long (make soak)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "dialect" in metafunc.fixturenames:
        metafunc.parametrize("dialect", metafunc.config.getoption("--dialect") or DIALECTS, scope="session")


def pytest_unconfigure() -> None:
    shutil.rmtree(_DATA_DIR, ignore_errors=True)


@dataclass(frozen=True)
class _Prepared:
    """A PostgreSQL server with a migrated template and this worker's database."""

    server: servers.PostgreSQL
    database: str
    broom: servers.Broom


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[servers.PostgreSQL]:
    """A server for tests that make databases of their own."""
    with servers.postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def _postgresql(postgresql_server: servers.PostgreSQL) -> Iterator[_Prepared]:
    template, database = (f"portal_{kind}_{secrets.token_hex(4)}" for kind in ("template", "tests"))
    server = postgresql_server
    server.execute(f"CREATE DATABASE {template}")
    servers.migrate(server.url(template))
    server.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
    with closing(servers.Broom(server, database, servers.filled_tables(server, template))) as broom:
        yield _Prepared(server, database, broom)
    for name in (database, template):
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "portal.db"
    servers.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same place for all tests of a worker: its engine remembers the statements that it has compiled."""
    return tmp_path_factory.mktemp("sqlite") / "portal.db"


@pytest.fixture
def sqlite_url(_sqlite_template: Path, _sqlite_file: Path) -> Iterator[str]:
    """A migrated SQLite file without rows; each test gets a new one."""
    url = f"sqlite:///{_sqlite_file}"
    for left in _sqlite_file.parent.iterdir():
        left.unlink()
    shutil.copyfile(_sqlite_template, _sqlite_file)
    yield url
    servers.engine_for(url).dispose()


@pytest.fixture
def postgresql_url(_postgresql: _Prepared) -> Iterator[str]:
    """A migrated PostgreSQL database without rows; they are deleted after each test."""
    yield _postgresql.server.url(_postgresql.database)
    _postgresql.broom.sweep()


@pytest.fixture
def database_url(
    dialect: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of an empty, migrated database; the portal's settings point to it.

    A test that asks for it runs once on SQLite and once on PostgreSQL.
    """
    url = request.getfixturevalue(f"{dialect}_url")
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    _forget_what_is_kept()
    yield url
    monkeypatch.undo()
    _forget_what_is_kept()


def _forget_what_is_kept() -> None:
    """Settings and adapters are kept for a process; here they live for one test."""
    from hellowork_portal import runtime

    settings.cache_clear()
    runtime._ports.cache_clear()


@pytest.fixture(scope="session")
def _redis() -> Iterator[str]:
    with servers.redis() as url:
        yield url


@pytest.fixture
def redis_url(_redis: str) -> Iterator[str]:
    """The address of a Redis without keys."""
    yield _redis
    with closing(servers.Redis.from_url(_redis)) as client:
        client.flushall()
