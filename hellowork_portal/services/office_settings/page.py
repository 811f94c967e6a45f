"""What an office says of itself, kept and read: address, texts, interpreters."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.models import Office, OfficePage
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_settings.texts import (
    TEXTS,
    read_interpreters,
    read_reach,
    read_texts,
)

_office, _page = table_of(Office), table_of(OfficePage)


def page_row(session: Session, office_id: int) -> dict[str, Any]:
    """Return what is kept of an office's own words; empty where it has said nothing yet."""
    found = session.connection().execute(select(_page).where(_page.c.office_id == office_id))
    row = found.mappings().one_or_none()
    empty: dict[str, Any] = {name: {} for name in TEXTS} | {"interpreters": [], "has_own_reach": False}
    return dict(row) if row else empty


def save_reach(
    session: Session, *, principal: Principal, office_id: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Keep address and telephone; a list of offices that is imported later leaves them alone.

    Raises Invalid with each error at its box, NotAllowed.
    """
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    reach = read_reach(form)
    values = {"postal_code": reach.postal_code, "address": reach.address, "phone": reach.phone}
    before = _reach(session, office_id, values)
    session.connection().execute(update(_office).where(_office.c.id == office_id).values(**values))
    _keep(session, office_id, made_by, now, has_own_reach=True)
    changes = {
        f"{end}_{name}": said[name]
        for name in values
        if before[name] != values[name]
        for end, said in (("from", before), ("to", values))
    }
    record(session, principal, "office.reach_changed", ("office", office_id), now=now, **changes)


def _reach(session: Session, office_id: int, names: Iterable[str]) -> Mapping[str, Any]:
    """Return what was said of address and telephone until now, locked until the change is written."""
    columns = select(*(_office.c[name] for name in names)).where(_office.c.id == office_id)
    row = session.connection().execute(columns.with_for_update(key_share=True)).one()
    return row._asdict()


def save_texts(
    session: Session, *, principal: Principal, office_id: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Keep access, opening hours, announcement and interpreters. Raises Invalid, NotAllowed."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    said: dict[str, Any] = {**read_texts(form), "interpreters": read_interpreters(form)}
    before = page_row(session, office_id)
    parts = [name for name, value in said.items() if before[name] != value]
    _keep(session, office_id, made_by, now, **said)
    record(session, principal, "office.page_changed", ("office", office_id), now=now, parts=parts)


def _keep(session: Session, office_id: int, made_by: int, now: datetime, **changes: Any) -> None:
    row = page_row(session, office_id) | changes
    row |= {"office_id": office_id, "changed_at": now, "changed_by": made_by}
    upsert(session, OfficePage, row, key=("office_id",))
