"""The figures of reports: sums, shares, percentiles, ranges of days."""

from collections import Counter
from dataclasses import fields
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.services.reports.figures import (
    BUCKETS,
    Counts,
    in_buckets,
    leads_in,
    percentile,
    together,
    total,
)
from hellowork_portal.services.reports.period import MOST_DAYS, Period, choices, period_of

TODAY = date(2026, 11, 26)
LEADS = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=8)


def test_what_is_not_recorded_yet_is_open_and_counts_for_no_rate() -> None:
    counts = Counts(offered=20, booked=12, attended=6, no_show=2, cancelled=1)
    assert (counts.open, counts.kept) == (3, 11)
    assert (counts.fill, counts.no_show_rate) == (11 / 20, 2 / 8)
    assert (Counts().fill, Counts(booked=5).no_show_rate) == (None, None)


def test_counts_add_up_field_by_field() -> None:
    many = len(fields(Counts))
    some, others = Counts(*range(1, many + 1)), Counts(*range(10, 10 * many + 1, 10))
    assert total([some, others]) == Counts(*range(11, 11 * many + 1, 11))
    assert total([]) == Counts()


@given(LEADS, st.integers(1, 100))
def test_a_percentile_is_the_one_of_everybody_in_a_row(leads: dict[int, int], percent: int) -> None:
    everybody = sorted(days for days, count in leads.items() for _ in range(count))
    expected = everybody[-(-len(everybody) * percent // 100) - 1] if everybody else None
    assert percentile(leads, percent) == expected


@given(st.lists(st.integers(-2, 60), min_size=1))
def test_a_list_of_days_is_counted_and_a_booking_afterwards_was_made_on_the_day(days: list[int]) -> None:
    counted = leads_in(",".join(map(str, days)))
    assert counted == Counter(max(0, day) for day in days)


@given(LEADS, LEADS)
def test_everybody_is_in_one_bucket_and_nobody_is_lost(some: dict[int, int], others: dict[int, int]) -> None:
    both = together([some, others])
    assert sum(both.values()) == sum(some.values()) + sum(others.values())
    assert sum(in_buckets(both)) == sum(both.values())


def test_buckets_follow_one_another() -> None:
    assert [(0, 0), *BUCKETS[1:]] == list(BUCKETS)
    for (_, last), (first, _) in pairwise(BUCKETS):
        assert last is not None
        assert first == last + 1
    assert in_buckets({0: 1, 3: 2, 28: 4, 29: 8, 400: 16}) == [1, 2, 0, 0, 0, 4, 24]


@pytest.mark.parametrize(
    ("since", "until", "meant"),
    [
        ("", "", Period(date(2026, 11, 1), date(2026, 11, 30))),
        ("2026-10-05", "", Period(date(2026, 10, 5), date(2026, 10, 31))),
        ("", "2024-02-10", Period(date(2024, 2, 1), date(2024, 2, 10))),
        ("2026-11-26", "2026-11-26", Period(TODAY, TODAY)),
        ("2025-11-26", "2026-11-26", Period(date(2025, 11, 26), TODAY)),
    ],
)
def test_empty_boxes_mean_a_month(since: str, until: str, meant: Period) -> None:
    assert period_of(since, until, TODAY) == meant


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        ("yesterday", "", {"since": "staff_report_day"}),
        ("2026-02-30", "x" * 10_000, {"since": "staff_report_day", "until": "staff_report_day"}),
        ("9999-12-31", "", {"since": "staff_report_day"}),
        ("0001-01-01", "", {"since": "staff_report_day"}),
        ("2026-11-27", "2026-11-26", {"until": "staff_report_days_turned"}),
        ("2025-11-25", "2026-11-26", {"until": "staff_report_too_long"}),
    ],
)
def test_impossible_days_are_said_at_their_box(since: str, until: str, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        period_of(since, until, TODAY)
    assert {name: error.code for name, error in caught.value.fields.items()} == wrong


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_every_range_to_choose_can_be_asked_for(today: date) -> None:
    for period in choices(today).values():
        assert period_of(period.first.isoformat(), period.last.isoformat(), today) == period
        assert (period.last - period.first).days < MOST_DAYS


def test_the_fiscal_year_begins_in_april() -> None:
    assert choices(date(2026, 3, 31))["fiscal_year"] == Period(date(2025, 4, 1), date(2026, 3, 31))
    assert choices(date(2026, 4, 1))["fiscal_year"] == Period(date(2026, 4, 1), date(2027, 3, 31))
