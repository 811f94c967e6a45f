"""The inputs of a form that is data: names and ids come from the field, values stay uncontrolled."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.choices import radio
from hellowork_portal.ui.components.fields import error_line
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.texts import Readings, bracketed, tr


def marked(text: Shown) -> rx.Component:
    """Return a text with its reading marks as ruby."""
    return Readings.create(text=text)


def told_by(field: Shown) -> dict[str, Any]:
    """Return the attributes that tie an input to its field's help and error."""
    name = field.id.to(str)
    return {
        "aria_describedby": name + "-help " + name + "-longest " + name + "-error",
        "aria_invalid": rx.cond(field.error, "true", "false"),
        "aria_required": rx.cond(field.is_required, "true", "false"),
    }


def longest(field: Shown) -> rx.Component:
    """Return how long a text may be, before somebody has written a longer one."""
    said = tr("components.field.longest", count=field.max_length.to(int))
    shown = rx.el.p(said, id=field.id.to(str) + "-longest", class_name=theme.LIMIT)
    return rx.cond((field.type == "text") | (field.type == "long_text"), shown)


def line(field: Shown) -> rx.Component:
    """Return a box of one line."""
    return _box(field.id, field, theme.NARROW["line"], told_by(field))


def _box(name: Shown, source: Shown, width: str, told: dict[str, Any]) -> rx.Component:
    """Return a text box; a new value from the server (normalised, restored) replaces what stands there."""
    return rx.el.input(
        id=name.to(str),
        name=name.to(str),
        key=source.value,
        type="text",
        default_value=source.value,
        input_mode=source.input_mode,
        auto_complete=source.autocomplete,
        class_name=theme.joined(theme.CONTROL, width),
        **told,
    )


def day(field: Shown) -> rx.Component:
    """Return a box for a day, chosen from what the browser offers."""
    return rx.el.input(
        id=field.id.to(str),
        name=field.id.to(str),
        key=field.value,
        type="date",
        default_value=field.value,
        class_name=theme.joined(theme.CONTROL, theme.NARROW["short"]),
        **told_by(field),
    )


def area(field: Shown) -> rx.Component:
    """Return a box of several lines."""
    return rx.el.textarea(
        id=field.id.to(str),
        name=field.id.to(str),
        default_value=field.value,
        rows="6",
        class_name=theme.CONTROL,
        **told_by(field),
    )


def select(name: Shown, value: Shown, options: Shown, told: dict[str, Any]) -> rx.Component:
    """Return a list that unfolds, with nothing chosen first."""
    return rx.el.select(
        rx.el.option(bracketed("components.field.choose"), value=""),
        rx.foreach(options, lambda option: rx.el.option(option.plain_label, value=option.code)),
        id=name.to(str),
        name=name.to(str),
        key=value,
        default_value=value,
        class_name=theme.joined(theme.SELECT, theme.NARROW["line"]),
        **told,
    )


def radio_of(field: Shown, option: Shown) -> rx.Component:
    """Return one radio button of a field."""
    return radio(
        field.id.to(str) + "-" + option.code.to(str),
        field.id.to(str),
        option.code,
        marked(option.label),
        option.is_chosen,
    )


def tick(option: Shown) -> rx.Component:
    """Return one tick of a field that takes several."""
    return rx.el.label(
        checkbox(option.input_name, option.is_chosen, {}),
        rx.el.span(marked(option.label)),
        class_name=theme.CHOICE,
    )


def checkbox(name: Shown, is_checked: Shown, told: dict[str, Any]) -> rx.Component:
    """Return a tick."""
    return rx.el.input(
        id=name.to(str),
        name=name.to(str),
        type="checkbox",
        default_checked=is_checked,
        class_name=theme.CHOICE_BOX,
        **told,
    )


def date_part(part: Shown) -> rx.Component:
    """Return one box of a date: the list of eras, or a number."""
    eras = rx.el.select(
        rx.foreach(part.options, lambda option: rx.el.option(option.plain_label, value=option.code)),
        id=part.input_name.to(str),
        name=part.input_name.to(str),
        key=part.value,
        default_value=part.value,
        class_name=theme.joined(theme.SELECT, "!w-auto"),
    )
    number = _box(part.input_name, part, theme.NARROW["box"], {})
    return rx.el.div(
        rx.el.label(marked(part.label), html_for=part.input_name.to(str), class_name=theme.LABEL),
        rx.cond(part.options.to(list).length() > 0, eras, number),
        class_name=rx.cond(part.options.to(list).length() > 0, theme.ERA_BOX, theme.DATE_BOX),
    )


def given(field: Shown) -> rx.Component:
    """Return what is known already, to be read."""
    written = rx.el.span(field.value, lang=field.value_lang, custom_attrs={**AS_WRITTEN})
    words = rx.cond(field.has_marks, marked(field.value), written)
    wrong = error_line(field.id.to(str) + "-error", field.error)
    return rx.el.dl(
        rx.el.dt(marked(field.label), class_name=theme.FACT_LABEL),
        rx.el.dd(words, wrong, id=field.id, tab_index=-1, class_name=theme.FACT_VALUE),
        class_name=theme.GIVEN,
    )


def note(field: Shown) -> rx.Component:
    """Return words of the form that ask for nothing."""
    return rx.el.div(
        rx.el.p(marked(field.label), class_name=theme.STRONG),
        rx.cond(field.help, rx.el.p(marked(field.help))),
        class_name=theme.joined(theme.GREY, theme.STACK["sm"]),
    )
