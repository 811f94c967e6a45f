"""「申込む」: a draft becomes an application with its 受付番号, once, whatever is clicked how often."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.words import marked_text
from hellowork_portal.kit.i18n import without_readings
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DECIDED_STATES, ApplicationState, ApplicationSubmission
from hellowork_portal.services.applications import errors, letters
from hellowork_portal.services.applications.asked import answer_requests
from hellowork_portal.services.applications.boxes import statements
from hellowork_portal.services.applications.cases import check_may_file, check_window, window_for
from hellowork_portal.services.applications.drafts import draft_in
from hellowork_portal.services.applications.rows import APPLICATION, closed, move_on, tell
from hellowork_portal.services.applications.rules import new_number
from hellowork_portal.services.applications.writing import checked_draft, doubts_of, mark_of
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.contract import Finding, Level
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations.own import lock_person_row

_SUBMISSION = table_of(ApplicationSubmission)
_FIRST, _REPLACED, _CORRECTED = "submitted", "replaced", "corrected"
_EVENTS = {
    ApplicationState.DRAFT: _FIRST,
    ApplicationState.RECEIVED: _REPLACED,
    ApplicationState.RETURNED: _CORRECTED,
}


def submit(
    session: Session,
    *,
    principal: Principal,
    application_id: int,
    confirmed: str,
    accepted: Collection[str] = (),
    now: datetime,
) -> str:
    """Submit one's draft and return its 受付番号; `accepted` are the ticks of the warnings.

    `confirmed` is the mark of the answers that the check page has shown: no others are filed, but
    AnswersChanged raised.
    A second click, tab or reload finds nothing left to submit and gets the same number; a 返却 may be
    answered without a change. Raises
    ApplicationUnknown, ApplicationOpened, TermsMissing, FilesNotYet and FilesOver (V02), what
    `cases.check_may_file` raises (a 返却 may be answered later, and whatever the record says by now),
    PeriodDecided and PeriodFiled (V01), Invalid, WarningsNotAccepted. What was typed stays in every case.
    """
    row = _locked(session, principal, application_id)
    if row.number and not row.draft_sealed and row.state != ApplicationState.RETURNED:
        return row.number
    if row.state not in _EVENTS:
        raise errors.ApplicationOpened
    if row.terms_agreed_at is None:
        raise errors.TermsMissing
    if row.state != ApplicationState.RETURNED:
        check_window(window_for(session, row), now)
        check_may_file(session, row)
    _check_undecided(session, row)
    draft = draft_in(session, row)
    answers, found = checked_draft(session, draft, now)
    if mark_of(answers) != confirmed:
        raise errors.AnswersChanged
    ticks = {one.rule for one in doubts_of(found)}
    if ticks - set(accepted):
        raise errors.WarningsNotAccepted
    return _write(session, principal, row, draft.definition, answers, found, now)


def _locked(session: Session, principal: Principal, application_id: int) -> Row[Any]:
    """Return one's own application, locked after one's own row: what else one files waits."""
    lock_person_row(session, principal.applicant_id)
    mine = (APPLICATION.c.id == application_id) & (APPLICATION.c.applicant_id == principal.applicant_id)
    row = session.connection().execute(select(APPLICATION).where(mine).with_for_update()).first()
    if row is None:
        raise errors.ApplicationUnknown
    return row


def _check_undecided(session: Session, row: Row[Any]) -> None:
    """Raise where another application has some of these days: PeriodDecided, PeriodFiled (V01).

    Whose record or whose account it is: somebody may have had another account before.
    """
    mine = APPLICATION.c.applicant_id == row.applicant_id
    same = mine if row.claimant_id is None else mine | (APPLICATION.c.claimant_id == row.claimant_id)
    others = select(APPLICATION.c.state).where(
        same,
        APPLICATION.c.id != row.id,
        APPLICATION.c.state.not_in((ApplicationState.DRAFT, ApplicationState.WITHDRAWN)),
        APPLICATION.c.period_first <= row.period_last,
        APPLICATION.c.period_last >= row.period_first,
    )
    states = set(session.connection().execute(others).scalars())
    if states & set(DECIDED_STATES):
        raise errors.PeriodDecided
    if states and row.state == ApplicationState.DRAFT:
        raise errors.PeriodFiled


def _write(
    session: Session,
    principal: Principal,
    row: Row[Any],
    definition: ProcedureDefinition,
    answers: dict[str, Any],
    found: list[Finding],
    now: datetime,
) -> str:
    """Write all that a submission is."""
    event, number, sealed = _EVENTS[ApplicationState(row.state)], row.number or new_number(), closed(answers)
    move_on(
        session,
        row,
        ApplicationState.RECEIVED,
        number=number,
        answers_sealed=sealed,
        draft_sealed="",
        findings=[asdict(one) | {"values": closed(one.values) if one.values else ""} for one in found],
        accepted=[one.rule for one in found if one.level is Level.WARNING],
        language=principal.language,
        submitted_at=row.submitted_at or now,
        saved_at=now,
    )
    turn = _add_turn(
        session, principal, row.id, sealed, statement_of(definition, answers, principal.language), now
    )
    answer_requests(session, row.id, now)
    tell(session, principal, row.id, event, now=now, turn=turn)
    enqueue(session, [letters.letter(letters.RECEIVED, row.id, turn, principal.language)], now=now)
    _record(session, principal, event, row.id, now)
    return number


def _add_turn(
    session: Session, principal: Principal, application_id: int, sealed: str, statement: str, now: datetime
) -> int:
    """Append what was submitted, with the statement that was agreed to; return which time it was."""
    its = _SUBMISSION.c.application_id == application_id
    turns = (
        session.connection().execute(select(func.count()).select_from(_SUBMISSION).where(its)).scalar_one()
    )
    line = {
        "application_id": application_id,
        "turn": turns + 1,
        "answers_sealed": sealed,
        "statement_hash": hash_of(statement),
        "language": principal.language,
        "network": principal.address[:64],
        "submitted_at": now,
    }
    session.connection().execute(insert(_SUBMISSION).values(**line))
    return turns + 1


def statement_of(definition: ProcedureDefinition, answers: dict[str, Any], language: str) -> str:
    """Return the statements that were agreed to, as the person read them, without readings.

    The text itself stands in the version, which nobody can change.
    """
    its = statements(definition)
    agreed = [
        without_readings(marked_text(field.label, language))
        for field in definition.form.fields.values()
        if field.id in its and answers.get(field.id)
    ]
    return "\n".join(agreed)


def hash_of(statement: str) -> str:
    """Return what is kept of a statement's wording (SHA-256, hex)."""
    return hashlib.sha256(statement.encode()).hexdigest()


def _record(session: Session, principal: Principal, event: str, application_id: int, now: datetime) -> None:
    subject = ("application", application_id)
    if event == _FIRST:
        record(session, principal, "application.submitted", subject, now=now)
    elif event == _REPLACED:
        record(session, principal, "application.replaced", subject, now=now)
    else:
        record(session, principal, "application.corrected", subject, now=now)
