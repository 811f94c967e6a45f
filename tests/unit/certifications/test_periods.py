"""Periods, windows, required activities, types and the calendar of the 28-day rule."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.services.certifications import calendar_rules as calendar
from hellowork_portal.services.certifications.calendar_rules import CalendarDay, Generate, MoveDay
from hellowork_portal.services.certifications.contract import ClaimantFacts, Period
from hellowork_portal.services.certifications.dated import ACTIVITIES, shipped
from hellowork_portal.services.certifications.day_types import Noted, days_for, missing, read_day_type
from hellowork_portal.services.certifications.periods import (
    OfficeHours,
    is_first,
    period_of,
    previous_of,
    required_activities,
    window_of,
)
from hellowork_portal.services.schedules.rules import closure_of

DAY = date(2026, 12, 1)
RULE = next(one.value for one in shipped() if one.code == ACTIVITIES)


def restricted(days: int, **more: Any) -> ClaimantFacts:
    """A 給付制限 that ended three weeks before the 認定日."""
    last = DAY - timedelta(days=22)
    return ClaimantFacts(restricted_from=last - timedelta(days=days - 1), restricted_until=last, **more)


def is_closed(day: date) -> bool:
    return closure_of(day) is not None


def test_a_period_goes_from_the_day_before_it_to_the_eve() -> None:
    assert period_of(DAY, date(2026, 11, 3), None) == Period(date(2026, 11, 3), date(2026, 11, 30))
    assert period_of(DAY, date(2026, 11, 17), date(2026, 11, 2)).first == date(2026, 11, 17)


def test_the_eve_of_a_job_is_the_last_day_of_its_period_and_the_next_begins_behind_it() -> None:
    """domain.md §1, 就職の申告: reported on the day before, certified for days up to that day."""
    eve = date(2026, 11, 20)
    assert period_of(eve, date(2026, 11, 3), None, eves={eve}) == Period(date(2026, 11, 3), eve)
    assert period_of(DAY, eve, None, eves={eve}) == Period(date(2026, 11, 21), date(2026, 11, 30))
    assert period_of(eve + timedelta(days=1), eve, None, eves={eve}).days == 1


def test_the_first_period_begins_with_the_application_for_work() -> None:
    assert period_of(DAY, None, date(2026, 11, 5)) == Period(date(2026, 11, 5), date(2026, 11, 30))
    assert is_first(DAY, None, date(2026, 11, 5))
    assert not is_first(DAY, date(2026, 11, 10), date(2026, 11, 5))


@pytest.mark.parametrize(("days", "first"), [(14, True), (41, True), (42, False), (49, False), (56, False)])
def test_a_second_day_is_not_taken_for_the_first(days: int, first: bool) -> None:
    sought = DAY - timedelta(days=days)
    assert is_first(DAY, None, sought) is first
    assert period_of(DAY, None, sought).days == (days if first else 28)


def test_a_first_day_that_was_moved_stays_the_first() -> None:
    sought, before = DAY - timedelta(days=56), DAY - timedelta(days=28)
    assert is_first(DAY, None, sought, before)
    assert period_of(DAY, None, sought, before).first == sought


def test_the_first_day_of_the_type_is_never_taken_for_the_second() -> None:
    for turn in range(28):
        facts = ClaimantFacts(sought_on=DAY - timedelta(days=14 + turn))
        (first, second) = (one.on_day for one in days_for(facts, cycles(DAY - calendar.CYCLE, 3))[:2])
        assert is_first(first, None, facts.sought_on)
        assert not is_first(second, None, facts.sought_on)


def test_what_is_not_known_makes_the_usual_period() -> None:
    usual = Period(date(2026, 11, 3), date(2026, 11, 30))
    assert [period_of(DAY, None, sought) for sought in (None, DAY, date(2026, 6, 1))] == [usual] * 3
    assert not is_first(DAY, None, date(2026, 6, 1))


def test_days_of_an_earlier_benefit_are_not_the_day_before() -> None:
    days = [date(2025, 3, 3), date(2026, 11, 3), DAY, date(2026, 12, 29)]
    assert previous_of(DAY, days, date(2026, 10, 1)) == date(2026, 11, 3)
    assert previous_of(date(2026, 11, 3), days, date(2026, 10, 1)) is None


def test_the_window_opens_and_closes_by_the_offices_minutes_in_japan() -> None:
    window = window_of(DAY, OfficeHours())
    assert (window.files_from, window.files_until) == (at_japan(DAY, 0), at_japan(DAY, 1035))
    assert window.files_until == datetime(2026, 12, 1, 8, 15, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert [window.is_open(at) for at in (window.files_from, window.files_until)] == [True, True]
    assert not window.is_open(window.files_from - second)
    assert not window.is_open(window.files_until + second)
    opens = at_japan(date(2026, 11, 28), 0)
    assert window.may_draft(opens)
    assert not window.may_draft(opens - second)
    early = window_of(DAY, OfficeHours(drafts_days_before=5, files_from_minute=510, files_until_minute=600))
    assert not early.is_open(at_japan(DAY, 509))
    assert early.is_open(at_japan(DAY, 510))


@pytest.mark.parametrize(
    ("facts", "length", "first", "expected"),
    [
        (ClaimantFacts(), 28, False, (2, "usual")),
        (ClaimantFacts(), 28, True, (1, "first")),
        (ClaimantFacts(has_difficulty=True), 28, False, (1, "difficulty")),
        (ClaimantFacts(), 13, False, (1, "short")),
        (ClaimantFacts(), 14, False, (2, "usual")),
        (restricted(30), 84, False, (2, "restricted")),
        (restricted(91), 112, False, (3, "restricted")),
        (restricted(91), 112, True, (1, "first")),
        (restricted(91, has_difficulty=True), 112, False, (1, "difficulty")),
        (restricted(91), 20, False, (2, "usual")),
        (ClaimantFacts(training_from=DAY - timedelta(days=40)), 28, False, (0, "training")),
        (ClaimantFacts(training_from=DAY - timedelta(days=1)), 28, True, (0, "training")),
        (ClaimantFacts(training_until=DAY - timedelta(days=28)), 28, False, (0, "training")),
        (ClaimantFacts(training_until=DAY - timedelta(days=29)), 28, False, (2, "usual")),
        (ClaimantFacts(training_from=DAY), 28, False, (2, "usual")),
        (ClaimantFacts(restricted_until=DAY - timedelta(days=20)), 56, False, (2, "restricted")),
        (
            ClaimantFacts(waiting_ends_on=date(2026, 8, 1), restricted_until=DAY - timedelta(days=22)),
            112,
            False,
            (3, "restricted"),
        ),
    ],
)
def test_how_many_activities_are_enough(
    facts: ClaimantFacts, length: int, first: bool, expected: object
) -> None:
    period = Period(DAY - timedelta(days=length), DAY - timedelta(days=1))
    assert required_activities(period, facts, is_first=first, rule=RULE) == expected


def test_a_number_that_was_set_before_restrictions_were_told_apart_still_holds() -> None:
    rule = {"usual": 4, "first": 1, "difficulty": 1, "short": 1, "short_below_days": 14}
    period = Period(DAY - timedelta(days=112), DAY - timedelta(days=1))
    assert required_activities(period, restricted(91), is_first=False, rule=rule) == (4, "restricted")
    trained = ClaimantFacts(training_from=DAY - timedelta(days=9))
    assert required_activities(period, trained, is_first=False, rule=rule) == (0, "training")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-04-24", 1),
        ("2026-11-23", 4),
        ("2026-11-29", 4),
        ("2026-11-30", 1),
        ("2026-12-07", 2),
        ("2023-04-23", 4),
    ],
)
def test_the_type_of_a_week(day: str, expected: int) -> None:
    assert calendar.type_of(date.fromisoformat(day)) == expected


def test_a_year_has_every_group_every_28_days() -> None:
    days = list(calendar.changed({}, Generate(2026), is_closed).values())
    assert (days[0].cycle_on, days[-1].cycle_on) == (date(2026, 4, 1), date(2027, 3, 31))
    groups: dict[tuple[int, int], list[date]] = {}
    for one in days:
        groups.setdefault((one.day_type, one.weekday), []).append(one.cycle_on)
    assert len(groups) == 20
    assert all(b - a == calendar.CYCLE for its in groups.values() for a, b in itertools.pairwise(its))


def test_a_closed_day_goes_to_the_open_day_before_it_and_is_seen_to() -> None:
    days = calendar.changed({}, Generate(2026), is_closed)
    assert days[date(2026, 5, 6)].on_day == date(2026, 5, 1)
    assert days[date(2027, 1, 1)].on_day == days[date(2026, 12, 29)].on_day == date(2026, 12, 28)
    assert days[date(2026, 11, 23)].on_day == date(2026, 11, 20)
    assert [one for one in days.values() if is_closed(one.on_day)] == []
    assert all(one.is_moved == is_closed(one.cycle_on) for one in days.values())


def test_an_office_that_is_closed_for_weeks_moves_ahead_or_leaves_the_day() -> None:
    assert calendar.day_by_rule(DAY, lambda day: day <= DAY) == DAY + timedelta(days=1)
    assert calendar.day_by_rule(DAY, lambda day: True) == DAY


def test_making_a_year_anew_leaves_what_the_office_has_set() -> None:
    days = calendar.changed({}, Generate(2026), is_closed)
    moved = calendar.changed(days, MoveDay(DAY, date(2026, 12, 3)), is_closed)
    assert calendar.moves(days, moved) == [(days[DAY], CalendarDay(DAY, date(2026, 12, 3), is_edited=True))]
    assert calendar.changed(moved, Generate(2026), is_closed) == moved
    assert calendar.changed(moved, MoveDay(DAY, None), is_closed) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1型－月", (1, 0)),
        ("４型-金", (4, 4)),
        ("2 型 水曜日", (2, 2)),
        ("3-木", (3, 3)),
        ("1-0", (1, 0)),
        ("2-tue", (2, 1)),
        ("5型－月", None),
        ("1型－土", None),
        ("", None),
        ("1", None),
    ],
)
def test_a_printed_type_is_read(text: str, expected: object) -> None:
    assert read_day_type(text) == expected


def cycles(first: date, count: int) -> list[CalendarDay]:
    days = (first + turn * calendar.CYCLE for turn in range(count))
    return [CalendarDay(day, day) for day in days]


def test_ones_own_days_begin_in_the_first_weeks_and_skip_the_restriction() -> None:
    facts = ClaimantFacts(
        sought_on=date(2026, 9, 1), restricted_from=date(2026, 9, 9), restricted_until=date(2026, 11, 8)
    )
    own = days_for(facts, cycles(date(2026, 9, 8), 5))
    assert [one.on_day for one in own] == [date(2026, 10, 6), date(2026, 12, 1), date(2026, 12, 29)]


def test_ones_last_day_is_the_first_after_the_benefit_has_ended() -> None:
    own = days_for(ClaimantFacts(benefit_ends_on=date(2026, 12, 15)), cycles(DAY, 5))
    assert [one.on_day for one in own] == [DAY, date(2026, 12, 29)]


def test_a_cycle_in_which_one_has_a_day_gets_no_other() -> None:
    own = cycles(DAY, 3)
    assert missing(own, [Noted(DAY + timedelta(days=5))]) == [date(2026, 12, 29), date(2027, 1, 26)]
    assert missing(own, []) == [one.on_day for one in own]


def test_a_late_approved_day_leaves_the_next_day_of_the_type() -> None:
    late = Noted(DAY + timedelta(days=19), instead_of=DAY, is_approved=True)
    assert missing(cycles(DAY, 3), [late]) == [date(2026, 12, 29), date(2027, 1, 26)]


def test_a_day_that_a_decision_has_set_stands_for_those_that_it_leaves_out() -> None:
    far = Noted(DAY + timedelta(days=49), instead_of=DAY)
    assert missing(cycles(DAY, 4), [far]) == [date(2027, 2, 23)]
