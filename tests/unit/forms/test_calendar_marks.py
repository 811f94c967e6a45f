"""Days of a period with one mark each (V03, V04)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.schema import gather, overlay, validate
from hellowork_portal.forms.views import DayView, FieldView
from hellowork_portal.kit.i18n import LANGUAGES
from tests.unit.forms.all_field_types import MARKS, field_data, make_definition

TODAY = date(2026, 11, 27)
PERIOD = {"first": "2026-10-30", "last": "2026-11-26"}


def calendar(**changes: object) -> ProcedureDefinition:
    return make_definition(
        field_data("first", "date", given=True),
        field_data("last", "date", given=True),
        field_data("days", "calendar_marks", settings={**MARKS, "first": "first", "last": "last"}, **changes),
    )


def errors_of(days: object, today: date = TODAY, period: dict[str, str] = PERIOD) -> dict[str, str]:
    checked = validate(calendar(), {**period, "days": days}, today)
    return {name: error.code for name, error in checked.errors.items()}


def drawn(days: object, today: date = TODAY, period: dict[str, str] = PERIOD) -> FieldView:
    raw = {**period, "days": days}
    errors = validate(calendar(), raw, today).errors
    view = form_view(calendar(), raw, errors, "en", today)
    return view.pages[0].sections[0].fields[2]


def days_of(field: FieldView) -> dict[str, DayView]:
    return {day.iso: day for month in field.months for day in month.days if day.iso}


def test_both_ends_of_the_period_may_be_marked() -> None:
    assert errors_of({PERIOD["first"]: "work", PERIOD["last"]: "side"}) == {}


@pytest.mark.parametrize("day", ["2026-10-29", "2026-11-27", "2025-11-02", "2027-01-01"])
def test_a_mark_outside_the_period_is_refused_at_its_day(day: str) -> None:
    assert errors_of({"2026-11-02": "work", day: "work"}) == {f"days.{day}": "field.mark_outside"}


def test_a_day_that_is_not_over_cannot_be_marked() -> None:
    today = date(2026, 11, 20)
    days = {"2026-11-19": "work", "2026-11-20": "work", "2026-11-21": "side"}
    assert errors_of(days, today) == dict.fromkeys(
        ["days.2026-11-20", "days.2026-11-21"], "field.mark_not_yet"
    )


@pytest.mark.parametrize(
    "days",
    [
        {"2026-11-02": "rest"},
        {"2026-11-02": ["work", "side"]},
        {"2026-11-31": "work"},
        {"20261102": "work"},
        {"2026-11-02 ": "work"},
        {"２０２６-11-02": "work"},
        {"2026-11-02\n": "work"},
        {"\ud800": "work"},
        ["2026-11-02"],
        "2026-11-02",
        {(date(2020, 1, 1) + timedelta(days=turn)).isoformat(): "work" for turn in range(10_000)},
    ],
)
def test_what_is_no_mark_is_refused(days: object) -> None:
    assert errors_of(days) == {"days": "field.not_marks"}


def test_blank_days_are_no_answer() -> None:
    answers = validate(calendar(), {**PERIOD, "days": {"2026-11-02": "", "2026-11-03": None}}, TODAY).answers
    assert answers["days"] is None
    required = validate(calendar(required=True), {**PERIOD, "days": {"2026-11-02": ""}}, TODAY)
    assert [error.code for error in required.errors.values()] == ["field.required_marks"]


@pytest.mark.parametrize("period", [{}, {"first": "2026-11-26", "last": "2026-10-30"}, {"first": "x"}])
def test_without_a_period_nothing_can_be_marked(period: dict[str, str]) -> None:
    assert errors_of({"2026-11-02": "work"}, period=period)["days"] == "field.marks_without_period"
    assert drawn({"2026-11-02": "work"}, period=period).months == []


def test_rules_count_the_marked_days() -> None:
    settings = {**MARKS, "first": "first", "last": "last"}
    definition = make_definition(
        field_data("first", "date", given=True),
        field_data("last", "date", given=True),
        field_data("days", "calendar_marks", settings=settings),
        field_data("why", "text", visible={">": [{"count": "days"}, 1]}),
    )
    one = {**PERIOD, "days": {"2026-11-02": "work"}}
    two = {**PERIOD, "days": {"2026-11-02": "work", "2026-11-03": "work"}}
    assert not validate(definition, one, TODAY).is_visible("why")
    assert validate(definition, two, TODAY).is_visible("why")


def test_a_form_post_carries_each_day() -> None:
    posted = {"days.2026-11-02": "work", "days.2026-11-03": "", "first": "1999-01-01", "days2.x": "work"}
    raw = overlay(calendar(), gather(calendar(), posted), PERIOD)
    assert validate(calendar(), raw, TODAY).answers == {**PERIOD, "days": {"2026-11-02": "work"}}


def test_months_are_whole_weeks_from_sunday() -> None:
    field = drawn({"2026-11-02": "side"})
    assert [month.title for month in field.months] == ["October 2026", "November 2026"]
    assert [len(month.days) for month in field.months] == [7, 28]
    assert all(date.fromisoformat(month.days[0].iso).weekday() == 6 for month in field.months)
    days = days_of(field)
    assert sum(day.is_open for day in days.values()) == 28
    assert (days["2026-11-02"].sign, days["2026-11-02"].mark) == ("×", "内職")
    assert days["2026-11-02"].input_name == "days.2026-11-02"
    assert not days["2026-11-27"].can_mark


@pytest.mark.parametrize("length", [1, 7, 40, 112, 200])
def test_every_day_of_a_period_is_drawn_once(length: int) -> None:
    last = date(2026, 2, 28)
    period = {"first": (last - timedelta(days=length - 1)).isoformat(), "last": last.isoformat()}
    months = drawn({}, period=period).months
    drawn_days = [day for month in months for day in month.days if day.is_open]
    assert len(drawn_days) == len({day.iso for day in drawn_days}) == length
    assert all(len(month.days) % 7 == 0 for month in months)


def test_a_mark_that_fell_out_of_the_period_is_shown_to_be_taken_away() -> None:
    day = days_of(drawn({"2026-12-01": "work"}))["2026-12-01"]
    assert (day.can_mark, day.is_wrong, day.is_open) == (True, True, False)


def test_the_summary_leads_to_the_wrong_day() -> None:
    raw = {**PERIOD, "days": {"2026-11-02": "work", "2026-12-01": "work"}}
    view = form_view(calendar(), raw, validate(calendar(), raw, TODAY).errors, "en", TODAY)
    assert [(line.field_id, line.input_name) for line in view.errors] == [("days", "days.2026-12-01")]
    assert "1 December 2026" in view.pages[0].sections[0].fields[2].error


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_confirm_view_lists_the_days_and_draws_them(language: str) -> None:
    answers = validate(
        calendar(),
        {**PERIOD, "days": {"2026-11-02": "work", "2026-11-03": "side", "2026-11-04": "side"}},
        TODAY,
    ).answers
    row = confirm_view(calendar(), answers, language)[0].rows[2]
    assert [line[0] for line in row.words.splitlines()] == ["○", "×"]
    assert [mark.sign for mark in row.marks] == ["○", "×"]
    signs = {day.iso: day.sign for month in row.months for day in month.days if day.sign}
    assert signs == {"2026-11-02": "○", "2026-11-03": "×", "2026-11-04": "×"}


DAYS = st.dates(date(2026, 9, 1), date(2027, 2, 1)).map(date.isoformat) | st.text(max_size=10)
CODES = st.sampled_from(["work", "side", "", "rest"]) | st.none() | st.text(max_size=3) | st.integers()


@given(raw=st.dictionaries(DAYS, CODES, max_size=60), today=st.dates(date(2026, 9, 1), date(2027, 2, 1)))
def test_whatever_days_are_sent_the_outcome_is_marks_or_errors(raw: dict[str, object], today: date) -> None:
    checked = validate(calendar(), {**PERIOD, "days": raw}, today)
    assert validate(calendar(), checked.answers, today).answers == checked.answers
    if not checked.errors and checked.answers["days"] is not None:
        kept = checked.answers["days"]
        assert isinstance(kept, dict)
        assert all(PERIOD["first"] <= day <= PERIOD["last"] and day < today.isoformat() for day in kept)
    view = form_view(calendar(), {**PERIOD, "days": raw}, checked.errors, "ja-easy", today)
    assert len(view.errors) == len(checked.errors)
