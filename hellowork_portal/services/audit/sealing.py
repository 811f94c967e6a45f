"""The sealing of the audit: what has been written since goes under one more seal (decision 0018).

Nobody locks anything. Whoever writes a seal's number first has it; another who wanted the
same number waits for that, writes nothing, and finds the entries sealed at the next look.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, insert, select
from sqlmodel import Session

from hellowork_portal.kit import sealing
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import AuditEntry, AuditLeaf, AuditSeal
from hellowork_portal.services.audit import chain
from hellowork_portal.services.audit.chain import Head, Leaf

CHAIN_KEY = "audit-chain"
_ENTRY, _LEAF, _SEAL = table_of(AuditEntry), table_of(AuditLeaf), table_of(AuditSeal)
_LAST = select(_SEAL).order_by(_SEAL.c.number.desc()).limit(1)
IS_SEALED = exists().where(_LEAF.c.entry_id == _ENTRY.c.id)


def seal_entries(session: Session, *, now: datetime) -> Head | None:
    """Seal up to 5,000 entries that no seal covers; None where there are none, or another was first."""
    # The seal first, then the entries: what it covers is certainly seen as covered.
    last = last_seal(session)
    leaves = _waiting(session, chain.looks_from(last, now))
    if not leaves:
        return None
    seal = chain.next_seal(last, leaves, now)
    hashed = chain.seal_hash(seal, leaves, sealing.mac(CHAIN_KEY))
    if not insert_new(session, AuditSeal, [asdict(seal) | {"hash": hashed}]):
        return None
    covers = [{"entry_id": entry, "seal_number": seal.number, "hash": leaf} for entry, leaf in leaves]
    session.connection().execute(insert(_LEAF), covers)
    return Head(seal.number, hashed, now)


def last_seal(session: Session) -> Row[Any] | None:
    """Return the newest seal's row."""
    return session.connection().execute(_LAST).one_or_none()


def head_of_chain(session: Session) -> Head | None:
    """Return the head, for everybody: it tells of nobody."""
    last = last_seal(session)
    return Head(last.number, last.hash, last.sealed_at) if last else None


def _waiting(session: Session, since: datetime) -> list[Leaf]:
    query = select(_ENTRY).where(_ENTRY.c.at >= since, ~IS_SEALED).order_by(_ENTRY.c.id)
    mac = sealing.mac(CHAIN_KEY)
    rows = session.connection().execute(query.limit(chain.MOST_IN_SEAL))
    return [(row.id, chain.leaf_hash(row, mac)) for row in rows]
