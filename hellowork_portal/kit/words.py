"""Run-time words in every language at once, so that a switch needs no server.

A `Words` is a plain dict language → text: errors, statuses, dates. Views hold
them; pages pick with `ui.texts.words`.
"""

from datetime import date, datetime
from functools import lru_cache

from hellowork_portal.kit import clock, i18n
from hellowork_portal.kit.errors import PortalError

Words = dict[str, str]
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def in_all(key: str, **params: object) -> Words:
    """Return a catalogue text in every language; a `Words` among params is picked per language."""
    return {language: i18n.say_marked(language, key, **_of(language, params)) for language in i18n.LANGUAGES}


def _of(language: str, params: dict[str, object]) -> dict[str, object]:
    return {
        name: value.get(language, "") if isinstance(value, dict) else value for name, value in params.items()
    }


def same(text: str) -> Words:
    """Return one text for every language (numbers, names of people)."""
    return dict.fromkeys(i18n.LANGUAGES, text)


def staff_written(texts: dict[str, str]) -> Words:
    """Return staff-written text in every language, Japanese where one lacks."""
    return {language: i18n.pick(texts, language) for language in i18n.LANGUAGES}


def of_error(error: PortalError) -> Words:
    """Return an error's sentence (`error.<code>`) in every language."""
    return in_all(f"error.{error.code}", **error.values)


@lru_cache(maxsize=1024)
def of_day(day: date) -> Words:
    """Return a day with its weekday: 2026年12月4日（金） / Friday 4 December 2026."""
    weekday = in_all(f"date.weekday.{_WEEKDAYS[day.weekday()]}")
    month = in_all(f"date.month.{day.month}")
    return in_all("date.day", year=day.year, month=month, day=of_day_of_month(day.day), weekday=weekday)


def of_day_of_month(number: int) -> Words:
    """Return 1 to 31 as a day: 4日 (read よっか in easy Japanese) / 4."""
    return in_all(f"date.day_of_month.{number}")


def of_time(instant: datetime) -> str:
    """Return the time of day in Japan: 9:05."""
    wall = clock.in_japan(instant)
    return f"{wall.hour}:{wall.minute:02}"


def of_span(starts_at: datetime, ends_at: datetime) -> Words:
    """Return day and time of an interview: 12月4日（金） 10:00〜10:15."""
    day = of_day(clock.day_in_japan(starts_at))
    return in_all("date.span", day=day, starts=of_time(starts_at), ends=of_time(ends_at))


def of_moment(at: datetime) -> Words:
    """Return an instant in words: day and time in Japan."""
    return in_all("date.moment", day=of_day(clock.day_in_japan(at)), time=of_time(at))
