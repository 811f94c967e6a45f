"""Engines and transactions for SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from threading import RLock
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlmodel import Session

from hellowork_portal.adapters import seat_changes
from hellowork_portal.adapters.postgresql_cursor import PlainCursor
from hellowork_portal.kit.seat_notes import notes_of

_WRITER = RLock()
"""SQLite's own lock is unfair: inside one process writers queue here instead."""
_REST_SECONDS = 1.0
_GOODBYES = frozenset({"57P01", "57P02", "57P03"})
"""PostgreSQL shuts down, has crashed, or starts anew."""


@cache
def engine_for(url: str) -> Engine:
    """Return the process's engine for a database address."""
    return _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url, pool_size=8, max_overflow=4, connect_args={"timeout": 20, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=20000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        reads = connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str) -> Engine:
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(
        address,
        pool_size=8,
        max_overflow=0,
        pool_timeout=10,
        isolation_level="READ COMMITTED",
        connect_args={
            "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c timezone=UTC",
            "cursor_factory": PlainCursor,
        },
    )
    _wake_rested(engine)
    return engine


def _wake_rested(engine: Engine) -> None:
    """Ask a connection that has rested whether it still lives; with a dead one all older ones go.

    Asking every time (`pool_pre_ping`) is a round trip in each transaction. Who was at
    work a second ago may be dead too, but so may anybody in the middle of theirs.
    """

    @event.listens_for(engine, "checkin")
    def rest(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _proxy: object) -> None:
        if monotonic() - record.info.get("rests_since", monotonic()) < _REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    @event.listens_for(engine, "handle_error")
    def notice(context: Any) -> None:
        # The server's goodbye can be read before the line is closed: the driver takes it for alive.
        if getattr(context.original_exception, "sqlstate", "") in _GOODBYES:
            context.is_disconnect = True


class _Session(Session):
    """A session in a transaction that its connection has begun.

    What begins and ends it is the connection, as our statements are of the connection, not of
    objects: a transaction of the session's own on top was a twelfth of a booking's processor time.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._own = connection

    def connection(self, *args: Any, **options: Any) -> Connection:
        """Return the session's only connection."""
        return super().connection(*args, **options) if args or options else self._own


@contextmanager
def transaction(url: str) -> Iterator[Session]:
    """Open a writing transaction: committed at the end, rolled back on any error.

    What it noted of seats is told to open calendars after the commit, never inside.
    """
    engine = engine_for(url)
    turn = _WRITER if engine.dialect.name == "sqlite" else nullcontext()
    with turn, engine.begin() as connection, _Session(connection) as session:
        yield session
        session.flush()
    if noted := notes_of(session):
        seat_changes.tell(url, noted)


@cache
def _reader(url: str) -> Engine:
    """Return the engine for queries.

    At READ COMMITTED each statement sees its own moment anyway: a transaction around reads would
    be two round trips for nothing. On SQLite it is what keeps readers from waiting for a writer.
    """
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reads=True)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """Open a session for reading alone: nothing here would undo half of a change.

    On SQLite it never waits for a writer.
    """
    with _reader(url).connect() as connection, _Session(connection) as session:
        yield session
