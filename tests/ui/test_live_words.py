"""The browser says a month's days by itself, and says anew what has changed: what everybody should read."""

from datetime import date, timedelta

import pytest

from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import Words, in_all, of_day_of_month
from hellowork_portal.services.schedules.views import DayState, DayView, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import day_words, views
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.components.calendar_views import MonthDays
from tests.ui.month_cells import all_cells, cells_of

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOVING = day_words.calendar_words()["moving"]
STATES = [
    (state, seats)
    for state in ("open", "few", "full", "too_late", "not_yet", "none", "past", "not_yours")
    for seats in ((1, 2, 4, 12) if state in ("open", "few") else (0,))
]
MONTHS = [(2026, 10), (2026, 11), (2026, 12), (2027, 1), (2027, 2), (2028, 2)]


def month_of(year: int, month: int, state: str, seats: int, own: tuple[str, ...] = ()) -> MonthDays:
    """A month of equal days."""
    first = date(year, month, 1)
    days = [
        first + timedelta(days=step) for step in range(31) if (first + timedelta(days=step)).month == month
    ]
    views_of = [
        DayView(
            day.isoformat(),
            day.day,
            0,
            in_month=True,
            is_today=False,
            state=DayState(state),
            seats_left=seats,
        )
        for day in days
    ]
    view = MonthView(1, year, month, views_of, [], "", has_previous=False, has_next=False)
    return views.month_days(view, "", own)


def named(day: date, state: Words) -> Words:
    """A day's name as the catalogue says it."""
    return in_all(
        "calendar.day.name",
        month=in_all(f"date.month.{day.month}"),
        day=of_day_of_month(day.day),
        weekday=in_all(f"components.weekday.long.{_WEEKDAYS[day.weekday()]}"),
        state=state,
    )


@pytest.mark.parametrize(("state", "seats"), STATES)
def test_every_day_of_a_month_has_the_catalogues_words(state: str, seats: int) -> None:
    long = day_words.state_words(DayState(state), seats)
    short = day_words.short_state(DayState(state), seats)
    for cells in all_cells([(month_of(*month, state, seats), None) for month in MONTHS]):
        assert len(cells) == 42
        assert date.fromisoformat(cells[0].iso).isoweekday() % 7 == 0, "weeks begin on Sunday"
        for cell in [cell for cell in cells if cell.in_month]:
            assert (cell.state, cell.seats, cell.short) == (state, seats, short)
            assert cell.name == named(date.fromisoformat(cell.iso), long)


@pytest.mark.parametrize(("state", "seats"), STATES[:6])
def test_ones_own_day_is_called_so(state: str, seats: int) -> None:
    iso = "2026-12-04"
    cells = cells_of(month_of(2026, 12, state, seats, (iso,)))
    [own] = [cell for cell in cells if cell.iso == iso]
    long = in_all("calendar.day.own", state=day_words.state_words(DayState(state), seats))
    assert own.name == named(date.fromisoformat(iso), long)
    short = day_words.short_state(DayState(state), seats)
    assert own.short == in_all("calendar.short.own", short=short)


def test_what_is_told_later_is_said_anew_and_only_where_seats_can_come_and_go() -> None:
    month = month_of(2026, 12, "full", 0, ("2026-12-04",))
    cells = [cell for cell in cells_of(month, [("open", 3)] * 31) if cell.in_month]
    assert {(cell.state, cell.seats, cell.mark, cell.is_bookable) for cell in cells} == {
        ("open", 3, "○", True)
    }
    assert cells[3].name["ja"] == "12月4日 金曜日 あなたの認定日 残り3席"
    assert {cell.state for cell in cells_of(month, [("closed", 0)] * 31) if cell.in_month} == {"full"}
    others = [
        cell for cell in cells_of(month_of(2026, 12, "not_yours", 0), [("open", 3)] * 31) if cell.in_month
    ]
    assert {(cell.state, cell.is_bookable) for cell in others} == {("not_yours", False)}


@pytest.mark.parametrize(("state", "seats"), [one for one in STATES if one[0] in MOVING])
def test_what_is_said_of_a_time_stands_in_its_words_once(state: str, seats: int) -> None:
    long = day_words.state_words(DayState(state), seats)
    for starts, ends in (("09:00", "09:30"), ("14:10", "14:40")):
        time = TimeView(7, starts, ends, seats, 12, DayState(state))
        [cell] = views.time_cells([time], 0, Mine())
        assert (cell.state, cell.seats) == (state, seats)
        for language in i18n.LANGUAGES:
            assert cell.name[language].count(long[language]) == 1
            assert cell.short[language] == day_words.short_state(DayState(state), seats)[language]


def test_a_message_has_no_words_for_what_is_ones_own() -> None:
    time = TimeView(7, "09:00", "09:30", 2, 2, DayState.OPEN)
    own = [
        *views.time_cells([time], 0, Mine(held=frozenset({7}))),
        *views.time_cells([time], 0, Mine(reserved=frozenset({7}))),
    ]
    assert [cell.state for cell in own] == ["held", "reserved"]
    assert not {cell.state for cell in own} & set(MOVING)
