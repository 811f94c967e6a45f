"""Claimants' own 認定日 ahead: written from their office's calendar, never taken away by it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    CertificationDate,
    CertificationDay,
    Claimant,
    ClaimantBenefit,
)
from hellowork_portal.services.certification_days.replacing import replaced_days
from hellowork_portal.services.certifications.calendar_rules import CalendarDay
from hellowork_portal.services.certifications.day_types import Noted, days_for, missing
from hellowork_portal.services.certifications.facts import facts_of_claimants

_CALENDAR, _DAY = table_of(CertificationDate), table_of(CertificationDay)
_CLAIMANT, _BENEFIT = table_of(Claimant), table_of(ClaimantBenefit)
AHEAD, _BACK = timedelta(days=84), timedelta(days=200)
_AT_ONCE = 500


def fill_days(session: Session, *, office_id: int | None = None, now: datetime) -> int:
    """Write the 認定日 of the next twelve weeks that claimants with a type lack; return how many.

    A cycle in which somebody has a day already, approved, kept or from the office's file, is left
    alone. Who has no type keeps what the office's file says.
    """
    today = day_in_japan(now)
    query = (
        select(_CLAIMANT.c.id, _CLAIMANT.c.office_id, _BENEFIT.c.day_type, _BENEFIT.c.weekday)
        .join(_BENEFIT, _BENEFIT.c.claimant_id == _CLAIMANT.c.id)
        .where(_BENEFIT.c.day_type.is_not(None), _BENEFIT.c.weekday.is_not(None))
        .order_by(_CLAIMANT.c.id)
    )
    if office_id is not None:
        query = query.where(_CLAIMANT.c.office_id == office_id)
    rows = session.connection().execute(query).all()
    calendars = _calendars(session, today, office_id)
    return sum(_fill(session, some, calendars, today) for some in _chunks(rows))


def _chunks(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _calendars(
    session: Session, today: date, office_id: int | None
) -> dict[tuple[int, int, int], list[CalendarDay]]:
    """Return the calendar's days of every group, from those that a first 認定日 may still hang on."""
    query = select(_CALENDAR).where(_CALENDAR.c.on_day.between(today - _BACK, today + AHEAD))
    if office_id is not None:
        query = query.where(_CALENDAR.c.office_id == office_id)
    found: dict[tuple[int, int, int], list[CalendarDay]] = {}
    for row in session.connection().execute(query.order_by(_CALENDAR.c.cycle_on)):
        group = (row.office_id, row.day_type, row.weekday)
        found.setdefault(group, []).append(CalendarDay(row.cycle_on, row.on_day, row.is_edited))
    return found


def _fill(
    session: Session,
    rows: Sequence[Row[*tuple[Any, ...]]],
    calendars: dict[tuple[int, int, int], list[CalendarDay]],
    today: date,
) -> int:
    ids = [row.id for row in rows]
    facts, known = facts_of_claimants(session, ids), noted_days(session, ids, today - _BACK)
    new = [
        {"claimant_id": row.id, "on_day": day, "is_approved_change": False}
        for row in rows
        for day in missing(
            days_for(facts[row.id], calendars.get((row.office_id, row.day_type, row.weekday), [])),
            known.get(row.id, []),
        )
        if day > today
    ]
    return insert_new(session, CertificationDay, new) if new else 0


def noted_days(session: Session, ids: Sequence[int], since: date = date.min) -> dict[int, list[Noted]]:
    """Return the days that claimants have, and those in whose place they were given others."""
    its = _DAY.c.claimant_id.in_(ids) & (_DAY.c.on_day >= since)
    columns = (_DAY.c.claimant_id, _DAY.c.on_day, _DAY.c.instead_of, _DAY.c.is_approved_change)
    found: dict[int, list[Noted]] = {}
    for claimant_id, *day in session.connection().execute(select(*columns).where(its)):
        found.setdefault(claimant_id, []).append(Noted(*day))
    for claimant_id, day in replaced_days(session, ids):
        found.setdefault(claimant_id, []).append(Noted(day))
    return found
