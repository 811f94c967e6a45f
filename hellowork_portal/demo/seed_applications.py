"""Declarations of the demonstration: drafted, received with and without doubts, in review, returned, decided.

Returned, drafted and decided ones belong to invented people who can sign in, the others to people
of the same office; who files today finds their window open by the 認定日 that `people.py` sets.
Each is made once, so that later starts add nothing; a draft goes along to the 認定日 of the day.
"""

import json
import re
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from hellowork_portal.demo.seed_reviews import review, set_values, tell
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.schema import overlay, validate
from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationState,
    ApplicationSubmission,
    Claimant,
    Procedure,
    StaffRole,
)
from hellowork_portal.services.applications.boxes import boxes_of
from hellowork_portal.services.applications.purposes import rules_for
from hellowork_portal.services.applications.rows import closed
from hellowork_portal.services.applications.rules import new_number
from hellowork_portal.services.applications.submission import hash_of, statement_of
from hellowork_portal.services.certifications.contract import Level
from hellowork_portal.services.procedures.definitions import definition_of, newest_version_id

_APPLICATION, _PERSON, _CLAIMANT = table_of(Application), table_of(Applicant), table_of(Claimant)
_SUBMISSION = table_of(ApplicationSubmission)
_PROCEDURE, _ROLE = table_of(Procedure), table_of(StaffRole)
_AGO = re.compile(r"<(\d+)(?:-(\d+))?>")
_CYCLE, _DAY = timedelta(days=28), timedelta(days=1)
_S = ApplicationState


def seed_applications(session: Session, data: dict[str, Any], now: datetime) -> int:
    """Make the declarations that are missing; return how many were new."""
    its = _PROCEDURE.c.code == "declaration"
    procedure_id = session.connection().execute(select(_PROCEDURE.c.id).where(its)).scalar()
    version_id = newest_version_id(session, procedure_id) if procedure_id else None
    staff_id = _counsellor(session)
    if version_id is None or staff_id is None:
        return 0
    about = {"procedure_id": procedure_id, "procedure_version_id": version_id}
    return sum(_made(session, wish, about, staff_id, now) for wish in data["applications"])


def _counsellor(session: Session) -> int | None:
    """Return who has done what staff have done: the first counsellor there is."""
    query = select(_ROLE.c.staff_member_id).where(_ROLE.c.role == Role.COUNSELLOR)
    return session.connection().execute(query.order_by(_ROLE.c.id).limit(1)).scalar()


def _made(
    session: Session, wish: dict[str, Any], about: dict[str, Any], staff_id: int, now: datetime
) -> bool:
    its = (_PERSON.c.mail_address == wish["mail"]) & (_CLAIMANT.c.applicant_id == _PERSON.c.id)
    person = session.connection().execute(select(_CLAIMANT).join(_PERSON, its)).first()
    if person is None:
        return False
    day = day_in_japan(now) - timedelta(days=wish["days_ago"])
    there = _of_kind(session, person.applicant_id, wish["state"])
    if there is not None:
        if there.state == _S.DRAFT and there.certification_on < day:
            _bring_along(session, there, day)
        return False
    insert_new(session, Application, [_row(person, day, about, now)])
    made = _of_kind(session, person.applicant_id, _S.RECEIVED)
    if made is None or made.certification_on != day or made.answers_sealed:
        return False
    _fill(session, made, wish, staff_id, now)
    return True


def _of_kind(session: Session, applicant_id: int, state: str) -> Row[Any] | None:
    """Return a person's newest declaration in a state."""
    known = (_APPLICATION.c.applicant_id == applicant_id) & (_APPLICATION.c.state == state)
    query = select(_APPLICATION).where(known).order_by(_APPLICATION.c.id.desc())
    return session.connection().execute(query).first()


def _bring_along(session: Session, draft: Row[Any], day: date) -> None:
    """Let a draft of an earlier start be for today's 認定日, unless its person has begun one for it."""
    its = (_APPLICATION.c.applicant_id == draft.applicant_id) & (_APPLICATION.c.certification_on == day)
    if session.connection().execute(select(_APPLICATION.c.id).where(its)).first() is None:
        period = {"period_first": day - _CYCLE, "period_last": day - _DAY}
        moved = update(_APPLICATION).where(_APPLICATION.c.id == draft.id)
        session.connection().execute(moved.values(certification_on=day, **period))


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


def _fill(session: Session, row: Row[Any], wish: dict[str, Any], staff_id: int, now: datetime) -> None:
    """Write what was declared, and what happened to it since."""
    definition = definition_of(session, row.procedure_version_id)
    wish = _dated(wish, row.certification_on)
    answers = _answers(session, definition, row, wish)
    tell(session, row, "begun", row.created_at)
    if wish["state"] == _S.DRAFT:
        typed = {name: value for name, value in answers.items() if name in wish["answers"]}
        kept = closed(boxes_of(definition, typed))
        set_values(session, row, state=_S.DRAFT, number=None, submitted_at=None, draft_sealed=kept)
        return
    found = rules_for(definition.purpose).findings(session, row, answers, now)
    set_values(
        session,
        row,
        answers_sealed=closed(answers),
        findings=[asdict(one) | {"values": dict(one.values)} for one in found],
        accepted=[one.rule for one in found if one.level is Level.WARNING],
    )
    _turn(session, row, definition, answers)
    tell(session, row, "submitted", row.submitted_at, turn=1)
    if wish["state"] != _S.RECEIVED:
        review(session, row, wish, staff_id)


def _dated(wish: dict[str, Any], day: date) -> dict[str, Any]:
    """Return a wish with its days: "<5>" is five days before the 認定日, "<1-28>" a stretch of them."""

    def dates(found: re.Match[str]) -> str:
        first, last = (int(one or found[1]) for one in found.groups())
        some = (day - timedelta(days=ago) for ago in range(last, first - 1, -1))
        return '", "'.join(one.isoformat() for one in some)

    return json.loads(_AGO.sub(dates, json.dumps(wish, ensure_ascii=False)))


def _answers(
    session: Session, definition: ProcedureDefinition, row: Row[Any], wish: dict[str, Any]
) -> dict[str, Any]:
    """Return the answers as the form engine keeps them."""
    given = rules_for(definition.purpose).given(session, row)
    return validate(definition, overlay(definition, wish["answers"], given), row.certification_on).answers


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
