"""The databases and servers that tests run on: real ones, started here, gone afterwards."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from redis import Redis
from redis.exceptions import ConnectionError as NotYet
from sqlalchemy import make_url

from hellowork_portal.adapters.database import engine_for
from hellowork_portal.start.household import Household

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30
SERVER_VARIABLE = "TEST_POSTGRESQL_URL"
"""Names a server that is there already (a superuser's address); else one is started."""
_ACCOUNT = "postgres"


@dataclass(frozen=True)
class PostgreSQL:
    """A server on which the tests may create databases."""

    address: str

    def url(self, name: str) -> str:
        """Return a database's address as the settings take it."""
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside a transaction."""
        with self._connect(database) as connection:
            connection.execute(statement.encode())

    def column(self, query: str, database: str = "postgres") -> list[str]:
        """Return the first column of a query's rows."""
        with self._connect(database) as connection:
            return [row[0] for row in connection.execute(query.encode())]

    def _connect(self, database: str) -> psycopg.Connection:
        address = make_url(self.url(database)).set(drivername="postgresql")
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def postgresql(*, is_lasting: bool = False) -> Iterator[PostgreSQL]:
    """Run a PostgreSQL cluster of its own: ICU ja-JP, loopback and a socket.

    One that must not outlive a power cut does not wait for the disk; measures take a lasting one.
    """
    if given := os.environ.get(SERVER_VARIABLE):
        yield PostgreSQL(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
    _give_to_account(folder)
    port = free_port()
    try:
        _as_account([_binary("initdb"), "-D", folder / "data", "--username=portal", "--auth=trust", *_LOCALE])
        server = [*_server(folder, port), *([] if is_lasting else _IN_A_HURRY)]
        with _running(server, folder / "log", signal.SIGQUIT):
            server = PostgreSQL(f"postgresql://portal@127.0.0.1:{port}/postgres")
            _wait(lambda: _answers(server), "PostgreSQL", folder / "log")
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_IN_A_HURRY = ("-c", "fsync=off", "-c", "full_page_writes=off")
_LOCALE = ("-E", "UTF8", "--locale-provider=icu", "--icu-locale=ja-JP", "--locale=C.UTF-8", "--no-sync")


def _binary(name: str) -> str:
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]))
    binary = found[-1] if found else shutil.which(name)
    if not binary:
        raise RuntimeError(f"{name} is missing: apt-get install postgresql, or set {SERVER_VARIABLE}")
    return binary


def _account() -> list[str]:
    """PostgreSQL refuses root: become its own account, and die with the tests all the same."""
    if os.geteuid():
        return []
    return ["setpriv", f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--clear-groups", "--pdeathsig", "QUIT"]


def _give_to_account(folder: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam(_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)


def _as_account(words: Sequence[object]) -> None:
    subprocess.run([*_account(), *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _server(folder: Path, port: int) -> list[object]:
    server = [*_account(), _binary("postgres"), "-D", folder / "data", "-p", port, "-k", folder]
    return [*server, "-c", "listen_addresses=127.0.0.1"]


def _answers(server: PostgreSQL) -> bool:
    try:
        return server.column("SELECT 'yes'") == ["yes"]
    except psycopg.OperationalError:
        return False


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis of its own that writes nothing to disk; give its address."""
    binary = shutil.which("redis-server")
    if not binary:
        raise RuntimeError("redis-server is missing: apt-get install redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="portal-redis-") as folder:
        words = [binary, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        log = Path(folder, "log")
        with _running([*words, "--dir", folder], log, signal.SIGKILL):
            url = f"redis://127.0.0.1:{port}/0"
            _wait(lambda: _pongs(url), "Redis", log)
            yield url


def _pongs(url: str) -> bool:
    with closing(Redis.from_url(url)) as client:
        try:
            return bool(client.ping())
        except NotYet:
            return False


@contextmanager
def _running(words: Sequence[object], log: Path, goodbye: signal.Signals) -> Iterator[None]:
    """Run a server that dies with the tests; nothing in it is worth a gentle end."""
    with log.open("w") as output, Household() as house:
        process = house.spawn(words, os.environ, output)
        yield
        process.send_signal(goodbye)


def _wait(is_there: Callable[[], bool], name: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not is_there():
        if time.monotonic() > until:
            raise RuntimeError(f"{name} did not start:\n{log.read_text()}")
        time.sleep(0.02)


def free_port() -> int:
    """Return a loopback port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def migrate(url: str) -> None:
    """Bring an empty database to the newest tables, by Alembic, and let go of it."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")
    engine_for(url).dispose()


class Broom:
    """Deletes all rows of a database but those of tables that migrations filled, over one connection.

    Triggers sleep meanwhile (the audit refuses deletions), and foreign keys with them. The statement
    is planned once: it is run after every test.
    """

    def __init__(self, server: PostgreSQL, database: str, kept: Sequence[str]) -> None:
        tables = server.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database)
        deletions = [f'_{name} AS (DELETE FROM "{name}")' for name in tables if name not in kept]
        self._sweep = f"WITH {', '.join(deletions)} SELECT 1".encode()
        self._server, self._database = server, database
        self._connection = self._connected()

    def sweep(self) -> None:
        """Leave no row to the next test; one of them may have ended every line to the database."""
        try:
            self._connection.execute(self._sweep, prepare=True)
        except psycopg.OperationalError:
            if not self._connection.broken:
                raise
            self._connection = self._connected()
            self._connection.execute(self._sweep, prepare=True)

    def _connected(self) -> psycopg.Connection:
        connection = self._server._connect(self._database)
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '5s'")
        return connection

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


def filled_tables(server: PostgreSQL, database: str) -> list[str]:
    """Return the tables that hold rows."""
    tables = server.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database)
    return [name for name in tables if server.column(f"SELECT 1 FROM {name} LIMIT 1", database)]
