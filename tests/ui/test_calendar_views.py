"""What days and times are called, and what is explained before a 失業認定; pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import Words, same
from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.reservations.rules import Record
from hellowork_portal.services.schedules.views import DayState, DayView, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import standing, views
from hellowork_portal.ui.citizen.calendar.views import Mine
from tests.factories import TODAY
from tests.ui.month_cells import cells_of

KANJI = re.compile(r"[\u3400-\u9fff]")
THURSDAY = TODAY + timedelta(days=2)
FRIDAY = TODAY + timedelta(days=3)


def record(
    kind: ClaimantKind, office_id: int = 5, days: Sequence[date] = (), since: date | None = None
) -> Record:
    return Record(kind, office_id, same("新宿（東京都）"), since, None, days)


INTERVIEW = ClaimantKind.INTERVIEW_AND_FORM
THEIR_DAY = record(INTERVIEW, days=[THURSDAY])


@pytest.mark.parametrize(
    ("purpose", "found", "is_known", "code"),
    [
        ("counselling", THEIR_DAY, True, ""),
        ("certification", None, False, standing.ANONYMOUS),
        ("certification", None, True, standing.UNCONFIRMED),
        ("certification", THEIR_DAY, True, standing.OWN_DAYS),
        ("certification", record(ClaimantKind.FORM_ONLY), True, standing.FORM_ONLY),
        ("certification", record(ClaimantKind.NONE), True, standing.NOT_ONLINE),
        ("certification", record(INTERVIEW, office_id=6), True, standing.OTHER_OFFICE),
        ("certification", record(INTERVIEW), True, standing.NO_DAYS),
        ("certification", record(INTERVIEW, days=[THURSDAY], since=FRIDAY), True, standing.NO_DAYS),
    ],
)
def test_what_is_explained_before_a_certification(
    purpose: str, found: Record | None, is_known: bool, code: str
) -> None:
    window = (TODAY, TODAY + timedelta(days=28))
    assert standing.standing_of(purpose, 5, found, is_known=is_known, window=window).code == code


def december(*days: DayView) -> MonthView:
    """A month of a few days."""
    return MonthView(1, 2026, 12, list(days), [], "", has_previous=False, has_next=False)


def a_day(state: DayState, seats: int = 0, number: int = 4, **changes: Any) -> DayView:
    """A day of December 2026; its weekday is not asked for, the browser knows it."""
    facts = {"in_month": True, "is_today": False, "state": state, "seats_left": seats}
    return DayView(f"2026-12-{number:02}", number, 0, **facts | changes)


@pytest.mark.parametrize(
    ("state", "seats", "mark", "name"),
    [
        (DayState.OPEN, 3, "○", "12月1日 火曜日 残り3席"),
        (DayState.FEW, 1, "△", "12月1日 火曜日 残りわずか 1席"),
        (DayState.FULL, 0, "×", "12月1日 火曜日 満席"),
        (DayState.NOT_YET, 0, "－", "12月1日 火曜日 受付開始前"),
        (DayState.TOO_LATE, 0, "－", "12月1日 火曜日 受付終了"),
    ],
)
def test_a_day_is_named_by_date_weekday_and_seats(state: DayState, seats: int, mark: str, name: str) -> None:
    days = [a_day(state, seats, number) for number in range(1, 32)]
    cell = cells_of(views.month_days(december(*days), "", ()))[2]
    assert (cell.mark, cell.name["ja"], cell.is_bookable) == (mark, name, seats > 0)


OF_TIMES = (DayState.OPEN, DayState.FEW, DayState.FULL, DayState.TOO_LATE)


def test_every_kanji_of_a_cell_has_its_reading_in_easy_japanese_alone() -> None:
    states = [*DayState] * 4
    days = [a_day(states[n - 1], 3, n, closure_kind="holiday", closure=_closed()) for n in range(1, 32)]
    days[6] = replace(days[6], state=DayState.CLOSED, closure_kind="weekend")
    times = [TimeView(n, "09:00", "09:30", 1, 2, state) for n, state in enumerate(OF_TIMES)]
    month = views.month_days(december(*days), "", {days[0].iso})
    cells = [cell for cell in cells_of(month) if cell.in_month]
    cells += views.time_cells(times, 0, Mine(frozenset({1}), frozenset({2})))
    worded = [words for cell in cells for words in (cell.name, cell.short, month.title)]
    assert [words["ja-easy"] for words in worded if KANJI.search(i18n.spoken(words["ja-easy"]))] == []
    assert [words for words in worded if i18n.READING.search(words["ja"] + words["en"])] == []
    assert {language for cell in cells for language in cell.name} == set(i18n.LANGUAGES)


def _closed() -> Words:
    return {"ja": "休み", "ja-easy": "{休|やす}み", "en": "Closed"}


def test_a_holiday_is_told_below_the_table_and_a_weekend_is_not() -> None:
    days = [a_day(DayState.CLOSED, 0, n, closure_kind="weekend", closure=_closed()) for n in range(1, 32)]
    days[22] = replace(days[22], closure_kind="holiday")
    month = views.month_days(december(*days), "", ())
    told = [cell for cell in cells_of(month) if cell.in_month and cell.is_told]
    assert [(cell.day, cell.short) for cell in told] == [(23, _closed())]
    assert list(month.closed) == ["2026-12-23"]


def test_a_certification_day_closed_by_law_is_not_offered() -> None:
    saturday = date(2026, 12, 5)
    window = (TODAY, TODAY + timedelta(days=28))
    own = standing.own_days(record(INTERVIEW, days=[saturday, FRIDAY, TODAY - timedelta(days=7)]), window)
    assert [day.iso for day in own] == [FRIDAY.isoformat()]


def test_each_day_that_may_be_booked_says_why() -> None:
    moved = {THURSDAY: date(2026, 11, 30), FRIDAY: None}
    known = replace(record(INTERVIEW, days=[FRIDAY, TODAY, THURSDAY]), moved=moved)
    window = (TODAY, TODAY + timedelta(days=28))
    assert [day.why["ja"] for day in standing.own_days(known, window)] == [
        "あなたの認定日",
        "変更が認められた認定日（もとの認定日は2026年11月30日（月））",
        "変更が認められた認定日",
    ]
    booked = standing.own_days(known, window, {THURSDAY})
    assert booked[1].why["ja"] == "この認定日の面談は、予約済みです"


def test_times_that_are_over_become_one_line_and_ones_own_stays() -> None:
    walls = [("08:30", "09:00"), ("09:00", "09:30"), ("09:30", "10:00"), ("10:00", "10:30")]
    states = [DayState.TOO_LATE] * 3 + [DayState.FULL]
    times = [TimeView(n, *walls[n], 0, 2, state) for n, state in enumerate(states)]
    line, left = views.without_over(times, Mine(reserved=frozenset({1})))
    assert line["ja"] == "8:30〜10:00の時間は、受付を終了しました。"
    assert [time.slot_id for time in left] == [1, 3]
    assert views.without_over(times[3:], Mine()) == ({}, times[3:])
