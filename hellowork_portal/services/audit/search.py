"""Searching the audit: by time, by who, by what, by whom it is about; a reading is itself recorded."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, true
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Office
from hellowork_portal.services.audit.scope import about_office
from hellowork_portal.services.audit.sealing import IS_SEALED
from hellowork_portal.services.audit.sentences import lines_of
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.views import AuditPage, Place

_ENTRY, _OFFICE = table_of(AuditEntry), table_of(Office)
_QUERY = select(_ENTRY, IS_SEALED.label("is_sealed")).order_by(_ENTRY.c.at.desc(), _ENTRY.c.id.desc())
PAGE = 50
_CODE, _MOST_ID = re.compile(r"[a-z_.]{0,60}"), 2**31 - 1


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty fields do not narrow.

    `since` counts, `until` does not any more. `action` is a code (`reservation.confirmed`)
    or the beginning of several (`reservation`).
    """

    since: datetime | None = None
    until: datetime | None = None
    actor_kind: str = ""
    actor_id: int | None = None
    action: str = ""
    subject_kind: str = ""
    subject_id: int | None = None
    actor_ids: tuple[int, ...] = ()
    """Any of these, where a name fits several members of staff."""


def search_entries(
    session: Session,
    *,
    principal: Principal,
    wanted: Wanted,
    office_code: str = "",
    after: Place | None = None,
    now: datetime,
) -> AuditPage:
    """Return fifty entries, newest first, behind `after` where one is given; and record that they were read.

    Without an office for system administrators alone; with one for its managers too, who see
    what is about this office (scope.py). Raises NotAllowed, SignInNeeded.
    """
    office_id = office_read(session, principal, office_code)
    if not _can_be(wanted):
        return AuditPage()
    shown, end = entries_behind(session, wanted, office_id, after, PAGE)
    about = ("audit", None) if office_id is None else ("office", office_id)
    record(session, principal, "audit.searched", about, now=now, shown=len(shown), wanted=said(wanted))
    return AuditPage(lines_of(session, shown), end)


def entries_behind(
    session: Session, wanted: Wanted, office_id: int | None, after: Place | None, most: int
) -> tuple[Sequence[Row[Any]], Place | None]:
    """Return up to `most` entries, newest first, and where the next ones begin; the caller has checked."""
    if not _can_be(wanted):
        return [], None
    conditions = [*_conditions(wanted), true() if office_id is None else about_office(office_id)]
    if after is not None:
        same = and_(_ENTRY.c.at == after.at, _ENTRY.c.id < after.id)
        conditions.append(or_(_ENTRY.c.at < after.at, same))
    rows = session.connection().execute(_QUERY.where(*conditions).limit(most + 1)).all()
    shown = rows[:most]
    return shown, Place(shown[-1].at, shown[-1].id) if len(rows) > most else None


def office_read(session: Session, principal: Principal, code: str) -> int | None:
    """Return the office whose entries may be read, None for all of them."""
    if not code:
        principal.check_role(Role.SYSTEM_ADMINISTRATOR)
        return None
    office_id = session.connection().scalar(select(_OFFICE.c.id).where(_OFFICE.c.code == code)) or 0
    if not office_id or Grant(Role.SYSTEM_ADMINISTRATOR) not in principal.grants:
        principal.check_at(office_id, Role.OFFICE_MANAGER)
    return office_id


def _can_be(wanted: Wanted) -> bool:
    """Whether there can be such an entry: forged words are neither looked for nor written down."""
    codes = (wanted.actor_kind, wanted.action, wanted.subject_kind)
    ids = (wanted.actor_id or 0, wanted.subject_id or 0, *wanted.actor_ids)
    return all(_CODE.fullmatch(code) for code in codes) and all(0 <= one <= _MOST_ID for one in ids)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    entry = _ENTRY.c
    same = ("actor_kind", "actor_id", "subject_kind", "subject_id")
    found = [entry[name] == value for name in same if (value := getattr(wanted, name)) not in ("", None)]
    if wanted.actor_ids:
        found.append(entry.actor_id.in_(wanted.actor_ids))
    if wanted.since:
        found.append(entry.at >= wanted.since)
    if wanted.until:
        found.append(entry.at < wanted.until)
    if wanted.action:
        begins = entry.action.startswith(f"{wanted.action}.", autoescape=True)
        found.append(or_(entry.action == wanted.action, begins))
    return found


def said(wanted: Wanted) -> dict[str, Any]:
    """Return what was looked for, as an entry's details: codes and ids alone."""
    fields = {name: value for name, value in asdict(wanted).items() if value not in ("", None, ())}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()
    }
