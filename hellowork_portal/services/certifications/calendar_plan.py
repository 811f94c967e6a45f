"""What a change of an office's calendar does, to days and people; shown and carried out by the same plan."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Application,
    ApplicationState,
    CertificationDate,
    CertificationDay,
    Claimant,
    ClaimantBenefit,
    OfficeClosure,
    Reservation,
)
from hellowork_portal.services.certifications import errors
from hellowork_portal.services.certifications.calendar_rules import (
    CYCLE,
    CalendarDay,
    Change,
    Generate,
    MoveDay,
    bounds_of,
    changed,
    fiscal_year_of,
    is_in_reach,
    moves,
)
from hellowork_portal.services.schedules.rules import DaysSaid, closed_days, closure_of

CALENDAR, DAY, CLAIMANT = table_of(CertificationDate), table_of(CertificationDay), table_of(Claimant)
_BENEFIT, _CLOSURE = table_of(ClaimantBenefit), table_of(OfficeClosure)
_RES, _APPLICATION = table_of(Reservation), table_of(Application)
FARTHEST_DAYS = 13


@dataclass(frozen=True)
class Affected:
    """One claimant whose 認定日 is one that moves.

    `matter`: `follows` silently; `booked`, `approved` and `filed` are somebody's to decide.
    """

    claimant_id: int
    applicant_id: int | None
    name: str
    from_day: date
    to_day: date
    matter: str
    reservation_id: int | None = None
    has_draft: bool = False

    @property
    def key(self) -> str:
        """The name under which is decided about them."""
        return f"{self.claimant_id}:{self.from_day.isoformat()}"


@dataclass(frozen=True)
class CalendarPlan:
    """Days with what held before, and everybody whose day is among them."""

    days: list[tuple[CalendarDay | None, CalendarDay]] = field(default_factory=list)
    people: list[Affected] = field(default_factory=list)

    @property
    def followers(self) -> list[Affected]:
        """Who gets the new day without a question."""
        return [one for one in self.people if one.matter == "follows"]

    @property
    def to_decide(self) -> list[Affected]:
        """Who has something that would not move by itself."""
        return [one for one in self.people if one.matter != "follows"]

    @property
    def fingerprint(self) -> str:
        """What changes and whom it meets; another booking among them makes it another."""
        days = [
            (one.cycle_on, before.on_day if before else None, one.on_day, one.is_edited)
            for before, one in self.days
        ]
        people = [(one.claimant_id, one.from_day, one.matter, one.reservation_id) for one in self.people]
        return hashlib.sha256(json.dumps([days, people], default=str).encode()).hexdigest()[:32]


def calendar_of(session: Session, office_id: int, fiscal_year: int) -> dict[date, CalendarDay]:
    """Return an office's calendar of a fiscal year by the day of the rule."""
    first, last = bounds_of(fiscal_year)
    its = (CALENDAR.c.office_id == office_id) & CALENDAR.c.cycle_on.between(first, last)
    query = select(CALENDAR.c.cycle_on, CALENDAR.c.on_day, CALENDAR.c.is_edited).where(its)
    rows = session.connection().execute(query.order_by(CALENDAR.c.cycle_on))
    return {row.cycle_on: CalendarDay(*row) for row in rows}


def closures_of(session: Session, office_id: int, fiscal_year: int) -> DaysSaid:
    """Return what the office says of the days around a fiscal year."""
    first, last = (day + turn * CYCLE for day, turn in zip(bounds_of(fiscal_year), (-1, 1), strict=True))
    whose = or_(_CLOSURE.c.office_id.is_(None), _CLOSURE.c.office_id == office_id)
    query = select(_CLOSURE.c.on_day, _CLOSURE.c.reason, _CLOSURE.c.is_open)
    rows = session.connection().execute(query.where(whose, _CLOSURE.c.on_day.between(first, last)))
    return closed_days((row.on_day, row.reason, row.is_open) for row in rows)


def plan_of(session: Session, office_id: int, change: Change, today: date) -> CalendarPlan:
    """Return what a change would do now. Raises an error that says why it cannot be."""
    year = change.fiscal_year if isinstance(change, Generate) else fiscal_year_of(change.cycle_on)
    _check_year(year, change, today)
    before, said = calendar_of(session, office_id, year), closures_of(session, office_id, year)
    if isinstance(change, MoveDay):
        _check_move(change, before, said, today)
    after = changed(before, change, lambda day: closure_of(day, said) is not None)
    days = [pair for pair in moves(before, after) if _is_ahead(pair, today)]
    if not days:
        raise errors.CalendarSame
    moved = [(one.on_day, new) for one, new in days if one is not None and one.on_day != new.on_day]
    return CalendarPlan(days, list(_people(session, office_id, moved)))


def _is_ahead(pair: tuple[CalendarDay | None, CalendarDay], today: date) -> bool:
    """Whether a change is of days to come; a new year's days that are over are written, they hurt nobody."""
    before, after = pair
    return before is None or (before.on_day > today and after.on_day > today)


def _check_year(year: int, change: Change, today: date) -> None:
    now = fiscal_year_of(today)
    if isinstance(change, Generate) and year not in (now, now + 1):
        raise errors.CalendarYearWrong


def _check_move(change: MoveDay, days: dict[date, CalendarDay], said: DaysSaid, today: date) -> None:
    one = days.get(change.cycle_on)
    if one is None:
        raise errors.CalendarDayUnknown
    if one.on_day <= today or (change.on_day is not None and change.on_day <= today):
        raise errors.CalendarDayOver
    if change.on_day is not None and not is_in_reach(change.cycle_on, change.on_day):
        raise errors.CalendarDayFar(days=FARTHEST_DAYS)
    if change.on_day is not None and closure_of(change.on_day, said) is not None:
        raise errors.CalendarDayClosed


def _people(
    session: Session, office_id: int, moved: Sequence[tuple[date, CalendarDay]]
) -> Iterator[Affected]:
    """Yield the claimants of the moved groups who have the day that moves, in order of their ids."""
    for from_day, new in moved:
        booked = and_(
            _RES.c.applicant_id == CLAIMANT.c.applicant_id,
            _RES.c.certification_on == from_day,
            _RES.c.state.in_(LIVE_STATES),
        )
        filed = and_(
            _APPLICATION.c.claimant_id == CLAIMANT.c.id,
            _APPLICATION.c.certification_on == from_day,
            _APPLICATION.c.state != ApplicationState.WITHDRAWN,
        )
        query = (
            select(
                CLAIMANT.c.id,
                CLAIMANT.c.applicant_id,
                CLAIMANT.c.name,
                DAY.c.is_approved_change,
                _RES.c.id.label("reservation_id"),
                _APPLICATION.c.state.label("filed_state"),
            )
            .join(_BENEFIT, _BENEFIT.c.claimant_id == CLAIMANT.c.id)
            .join(DAY, and_(DAY.c.claimant_id == CLAIMANT.c.id, DAY.c.on_day == from_day))
            .outerjoin(_RES, booked)
            .outerjoin(_APPLICATION, filed)
            .where(CLAIMANT.c.office_id == office_id)
            .where(_BENEFIT.c.day_type == new.day_type, _BENEFIT.c.weekday == new.weekday)
            .order_by(CLAIMANT.c.id)
        )
        for row in session.connection().execute(query):
            yield _affected(row, from_day, new.on_day)


def _affected(row: Row[*tuple[Any, ...]], from_day: date, to_day: date) -> Affected:
    is_draft = row.filed_state == ApplicationState.DRAFT
    if row.filed_state is not None and not is_draft:
        matter = "filed"
    elif row.reservation_id is not None:
        matter = "booked"
    else:
        matter = "approved" if row.is_approved_change else "follows"
    return Affected(
        row.id, row.applicant_id, row.name, from_day, to_day, matter, row.reservation_id, is_draft
    )
