"""What an office still has to send or to prepare: planned for later, or waiting its turn."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import LIVE_STATES, Applicant
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.deliveries import rules
from hellowork_portal.services.deliveries.rows import JOB, RES, WAITING, jobs_at, line_of_job
from hellowork_portal.services.deliveries.service import PAGE, WORKING
from hellowork_portal.services.deliveries.views import DeliveryPage
from hellowork_portal.services.staff.offices import office_for

_PERSON = table_of(Applicant)
_IS_LEFT = and_(JOB.c.state.in_(WAITING), JOB.c.error == "")
"""Not done and never tried in vain: what has been stands among what is stuck."""


def planned_at(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    first: date,
    last: date,
    page: int = 1,
    now: datetime,
) -> DeliveryPage:
    """Return what is to be sent on some days in Japan, the soonest first. Raises NotAllowed.

    Reminders that would not be sent as things stand are left out: of people who want none, and of
    interviews that are not to come any more.
    """
    days = and_(JOB.c.run_at >= at_japan(first, 0), JOB.c.run_at < at_japan(last + timedelta(days=1), 0))
    return _page(session, principal, office_code, and_(JOB.c.run_at > now, days), page, now)


def due_at(
    session: Session, *, principal: Principal, office_code: str, page: int = 1, now: datetime
) -> DeliveryPage:
    """Return what waits for a worker or is with one just now, the longest first. Raises NotAllowed."""
    return _page(session, principal, office_code, JOB.c.run_at <= now, page, now)


def _page(
    session: Session,
    principal: Principal,
    office_code: str,
    when: ColumnElement[bool],
    page: int,
    now: datetime,
) -> DeliveryPage:
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    query = jobs_at(office.id).join(_PERSON, _PERSON.c.id == RES.c.applicant_id)
    some = query.where(_IS_LEFT, _is_wanted(), when).order_by(JOB.c.run_at, JOB.c.id)
    rows: list[Any] = list(session.connection().execute(some.limit(PAGE + 1).offset(PAGE * (page - 1))))
    lines = [line_of_job(row, now) for row in rows[:PAGE]]
    record(session, principal, "delivery.searched", ("office", office.id), now=now, shown=len(lines))
    return DeliveryPage(lines, page, len(rows) > PAGE)


def _is_wanted() -> ColumnElement[bool]:
    is_other = JOB.c.kind != rules.REMINDER_JOB
    return or_(is_other, and_(_PERSON.c.wants_reminders, RES.c.state.in_(LIVE_STATES)))
