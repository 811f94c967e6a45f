"""The offices' calendars of 認定日: made for a year, moved day by day, each change seen before it holds."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.models import (
    Applicant,
    CertificationDate,
    CertificationDay,
    Office,
)
from hellowork_portal.services.audit.service import private, record, record_each
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.certifications import errors
from hellowork_portal.services.certifications.calendar_plan import (
    Affected,
    CalendarPlan,
    calendar_of,
    plan_of,
)
from hellowork_portal.services.certifications.calendar_rules import (
    CalendarDay,
    Change,
    fiscal_year_of,
)
from hellowork_portal.services.certifications.calendar_views import PlanView, YearView, plan_view, year_view
from hellowork_portal.services.certifications.days import fill_days
from hellowork_portal.services.certifications.letters import day_moved
from hellowork_portal.services.certifications.offices import office_at
from hellowork_portal.services.outbox.service import enqueue

_OFFICE, _PERSON, _DAY = table_of(Office), table_of(Applicant), table_of(CertificationDay)
LOOKING, MANAGING = (Role.OFFICE_MANAGER, Role.COUNSELLOR), (Role.OFFICE_MANAGER,)
KEEP, MOVE = "keep", "move"


def year_of(
    session: Session, *, principal: Principal, office_code: str, fiscal_year: int = 0, now: datetime
) -> YearView:
    """Return an office's calendar of a fiscal year, the present one where none is named."""
    office = office_at(session, principal, office_code, *LOOKING)
    today = day_in_japan(now)
    present = fiscal_year_of(today)
    year = fiscal_year if abs(fiscal_year - present) <= 1 else present
    can_change = office.id in principal.offices_as(*MANAGING)
    return year_view(calendar_of(session, office.id, year), year, today, can_change=can_change)


def preview(
    session: Session, *, principal: Principal, office_code: str, change: Change, now: datetime
) -> PlanView:
    """Return what a change would do, to days and people; that their names were seen is recorded.

    Changes nothing. Raises why it cannot be.
    """
    office = office_at(session, principal, office_code, *MANAGING)
    plan = plan_of(session, office.id, change, day_in_japan(now))
    about = {"shown": len(plan.people)}
    record(session, principal, "certification.calendar_previewed", ("office", office.id), now=now, **about)
    return plan_view(plan)


def apply(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    change: Change,
    fingerprint: str,
    decisions: Mapping[str, str],
    now: datetime,
) -> PlanView:
    """Carry out what a preview has shown; of two managers the second one is told to look again.

    `decisions` say for everybody with something of their own (`Affected.key`) whether it is kept or moves.
    Raises CalendarPreviewStale, CalendarUndecided, and what `preview` raises.
    """
    office = office_at(session, principal, office_code, *MANAGING)
    plan = _locked_plan(session, office.id, change, day_in_japan(now))
    if plan.fingerprint != fingerprint:
        raise errors.CalendarPreviewStale
    undecided = [one for one in plan.to_decide if decisions.get(one.key) not in (KEEP, MOVE)]
    if undecided:
        raise errors.CalendarUndecided(count=len(undecided))
    _write(session, office.id, (after for _, after in plan.days), now)
    moved = [one for one in plan.people if one.matter == "follows" or decisions[one.key] == MOVE]
    kept = [one for one in plan.people if one not in moved]
    _move_people(session, moved)
    _keep_people(session, kept)
    fill_days(session, office_id=office.id, now=now)
    enqueue(session, day_moved(session, moved, now=now), now=now)
    counts = {"days": len(plan.days), "moved": len(moved), "kept": len(kept)}
    record(session, principal, "certification.calendar_changed", ("office", office.id), now=now, **counts)
    record_each(session, principal, "certification.day_moved", ("claimant", _told(moved)), now=now)
    record_each(session, principal, "certification.day_kept", ("claimant", _told(kept)), now=now)
    return plan_view(plan)


def _told(people: Iterable[Affected]) -> list[tuple[int, dict[str, str]]]:
    """Return for the record whose day was to move from when to when."""
    return [
        (
            one.claimant_id,
            private(before={"certification_on": one.from_day}, after={"certification_on": one.to_day}),
        )
        for one in people
    ]


def _locked_plan(session: Session, office_id: int, change: Change, today: date) -> CalendarPlan:
    """Return the plan as it is with the office and everybody concerned locked, so that it stays so."""
    lock_office(session, office_id)
    lock_people(session, _plan(session, office_id, change, today))
    try:
        return plan_of(session, office_id, change, today)
    except errors.CalendarSame:
        raise errors.CalendarPreviewStale from None


def lock_office(session: Session, office_id: int) -> None:
    """Let the office's managers, and files of claimants, come one after the other."""
    office = select(_OFFICE.c.id).where(_OFFICE.c.id == office_id)
    session.connection().execute(office.with_for_update(key_share=True)).all()


def lock_people(session: Session, affected: Iterable[Affected]) -> None:
    """Lock everybody concerned as a booking does, in id order."""
    people = sorted({one.applicant_id for one in affected if one.applicant_id})
    if people:
        rows = select(_PERSON.c.id).where(_PERSON.c.id.in_(people)).order_by(_PERSON.c.id)
        session.connection().execute(rows.with_for_update()).all()


def _plan(session: Session, office_id: int, change: Change, today: date) -> list[Affected]:
    try:
        return plan_of(session, office_id, change, today).people
    except errors.CalendarSame:
        raise errors.CalendarPreviewStale from None


def _write(session: Session, office_id: int, days: Iterable[CalendarDay], now: datetime) -> None:
    for day in days:
        row: dict[str, Any] = {
            "office_id": office_id,
            "fiscal_year": fiscal_year_of(day.cycle_on),
            "day_type": day.day_type,
            "weekday": day.weekday,
            "cycle_on": day.cycle_on,
            "on_day": day.on_day,
            "is_edited": day.is_edited,
            "changed_at": now,
        }
        upsert(session, CertificationDate, row, ("office_id", "cycle_on"))


def _move_people(session: Session, people: Iterable[Affected]) -> None:
    """Give people the new day in place of the old one; drafts and open requests go along with it."""
    for one in people:
        its = (_DAY.c.claimant_id == one.claimant_id) & (_DAY.c.on_day == one.from_day)
        session.connection().execute(update(_DAY).where(its).values(is_approved_change=False))
        replace_day(session, one.claimant_id, one.from_day, one.to_day, is_approved=False)


def _keep_people(session: Session, people: Iterable[Affected]) -> None:
    """Let people keep the old day as one that the office has approved, in place of the calendar's new one."""
    for one in people:
        its = (_DAY.c.claimant_id == one.claimant_id) & (_DAY.c.on_day == one.from_day)
        kept = {"is_approved_change": True, "instead_of": one.to_day}
        session.connection().execute(update(_DAY).where(its).values(**kept))
