"""The cells of a file that say what a claimant's benefit is: amounts, days, 認定日の型; pure."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from hellowork_portal.forms.eras import read_date
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.text import normalise
from hellowork_portal.services.certifications.day_types import read_day_type

_YEN = ("daily_wage", "daily_allowance")
_COUNTS = ("total_days", "remaining_days")
DAYS = (
    "sought_on", "waiting_ends_on", "restricted_from", "restricted_until", "benefit_ends_on",
    "training_from", "training_until",
)  # fmt: skip
_TICKS = ("has_difficulty",)
COLUMNS = (*_YEN, *_COUNTS, *DAYS, *_TICKS, "day_type")
"""Columns that a file may have besides; an empty cell leaves what is known as it is."""
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys((*_YEN, *_COUNTS, *DAYS, "day_type", "weekday")), **dict.fromkeys(_TICKS, False),
}  # fmt: skip
FACTS = tuple(NOTHING)
"""The columns of the record that they fill; `NOTHING` is what a record without any says."""
STRETCHES = (("restricted_from", "restricted_until"), ("training_from", "training_until"))
"""First and last days of what lasts."""
_TICKED = {"1": True, "0": False}
_MOST_YEN, _MOST_DAYS = 99_999, 999
Benefit = tuple[tuple[str, Any], ...]


@lru_cache(maxsize=4096)
def day_in(text: str) -> date | None:
    """Return the day that a cell names; a file says few different ones."""
    try:
        return read_date(text)
    except FieldError:
        return None


def read_benefit(cells: Mapping[str, str], wrong: Callable[[str, str], None]) -> Benefit:
    """Return what the cells say, by column of the record; `wrong` takes the column and code of a fault."""
    said: dict[str, Any] = {}
    for column in COLUMNS:
        text = normalise(cells.get(column, ""))
        if text:
            said |= _read(column, text, wrong)
    _hold_together(said, wrong)
    return tuple(said.items())


def _read(column: str, text: str, wrong: Callable[[str, str], None]) -> dict[str, Any]:
    if column == "day_type":
        found = read_day_type(text)
        if found is None:
            wrong(column, "day_type")
            return {}
        return {"day_type": found[0], "weekday": found[1]}
    kind = "day" if column in DAYS else "tick" if column in _TICKS else "amount"
    value = _value(column, text)
    if value is None:
        wrong(column, kind)
        return {}
    return {column: value}


def _value(column: str, text: str) -> date | bool | int | None:
    if column in DAYS:
        return day_in(text)
    return _TICKED.get(text) if column in _TICKS else _whole(column, text)


def _whole(column: str, text: str) -> int | None:
    plain, most = text.replace(",", ""), _MOST_YEN if column in _YEN else _MOST_DAYS
    is_one = plain.isascii() and plain.isdigit() and len(plain) < len("1234567")
    return int(plain) if is_one and int(plain) <= most else None


def _hold_together(said: Mapping[str, Any], wrong: Callable[[str, str], None]) -> None:
    """Say which figures of one line cannot both be."""
    for less, more in (("daily_allowance", "daily_wage"), ("remaining_days", "total_days")):
        if less in said and more in said and said[less] > said[more]:
            wrong(less, "above")
    for begins, ends in STRETCHES:
        first, last = said.get(begins), said.get(ends)
        if first and last and last < first:
            wrong(ends, "order")
