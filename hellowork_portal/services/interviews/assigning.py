"""Who holds an interview: given, given to somebody else, two exchanged."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.assignments.service import check_counsellor, check_free
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.interviews import errors, rows, rules


def assign(
    session: Session,
    *,
    principal: Principal,
    reservation_id: int,
    seen: int,
    counsellor_id: int,
    now: datetime,
) -> None:
    """Give an interview to a counsellor of its office, or with 0 to nobody yet.

    Raises NotAllowed, InterviewMoved, StepImpossible for one that is over, NoCounsellor,
    CounsellorBusy.
    """
    row = rows.locked(session, principal, reservation_id, seen)
    _check_open(row)
    if counsellor_id:
        check_counsellor(session, row.office_id, counsellor_id)
        check_free(session, counsellor_id, (row.starts_at, row.ends_at), [row.id])
    _give(session, principal, row, counsellor_id or None, now)


def swap(
    session: Session, *, principal: Principal, reservation_id: int, seen: int, other_id: int, now: datetime
) -> None:
    """Exchange the counsellors of two interviews of one office; raises as `assign` does.

    Both are locked in the order of their ids. What the other one's board showed is not asked:
    whoever holds it now gets this one.
    """
    pair = {one: rows.seen_by(session, principal, one) for one in sorted({reservation_id, other_id})}
    for one in pair:
        pair[one] = rows.locked(session, principal, one, seen if one == reservation_id else None)
        _check_open(pair[one])
    row, other = pair[reservation_id], pair[other_id]
    if reservation_id == other_id or row.office_id != other.office_id:
        raise NotAllowed
    for gets, given in ((row, other), (other, row)):
        if given.counsellor_id:
            check_counsellor(session, gets.office_id, given.counsellor_id)
            times = (gets.starts_at, gets.ends_at)
            check_free(session, given.counsellor_id, times, [row.id, other.id])
    _give(session, principal, row, other.counsellor_id, now)
    _give(session, principal, other, row.counsellor_id, now)


def _check_open(row: Row[Any]) -> None:
    if row.state in rules.ENDED:
        raise errors.StepImpossible(rules.stage_of(rows.progress_of(row), row.ends_at, row.ends_at))


def _give(
    session: Session, principal: Principal, row: Row[Any], counsellor_id: int | None, now: datetime
) -> None:
    rows.write(session, row, counsellor_id=counsellor_id)
    about = {"from_staff": row.counsellor_id, "to_staff": counsellor_id}
    record(session, principal, "interview.assigned", ("reservation", row.id), now=now, **about)
