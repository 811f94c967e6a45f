"""The record of who did and saw what (S9); written in the command's own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry

_WRITE = insert(table_of(AuditEntry))


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
    an entry outlives the person's record.
    """
    session.connection().execute(
        _WRITE,
        {
            "at": now,
            "actor_kind": principal.kind,
            "actor_id": principal.id,
            "action": action,
            "subject_kind": subject[0],
            "subject_id": subject[1],
            "details": details,
        },
    )
