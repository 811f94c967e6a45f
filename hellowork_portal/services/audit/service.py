"""The record of who did and saw what (S9); written in the command's own transaction."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import Dialect, Part, new_places, placed, table_of
from hellowork_portal.models import AuditEntry

_ENTRY = table_of(AuditEntry)
_COLUMNS = ("at", "actor_kind", "actor_id", "action", "subject_kind", "subject_id", "details")
_WRITE = insert(_ENTRY)
PRIVATE = "private"
"""The detail that is told on the page of its subject, and nowhere else."""


def record(
    session: Session,
    principal: Principal,
    action: str,
    subject: tuple[str, int | None],
    *,
    now: datetime,
    **details: Any,
) -> None:
    """Append one entry: `action` is a dotted past-tense code such as `reservation.confirmed`.

    `details` hold codes and ids, never names, addresses or other personal data:
    an entry outlives the person's record. What is personal is `private`.
    """
    session.connection().execute(_WRITE, _row(principal, action, subject, now, details))


def record_each(
    session: Session,
    principal: Principal,
    action: str,
    subjects: tuple[str, Iterable[tuple[int, dict[str, Any]]]],
    *,
    now: datetime,
) -> None:
    """Append the same entry for each of many things of a kind, each with details of its own."""
    kind, each = subjects
    rows = [_row(principal, action, (kind, its), now, details) for its, details in each]
    if rows:
        session.connection().execute(_WRITE, rows)


def private(**values: Any) -> dict[str, str]:
    """Return a detail that says what is personal, readable where its subject may be seen alone.

    `before` and `after` say what a change has changed.
    """
    return {PRIVATE: seal(json.dumps(values, default=str))}


def entry_part(about: str = "") -> Part:
    """Return an entry as a part of `Writes`; its subject may be the row that the part `about` tells."""

    def write(dialect: Dialect) -> Any:
        values = new_places(_ENTRY, "entry", _COLUMNS)
        return dialect.row(_ENTRY, values | {"subject_id": dialect.told(about)} if about else values)

    return Part("entry", write, needs=about)


def entry_values(
    principal: Principal, action: str, subject: tuple[str, int | None], *, now: datetime, **details: Any
) -> dict[str, Any]:
    """Return what `entry_part` is to say, as `record` takes it."""
    return placed("entry", _row(principal, action, subject, now, details))


def _row(
    principal: Principal, action: str, subject: tuple[str, int | None], now: datetime, details: dict[str, Any]
) -> dict[str, Any]:
    values = (now, principal.kind.value, principal.actor_id, action, *subject, details)
    return dict(zip(_COLUMNS, values, strict=True))
