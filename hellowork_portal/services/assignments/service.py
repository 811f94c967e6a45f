"""Whose an interview is: who may have it, what somebody still has ahead, and passing it on.

It lies below the accounts of staff, because nobody leaves with interviews ahead, and below the
day board, which assigns and swaps.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.seat_notes import note_slots
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_span
from hellowork_portal.models import (
    Interview,
    Offering,
    Reservation,
    ReservationState,
    Slot,
    StaffMember,
    StaffRole,
)
from hellowork_portal.services.assignments.errors import CounsellorBusy, NoCounsellor
from hellowork_portal.services.assignments.views import OpenInterview
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reservations.rules import number_shown

_INTERVIEW, _RES, _SLOT = table_of(Interview), table_of(Reservation), table_of(Slot)
_OFFERING, _MEMBER, _ROLE = table_of(Offering), table_of(StaffMember), table_of(StaffRole)
_LIVE = (ReservationState.CONFIRMED, ReservationState.CHECKED_IN, ReservationState.IN_PROGRESS)
HOLDS = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
"""Whose roles hold interviews."""


def counsellors_of(session: Session, office_id: int) -> list[tuple[int, str]]:
    """Return who can hold interviews at an office: id and name, by name."""
    query = _holding(office_id).order_by(_MEMBER.c.name, _MEMBER.c.id)
    return [(row.id, row.name or row.mail_address) for row in session.connection().execute(query)]


def holders_of(session: Session, office_id: int, *, now: datetime) -> list[tuple[int, str]]:
    """Return who has interviews ahead at an office, working there or not: id and name, by name."""
    ahead = (
        select(_INTERVIEW.c.counsellor_id)
        .join(_RES, _RES.c.id == _INTERVIEW.c.reservation_id)
        .join(_SLOT, _SLOT.c.id == _RES.c.slot_id)
        .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
        .where(_OFFERING.c.office_id == office_id, _RES.c.state.in_(_LIVE), _RES.c.ends_at > now)
    )
    who = select(_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.mail_address).where(_MEMBER.c.id.in_(ahead))
    rows = session.connection().execute(who.order_by(_MEMBER.c.name, _MEMBER.c.id))
    return [(row.id, row.name or row.mail_address) for row in rows]


def _holding(office_id: int) -> Any:
    holds = exists().where(
        _ROLE.c.staff_member_id == _MEMBER.c.id,
        _ROLE.c.office_id == office_id,
        _ROLE.c.role.in_(HOLDS),
        _ROLE.c.ended_at.is_(None),
    )
    return select(_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.mail_address).where(
        holds, _MEMBER.c.closed_at.is_(None), _MEMBER.c.activated_at.is_not(None)
    )


def check_counsellor(session: Session, office_id: int, staff_id: int) -> None:
    """Lock a member of staff who can hold interviews at the office; raises NoCounsellor.

    Whoever closes an account holds the same lock, so nothing is given to who is leaving.
    """
    query = _holding(office_id).where(_MEMBER.c.id == staff_id).with_for_update(of=_MEMBER)
    if session.connection().execute(query).first() is None:
        raise NoCounsellor


def check_free(
    session: Session, staff_id: int, times: tuple[datetime, datetime], but: Collection[int]
) -> None:
    """Raise CounsellorBusy where somebody has another living interview at that time."""
    others = _ahead(staff_id).where(_RES.c.starts_at < times[1], times[0] < _RES.c.ends_at)
    if session.connection().execute(others.where(_RES.c.id.not_in(list(but)))).first() is not None:
        raise CounsellorBusy


def open_interviews(
    session: Session, staff_id: int, *, office_id: int | None = None, now: datetime
) -> list[OpenInterview]:
    """Return the interviews that somebody still has ahead, of one office or of all, the next one first."""
    return [
        OpenInterview(row.id, number_shown(row.number or ""), of_span(row.starts_at, row.ends_at))
        for row in _open_rows(session, staff_id, office_id, now)
    ]


def pass_on(
    session: Session,
    *,
    principal: Principal,
    from_id: int,
    to_id: int | None,
    office_id: int | None = None,
    now: datetime,
) -> int:
    """Give all that somebody has ahead at an office to another one (None: to nobody yet); return how many.

    The caller has checked the right. Raises NoCounsellor, and CounsellorBusy, before anything
    is written, where the receiver has another interview at one of the times.
    """
    rows = _open_rows(session, from_id, office_id, now)
    for place in {row.office_id for row in rows} if to_id else ():
        check_counsellor(session, place, to_id or 0)
    for row in rows if to_id else ():
        check_free(session, to_id or 0, (row.starts_at, row.ends_at), [row.id])
    _give(session, principal, rows, to_id, now)
    return len(rows)


def _give(
    session: Session, principal: Principal, rows: Sequence[Row[Any]], to_id: int | None, now: datetime
) -> None:
    for row in rows:
        its = _INTERVIEW.c.reservation_id == row.id
        given = {"counsellor_id": to_id, "revision": _INTERVIEW.c.revision + 1}
        session.connection().execute(update(_INTERVIEW).where(its).values(**given))
        about = {"from_staff": row.counsellor_id, "to_staff": to_id}
        record(session, principal, "interview.handed_over", ("reservation", row.id), now=now, **about)
    note_slots(session, [row.slot_id for row in rows])


def _ahead(staff_id: int) -> Any:
    columns = (_RES.c.id, _RES.c.number, _RES.c.slot_id, _RES.c.starts_at, _RES.c.ends_at)
    return (
        select(*columns, _INTERVIEW.c.counsellor_id, _OFFERING.c.office_id)
        .join(_INTERVIEW, _INTERVIEW.c.reservation_id == _RES.c.id)
        .join(_SLOT, _SLOT.c.id == _RES.c.slot_id)
        .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
        .where(_INTERVIEW.c.counsellor_id == staff_id, _RES.c.state.in_(_LIVE))
    )


def _open_rows(session: Session, staff_id: int, office_id: int | None, now: datetime) -> Sequence[Row[Any]]:
    query = _ahead(staff_id).where(_RES.c.ends_at > now).order_by(_RES.c.starts_at, _RES.c.id)
    if office_id is not None:
        query = query.where(_OFFERING.c.office_id == office_id)
    return session.connection().execute(query).all()
