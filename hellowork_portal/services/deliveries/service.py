"""Deliveries of an office (S10): what is stuck, what was sent; retried and stopped. See queued.py."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import DeliveryState, JobState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.deliveries import errors, rules
from hellowork_portal.services.deliveries.rows import (
    ABOUT,
    JOB,
    LETTER,
    OFFICE_ID,
    RES,
    TROUBLED,
    is_stuck,
    jobs_at,
    letters_at,
    line_of_job,
    line_of_letter,
    overdue,
)
from hellowork_portal.services.deliveries.views import DeliveryLine, DeliveryPage, Stuck
from hellowork_portal.services.notices.service import forget_unsent, message_id_of
from hellowork_portal.services.reservations import letters
from hellowork_portal.services.staff.offices import office_for

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
PAGE, MOST_WAITING = 50, 200
_STILL_MATTERS = timedelta(days=1)
_UNDONE = (JobState.READY, JobState.RUNNING, JobState.DEAD)


def stuck(session: Session, *, principal: Principal, office_id: int, now: datetime) -> Stuck:
    """Return how many letters and meetings of an office do not get through; for banners.

    Raises NotAllowed for others than the office's own staff.
    """
    principal.check_at(office_id, *WORKING)
    return stuck_at(session, [office_id], now=now).get(office_id, Stuck())


def stuck_at(session: Session, office_ids: Sequence[int], *, now: datetime) -> dict[int, Stuck]:
    """Return what does not get through, by office; offices where all is well are left out.

    Given up, tried in vain for five minutes, or not taken up by any worker; of interviews that
    are not long over. One statement; the caller has checked the right.
    """
    is_letter = case((JOB.c.kind.in_(rules.LETTER_JOBS), 1), else_=0)
    counts = (func.count().label("all"), func.sum(is_letter).label("letters"))
    since = func.min(JOB.c.created_at).label("since")
    matters = RES.c.ends_at > now - _STILL_MATTERS
    troubles = jobs_at(*office_ids).where(or_(is_stuck(now), overdue(now)), matters)
    query = troubles.with_only_columns(OFFICE_ID, *counts, since, maintain_column_froms=True)
    rows = session.connection().execute(query.group_by(OFFICE_ID)).mappings()
    return {row[OFFICE_ID]: _stuck(row) for row in rows}


def _stuck(row: Mapping[Any, Any]) -> Stuck:
    letters_stuck = int(row["letters"] or 0)
    return Stuck(letters_stuck, int(row["all"]) - letters_stuck, of_moment(row["since"]))


def waiting_at(
    session: Session, *, principal: Principal, office_code: str, now: datetime
) -> list[DeliveryLine]:
    """Return what has been tried in vain, was given up or is overdue, the worst and oldest first.

    Of interviews that are not long over. Raises NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    worst_first = case((JOB.c.state == JobState.DEAD, 0), else_=1)
    matters = RES.c.ends_at > now - _STILL_MATTERS
    troubles = jobs_at(office.id).where(or_(TROUBLED, overdue(now)), matters)
    rows = session.connection().execute(
        troubles.order_by(worst_first, JOB.c.run_at, JOB.c.id).limit(MOST_WAITING)
    )
    lines = [line_of_job(row, now) for row in rows]
    record(session, principal, "delivery.searched", ("office", office.id), now=now, shown=len(lines))
    return lines


def letters_sent(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    first: date,
    last: date,
    refused: bool = False,
    page: int = 1,
    now: datetime,
) -> DeliveryPage:
    """Return the letters of some days, the newest first, or those alone that were refused for good."""
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    ends = at_japan(last + timedelta(days=1), 0)
    query = letters_at(office.id).where(LETTER.c.created_at >= at_japan(first, 0), LETTER.c.created_at < ends)
    if refused:
        query = query.where(LETTER.c.state == DeliveryState.REFUSED)
    order = (LETTER.c.created_at.desc(), LETTER.c.id.desc())
    some = query.order_by(*order).limit(PAGE + 1).offset(PAGE * (page - 1))
    rows = session.connection().execute(some).all()
    lines = [line_of_letter(row) for row in rows[:PAGE]]
    record(session, principal, "delivery.searched", ("office", office.id), now=now, shown=len(lines))
    return DeliveryPage(lines, page, len(rows) > PAGE)


def lines_of(session: Session, row: Row[Any], *, now: datetime) -> list[DeliveryLine]:
    """Return the letters and the work at the meeting of one reservation, the newest first.

    `row` has its id, number, revision and times; the caller has checked who reads.
    """
    columns = (RES.c.number, RES.c.starts_at, RES.c.ends_at)
    its = select(LETTER, *columns).join(RES, RES.c.id == LETTER.c.reservation_id).where(RES.c.id == row.id)
    written = session.connection().execute(its.order_by(LETTER.c.id.desc())).all()
    known = {one.message_id for one in written if one.state != DeliveryState.QUEUED}
    jobs = [one for one in _jobs_of(session, row) if _message_id(one.key) not in known]
    told = {_message_id(one.key) for one in jobs}
    left = [one for one in written if one.message_id not in told]
    return [*(line_of_job(one, now) for one in jobs), *(line_of_letter(one) for one in left)]


def _jobs_of(session: Session, row: Row[Any]) -> list[Row[Any]]:
    """Return the jobs of a reservation that are not done: those in trouble, and those that only wait."""
    keys = [*letters.keys_of(row.id, row.revision), f"meeting:create:{row.id}"]
    keys += [f"meeting:{what}:{row.id}:{row.revision}" for what in ("create", "move")]
    about = or_(JOB.c.key.in_(keys), TROUBLED & (row.id == ABOUT))
    columns = (RES.c.number, RES.c.starts_at, RES.c.ends_at)
    query = select(JOB, *columns).join(RES, RES.c.id == ABOUT).where(about, JOB.c.state.in_(_UNDONE))
    return list(session.connection().execute(query.order_by(JOB.c.run_at.desc(), JOB.c.id.desc())))


def _message_id(key: str) -> str:
    return message_id_of(key, settings().smtp.sender)


def retry_delivery(session: Session, *, principal: Principal, job_id: int, now: datetime) -> None:
    """Let a job run now, with all its attempts before it; a second click changes nothing.

    Raises DeliveryUnknown for other offices' and for what has done its work, DeliveryUnderWay.
    """
    row = _job_at(session, principal, job_id)
    if row.state == JobState.RUNNING and row.lease_ends_at > now:
        raise errors.DeliveryUnderWay
    values = {"state": JobState.READY, "run_at": now, "attempt": 0, "error": "", "done_at": None}
    _change(session, row, values)
    record(session, principal, "delivery.retried", ("job", job_id), now=now, kind=row.kind)


def stop_delivery(session: Session, *, principal: Principal, job_id: int, now: datetime) -> None:
    """Give a letter up that nobody shall get any more. Raises as `retry_delivery`, and DeliveryNeeded."""
    row = _job_at(session, principal, job_id)
    if row.kind not in rules.LETTER_JOBS:
        raise errors.DeliveryNeeded
    if row.state == JobState.RUNNING and row.lease_ends_at > now:
        raise errors.DeliveryUnderWay
    _change(session, row, {"state": JobState.DONE, "done_at": now, "error": "stopped"})
    forget_unsent(session, _message_id(row.key))
    record(session, principal, "delivery.stopped", ("job", job_id), now=now, kind=row.kind)


def _job_at(session: Session, principal: Principal, job_id: int) -> Row[Any]:
    """Return a job that is not done where the reader works at its office, locked."""
    offices = principal.offices_as(*WORKING) if principal.staff_id else frozenset()
    for query in _of(offices, job_id):
        row = session.connection().execute(query.with_for_update(of=JOB)).first()
        if row is not None:
            return row
    raise errors.DeliveryUnknown


def _of(offices: frozenset[int], job_id: int) -> Iterator[Any]:
    for office_id in sorted(offices):
        yield jobs_at(office_id).where(JOB.c.id == job_id, JOB.c.state.in_(_UNDONE))


def _change(session: Session, row: Row[Any], values: dict[str, Any]) -> None:
    """Change a job unless a worker has taken it since; its claims are told apart by the attempt."""
    its = (JOB.c.id == row.id) & (JOB.c.state == row.state) & (JOB.c.attempt == row.attempt)
    changed = session.connection().execute(update(JOB).where(its).values(lease_ends_at=None, **values))
    if changed.rowcount != 1:
        raise errors.DeliveryUnderWay
