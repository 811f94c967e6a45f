"""Days to be marked, and the same days for reading: drawn by assets/mark_calendar.jsx from a FieldView."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import bracketed, marks

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_JS = "$/public" + rx.asset("mark_calendar.jsx", shared=False)


class MarkCalendar(rx.Component):
    """A button for each day, and a list of selects that the form sends."""

    library = _JS
    tag = "MarkCalendar"
    months: rx.Var[list[Any]]
    marks: rx.Var[list[Any]]
    told: rx.Var[dict[str, Any]]
    looks: rx.Var[dict[str, str]]


class MarkedMonths(rx.Component):
    """The same months for reading."""

    library = _JS
    tag = "MarkedMonths"
    months: rx.Var[list[Any]]
    marks: rx.Var[list[Any]]
    told: rx.Var[dict[str, Any]]
    looks: rx.Var[dict[str, str]]


def mark_calendar(field: Shown) -> rx.Component:
    """Return the days of a FieldView whose widget is `marks`; one press goes on to the next mark."""
    return MarkCalendar.create(months=field.months, marks=field.marks, told=_told(), looks=_looks())


def marked_months(months: Shown, kinds: Shown) -> rx.Component:
    """Return months (list[MonthView]) as they were marked, with how many days have each of the marks."""
    return MarkedMonths.create(months=months, marks=kinds, told=_told(), looks=_looks())


def _told() -> dict[str, Any]:
    return {
        "none": marks("components.marks.none"),
        "blank": bracketed("components.marks.none"),
        "closed": marks("components.marks.closed"),
        "list": marks("components.marks.list"),
        "count": marks("components.marks.count", sign="[sign]", label="[label]", count="[count]"),
        "weekdays": [
            {
                "short": marks(f"components.weekday.short.{code}"),
                "long": marks(f"components.weekday.long.{code}"),
            }
            for code in _WEEKDAYS
        ],
    }


def _looks() -> dict[str, str]:
    return {
        "box": theme.MARKS_BOX,
        "months": theme.MARKS_MONTHS,
        "table": theme.MARKS_TABLE,
        "title": theme.MARKS_TITLE,
        "weekday": theme.MARKS_WEEKDAY,
        "cell": theme.MARKS_CELL,
        "day": theme.MARKS_DAY,
        "sign": theme.MARKS_SIGN,
        "read": theme.MARKS_READ,
        "outside": theme.MARKS_OUTSIDE,
        "counts": theme.MARKS_COUNTS,
        "folded": theme.MARKS_FOLDED,
        "opener": theme.MARKS_OPENER,
        "list": theme.MARKS_LIST,
        "line": theme.MARKS_LINE,
        "select": theme.MARKS_SELECT,
    }
