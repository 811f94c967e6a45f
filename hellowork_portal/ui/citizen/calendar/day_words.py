"""What is said of a day and of a time, made once for everybody who asks. No Reflex here."""

from functools import lru_cache
from typing import Any

from hellowork_portal.kit.words import Words, in_all, of_day_of_month, same
from hellowork_portal.services.schedules.views import DayState, DayView

OFFERED = frozenset({DayState.OPEN, DayState.FEW, DayState.FULL})
BOOKABLE = frozenset({DayState.OPEN, DayState.FEW})
MOVING = OFFERED | {DayState.NOT_YET, DayState.TOO_LATE, DayState.NONE}
"""What a day of an open office comes to and goes from while a page is open."""
WEEKEND = "weekend"
"""Said of days that need no reason of their own."""
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_USUAL_DAY = 15


def day_state_words(day: DayView) -> Words:
    """Return what a day offers, or why it offers nothing."""
    return _long(day.state, day.seats_left, day.closure)


def _long(state: DayState, seats: int, closure: Words) -> Words:
    if state is DayState.CLOSED:
        return in_all("calendar.state.closed", reason=closure)
    return state_words(state, seats)


@lru_cache(maxsize=512)
def state_words(state: DayState, seats: int | str) -> Words:
    """Return what a state says, with the seats that are left where that counts."""
    counted = {"count": seats} if state in BOOKABLE else {}
    return in_all(f"calendar.state.{state}", **counted)


def closed_short(closure_kind: str, closure: Words) -> Words:
    """Return why a day is closed in the few words of its cell; a reason is listed below it on phones."""
    return in_all(f"calendar.short.{closure_kind}") if closure_kind in (WEEKEND, "year_end") else closure


@lru_cache(maxsize=512)
def short_state(state: DayState, seats: int | str) -> Words:
    """Return a state in the few words that fit beside a mark, empty where there is nothing to say."""
    if state in BOOKABLE:
        return in_all("calendar.short.left", count=seats)
    if state in (DayState.FULL, DayState.TOO_LATE, DayState.NOT_YET, DayState.NOT_YOURS):
        return in_all(f"calendar.short.{state}")
    return same("")


def calendar_words() -> dict[str, Any]:
    """Return all that the browser makes a month's words of (month_cells.js), in every language.

    `[n]` stands for seats, `[s]` for what a state says, `[m]` `[d]` `[w]` for the parts of a date.
    `moving` are the states that seats can come to; what is one's own and what is closed is none.
    """
    closed = {
        "long": _long(DayState.CLOSED, 0, in_all("closure.weekend")),
        "short": closed_short(WEEKEND, {}),
    }
    states = {state.value: _of_state(state) for state in DayState if state is not DayState.CLOSED}
    return {
        "states": states | {WEEKEND: closed},
        "moving": sorted(state.value for state in MOVING),
        "marks": {"own": _own_mark(), "current": _current_mark()},
        "date": _date_words(),
    }


def _of_state(state: DayState) -> dict[str, Words]:
    return {"long": state_words(state, "[n]"), "short": short_state(state, "[n]")}


def _own_mark() -> dict[str, Words]:
    """Return how a person's own 認定日 is told."""
    short = in_all("calendar.short.own", short="[s]")
    return {"state": in_all("calendar.day.own", state="[s]"), "name": same("[d]"), "short": short}


def _current_mark() -> dict[str, Words]:
    """Return how the day of the reservation that is to be moved is told."""
    short = in_all("change.short.current", short="[s]")
    return {"state": same("[s]"), "name": in_all("change.day.current", state="[d]"), "short": short}


def _date_words() -> dict[str, Any]:
    """Return the parts of a date; days that are said as any other are the pattern at 0."""
    usual = {
        language: text.replace(str(_USUAL_DAY), "[n]")
        for language, text in of_day_of_month(_USUAL_DAY).items()
    }
    days = {number: of_day_of_month(number) for number in range(1, 32)}
    of_its_own = {
        number: words
        for number, words in days.items()
        if words != {language: text.replace("[n]", str(number)) for language, text in usual.items()}
    }
    return {
        "name": in_all("calendar.day.name", month="[m]", day="[d]", weekday="[w]", state="[s]"),
        "months": [in_all(f"date.month.{number}") for number in range(1, 13)],
        "weekdays": [in_all(f"components.weekday.long.{code}") for code in _WEEKDAYS],
        "days": {0: usual} | of_its_own,
    }
