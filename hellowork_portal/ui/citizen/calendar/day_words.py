"""What is said of a day and of a time, made once for everybody who asks. No Reflex here."""

from functools import lru_cache

from hellowork_portal.kit.words import Words, in_all, of_day_of_month, same
from hellowork_portal.services.schedules.views import DayState, DayView

OFFERED = frozenset({DayState.OPEN, DayState.FEW, DayState.FULL})
BOOKABLE = frozenset({DayState.OPEN, DayState.FEW})
MOVING = OFFERED | {DayState.NOT_YET, DayState.TOO_LATE, DayState.NONE}
"""What a day of an open office comes to and goes from while a page is open."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_Spoken = tuple[tuple[str, str], ...]


def day_words(day: DayView, *, is_own: bool) -> tuple[Words, Words]:
    """Return a day's name 「12月4日 金曜日 残り3枠」 and the few words of its cell."""
    closure = tuple(day.closure.items())
    return _words(day.iso, day.weekday, day.state, day.seats_left, day.closure_kind, closure, is_own)


@lru_cache(maxsize=4096)
def _words(
    iso: str, weekday: int, state: DayState, seats: int, closure_kind: str, closure: _Spoken, is_own: bool
) -> tuple[Words, Words]:
    long, short = _long(state, seats, dict(closure)), _short(state, seats, closure_kind, dict(closure))
    if is_own:
        long, short = in_all("calendar.day.own", state=long), in_all("calendar.short.own", short=short)
    month, number = in_all(f"date.month.{int(iso[5:7])}"), of_day_of_month(int(iso[8:]))
    day = in_all(f"components.weekday.long.{_WEEKDAYS[weekday]}")
    return in_all("calendar.day.name", month=month, day=number, weekday=day, state=long), short


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


def _short(state: DayState, seats: int, closure_kind: str, closure: Words) -> Words:
    """Return the few words that fit into a cell; those of a reason are listed below it on phones."""
    if state is not DayState.CLOSED:
        return short_state(state, seats)
    if closure_kind in ("weekend", "year_end"):
        return in_all(f"calendar.short.{closure_kind}")
    return closure


@lru_cache(maxsize=512)
def short_state(state: DayState, seats: int | str) -> Words:
    """Return a state in the few words that fit beside a mark, empty where there is nothing to say."""
    if state in BOOKABLE:
        return in_all("calendar.short.left", count=seats)
    if state in (DayState.FULL, DayState.TOO_LATE, DayState.NOT_YET, DayState.NOT_YOURS):
        return in_all(f"calendar.short.{state}")
    return same("")


def phrases() -> dict[str, dict[str, Words]]:
    """Return what is said of each state that seats can come to, with [n] for their number.

    Closed days are left out (their reason is not known in the browser), and so is what is one's own.
    """
    return {
        state.value: {"long": state_words(state, "[n]"), "short": short_state(state, "[n]")}
        for state in sorted(MOVING)
    }
