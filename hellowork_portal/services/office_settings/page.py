"""What an office says of itself, kept and read: address, texts, interpreters."""

from collections.abc import Mapping
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
    session.connection().execute(update(_office).where(_office.c.id == office_id).values(**values))
    _keep(session, office_id, made_by, now, has_own_reach=True)
    record(session, principal, "office.reach_changed", ("office", office_id), now=now)


def save_texts(
    session: Session, *, principal: Principal, office_id: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Keep access, opening hours, announcement and interpreters. Raises Invalid, NotAllowed."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    _keep(session, office_id, made_by, now, **read_texts(form), interpreters=read_interpreters(form))
    record(session, principal, "office.page_changed", ("office", office_id), now=now)


def _keep(session: Session, office_id: int, made_by: int, now: datetime, **changes: Any) -> None:
    row = page_row(session, office_id) | changes
    row |= {"office_id": office_id, "changed_at": now, "changed_by": made_by}
    upsert(session, OfficePage, row, key=("office_id",))
