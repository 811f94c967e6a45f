"""Draws a form that is data (forms/views.py): every procedure is shown by these functions.

Inputs are uncontrolled and carry the names that the validator reads, so one submit has
everything. Render `form_sections` under rx.cond only once the view is loaded: ticks and
choices take their first value when they appear. In rx.foreach every id comes from the field.
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.choices import choice_group, radio
from hellowork_portal.ui.components.fields import error_box, error_line, required_mark, summary_line
from hellowork_portal.ui.components.layout import facts
from hellowork_portal.ui.texts import Readings, t

OnChange = Callable[[rx.Var, Any], Any]


def form_error_summary(view_var: rx.Var) -> rx.Component:
    """Return the summary of a FormView's errors: label and sentence, linked to the input."""
    return error_box(
        view_var.errors,
        rx.foreach(
            view_var.errors,
            lambda line: summary_line(line.input_name, rx.el.span(line.label.to(str) + t("components.colon") + line.words.to(str))),
        ),
    )


def form_sections(view_var: rx.Var, on_change: OnChange) -> rx.Component:
    """Return all visible pages of a FormView below each other.

    `on_change(input_name, value)` is fired when a box is left and when a choice changes;
    ticks give "on" or "".
    """
    return rx.el.div(rx.foreach(view_var.pages, lambda page: _page(page, on_change)), class_name=theme.STACK["lg"])


def _page(page: rx.Var, on_change: OnChange) -> rx.Component:
    sections = rx.foreach(page.sections, lambda section: _section(section, on_change))
    return rx.cond(page.is_visible, rx.el.div(sections, class_name=theme.STACK["lg"]))


def _section(section: rx.Var, on_change: OnChange) -> rx.Component:
    shown = rx.el.section(
        rx.el.h2(_marked(section.title), class_name=theme.H2),
        rx.cond(section.help, rx.el.p(_marked(section.help), class_name=theme.HELP)),
        rx.foreach(section.fields, lambda field: rx.cond(field.is_visible, _field(field, on_change))),
        class_name=theme.STACK["md"],
    )
    return rx.cond(section.is_visible, shown)


def _marked(text: rx.Var) -> rx.Component:
    return Readings.create(text=text)


def _field(field: rx.Var, on_change: OnChange) -> rx.Component:
    return rx.match(
        field.widget,
        ("area", _labelled(field, _area(field, on_change))),
        ("radios", _group(field, rx.foreach(field.options, lambda option: _radio(field, option, on_change)))),
        ("select", _labelled(field, _select(field.id, field.value, field.options, on_change, _told(field)))),
        ("checkboxes", _group(field, rx.foreach(field.options, lambda option: _tick(option, on_change)))),
        ("checkbox", _consent(field, on_change)),
        ("date_boxes", _date(field, on_change)),
        ("heading", rx.el.h3(_marked(field.label), class_name=theme.H3)),
        ("note", _note(field)),
        _labelled(field, _line(field, on_change)),
    )


def _labelled(field: rx.Var, control: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(_marked(field.label), _required(field), html_for=field.id.to(str), class_name=theme.LABEL),
        _help(field),
        _error(field),
        control,
        class_name=theme.FIELD,
    )


def _group(field: rx.Var, choices: Any) -> rx.Component:
    parts = rx.fragment(_help(field), _error(field))
    return choice_group(field.id.to(str), _marked(field.label), choices, _required(field), None, parts)


def _required(field: rx.Var) -> rx.Component:
    return rx.cond(field.is_required, required_mark())


def _help(field: rx.Var) -> rx.Component:
    return rx.cond(field.help, rx.el.p(_marked(field.help), id=field.id.to(str) + "-help", class_name=theme.HELP))


def _error(field: rx.Var) -> rx.Component:
    return error_line(field.id.to(str) + "-error", field.error)


def _told(field: rx.Var) -> dict[str, Any]:
    name = field.id.to(str)
    return {
        "aria_describedby": name + "-help " + name + "-error",
        "aria_invalid": rx.cond(field.error, "true", "false"),
        "aria_required": rx.cond(field.is_required, "true", "false"),
    }


def _line(field: rx.Var, on_change: OnChange) -> rx.Component:
    return _box(field.id, field, on_change, theme.NARROW["line"], _told(field))


def _box(name: rx.Var, source: rx.Var, on_change: OnChange, width: str, told: dict[str, Any]) -> rx.Component:
    """Return a text box; a new value from the server (normalised, restored) replaces what stands there."""
    return rx.el.input(
        id=name.to(str),
        name=name.to(str),
        key=source.value,
        type="text",
        default_value=source.value,
        input_mode=source.input_mode,
        auto_complete=source.autocomplete,
        on_blur=lambda value: on_change(name, value),
        class_name=theme.joined(theme.CONTROL, width),
        **told,
    )


def _area(field: rx.Var, on_change: OnChange) -> rx.Component:
    return rx.el.textarea(
        id=field.id.to(str),
        name=field.id.to(str),
        default_value=field.value,
        rows="6",
        on_blur=lambda value: on_change(field.id, value),
        class_name=theme.CONTROL,
        **_told(field),
    )


def _select(name: rx.Var, value: rx.Var, options: rx.Var, on_change: OnChange, told: dict[str, Any]) -> rx.Component:
    return rx.el.select(
        rx.el.option(t("components.field.choose"), value=""),
        rx.foreach(options, lambda option: rx.el.option(option.plain_label, value=option.code)),
        id=name.to(str),
        name=name.to(str),
        key=value,
        default_value=value,
        on_change=lambda chosen: on_change(name, chosen),
        class_name=theme.joined(theme.SELECT, theme.NARROW["line"]),
        **told,
    )


def _radio(field: rx.Var, option: rx.Var, on_change: OnChange) -> rx.Component:
    return radio(
        field.id.to(str) + "-" + option.code.to(str),
        field.id.to(str),
        option.code,
        _marked(option.label),
        option.is_chosen,
        lambda value: on_change(field.id, value),
    )


def _tick(option: rx.Var, on_change: OnChange) -> rx.Component:
    return rx.el.label(
        _checkbox(option.input_name, option.is_chosen, on_change, {}),
        rx.el.span(_marked(option.label)),
        class_name=theme.CHOICE,
    )


def _checkbox(name: rx.Var, is_checked: rx.Var, on_change: OnChange, told: dict[str, Any]) -> rx.Component:
    return rx.el.input(
        id=name.to(str),
        name=name.to(str),
        type="checkbox",
        default_checked=is_checked,
        on_change=lambda is_ticked: on_change(name, rx.cond(is_ticked, "on", "")),
        class_name=theme.CHOICE_BOX,
        **told,
    )


def _consent(field: rx.Var, on_change: OnChange) -> rx.Component:
    return rx.el.div(
        _help(field),
        _error(field),
        rx.el.label(
            _checkbox(field.id, field.is_checked, on_change, _told(field)),
            rx.el.span(_marked(field.label), _required(field)),
            class_name=theme.CHOICE,
        ),
        class_name=theme.FIELD,
    )


def _date(field: rx.Var, on_change: OnChange) -> rx.Component:
    boxes = rx.el.div(rx.foreach(field.parts, lambda part: _part(part, on_change)), class_name=theme.BOXES)
    return _group(field, boxes)


def _part(part: rx.Var, on_change: OnChange) -> rx.Component:
    """Return one box of a date: the list of eras, or a number."""
    eras = rx.el.select(
        rx.foreach(part.options, lambda option: rx.el.option(option.plain_label, value=option.code)),
        id=part.input_name.to(str),
        name=part.input_name.to(str),
        key=part.value,
        default_value=part.value,
        on_change=lambda chosen: on_change(part.input_name, chosen),
        class_name=theme.joined(theme.SELECT, "!w-auto"),
    )
    number = _box(part.input_name, part, on_change, theme.NARROW["box"], {})
    return rx.el.div(
        rx.el.label(part.label, html_for=part.input_name.to(str), class_name=theme.LABEL),
        rx.cond(part.options.to(list).length() > 0, eras, number),
        class_name="flex flex-col gap-1",
    )


def _note(field: rx.Var) -> rx.Component:
    return rx.el.div(
        rx.el.p(_marked(field.label), class_name=theme.STRONG),
        rx.cond(field.help, rx.el.p(_marked(field.help))),
        class_name=theme.joined(theme.GREY, theme.STACK["sm"]),
    )


def confirm_sections(view_var: rx.Var) -> rx.Component:
    """Return a list[ConfirmSection] as facts under their headings, with warnings in words."""
    return rx.el.div(rx.foreach(view_var, _confirm_section), class_name=theme.STACK["lg"])


def _confirm_section(section: rx.Var) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_marked(section.title), class_name=theme.H2),
        facts(rx.foreach(section.rows, _confirm_row)),
        class_name=theme.STACK["sm"],
    )


def _confirm_row(row: rx.Var) -> rx.Component:
    words = rx.el.span(row.words, class_name=rx.cond(row.is_answered, "", theme.MUTED))
    doubt = rx.cond(row.warning, rx.el.p(row.warning, class_name=theme.joined("mt-2", theme.KIND_INK["warning"])))
    return rx.el.div(
        rx.el.dt(_marked(row.label), class_name=theme.FACT_LABEL),
        rx.el.dd(words, doubt, class_name=theme.FACT_VALUE),
        class_name=theme.FACT,
    )
