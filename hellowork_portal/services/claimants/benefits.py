"""What a file says of amounts, written into records of claimants: an empty cell changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import ClaimantBenefit
from hellowork_portal.services.claimants.amount_cells import FACTS, NOTHING, Benefit

_BENEFIT = table_of(ClaimantBenefit)
_AT_ONCE = 500
_UPDATE = (
    update(_BENEFIT)
    .where(_BENEFIT.c.claimant_id == bindparam("its"))
    .values({name: bindparam(f"to_{name}") for name in (*FACTS, "revision", "changed_at")})
)


def benefits_of(session: Session, claimant_ids: Sequence[int], *, lock: bool = False) -> dict[int, Row[Any]]:
    """Return what is known of the benefit of these claimants; locked, decisions wait that count days."""
    return {row.claimant_id: row for row in _rows(session, sorted(claimant_ids), lock)}


def _rows(session: Session, ids: Sequence[int], lock: bool) -> Iterator[Row[Any]]:
    query = select(_BENEFIT).order_by(_BENEFIT.c.claimant_id)
    for start in range(0, len(ids), _AT_ONCE):
        some = query.where(_BENEFIT.c.claimant_id.in_(ids[start : start + _AT_ONCE]))
        yield from session.connection().execute(some.with_for_update() if lock else some)


def changes_of(benefit: Benefit, known: Row[Any] | None) -> dict[str, Any]:
    """Return what a line says otherwise than the record does."""
    return {name: value for name, value in benefit if known is None or getattr(known, name) != value}


def write_benefits(session: Session, said: Mapping[int, Benefit], now: datetime) -> None:
    """Bring records to what the lines say; a record without one gets it, and each change counts up."""
    known = benefits_of(session, list(said), lock=True)
    new = [
        {"claimant_id": its, "changed_at": now, "revision": 1, **NOTHING, **dict(benefit)}
        for its, benefit in said.items()
        if benefit and its not in known
    ]
    insert_new(session, ClaimantBenefit, new)
    changed = [
        _change(known[its], changes, now)
        for its, benefit in said.items()
        if its in known and (changes := changes_of(benefit, known[its]))
    ]
    if changed:
        session.connection().execute(_UPDATE, changed)


def _change(row: Row[Any], changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    values = {name: changes.get(name, getattr(row, name)) for name in FACTS}
    values |= {"revision": row.revision + 1, "changed_at": now}
    return {"its": row.claimant_id} | {f"to_{name}": value for name, value in values.items()}
