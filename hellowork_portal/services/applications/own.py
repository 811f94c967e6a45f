"""One's own applications: the list with what can be done now, and one by its 受付番号."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.forms.words import is_japanese
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_moment, staff_written
from hellowork_portal.models import ApplicationEvent, ApplicationState, Reservation
from hellowork_portal.services.applications import cases
from hellowork_portal.services.applications.asked import asked_view, returned_until
from hellowork_portal.services.applications.cases import window_for
from hellowork_portal.services.applications.decision import decision_view
from hellowork_portal.services.applications.interview import interview_of
from hellowork_portal.services.applications.lines import case_line, day_line, office_line
from hellowork_portal.services.applications.rows import APPLICATION, opened, own_application
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.applications.views import (
    ApplicationView,
    AskedView,
    DeclarationLink,
    EventLine,
    OwnLine,
    OwnView,
)
from hellowork_portal.services.procedures.definitions import definition_of

_S = ApplicationState
_EVENT, _RES = table_of(ApplicationEvent), table_of(Reservation)
FILED = ("submitted", "replaced", "corrected")
"""The events by which something was filed; each time its truth was stated with it."""
_MOST = 60
_LISTED = [
    APPLICATION.c[name]
    for name in (
        "id", "number", "state", "office_id", "procedure_version_id", "certification_on", "period_first",
        "period_last",
    )
]  # fmt: skip
"""What a list tells; what is sealed stays where it is."""
_MOVING = (_S.RETURNED, _S.RECEIVED, _S.IN_REVIEW)
_DUE = ("open", "begun", "returned")


def own_view(session: Session, *, principal: Principal, now: datetime) -> OwnView:
    """Return how the person stands to their next 認定日, and all their applications, newest first."""
    rows = _rows(session, principal)
    lines = [_line(session, row) for row in rows]
    return replace(_standing_of_all(session, principal, rows, now), lines=lines)


def coming_declaration(session: Session, *, principal: Principal, now: datetime) -> OwnView:
    """Return the same without the list: what the pages tell that only lead here."""
    return _standing_of_all(session, principal, _rows(session, principal), now)


def _rows(session: Session, principal: Principal) -> list[Row[Any]]:
    mine = select(*_LISTED).where(APPLICATION.c.applicant_id == principal.applicant_id)
    newest = mine.order_by(APPLICATION.c.certification_on.desc(), APPLICATION.c.id.desc()).limit(_MOST)
    return list(session.connection().execute(newest))


def _standing_of_all(session: Session, principal: Principal, rows: list[Row[Any]], now: datetime) -> OwnView:
    stand = cases.stand_of(session, principal.applicant_id, now)
    current = _current(rows, stand)
    view = _begun_view(session, current, now) if current is not None else _first_view(session, stand)
    others = [_line(session, row) for row in _others(rows, current)]
    other = "other" if any(line.state == _S.RETURNED for line in others) else ""
    return replace(view, others=others, due="this" if view.standing in _DUE else other)


def _first_view(session: Session, stand: cases.Stand) -> OwnView:
    return OwnView(
        standing=stand.standing.value,
        dates=case_line(stand.case if stand.is_known else None),
        office=office_line(session, stand.case.office_id if stand.case else None),
    )


def _begun_view(session: Session, row: Row[Any], now: datetime) -> OwnView:
    window = window_for(session, row)
    return OwnView(
        correct_by=returned_until(session, row),
        standing=_standing_of(row, cases.standing_in(window, now)),
        state=row.state,
        dates=day_line(row.certification_on, row.period_first, row.period_last, window),
        office=office_line(session, row.office_id),
        href_id=row.id if row.state == _S.DRAFT else 0,
        number=row.number or "",
    )


def _others(rows: list[Row[Any]], current: Row[Any] | None) -> list[Row[Any]]:
    filed = [row for row in rows if row is not current and row.state not in (_S.DRAFT, _S.WITHDRAWN)]
    moving = [row for row in filed if row.state in _MOVING]
    return sorted(moving, key=lambda row: row.state != _S.RETURNED) or filed[:1]


def _current(rows: list[Row[Any]], stand: cases.Stand) -> Row[Any] | None:
    """Return the application of the coming 認定日; of somebody without a record, the draft at hand."""
    live = [row for row in rows if row.state != _S.WITHDRAWN]
    if stand.is_known and stand.case is not None:
        return next((row for row in live if row.certification_on == stand.case.certification_on), None)
    return next((row for row in live if row.state == _S.DRAFT), None)


def _standing_of(row: Row[Any], standing: cases.Standing) -> str:
    if row.state != _S.DRAFT:
        return "returned" if row.state == _S.RETURNED else "filed"
    return "over" if standing is cases.Standing.OVER else "begun"


def _line(session: Session, row: Row[Any]) -> OwnLine:
    definition = definition_of(session, row.procedure_version_id)
    return OwnLine(
        application_id=row.id,
        number=row.number or "",
        number_shown=number_shown(row.number) if row.number else "",
        state=row.state,
        procedure=staff_written(definition.name),
        day=of_day(row.certification_on),
        due_on=returned_until(session, row),
    )


def application_view(
    session: Session, *, principal: Principal, number: str, now: datetime
) -> ApplicationView:
    """Return one's own application with all that its page shows; raises ApplicationUnknown for others'."""
    row = own_application(session, principal, number)
    definition = definition_of(session, row.procedure_version_id)
    window, history = window_for(session, row), history_of(session, row.id)
    last = next((line for line in reversed(history) if line.kind in FILED), None)
    return ApplicationView(
        application_id=row.id,
        number=row.number,
        number_shown=number_shown(row.number),
        state=row.state,
        procedure=staff_written(definition.name),
        dates=day_line(row.certification_on, row.period_first, row.period_last, window),
        office=office_line(session, row.office_id),
        is_unconfirmed_claim=row.is_unconfirmed_claim,
        submitted=of_moment(row.submitted_at),
        stated=last.when if last else {},
        filed_as=last.kind if last else "",
        history=history,
        asked=asked_view(session, row.id, definition) if row.state == _S.RETURNED else AskedView(),
        decision=decision_view(session, row.id),
        answers=confirm_view(definition, opened(row.answers_sealed), principal.language),
        interview=interview_of(session, row, now),
        can_correct=row.state == _S.RETURNED,
        can_replace=row.state == _S.RECEIVED and window.is_open(now),
        can_withdraw=row.state in (_S.RECEIVED, _S.RETURNED),
    )


def history_of(session: Session, application_id: int) -> list[EventLine]:
    """Return what happened, oldest first; what is for staff alone is left out."""
    its = (_EVENT.c.application_id == application_id) & _EVENT.c.is_for_staff.is_(False)
    rows = session.connection().execute(select(_EVENT).where(its).order_by(_EVENT.c.id))
    return [_event(row) for row in rows]


def _event(row: Row[Any]) -> EventLine:
    said = unseal(row.message_sealed) if row.message_sealed else ""
    is_office = row.staff_member_id is not None and is_japanese(said)
    return EventLine(row.kind, of_moment(row.at), said, is_office)


def declaration_of_interview(
    session: Session, *, principal: Principal, number: str, now: datetime
) -> DeclarationLink:
    """Return the declaration of the 認定日 of one's own interview; nothing for guests and others."""
    if principal.kind is not PrincipalKind.APPLICANT:
        return DeclarationLink()
    mine = (_RES.c.number == number) & (_RES.c.applicant_id == principal.applicant_id)
    day = session.connection().execute(select(_RES.c.certification_on).where(mine)).scalar()
    if day is None:
        return DeclarationLink()
    query = select(*_LISTED).where(
        APPLICATION.c.applicant_id == principal.applicant_id,
        APPLICATION.c.certification_on == day,
        APPLICATION.c.state != _S.WITHDRAWN,
    )
    row = session.connection().execute(query).first()
    if row is None:
        return DeclarationLink(is_due=True, own=_not_begun(session, principal.applicant_id, day, now))
    own = _begun_view(session, row, now)
    if row.number is None:
        return DeclarationLink(is_due=True, own=own)
    shown = number_shown(row.number)
    return DeclarationLink(is_due=True, number=row.number, number_shown=shown, state=row.state, own=own)


def _not_begun(session: Session, applicant_id: int, day: date, now: datetime) -> OwnView:
    """Return how the declaration of a day stands that nobody has begun; nothing of a day that is past."""
    stand = cases.stand_on(session, applicant_id, day, now)
    if stand is None or day < day_in_japan(now):
        return OwnView()
    return replace(_first_view(session, stand), dates=case_line(stand.case))
