"""The audit's chain in tests: entries, seals, and somebody with rights on the database itself."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM, Principal
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.audit.sealing import seal_entries
from hellowork_portal.services.audit.service import record
from tests.factories.desk import Desk
from tests.factories.times import NOW

_TABLES = ("audit_entry", "audit_seal", "audit_leaf")


def write_entries(
    session: Session, count: int = 3, *, by: Principal = SYSTEM, now: datetime = NOW, **about: Any
) -> None:
    """Entries as a command writes them."""
    action, subject = about.pop("action", "job.died"), about.pop("subject", ("job", 7))
    for turn in range(count):
        record(session, by, action, subject, now=now, turn=turn, **about)


def sealed(desk: Desk, *counts: int) -> list[int]:
    """One seal per count, minute by minute over that many entries; returns all ids of entries."""
    for turn, count in enumerate(counts):
        now = NOW + timedelta(minutes=turn)
        desk.do(write_entries, count, now=now)
        assert desk.do(seal_entries, now=now + timedelta(seconds=30))
    return [row.id for row in desk.rows(AuditEntry)]


def tamper(desk: Desk, *statements: str) -> None:
    """Change what may only grow, as an owner of the database can: triggers and foreign keys put aside."""
    if desk.url.startswith("sqlite"):
        with closing(sqlite3.connect(desk.url.removeprefix("sqlite:///"))) as connection, connection:
            for table in _TABLES:
                for verb in ("UPDATE", "DELETE"):
                    connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            for statement in statements:
                connection.execute(statement)
    else:
        desk.do(_tamper_there, ("SET LOCAL session_replication_role = replica", *statements))


def _tamper_there(session: Session, statements: Sequence[str]) -> None:
    for statement in statements:
        session.connection().exec_driver_sql(statement)


def without_keys(session: Session) -> None:
    """Take every constraint off seals and leaves; their rows stay."""
    for table in ("audit_leaf", "audit_seal"):
        session.connection().exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_kept")
        session.connection().exec_driver_sql(f"CREATE TABLE {table} AS SELECT * FROM {table}_kept")
