"""The cases of an office by their 認定日: what is to be done, whose it is, what is doubtful."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, String, and_, case, cast, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_day, of_moment
from hellowork_portal.models import DECIDED_STATES, ApplicationState
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.assignments.service import counsellors_of
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.contract import Level
from hellowork_portal.services.reviews import rules
from hellowork_portal.services.reviews.absent import absent_part
from hellowork_portal.services.reviews.rows import (
    APPLICATION,
    MEMBER,
    PERSON,
    REVIEWING,
    awaits_approval,
)
from hellowork_portal.services.reviews.rules import WantedCases
from hellowork_portal.services.reviews.views import CasePage, CaseRow, Colleague
from hellowork_portal.services.staff.offices import office_for

PAGE = 50
_STATE = APPLICATION.c.state
_UNDONE = (ApplicationState.RECEIVED, ApplicationState.IN_REVIEW)
_SHOWN = {
    rules.TO_DO: _STATE.in_(_UNDONE),
    rules.RETURNED: _STATE == ApplicationState.RETURNED,
    rules.DECIDED: _STATE.in_(DECIDED_STATES),
    rules.ALL: _STATE != ApplicationState.DRAFT,
}
NO_DOUBTS = cast(APPLICATION.c.findings, String) == "[]"
"""What holds for applications about which no rule has found anything."""


def case_list(
    session: Session, *, principal: Principal, office_code: str, wanted: WantedCases, now: datetime
) -> CasePage:
    """Return fifty of the office's cases, the earliest 認定日 first; that it was read is recorded.

    Raises NotAllowed, SignInNeeded.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    start = PAGE * (wanted.page - 1)
    lines = range(start, start + PAGE) if wanted.shown == rules.ABSENT else None
    missed, absent, has_more = absent_part(session, office.id, wanted=lines, day=wanted.day, now=now)
    rows = [] if lines else _rows(session, office.id, wanted, principal.staff_id)
    shown, by = rows[:PAGE], sorted(_asked(wanted))
    about = {"shown": len(shown) + len(missed), "by": by}
    record(session, principal, "application.searched", ("office", office.id), now=now, **about)
    today = day_in_japan(now)
    return CasePage(
        rows=[_row(row, today) for row in shown],
        page=wanted.page,
        has_more=has_more or len(rows) > PAGE,
        absences=[one for one in missed if not one.settled_how],
        settled=[one for one in missed if one.settled_how],
        absent=absent,
        colleagues=[Colleague(id_, name) for id_, name in counsellors_of(session, office.id)],
        **_counts(session, office.id, principal.staff_id),
    )


def _rows(session: Session, office_id: int, wanted: WantedCases, staff_id: int) -> list[Row[Any]]:
    """Return the cases of a page, and one more where another page follows."""
    query = _FOUND.where(APPLICATION.c.office_id == office_id, *_conditions(wanted, staff_id))
    some = query.order_by(*_order(wanted)).limit(PAGE + 1).offset(PAGE * (wanted.page - 1))
    return list(session.connection().execute(some))


_FOUND = (
    select(
        APPLICATION,
        PERSON.c.name,
        PERSON.c.reading,
        MEMBER.c.name.label("assigned"),
        awaits_approval().label("awaits_approval"),
    )
    .join(PERSON, PERSON.c.id == APPLICATION.c.applicant_id)
    .outerjoin(MEMBER, MEMBER.c.id == APPLICATION.c.assigned_to_id)
    .where(APPLICATION.c.number.is_not(None))
)


def _order(wanted: WantedCases) -> tuple[Any, ...]:
    day = APPLICATION.c.certification_on
    is_over = wanted.shown in (rules.DECIDED, rules.ALL)
    return (day.desc() if is_over else day, APPLICATION.c.submitted_at, APPLICATION.c.id)


def _conditions(wanted: WantedCases, staff_id: int) -> Iterator[ColumnElement[bool]]:
    yield awaits_approval() if wanted.shown == rules.WAITING else _SHOWN[wanted.shown]
    if wanted.shown == rules.TO_DO:
        yield ~awaits_approval()
    if wanted.whose == rules.MINE:
        yield APPLICATION.c.assigned_to_id == staff_id
    if wanted.whose == rules.NOBODYS:
        yield APPLICATION.c.assigned_to_id.is_(None)
    if wanted.flagged:
        yield ~NO_DOUBTS
    if wanted.unconfirmed:
        yield or_(APPLICATION.c.is_unconfirmed_claim, APPLICATION.c.claimant_id.is_(None))
    if wanted.day:
        yield APPLICATION.c.certification_on == wanted.day
    if wanted.number:
        yield APPLICATION.c.number == wanted.number


def _asked(wanted: WantedCases) -> Iterator[str]:
    """Yield by what was searched, as codes."""
    yield wanted.shown
    for name in ("whose", "flagged", "unconfirmed", "day", "number"):
        if getattr(wanted, name):
            yield name


def _row(row: Row[Any], today: date) -> CaseRow:
    levels = [one.get("level") for one in row.findings or ()]
    return CaseRow(
        number=row.number,
        number_shown=number_shown(row.number),
        name=row.name,
        reading=row.reading,
        certification=of_day(row.certification_on),
        submitted=of_moment(row.submitted_at) if row.submitted_at else {},
        state=row.state,
        assigned=row.assigned or "",
        is_due=row.certification_on <= today and row.state in _UNDONE,
        is_unconfirmed=row.is_unconfirmed_claim or row.claimant_id is None,
        awaits_approval=row.awaits_approval,
        flags=levels.count(Level.FLAG),
        warnings=levels.count(Level.WARNING),
    )


def _counts(session: Session, office_id: int, staff_id: int) -> dict[str, int]:
    """Return how many cases there are of what is to be done."""
    waits = awaits_approval()
    undone = and_(_STATE.in_(_UNDONE), ~waits)
    counted = {
        "received": _STATE == ApplicationState.RECEIVED,
        "in_review": and_(_STATE == ApplicationState.IN_REVIEW, ~waits),
        "returned": _STATE == ApplicationState.RETURNED,
        "approval": waits,
        "mine": and_(undone, APPLICATION.c.assigned_to_id == staff_id),
        "nobodys": and_(undone, APPLICATION.c.assigned_to_id.is_(None)),
    }
    sums = [func.sum(cast(case((held, 1), else_=0), Integer)).label(name) for name, held in counted.items()]
    query = select(*sums).where(APPLICATION.c.office_id == office_id, APPLICATION.c.number.is_not(None))
    row = session.connection().execute(query).one()
    return {name: int(getattr(row, name) or 0) for name in counted}
