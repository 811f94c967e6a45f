"""The rows of applications: found for their owner or their office, locked, moved on, written about."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import digits
from hellowork_portal.models import Application, ApplicationEvent, ApplicationState
from hellowork_portal.services.applications import errors
from hellowork_portal.services.applications.rules import check_transition

APPLICATION, EVENT = table_of(Application), table_of(ApplicationEvent)
REVIEWING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)


def opened(sealed: str) -> dict[str, Any]:
    """Return answers by field."""
    return json.loads(unseal(sealed)) if sealed else {}


def closed(answers: Mapping[str, Any]) -> str:
    """Seal answers for the row; escaped, because a browser may send half a surrogate pair."""
    return seal(json.dumps(dict(answers)))


def own_application(session: Session, principal: Principal, number: str, *, lock: bool = False) -> Row[Any]:
    """Return one's own application by 受付番号 as typed; raises ApplicationUnknown, for others' too."""
    return _one(session, APPLICATION.c.applicant_id == principal.applicant_id, number, lock)


def application_at(session: Session, principal: Principal, number: str, *, lock: bool = False) -> Row[Any]:
    """Return a submitted application of one of the reader's offices; raises ApplicationUnknown otherwise."""
    offices = principal.offices_as(*REVIEWING) if principal.staff_id else frozenset()
    return _one(session, APPLICATION.c.office_id.in_(sorted(offices)), number, lock)


def _one(session: Session, whose: ColumnElement[bool], number: str, lock: bool) -> Row[Any]:
    typed = digits(number)
    query = select(APPLICATION).where(APPLICATION.c.number == typed, whose)
    row = session.connection().execute(query.with_for_update() if lock else query).first() if typed else None
    if row is None:
        raise errors.ApplicationUnknown
    return row


def check_revision(row: Row[Any], seen: int) -> None:
    """Raise ApplicationChanged where somebody has acted since the page was drawn."""
    if row.revision != seen:
        raise errors.ApplicationChanged(state=row.state)


def move_on(session: Session, row: Row[Any], state: ApplicationState, **values: Any) -> None:
    """Bring a locked row into another state; raises ApplicationChanged where that cannot follow."""
    check_transition(ApplicationState(row.state), state)
    changed = {"state": state, "revision": row.revision + 1} | values
    session.connection().execute(update(APPLICATION).where(APPLICATION.c.id == row.id).values(**changed))


def tell(
    session: Session,
    principal: Principal,
    application_id: int,
    kind: str,
    *,
    now: datetime,
    message: str = "",
    is_for_staff: bool = False,
    **details: Any,
) -> None:
    """Write a line of the timeline; `kind` is worded by `application.event.<kind>`."""
    line = {
        "application_id": application_id,
        "kind": kind,
        "at": now,
        "staff_member_id": principal.id if principal.kind is PrincipalKind.STAFF else None,
        "details": details,
        "message_sealed": seal(message) if message else "",
        "is_for_staff": is_for_staff,
    }
    session.connection().execute(insert(EVENT).values(**line))
