"""What the screen of 認定日 shows; plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words, of_day
from hellowork_portal.services.certifications.calendar_plan import Affected, CalendarPlan
from hellowork_portal.services.certifications.calendar_rules import (
    TYPES,
    WEEKDAYS,
    CalendarDay,
    cycle_days,
    fiscal_year_of,
    type_of,
)

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class CellView:
    """One day of the rule: what holds for it, as month/day. `iso` is empty where the year has none."""

    iso: str = ""
    shown: str = ""
    rule: str = ""
    is_moved: bool = False
    is_edited: bool = False
    is_past: bool = False
    column: int = 0


@dataclass(frozen=True)
class CycleRow:
    """A week of a type: five cells; `row` counts within the year."""

    monday: str
    row: int
    cells: list[CellView]


@dataclass(frozen=True)
class TypeTable:
    """All weeks of one type."""

    day_type: int
    rows: list[CycleRow]


@dataclass(frozen=True)
class YearView(Unchanging):
    """An office's calendar of a fiscal year."""

    fiscal_year: int = 0
    earlier: int = 0
    later: int = 0
    is_made: bool = False
    can_change: bool = False
    can_make: bool = False
    types: list[TypeTable] = field(default_factory=list)
    moved_count: int = 0


@dataclass(frozen=True)
class DayLine:
    """A day that changes: the rule's, what held, what is to hold."""

    cycle: Words
    before: Words
    after: Words
    day_type: int
    weekday: int


@dataclass(frozen=True)
class PersonLine:
    """Somebody who has a booking, an approved day or a declaration on a day that moves."""

    key: str
    claimant_id: int
    name: str
    matter: str
    before: Words
    after: Words


@dataclass(frozen=True)
class PlanView(Unchanging):
    """What a change does. `new_count` days are made, `days` of those that are there move."""

    fingerprint: str = ""
    new_count: int = 0
    days: list[DayLine] = field(default_factory=list)
    followers: int = 0
    drafts: int = 0
    people: list[PersonLine] = field(default_factory=list)


def year_view(
    days: Mapping[date, CalendarDay], fiscal_year: int, today: date, *, can_change: bool
) -> YearView:
    """Return the calendar as four tables of weeks; without days it is still to be made."""
    present = fiscal_year_of(today)
    return YearView(
        fiscal_year=fiscal_year,
        earlier=fiscal_year - 1 if fiscal_year >= present else 0,
        later=fiscal_year + 1 if fiscal_year <= present else 0,
        is_made=bool(days),
        can_change=can_change,
        can_make=can_change and fiscal_year >= present,
        types=[_table(days, fiscal_year, one, today) for one in TYPES] if days else [],
        moved_count=sum(one.is_moved for one in days.values()),
    )


def _table(days: Mapping[date, CalendarDay], fiscal_year: int, day_type: int, today: date) -> TypeTable:
    mondays = sorted({day - timedelta(days=day.weekday()) for day in cycle_days(fiscal_year)})
    own = [monday for monday in mondays if type_of(monday) == day_type]
    rows = [
        CycleRow(
            _short(monday), turn, [_cell(days, monday, weekday, day_type, today) for weekday in WEEKDAYS]
        )
        for turn, monday in enumerate(own)
    ]
    return TypeTable(day_type, rows)


def _cell(
    days: Mapping[date, CalendarDay], monday: date, weekday: int, day_type: int, today: date
) -> CellView:
    column = (day_type - 1) * len(WEEKDAYS) + weekday
    one = days.get(monday + timedelta(days=weekday))
    if one is None:
        return CellView(column=column)
    is_past = one.on_day <= today
    rule = _short(one.cycle_on)
    return CellView(
        one.cycle_on.isoformat(), _short(one.on_day), rule, one.is_moved, one.is_edited, is_past, column
    )


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"


def plan_view(plan: CalendarPlan) -> PlanView:
    """Return a plan in words."""
    return PlanView(
        fingerprint=plan.fingerprint,
        new_count=sum(before is None for before, _ in plan.days),
        days=[
            DayLine(
                of_day(one.cycle_on), of_day(before.on_day), of_day(one.on_day), one.day_type, one.weekday
            )
            for before, one in plan.days
            if before is not None
        ],
        followers=len(plan.followers),
        drafts=sum(one.has_draft for one in plan.people),
        people=[_person(one) for one in plan.to_decide],
    )


def _person(one: Affected) -> PersonLine:
    return PersonLine(
        one.key, one.claimant_id, one.name, one.matter, of_day(one.from_day), of_day(one.to_day)
    )
