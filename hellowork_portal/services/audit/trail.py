"""Reading back what happened to one thing; writing is service.py's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry

_ENTRY = table_of(AuditEntry)


@dataclass(frozen=True)
class Happened:
    """One entry: what, when, and its codes and ids."""

    action: str
    at: datetime
    details: dict[str, Any]


def trail_of(session: Session, kind: str, subject_id: int, actions: Collection[str]) -> list[Happened]:
    """Return what happened to a subject, oldest first; of these actions alone.

    The caller has checked that the reader may know.
    """
    its = (_ENTRY.c.subject_kind == kind) & (_ENTRY.c.subject_id == subject_id)
    query = select(_ENTRY.c.action, _ENTRY.c.at, _ENTRY.c.details).where(its, _ENTRY.c.action.in_(actions))
    rows = session.connection().execute(query.order_by(_ENTRY.c.at, _ENTRY.c.id))
    return [Happened(*row) for row in rows]
