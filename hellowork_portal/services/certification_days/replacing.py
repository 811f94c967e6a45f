"""One 認定日 in another's place: the one way in which a claimant's day changes.

The period of a 認定日 begins with the one before it, so the day that no longer holds must not
stay beside the new one (domain.md §1). The caller has checked the right and holds the locks.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.models import (
    Application,
    ApplicationState,
    CertificationDay,
    DayChangeRequest,
    DayChangeState,
)

_DAY, _APPLICATION, _CHANGE = table_of(CertificationDay), table_of(Application), table_of(DayChangeRequest)


def replace_day(
    session: Session,
    claimant_id: int,
    old: date | None,
    new: date,
    *,
    is_approved: bool,
    is_eve: bool = False,
) -> None:
    """Let a claimant's day be another one; a draft and an open request to move it go along.

    `is_eve`: the period of the new day ends on that day itself (certifications/change_rules.is_eve).
    The new day remembers which one it stands for, however often it moves: the calendar and the
    office's file must not bring that one back. A day that is approved already stays so.
    """
    known = _rows(session, claimant_id, [day for day in (old, new) if day])
    approved, stands_for = known.get(new, (False, None))
    if old is not None and old != new:
        stands_for = known.get(old, (False, None))[1] or old
        _take_along(session, claimant_id, old, new, new if is_eve else new - timedelta(days=1))
        its = (_DAY.c.claimant_id == claimant_id) & (_DAY.c.on_day == old)
        session.connection().execute(delete(_DAY).where(its))
    day = {
        "claimant_id": claimant_id,
        "on_day": new,
        "is_approved_change": approved or is_approved,
        "instead_of": stands_for if stands_for != new else None,
    }
    upsert(session, CertificationDay, day, ("claimant_id", "on_day"))


def _rows(session: Session, claimant_id: int, days: list[date]) -> dict[date, tuple[bool, date | None]]:
    query = select(_DAY.c.on_day, _DAY.c.is_approved_change, _DAY.c.instead_of)
    its = (_DAY.c.claimant_id == claimant_id) & _DAY.c.on_day.in_(days)
    rows = session.connection().execute(query.where(its))
    return {row.on_day: (row.is_approved_change, row.instead_of) for row in rows}


def _take_along(session: Session, claimant_id: int, old: date, new: date, last: date) -> None:
    """Bring a draft and an open request from the old day to the new one, unless there is one already."""
    its = (_APPLICATION.c.claimant_id == claimant_id) & (_APPLICATION.c.certification_on == old)
    if not _has_application(session, claimant_id, new):
        moved = {"certification_on": new, "period_last": last}
        draft = its & (_APPLICATION.c.state == ApplicationState.DRAFT)
        session.connection().execute(update(_APPLICATION).where(draft).values(**moved))
    asked = (_CHANGE.c.claimant_id == claimant_id) & (_CHANGE.c.state == DayChangeState.ASKED)
    there = select(_CHANGE.c.id).where(asked, _CHANGE.c.from_day == new)
    if session.connection().execute(there).first() is None:
        its_request = update(_CHANGE).where(asked, _CHANGE.c.from_day == old)
        session.connection().execute(its_request.values(from_day=new))


def _has_application(session: Session, claimant_id: int, day: date) -> bool:
    its = (_APPLICATION.c.claimant_id == claimant_id) & (_APPLICATION.c.certification_on == day)
    query = select(_APPLICATION.c.id).where(its, _APPLICATION.c.state != ApplicationState.WITHDRAWN)
    return session.connection().execute(query).first() is not None


def is_filed(session: Session, claimant_id: int, day: date, *, lock: bool = False) -> bool:
    """Whether a declaration for a day was filed: such a day stays where it is.

    With `lock` its rows are taken, drafts too: nobody files one until the caller has moved the day.
    """
    its = (_APPLICATION.c.claimant_id == claimant_id) & (_APPLICATION.c.certification_on == day)
    query = select(_APPLICATION.c.state).where(its, _APPLICATION.c.state != ApplicationState.WITHDRAWN)
    rows = session.connection().execute(query.with_for_update() if lock else query)
    return any(state != ApplicationState.DRAFT for state in rows.scalars())


def replaced_days(session: Session, ids: Iterable[int]) -> list[tuple[int, date]]:
    """Return the days in whose place claimants were given approved ones, however far away those lie."""
    its = sorted(ids)
    asked = select(_CHANGE.c.claimant_id, _CHANGE.c.from_day).where(
        _CHANGE.c.claimant_id.in_(its), _CHANGE.c.state == DayChangeState.APPROVED
    )
    given = select(_DAY.c.claimant_id, _DAY.c.instead_of).where(
        _DAY.c.claimant_id.in_(its), _DAY.c.is_approved_change, _DAY.c.instead_of.is_not(None)
    )
    rows = [*session.connection().execute(asked), *session.connection().execute(given)]
    return [(claimant_id, day) for claimant_id, day in rows]
