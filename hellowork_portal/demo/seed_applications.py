"""Declarations of the demonstration: one that was returned, and a decided one with its history.

Both belong to invented people who can sign in; who files today finds their window open by the
認定日 that `people.py` sets. Made once for each 認定日, so that later starts add nothing.
"""

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.schema import overlay, validate
from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationEvent,
    ApplicationState,
    ApplicationSubmission,
    CertificationDecision,
    Claimant,
    CorrectionRequest,
    Procedure,
    StaffMember,
)
from hellowork_portal.services.applications.purposes import rules_for
from hellowork_portal.services.applications.rows import closed
from hellowork_portal.services.applications.rules import new_number
from hellowork_portal.services.applications.submission import hash_of, statement_of
from hellowork_portal.services.procedures.definitions import definition_of, newest_version_id

_APPLICATION, _PERSON, _CLAIMANT = table_of(Application), table_of(Applicant), table_of(Claimant)
_EVENT, _REQUEST = table_of(ApplicationEvent), table_of(CorrectionRequest)
_SUBMISSION, _DECISION = table_of(ApplicationSubmission), table_of(CertificationDecision)
_PROCEDURE, _MEMBER = table_of(Procedure), table_of(StaffMember)
_CYCLE, _DAY = timedelta(days=28), timedelta(days=1)
_S = ApplicationState


def seed_applications(session: Session, data: dict[str, Any], now: datetime) -> int:
    """Make the declarations that are missing; return how many were new."""
    its = _PROCEDURE.c.code == "declaration"
    procedure_id = session.connection().execute(select(_PROCEDURE.c.id).where(its)).scalar()
    version_id = newest_version_id(session, procedure_id) if procedure_id else None
    staff_id = session.connection().execute(select(_MEMBER.c.id).order_by(_MEMBER.c.id).limit(1)).scalar()
    if version_id is None or staff_id is None:
        return 0
    about = {"procedure_id": procedure_id, "procedure_version_id": version_id}
    return sum(_made(session, wish, about, staff_id, now) for wish in data["applications"])


def _made(
    session: Session, wish: dict[str, Any], about: dict[str, Any], staff_id: int, now: datetime
) -> bool:
    its = (_PERSON.c.mail_address == wish["mail"]) & (_CLAIMANT.c.applicant_id == _PERSON.c.id)
    person = session.connection().execute(select(_CLAIMANT).join(_PERSON, its)).first()
    if person is None or _has_any(session, person.applicant_id, wish["state"]):
        return False
    day = day_in_japan(now) - timedelta(days=wish["days_ago"])
    row = _row(person, day, about, now)
    insert_new(session, Application, [row])
    found = select(_APPLICATION).where(
        _APPLICATION.c.applicant_id == person.applicant_id,
        _APPLICATION.c.certification_on == day,
        _APPLICATION.c.number == row["number"],
    )
    made = session.connection().execute(found).first()
    if made is None:
        return False
    _fill(session, made, wish, staff_id)
    return True


def _has_any(session: Session, applicant_id: int, state: str) -> bool:
    known = (_APPLICATION.c.applicant_id == applicant_id) & (_APPLICATION.c.state == state)
    return session.connection().execute(select(_APPLICATION.c.id).where(known)).first() is not None


def _row(person: Row[Any], day: date, about: dict[str, Any], now: datetime) -> dict[str, Any]:
    at = min(at_japan(day, 9 * 60), now - timedelta(minutes=40))
    return about | {
        "number": new_number(),
        "applicant_id": person.applicant_id,
        "claimant_id": person.id,
        "office_id": person.office_id,
        "state": _S.RECEIVED,
        "certification_on": day,
        "period_first": day - _CYCLE,
        "period_last": day - _DAY,
        "is_unconfirmed_claim": False,
        "language": "ja",
        "draft_sealed": "",
        "answers_sealed": "",
        "findings": [],
        "accepted": [],
        "revision": 1,
        "created_at": at,
        "saved_at": at,
        "terms_agreed_at": at,
        "submitted_at": at + timedelta(minutes=10),
    }


def _fill(session: Session, row: Row[Any], wish: dict[str, Any], staff_id: int) -> None:
    """Write what was declared, and what happened to it since."""
    definition = definition_of(session, row.procedure_version_id)
    answers = _answers(session, definition, row, wish)
    state, at = ApplicationState(wish["state"]), row.submitted_at
    values: dict[str, Any] = {
        "answers_sealed": closed(answers),
        "state": state,
        "opened_at": at + timedelta(minutes=10),
    }
    _turn(session, row, definition, answers)
    _tell(session, row, "begun", row.created_at)
    _tell(session, row, "submitted", at, turn=1)
    _tell(session, row, "opened", values["opened_at"], staff_id)
    if state is _S.RETURNED:
        _ask(session, row, wish["asked"], staff_id)
    else:
        values |= {"decided_at": at + timedelta(minutes=20)}
        _decide(session, row, wish["decided"], state, staff_id, values["decided_at"])
    its = _APPLICATION.c.id == row.id
    session.connection().execute(update(_APPLICATION).where(its).values(**values, assigned_to_id=staff_id))


def _answers(
    session: Session, definition: ProcedureDefinition, row: Row[Any], wish: dict[str, Any]
) -> dict[str, Any]:
    """Return the answers as the form engine keeps them; days count back from the 認定日."""
    text = json.dumps(wish["answers"], ensure_ascii=False)
    for ago in range(1, _CYCLE.days + 1):
        text = text.replace(f"<{ago}>", (row.certification_on - timedelta(days=ago)).isoformat())
    raw = overlay(definition, json.loads(text), rules_for(definition.purpose).given(session, row))
    return validate(definition, raw, row.certification_on).answers


def _turn(session: Session, row: Row[Any], definition: ProcedureDefinition, answers: dict[str, Any]) -> None:
    line = {
        "application_id": row.id,
        "turn": 1,
        "answers_sealed": closed(answers),
        "statement_hash": hash_of(statement_of(definition, answers, "ja")),
        "language": "ja",
        "network": "",
        "submitted_at": row.submitted_at,
    }
    session.connection().execute(insert(_SUBMISSION).values(**line))


def _tell(
    session: Session,
    row: Row[Any],
    kind: str,
    at: datetime,
    staff_id: int | None = None,
    message: str = "",
    **details: Any,
) -> None:
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
    line = {
        "application_id": row.id,
        "asked_by_id": staff_id,
        "asked_at": at,
        "fields": list(wish["fields"]),
        "notes_sealed": seal(json.dumps(wish)),
        "due_on": None,
    }
    session.connection().execute(insert(_REQUEST).values(**line))
    _tell(session, row, "returned", at, staff_id, wish["message"], fields=list(wish["fields"]))


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
    _tell(session, row, "decided", at, staff_id, wish.get("message", ""), **about)
