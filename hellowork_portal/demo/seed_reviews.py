"""What staff of the demonstration have done with declarations: opened, returned, decided."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Application,
    ApplicationEvent,
    ApplicationState,
    CertificationDecision,
    CorrectionRequest,
)
from hellowork_portal.services.certifications.calendar_plan import closures_of
from hellowork_portal.services.certifications.calendar_rules import fiscal_year_of
from hellowork_portal.services.schedules.rules import closure_of

_APPLICATION, _EVENT, _REQUEST = (
    table_of(Application),
    table_of(ApplicationEvent),
    table_of(CorrectionRequest),
)
_DECISION = table_of(CertificationDecision)
_CYCLE, _WEEK, _DAY = timedelta(days=28), timedelta(days=7), timedelta(days=1)


def review(session: Session, row: Row[Any], wish: dict[str, Any], staff_id: int) -> None:
    """Write what staff have done with it."""
    state, at = ApplicationState(wish["state"]), row.submitted_at + timedelta(minutes=10)
    tell(session, row, "opened", at, staff_id)
    set_values(session, row, state=state, opened_at=at, assigned_to_id=staff_id)
    if state is ApplicationState.RETURNED:
        _ask(session, row, wish["asked"], staff_id)
    elif "decided" in wish:
        decided_at = at + timedelta(minutes=10)
        set_values(session, row, decided_at=decided_at)
        _decide(session, row, wish["decided"], state, staff_id, decided_at)


def set_values(session: Session, row: Row[Any], **values: Any) -> None:
    """Write columns of a declaration."""
    session.connection().execute(update(_APPLICATION).where(_APPLICATION.c.id == row.id).values(**values))


def tell(
    session: Session,
    row: Row[Any],
    kind: str,
    at: datetime,
    staff_id: int | None = None,
    message: str = "",
    **details: Any,
) -> None:
    """Write a line of its timeline."""
    line = {
        "application_id": row.id,
        "kind": kind,
        "at": at,
        "staff_member_id": staff_id,
        "details": details,
        "message_sealed": seal(message) if message else "",
        "is_for_staff": False,
    }
    session.connection().execute(insert(_EVENT).values(**line))


def _ask(session: Session, row: Row[Any], wish: dict[str, Any], staff_id: int) -> None:
    """Write the 返却 with what it asks for."""
    at = row.submitted_at + timedelta(minutes=20)
    due = _due_on(session, row, day_in_japan(at))
    line = {
        "application_id": row.id,
        "asked_by_id": staff_id,
        "asked_at": at,
        "fields": list(wish["fields"]),
        "notes_sealed": seal(json.dumps(wish)),
        "due_on": due,
    }
    session.connection().execute(insert(_REQUEST).values(**line))
    about = {"fields": list(wish["fields"]), "due": due.isoformat()}
    tell(session, row, "returned", at, staff_id, wish["message"], **about)


def _due_on(session: Session, row: Row[Any], day: date) -> date:
    """Return a day to answer by, as staff set it: a week later, on a day on which the office is open."""
    due = day + _WEEK
    closures = closures_of(session, row.office_id, fiscal_year_of(due))
    while closure_of(due, closures):
        due -= _DAY
    return due


def _decide(
    session: Session,
    row: Row[Any],
    wish: dict[str, Any],
    state: ApplicationState,
    staff_id: int,
    at: datetime,
) -> None:
    """Write the decision as staff's page would have."""
    days = wish["certified_days"]
    next_on = row.certification_on + _CYCLE
    line = {
        "application_id": row.id,
        "turn": 1,
        "outcome": state.value,
        "certified_days": days,
        "payable_yen": wish["payable_yen"],
        "next_certification_on": next_on,
        "is_overridden": False,
        "is_bulk": False,
        "needs_approval": False,
        "working_sealed": seal(json.dumps({"outcome": state.value, "certified_days": days, "working": []})),
        "decided_sealed": seal(json.dumps(wish | {"outcome": state.value})),
        "decided_by_id": staff_id,
        "decided_at": at,
    }
    session.connection().execute(insert(_DECISION).values(**line))
    about = {"outcome": state.value, "days": days, "next_on": next_on.isoformat(), "turn": 1}
    tell(session, row, "decided", at, staff_id, wish.get("message", ""), **about)
