"""Cancelling whoever is booked on a day: shown first, then done to exactly those (a typhoon)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, of_span, staff_written
from hellowork_portal.models import LIVE_STATES, Applicant, ExceptionKind, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_reservations import errors
from hellowork_portal.services.office_reservations.rows import OFFERING, RES, SLOT, lock_slots
from hellowork_portal.services.office_reservations.rules import LONGEST_REASON, Why, reason_words
from hellowork_portal.services.office_reservations.views import DayLine, DayList
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations.by_office import cancel_by_office, lock_reservations
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import AddException, Change, CloseDays
from hellowork_portal.services.schedule_changes.errors import ScheduleSameAlready
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedule_changes.service import apply_change, preview_change
from hellowork_portal.services.schedule_changes.stale import PreviewStale
from hellowork_portal.services.staff.offices import office_for

_PERSON = table_of(Applicant)
_MANAGER = (Role.OFFICE_MANAGER,)
_SHOWN = tuple(state for state in LIVE_STATES if state is not ReservationState.HELD)
_FARTHEST = timedelta(days=400)
_ON_DAY = (
    select(RES, _PERSON.c.name)
    .join(SLOT, SLOT.c.id == RES.c.slot_id)
    .join(OFFERING, OFFERING.c.id == SLOT.c.offering_id)
    .join(_PERSON, _PERSON.c.id == RES.c.applicant_id)
    .order_by(RES.c.starts_at, RES.c.id)
)


def day_list(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    day: date | None,
    offering_id: int = 0,
    now: datetime,
) -> DayList:
    """Return who is booked on a day, of one offering or of all, and record that it was read.

    For the office's own manager. Raises NotAllowed, DayWrong.
    """
    office = office_for(session, principal=principal, code=office_code, roles=_MANAGER)
    checked = _checked(day, now)
    rows = _rows(session, office.id, checked, offering_id)
    held = select(func.count()).select_from(RES.join(SLOT).join(OFFERING))
    holds = session.connection().execute(
        held.where(*_where(office.id, checked, offering_id), RES.c.state == ReservationState.HELD)
    )
    subject = ("office", office.id)
    record(session, principal, "reservation.searched", subject, now=now, shown=len(rows), by=["day"])
    going = [row for row in rows if _can_go(row, now)]
    return DayList(
        day=checked.isoformat(),
        day_words=of_day(checked),
        lines=[_line(session, row, now) for row in rows],
        count=len(going),
        left=len(rows) - len(going),
        holds=holds.scalar_one(),
        fingerprint=_fingerprint(going),
    )


def cancel_day(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    day: date | None,
    offering_id: int = 0,
    fingerprint: str,
    why: str,
    text: str = "",
    now: datetime,
) -> int:
    """Close the day and cancel everybody on the list that was shown, with a letter each; return how many.

    The day is closed by the schedule's own change, which ends holds, tells citizens why, and
    can be undone. All of it or nothing: raises DayListStale where somebody has come or gone
    since, DayListEmpty, DayWrong, ReasonMissing, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=_MANAGER)
    checked = _checked(day, now)
    reason = _reason(why, text)
    going = [row for row in _rows(session, office.id, checked, offering_id) if _can_go(row, now)]
    _check_same(fingerprint, going)
    if not going:
        raise errors.DayListEmpty
    _close(session, principal, office.id, _change(checked, offering_id, reason), reason, going, now)
    _cancel_rest(session, principal, [row.id for row in going], reason, why, now)
    about = {"day": checked.isoformat(), "offering": offering_id, "cancelled": len(going), "reason": why}
    record(session, principal, "reservation.day_cancelled", ("office", office.id), now=now, **about)
    return len(going)


def _checked(day: date | None, now: datetime) -> date:
    today = day_in_japan(now)
    if day is None or not today <= day <= today + _FARTHEST:
        raise errors.DayWrong
    return day


def _reason(why: str, text: str) -> Words:
    """Return the reason that all are told; nobody has asked for this."""
    if why == Why.ASKED:
        raise errors.ReasonMissing(most=LONGEST_REASON)
    return reason_words(why, text)


def _where(office_id: int, day: date, offering_id: int) -> list[Any]:
    narrowed = [OFFERING.c.id == offering_id] if offering_id else []
    return [OFFERING.c.office_id == office_id, SLOT.c.on_day == day, *narrowed]


def _rows(session: Session, office_id: int, day: date, offering_id: int) -> Sequence[Row[Any]]:
    query = _ON_DAY.where(*_where(office_id, day, offering_id), RES.c.state.in_(_SHOWN))
    return session.connection().execute(query).all()


def _can_go(row: Row[Any], now: datetime) -> bool:
    return row.state == ReservationState.CONFIRMED and row.starts_at > now


def _fingerprint(rows: Iterable[Row[Any]]) -> str:
    """Return what a list rests on: who, and how often each was changed."""
    return ",".join(f"{row.id}.{row.revision}" for row in rows)


def _check_same(seen: str, rows: Iterable[Row[Any]]) -> None:
    before, after = set(filter(None, seen.split(","))), set(filter(None, _fingerprint(rows).split(",")))
    if before != after:
        raise errors.DayListStale(len(after - before), len(before - after))


def _line(session: Session, row: Row[Any], now: datetime) -> DayLine:
    return DayLine(
        number=row.number,
        number_shown=number_shown(row.number),
        when=of_span(row.starts_at, row.ends_at),
        name=row.name,
        procedure=staff_written(definition_of(session, row.procedure_version_id).name),
        state=row.state,
        can_cancel=_can_go(row, now),
    )


def _change(day: date, offering_id: int, reason: Words) -> Change:
    texts = tuple(reason.items())
    if not offering_id:
        return CloseDays(day, day, texts)
    return AddException(ExceptionRow(offering_id, day, ExceptionKind.CLOSED, reason=texts))


def _close(
    session: Session,
    principal: Principal,
    office_id: int,
    change: Change,
    reason: Words,
    going: Sequence[Row[Any]],
    now: datetime,
) -> None:
    """Close the day by the schedule's change, which cancels who is in it; one closed already stays so."""
    named = {"principal": principal, "office_id": office_id, "change": change, "now": now}
    try:
        plan = preview_change(session, **named)
        decisions = _decisions(plan, {row.id for row in going})
        seen = plan.fingerprint
        apply_change(session, fingerprint=seen, decisions=decisions, reason=reason, **named)
    except ScheduleSameAlready:
        return
    except PreviewStale as stale:
        arrived, gone = len(stale.difference.arrived), len(stale.difference.gone)
        raise errors.DayListStale(arrived, gone) from None


def _decisions(plan: ChangePlan, going: set[int]) -> dict[int, Decision]:
    """Cancel who is on the list; who came between the list and this plan makes it stale."""
    unseen = [one for one in plan.stranded if one.can_move and one.reservation_id not in going]
    if unseen:
        raise errors.DayListStale(len(unseen), 0)
    what = {True: What.CANCEL, False: What.KEEP}
    return {one.reservation_id: Decision(what[one.can_move]) for one in plan.stranded}


def _cancel_rest(
    session: Session, principal: Principal, ids: Sequence[int], reason: Words, why: str, now: datetime
) -> None:
    """Cancel those whom an earlier closing had kept: their time takes nobody more."""
    offered = lock_reservations(session, ids)
    confirmed = RES.c.id.in_(sorted(ids)) & (RES.c.state == ReservationState.CONFIRMED)
    rest = session.connection().execute(select(RES.c.id, RES.c.slot_id).where(confirmed)).all()
    lock_slots(session, {*offered, *(row.slot_id for row in rest)})
    for row in rest:
        cancel_by_office(
            session, principal=principal, reservation_id=row.id, reason=reason, code=why, now=now
        )
