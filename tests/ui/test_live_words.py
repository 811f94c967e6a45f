"""A browser says anew what was said of a day or a time by its words: each must stand there, once."""

import pytest

from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import Words
from hellowork_portal.services.schedules.views import DayState, DayView, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import day_words, views
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.components.calendar_views import DayCell

STATES = [
    (state, seats)
    for state in day_words.phrases()
    for seats in ((1, 2, 4, 12) if state in ("open", "few") else (0,))
]
DAYS = ["2026-12-01", "2026-12-04", "2026-11-12", "2026-10-20"]


def said(state: str, seats: int, kind: str) -> Words:
    return {
        language: text.replace("[n]", str(seats))
        for language, text in day_words.phrases()[state][kind].items()
    }


def day_cell(iso: str, state: str, seats: int, *, is_own: bool = False) -> DayCell:
    day = DayView(
        iso, int(iso[8:]), 4, in_month=True, is_today=False, state=DayState(state), seats_left=seats
    )
    month = MonthView(1, 2026, int(iso[5:7]), [day] * 42, [], "", has_previous=False, has_next=False)
    return views.month_cells(month, "", {iso} if is_own else ()).cells[0]


@pytest.mark.parametrize("is_own", [False, True])
@pytest.mark.parametrize(("state", "seats"), STATES)
def test_what_is_said_of_a_day_stands_in_its_words_once(state: str, seats: int, is_own: bool) -> None:
    for cell in [day_cell(iso, state, seats, is_own=is_own) for iso in DAYS]:
        assert (cell.state, cell.seats) == (state, seats)
        for language in i18n.LANGUAGES:
            assert cell.name[language].count(said(state, seats, "long")[language]) == 1
            short = said(state, seats, "short")[language]
            assert cell.short[language].count(short) == 1 if short else cell.short[language] == ""


@pytest.mark.parametrize(("state", "seats"), STATES)
def test_what_is_said_of_a_time_stands_in_its_words_once(state: str, seats: int) -> None:
    for starts, ends in (("09:00", "09:30"), ("14:10", "14:40")):
        time = TimeView(7, starts, ends, seats, 12, DayState(state))
        [cell] = views.time_cells([time], 0, Mine())
        assert (cell.state, cell.seats) == (state, seats)
        for language in i18n.LANGUAGES:
            assert cell.name[language].count(said(state, seats, "long")[language]) == 1
            assert cell.short[language] == said(state, seats, "short")[language]


def test_a_message_has_no_words_for_what_is_ones_own() -> None:
    time = TimeView(7, "09:00", "09:30", 2, 2, DayState.OPEN)
    own = [
        *views.time_cells([time], 0, Mine(held=frozenset({7}))),
        *views.time_cells([time], 0, Mine(reserved=frozenset({7}))),
    ]
    assert [cell.state for cell in own] == ["held", "reserved"]
    assert not {cell.state for cell in own} & set(day_words.phrases())


@pytest.mark.parametrize("state", list(day_words.phrases()))
def test_no_message_can_open_a_day_that_is_not_ones_own(state: str) -> None:
    day = DayView("2026-12-04", 4, 4, in_month=True, is_today=False, state=DayState(state), seats_left=1)
    month = MonthView(1, 2026, 12, [day] * 42, [], "", has_previous=False, has_next=False)
    narrowed = views.month_cells(views.narrowed(month, {"2026-12-05"}), "", {"2026-12-05"})
    assert {cell.state for cell in narrowed.cells} == {"not_yours"}
    assert "not_yours" not in day_words.phrases()
