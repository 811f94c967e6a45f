"""Engines and transactions for SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlmodel import Session

_WRITER = RLock()
"""SQLite's own lock is unfair: inside one process writers queue here instead."""


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
    return create_engine(
        address,
        pool_size=8,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"options": "-c statement_timeout=15000 -c lock_timeout=5000 -c timezone=UTC"},
    )


@contextmanager
def transaction(url: str) -> Iterator[Session]:
    """Open a writing transaction: committed at the end, rolled back on any error."""
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        with _WRITER, Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
    else:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """Open a transaction that only reads; on SQLite it never waits for a writer."""
    engine = engine_for(url).execution_options(reads=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
