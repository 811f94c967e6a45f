"""Form fields: label above, 「※必須」 in words, help below it, the error at the field and in a summary.

Inputs are uncontrolled: what people type stays theirs until the form is sent. `error` is a
`Words` var (kit/words.py); empty means none. `name` is the id unless told otherwise.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.texts import Readings, t, tr, words

FIELDS_JS = "$/public" + rx.asset("fields.jsx", shared=False)


@dataclass(frozen=True)
class ErrorLine:
    """One line of `error_summary`: which field, and the sentence in every language."""

    field: str
    words: dict[str, str]


class ErrorBox(rx.Component):
    """Takes the focus when a new list of errors arrives; its links move the focus to the fields."""

    library = FIELDS_JS
    tag = "ErrorBox"
    lines: rx.Var[list[Any]]


class TypedKept(rx.Component):
    """Carries what was typed into a box over to the one that takes its place, whenever `shown` changes."""

    library = FIELDS_JS
    tag = "TypedKept"
    input_id: rx.Var[str]
    shown: rx.Var[bool]


def field(
    id: str,  # noqa: A002
    label: Label,
    control: rx.Component,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    required: bool = False,
) -> rx.Component:
    """Return a labelled control with help and error; the control wears `described(id, …)`."""
    return rx.el.div(
        rx.el.label(label, required_mark() if required else "", html_for=id, class_name=theme.LABEL),
        help_line(f"{id}-help", help) if help is not None else "",
        error_line(f"{id}-error", words(error)) if error is not None else "",
        control,
        class_name=theme.FIELD,
    )


def required_mark() -> rx.Component:
    """Return 「※必須」."""
    return rx.el.span(tr("components.field.required"), class_name=theme.REQUIRED)


def help_line(id: str, words_shown: Label) -> rx.Component:  # noqa: A002
    """Return the help of a control."""
    return rx.el.p(words_shown, id=id, class_name=theme.HELP)


def error_line(id: str, sentence: Shown) -> rx.Component:  # noqa: A002
    """Return the error of a control; nothing while the sentence is empty."""
    mark = visually_hidden(t("components.kind.error"))
    return rx.cond(
        sentence,
        rx.el.p(
            icon("error"), rx.el.span(mark, Readings.create(text=sentence)), id=id, class_name=theme.ERROR
        ),
    )


def described(id: str, error: Shown, required: bool, *more: str) -> dict[str, Any]:  # noqa: A002
    """Return the attributes that tie a control to its help, its error and further ids."""
    told = {"aria_describedby": " ".join([f"{id}-help", f"{id}-error", *more])}
    if required:
        told["aria_required"] = "true"
    if error is None:
        return told
    return told | {"aria_invalid": rx.cond(words(error), "true", "false")}


def given(**props: Any) -> dict[str, Any]:
    """Return the props that were given; the rest keep the element's own defaults."""
    return {name: value for name, value in props.items() if value is not None}


def text_input(
    id: str,  # noqa: A002
    label: Label,
    *,
    type: Any = "text",  # noqa: A002
    required: bool = False,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    default_value: Shown = None,
    autocomplete: str | None = None,
    input_mode: str | None = None,
    max_length: int | None = None,
    on_blur: Any = None,
    name: str | None = None,
    width: str = "line",
    **props: Any,
) -> rx.Component:
    """Return a line to type in; `width` is full, line, short or box.

    A new `default_value` from the server (normalised, restored) replaces what stands there.
    """
    control = rx.el.input(
        id=id,
        type=type,
        name=name or id,
        class_name=theme.joined(theme.CONTROL, theme.NARROW[width]),
        **given(
            default_value=default_value,
            key=default_value if isinstance(default_value, rx.Var) else None,
            auto_complete=autocomplete,
            input_mode=input_mode,
            max_length=max_length,
            on_blur=on_blur,
        ),
        **described(id, error, required),
        **props,
    )
    return field(id, label, control, help, error, required)


def day_input(name: str, label: Label, asked: Shown, errors: Shown) -> rx.Component:
    """Return a box for a day, as the browser offers it."""
    return text_input(name, label, type="date", default_value=asked[name], error=errors[name], width="full")


def text_area(
    id: str,  # noqa: A002
    label: Label,
    *,
    required: bool = False,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    default_value: Shown = None,
    rows: int = 5,
    on_blur: Any = None,
    name: str | None = None,
    **props: Any,
) -> rx.Component:
    """Return several lines to type in."""
    control = rx.el.textarea(
        id=id,
        name=name or id,
        rows=str(rows),
        class_name=theme.CONTROL,
        **given(default_value=default_value, on_blur=on_blur),
        **described(id, error, required),
        **props,
    )
    return field(id, label, control, help, error, required)


def select_input(
    id: str,  # noqa: A002
    label: Label,
    options: Any,
    *,
    required: bool = False,
    help: Label | None = None,  # noqa: A002
    error: Shown = None,
    default_value: Shown = None,
    on_change: Any = None,
    name: str | None = None,
    **props: Any,
) -> rx.Component:
    """Return a list to choose one of `options` from: (value, label) pairs or an rx.foreach of options."""
    shown = (
        [rx.el.option(words_shown, value=value) for value, words_shown in options]
        if isinstance(options, list)
        else [options]
    )
    control = rx.el.select(
        *shown,
        id=id,
        name=name or id,
        class_name=theme.joined(theme.SELECT, theme.NARROW["line"]),
        **given(
            default_value=default_value,
            key=default_value if isinstance(default_value, rx.Var) else None,
            on_change=on_change,
        ),
        **described(id, error, required),
        **props,
    )
    return field(id, label, control, help, error, required)


def error_summary(items_var: Shown) -> rx.Component:
    """Return the box above a form that lists all errors (`list[ErrorLine]`) and links to the fields."""
    return error_box(
        items_var,
        rx.foreach(items_var, lambda line: summary_line(line.field, Readings.create(text=words(line.words)))),
    )


def error_box(items_var: Shown, items: Any) -> rx.Component:
    """Return the box around a list of errors; it is there only while there are any."""
    return ErrorBox.create(
        rx.el.div(
            icon("error", 28, theme.KIND_INK["error"]),
            rx.el.h2(tr("components.summary.heading"), class_name=theme.BOX_HEADING),
            class_name="flex items-start gap-3",
        ),
        rx.el.ul(items, class_name="list-none flex flex-col"),
        lines=items_var,
        class_name=theme.SUMMARY,
    )


def summary_line(field_id: Shown, sentence: Any) -> rx.Component:
    """Return one line of an error box; the link leads to the field."""
    return rx.el.li(native_link(sentence, rx.Var.create("#") + field_id.to(str), look=theme.SUMMARY_LINK))
