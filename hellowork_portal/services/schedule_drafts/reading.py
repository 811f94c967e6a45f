"""What managers type into the forms of a schedule, as values; pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.text import normalise
from hellowork_portal.services.schedule_drafts import errors

Form = Mapping[str, Any]
T = TypeVar("T")
_TIME = re.compile(r"(\d{1,2})[:\u6642.]?(\d{2})?\u5206?")
_DAY = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?")
_LONGEST = 40


def text_of(form: Form, name: str, longest: int = _LONGEST) -> str:
    """Return what was typed, widths and spaces folded; a value that is no text counts as nothing."""
    value = form.get(name, "")
    return normalise(value)[:longest] if isinstance(value, str) else ""


def number_in(form: Form, name: str) -> int:
    """Return a whole number; an empty box is 0. Raises NumberWrong."""
    text = text_of(form, name)
    if not text:
        return 0
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise errors.NumberWrong
    return int(text)


def minute_in(form: Form, name: str) -> int:
    """Return the minute of the day that 9:00, 09:00, 900 or 9時 says; 24:00 is its end."""
    found = _TIME.fullmatch(text_of(form, name))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise errors.TimeWrong
    return 60 * hour + minute


def day_in(form: Form, name: str) -> date:
    """Return the day that a date box holds."""
    found = _DAY.fullmatch(text_of(form, name))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else _no_day()
    except ValueError as error:
        raise errors.DateWrong from error


def _no_day() -> date:
    raise errors.DateWrong


def day_or_none_in(form: Form, name: str) -> date | None:
    """Return the day of a box that may stay empty."""
    return day_in(form, name) if text_of(form, name) else None


def ticked(form: Form, name: str, values: Iterable[str]) -> list[str]:
    """Return which of the boxes `name-value` are ticked."""
    return [value for value in values if form.get(f"{name}-{value}") in (True, "on", "true")]


def weekdays_in(form: Form, name: str = "weekday") -> list[int]:
    """Return the weekdays that are ticked. Raises WeekdayMissing for none."""
    days = [int(value) for value in ticked(form, name, map(str, range(7)))]
    if not days:
        raise errors.WeekdayMissing
    return days


def all_of(**readers: tuple[Callable[..., T], Form, str]) -> dict[str, T]:
    """Return every box's value; raises Invalid with all that are wrong, each at its box."""
    values: dict[str, T] = {}
    wrong: dict[str, PortalError] = {}
    for name, (read, form, box) in readers.items():
        try:
            values[name] = read(form, box)
        except PortalError as error:
            wrong[box] = error
    if wrong:
        raise Invalid(wrong)
    return values
