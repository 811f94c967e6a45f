"""A person's 失業認定 as it stands: which 認定日 is next, over which period, and when it is filed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    LIVE_STATES,
    CertificationDate,
    Claimant,
    ClaimantBenefit,
    ClaimantKind,
    ReservationState,
)
from hellowork_portal.services.certifications import dated, facts, periods
from hellowork_portal.services.certifications.calendar_rules import CalendarDay
from hellowork_portal.services.certifications.contract import ClaimantFacts, DeclarationContext, Period
from hellowork_portal.services.certifications.day_types import days_for, missing
from hellowork_portal.services.certifications.days import noted_days
from hellowork_portal.services.certifications.periods import Window
from hellowork_portal.services.reservations.place import RESERVATION

_CLAIMANT, _BENEFIT, _CALENDAR = table_of(Claimant), table_of(ClaimantBenefit), table_of(CertificationDate)

_STANDING = (*LIVE_STATES, ReservationState.COMPLETED)


@dataclass(frozen=True)
class Case:
    """One 認定日 of one person. `kind` and `claimant_id` are None where no office has a record (未確認).

    `is_within`: whether online filing is allowed on the day (product.md decision 4).
    """

    office_id: int
    claimant_id: int | None
    certification_on: date
    period: Period
    window: Window
    is_first: bool = False
    is_approved_change: bool = False
    kind: ClaimantKind | None = None
    is_within: bool = True


def current_case(
    session: Session, *, applicant_id: int | None = None, claimant_id: int | None = None, now: datetime
) -> Case | None:
    """Return the case of the next 認定日, today's included; None where no day is known.

    Who has no record has a day only through a 失業認定 interview that they have booked.
    """
    row = _claimant(session, applicant_id=applicant_id, claimant_id=claimant_id)
    if row is None:
        return _unconfirmed(session, applicant_id, now) if applicant_id is not None else None
    coming = [day for day in facts.days_of(session, row.id) if day >= day_in_japan(now)]
    return _case(session, row, coming[0]) if coming else None


def case_on(session: Session, *, applicant_id: int, day: date) -> Case | None:
    """Return a person's case of one 認定日, past ones included; None where it is not theirs."""
    row = _claimant(session, applicant_id=applicant_id)
    if row is None:
        return _booked(session, applicant_id, RESERVATION.c.certification_on == day)
    return _case(session, row, day) if day in facts.days_of(session, row.id) else None


def _claimant(session: Session, **named: int | None) -> Row[Any] | None:
    column = {"applicant_id": _CLAIMANT.c.applicant_id, "claimant_id": _CLAIMANT.c.id}
    its = [column[name] == value for name, value in named.items() if value is not None]
    return session.connection().execute(select(_CLAIMANT).where(*its)).first() if its else None


def _case(session: Session, row: Row[Any], day: date) -> Case:
    known = facts.facts_of(session, row.id)
    days = facts.days_of(session, row.id)
    previous = _previous(session, list(days), known, row.applicant_id, day)
    moved_from = facts.moved_from(session, row.id, day)
    begun = row.online_from is None or row.online_from <= day
    return Case(
        office_id=row.office_id,
        claimant_id=row.id,
        certification_on=day,
        period=periods.period_of(day, previous, known.sought_on, moved_from, facts.eves_of(session, row.id)),
        window=periods.window_of(day, facts.hours_of(session, row.office_id)),
        is_first=periods.is_first(day, previous, known.sought_on, moved_from),
        is_approved_change=days.get(day, False),
        kind=ClaimantKind(row.online_kind),
        is_within=begun and (row.online_until is None or day <= row.online_until),
    )


def _previous(
    session: Session, days: list[date], known: ClaimantFacts, applicant_id: int | None, day: date
) -> date | None:
    """Return the 認定日 before a day, by the office's days and by what was filed here."""
    filed = facts.last_filed(session, applicant_id, day) if applicant_id is not None else None
    return periods.previous_of(day, [*days, *([filed] if filed else [])], known.sought_on)


def _unconfirmed(session: Session, applicant_id: int, now: datetime) -> Case | None:
    return _booked(session, applicant_id, RESERVATION.c.certification_on >= day_in_japan(now))


def _booked(session: Session, applicant_id: int, when: Any) -> Case | None:
    """Return the case of somebody without a record: the day of their own 失業認定 interview."""
    mine = (RESERVATION.c.applicant_id == applicant_id) & RESERVATION.c.state.in_(_STANDING)
    query = facts.HELD_AT.where(mine, when, RESERVATION.c.number.is_not(None))
    row = session.connection().execute(query.order_by(RESERVATION.c.certification_on).limit(1)).first()
    if row is None:
        return None
    day = day_in_japan(row.starts_at)
    previous = facts.last_filed(session, applicant_id, day)
    window = periods.window_of(day, facts.hours_of(session, row.office_id))
    return Case(row.office_id, None, day, periods.period_of(day, previous, None), window)


def context_of(session: Session, application: Any, *, now: datetime) -> DeclarationContext:
    """Return what a declaration's answers are measured by; `application` is its row.

    A correction that is written later still speaks of the 認定日.
    """
    period = Period(application.period_first, application.period_last)
    day = application.certification_on
    known = facts.facts_of(session, application.claimant_id)
    days = list(facts.days_of(session, application.claimant_id)) if application.claimant_id else []
    previous = _previous(session, days, known, application.applicant_id, day)
    moved_from = facts.moved_from(session, application.claimant_id, day)
    first = periods.is_first(day, previous, known.sought_on, moved_from)
    rule = dated.value_on(session, dated.ACTIVITIES, day)
    needed, reason = periods.required_activities(period, known, is_first=first, rule=rule)
    held = facts.counselling_of(session, application.applicant_id, period)
    return DeclarationContext(
        period=period,
        certification_on=day,
        today=min(day_in_japan(now), day),
        facts=known,
        earlier=facts.earlier_of(session, application.applicant_id, day, application.claimant_id),
        counselled_on=tuple(one.day for one in held if one.office_id == application.office_id),
        is_first=first,
        required_activities=needed,
        is_application_enough=bool(rule.get("one_application")),
        required_reason=reason,
    )


def next_certification_day(session: Session, claimant_id: int, after: date) -> date | None:
    """Return the next 認定日 after a day: one that is noted, else by the office's calendar."""
    noted = list(facts.days_of(session, claimant_id))
    known = facts.facts_of(session, claimant_id)
    covered = noted_days(session, [claimant_id]).get(claimant_id, [])
    by_calendar = missing(days_for(known, _own_type(session, claimant_id)), covered)
    return min((day for day in [*noted, *by_calendar] if day > after), default=None)


def _own_type(session: Session, claimant_id: int) -> list[CalendarDay]:
    """Return the days of the office's calendar for a claimant's type and weekday."""
    its_type = (_CALENDAR.c.day_type == _BENEFIT.c.day_type) & (_CALENDAR.c.weekday == _BENEFIT.c.weekday)
    query = (
        select(_CALENDAR.c.cycle_on, _CALENDAR.c.on_day, _CALENDAR.c.is_edited)
        .join(_CLAIMANT, _CLAIMANT.c.office_id == _CALENDAR.c.office_id)
        .join(_BENEFIT, (_BENEFIT.c.claimant_id == _CLAIMANT.c.id) & its_type)
        .where(_CLAIMANT.c.id == claimant_id)
    )
    return [CalendarDay(*row) for row in session.connection().execute(query)]
