"""Jobs and letters of an office, by the reservation that they are about."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_moment, of_span
from hellowork_portal.models import Delivery, DeliveryState, Job, JobState, Offering, Reservation, Slot
from hellowork_portal.services.accounts.rules import masked_address
from hellowork_portal.services.deliveries import rules
from hellowork_portal.services.deliveries.views import DeliveryLine
from hellowork_portal.services.reservations.rules import number_shown

JOB, LETTER = table_of(Job), table_of(Delivery)
RES, _SLOT, _OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
ABOUT = JOB.c.args["reservation_id"].as_integer()
OFFICE_ID = _OFFERING.c.office_id
WAITING = (JobState.READY, JobState.RUNNING)
TROUBLED = and_(JOB.c.error != "", JOB.c.state != JobState.DONE)
"""As the partial index says it (models/operations)."""


def jobs_at(*office_ids: int) -> Select[Any]:
    """Select jobs about reservations of offices, with when and which."""
    columns = (RES.c.number, RES.c.starts_at, RES.c.ends_at)
    query = select(JOB, *columns).join(RES, RES.c.id == ABOUT).where(JOB.c.kind.in_(rules.JOBS))
    return at_office(query, *office_ids)


def letters_at(office_id: int) -> Select[Any]:
    """Select letters about an office's reservations."""
    columns = (RES.c.number, RES.c.starts_at, RES.c.ends_at)
    return at_office(select(LETTER, *columns).join(RES, RES.c.id == LETTER.c.reservation_id), office_id)


def at_office(query: Select[Any], *office_ids: int) -> Select[Any]:
    """Narrow a query that has reservations to those of offices."""
    return (
        query.join(_SLOT, _SLOT.c.id == RES.c.slot_id)
        .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
        .where(OFFICE_ID.in_(office_ids))
    )


def overdue(now: datetime) -> ColumnElement[bool]:
    """Whether nobody has taken a job up although its time has come: no worker runs."""
    late = now - rules.OVERDUE
    left = and_(JOB.c.state == JobState.RUNNING, JOB.c.lease_ends_at < late)
    return or_(and_(JOB.c.state == JobState.READY, JOB.c.run_at < late), left)


def is_stuck(now: datetime) -> ColumnElement[bool]:
    """Whether a job has been given up, or has been tried in vain for minutes."""
    return and_(TROUBLED, or_(JOB.c.state == JobState.DEAD, JOB.c.created_at < now - rules.OVERDUE))


def line_of_job(row: Row[Any], now: datetime) -> DeliveryLine:
    """Return a job that has not done its work as a line."""
    is_letter = row.kind in rules.LETTER_JOBS
    state = rules.state_of_job(row.state, row.error, row.run_at, now)
    is_idle = row.state in (JobState.READY, JobState.DEAD)
    return DeliveryLine(
        job_id=row.id,
        kind=rules.kind_of(row.kind, str(row.args.get("mail", ""))),
        state=state,
        when=of_moment(row.run_at),
        error=_error(row, state, now),
        number=row.number or "",
        number_shown=number_shown(row.number) if row.number else "",
        interview=of_span(row.starts_at, row.ends_at),
        can_retry=is_idle and state != "planned",
        can_stop=is_idle and is_letter,
    )


def _error(row: Row[Any], state: str, now: datetime) -> Words:
    if not row.error and state == "waiting" and row.run_at < now - rules.OVERDUE:
        return in_all("staff.deliveries.error.overdue")
    return rules.error_words(row.error)


def line_of_letter(row: Row[Any]) -> DeliveryLine:
    """Return a letter that has left or was refused as a line."""
    return DeliveryLine(
        job_id=0,
        kind=rules.kind_of("mail", row.kind),
        state=rules.state_of_letter(row.state),
        when=of_moment(row.sent_at or row.created_at),
        error=rules.error_words(row.error) if row.state != DeliveryState.SENT else {},
        recipient=masked_address(row.recipient),
        number=row.number or "",
        number_shown=number_shown(row.number) if row.number else "",
        interview=of_span(row.starts_at, row.ends_at),
    )
