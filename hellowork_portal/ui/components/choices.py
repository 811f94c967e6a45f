"""Ticks and choices, and the box for passwords."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import (
    FIELDS_JS,
    described,
    error_line,
    field,
    given,
    help_line,
    required_mark,
)
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.texts import marks, t, words

_CONDITIONS = ("length", "upper", "lower", "digit", "symbol")


class PasswordToggle(rx.Component):
    """A button that shows and hides what stands in a password box."""

    library = FIELDS_JS
    tag = "PasswordToggle"
    input_id: rx.Var[str]
    show: rx.Var[str]
    hide: rx.Var[str]


class PasswordConditions(rx.Component):
    """The four kinds and the length, ticked off while typing; nothing leaves the browser."""

    library = FIELDS_JS
    tag = "PasswordConditions"
    input_id: rx.Var[str]
    labels: rx.Var[dict[str, str]]
    met: rx.Var[str]
    missing: rx.Var[str]


def password_conditions(id: str) -> rx.Component:  # noqa: A002
    """Return the live list of conditions (product.md decision 9) of the password box `id`."""
    return PasswordConditions.create(
        input_id=id,
        labels={name: marks(f"components.password.{name}") for name in _CONDITIONS},
        met=t("components.password.met"),
        missing=t("components.password.missing"),
        class_name=theme.CONDITIONS,
    )


def password_input(
    id: str,  # noqa: A002
    label: Label,
    *,
    required: bool = True,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    autocomplete: str = "current-password",
    conditions: rx.Component | None = None,
    name: str | None = None,
    **props: Any,
) -> rx.Component:
    """Return a password box that can be shown; `conditions` (e.g. `password_conditions`) stand below it."""
    control = rx.el.input(
        id=id,
        type="password",
        name=name or id,
        auto_complete=autocomplete,
        spell_check=False,
        custom_attrs={"autoCapitalize": "none"},
        class_name=theme.CONTROL,
        **described(id, error, required, f"{id}-conditions"),
        **props,
    )
    toggle = PasswordToggle.create(
        input_id=id,
        show=marks("components.password.show"),
        hide=marks("components.password.hide"),
        class_name=theme.joined(theme.ACTION_OUTLINED, "shrink-0 !px-4 !gap-0"),
    )
    rows = [rx.el.div(control, toggle, class_name=theme.WITH_BUTTON), *([conditions] if conditions else [])]
    return field(id, label, rx.fragment(*rows), help, error, required)


def checkbox_input(
    id: str,  # noqa: A002
    label: Label,
    *,
    required: bool = False,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    default_checked: Shown = None,
    on_change: Any = None,
    name: str | None = None,
    value: str | None = None,
    **props: Any,
) -> rx.Component:
    """Return one tick with its label behind it.

    A native form sends `value` ("on"); rx.el.form gives True or False for inputs with an id.
    """
    control = rx.el.input(
        id=id,
        type="checkbox",
        name=name or id,
        class_name=theme.CHOICE_BOX,
        **given(default_checked=default_checked, on_change=on_change, value=value),
        **described(id, error, required),
        **props,
    )
    mark = required_mark() if required else ""
    return rx.el.div(
        error_line(f"{id}-error", words(error)) if error is not None else "",
        rx.el.label(control, rx.el.span(label, mark), class_name=theme.CHOICE),
        help_line(f"{id}-help", help) if help is not None else "",
        class_name=theme.FIELD,
    )


def radio_inputs(
    id: str,  # noqa: A002
    label: Label,
    options: list[tuple[str, Label]],
    *,
    required: bool = False,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    default_value: Shown = None,
    on_change: Any = None,
    name: str | None = None,
) -> rx.Component:
    """Return options of which one is chosen; the group carries the id, so that a summary can lead to it."""
    choices = [
        radio(
            f"{id}-{value}",
            name or id,
            value,
            words_shown,
            None if default_value is None else default_value == value,
            on_change,
        )
        for value, words_shown in options
    ]
    return choice_group(id, label, choices, required_mark() if required else "", help, error_of(id, error))


def error_of(id: str, error: Shown) -> Any:  # noqa: A002
    """Return the error line of a group, nothing where it cannot have one."""
    return error_line(f"{id}-error", words(error)) if error is not None else ""


def choice_group(
    id: Any,  # noqa: A002
    label: Label,
    choices: Any,
    required: Any = "",
    help: Label | None = None,  # noqa: A002
    error: Any = "",
) -> rx.Component:
    """Return ticks or radio buttons under one legend."""
    told = rx.Var.create(id).to(str)
    return rx.el.fieldset(
        rx.el.legend(label, required, class_name=theme.joined(theme.LABEL, "mb-2")),
        rx.el.p(help, id=told + "-help", class_name=theme.HELP) if help is not None else "",
        error,
        *(choices if isinstance(choices, list) else [choices]),
        id=id,
        tab_index=-1,
        aria_describedby=told + "-help " + told + "-error",
        class_name=theme.CHOICES,
    )


def radio(
    id: Any,  # noqa: A002
    name: Any,
    value: Any,
    label: Label,
    is_chosen: Any = None,
    on_change: Any = None,
) -> rx.Component:
    """Return one radio button with its label."""
    control = rx.el.input(
        id=id,
        type="radio",
        name=name,
        value=value,
        class_name=theme.CHOICE_BOX,
        **given(default_checked=is_chosen, on_change=on_change),
    )
    return rx.el.label(control, rx.el.span(label), class_name=theme.CHOICE)
