"""Boxes that several forms of a schedule have."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_line, text_input
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.texts import t, tr, words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKING_DAYS, _SATURDAY = 7, 5
"""Beside the numbers of the weekdays: all from Monday to Friday are ticked at first."""


def number_box(id: str, label: Label, value: Shown, error: Shown = None) -> rx.Component:  # noqa: A002
    """Return a box for a whole number."""
    return text_input(
        id, label, input_mode="numeric", default_value=value, error=error, autocomplete="off", width="short"
    )


def time_box(id: str, label: Label, value: Shown = "", error: Shown = None) -> rx.Component:  # noqa: A002
    """Return a box for a time of the day."""
    return text_input(
        id, label, type="time", default_value=value, error=error, autocomplete="off", width="short"
    )


def date_box(
    id: str,  # noqa: A002
    label: Label,
    value: Shown = "",
    error: Shown = None,
    help: Label | None = None,  # noqa: A002
    **props: Any,
) -> rx.Component:
    """Return a box for a day."""
    return text_input(
        id,
        label,
        type="date",
        default_value=value,
        error=error,
        help=help,
        autocomplete="off",
        width="short",
        **props,
    )


def weekday_ticks(legend: Label, name: str, chosen: Shown, error: Shown = None) -> rx.Component:
    """Return a tick for each weekday; `chosen` is the number of what is ticked at first, or WORKING_DAYS."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name=theme.LABEL),
        error_line("weekdays-error", words(error)) if error is not None else "",
        rx.el.div(
            *[_tick(name, number, code, chosen) for number, code in enumerate(WEEKDAYS)],
            class_name=theme.DAY_TICKS,
        ),
        id="weekdays" if error is not None else None,
        tab_index=-1,
        class_name=theme.CHOICES,
    )


def _tick(name: str, number: int, code: str, chosen: Shown) -> rx.Component:
    box = f"{name}-{number}"
    chosen_too = WORKING_DAYS if number < _SATURDAY else number
    is_on = False if chosen is None else (chosen == number) | (chosen == chosen_too)
    control = rx.el.input(
        id=box,
        name=box,
        type="checkbox",
        default_checked=is_on,
        aria_label=t(f"components.weekday.long.{code}"),
        class_name=theme.CHOICE_BOX,
    )
    return rx.el.label(control, rx.el.span(tr(f"components.weekday.short.{code}")), class_name=theme.DAY_TICK)
