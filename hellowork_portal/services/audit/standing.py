"""How the chain stands, for readers of the audit: the head, and whether sealing keeps up."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session

from hellowork_portal.kit import words
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.audit.chain import looks_from
from hellowork_portal.services.audit.sealing import IS_SEALED, last_seal
from hellowork_portal.services.audit.search import office_read
from hellowork_portal.services.audit.views import ChainView

_ENTRY = table_of(AuditEntry)
_MOST_COUNTED = 1_000
SLOW = timedelta(minutes=10)
"""Sealing runs each minute: what waits longer means that no worker runs, or that it cannot seal."""


def chain_standing(
    session: Session, *, principal: Principal, office_code: str = "", now: datetime
) -> ChainView:
    """Return how the chain stands; for whoever may read the audit. Raises NotAllowed, SignInNeeded."""
    office_read(session, principal, office_code)
    last = last_seal(session)
    waits = select(_ENTRY.c.at).where(_ENTRY.c.at >= looks_from(last, now), ~IS_SEALED)
    some = waits.order_by(_ENTRY.c.at).limit(_MOST_COUNTED).subquery()
    count, oldest = session.connection().execute(select(func.count(), func.min(some.c.at))).one()
    return ChainView(
        number=last.number if last else 0,
        hash=last.hash if last else "",
        sealed_at=words.of_moment(last.sealed_at) if last else {},
        waiting=count,
        is_late=oldest is not None and oldest < now - SLOW,
    )
