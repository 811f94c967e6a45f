"""Draws a form that is data (forms/views.py): every procedure is shown by these functions.

Inputs are uncontrolled and carry the names that the validator reads, so one submit has
everything. Render `form_sections` under rx.cond only once the view is loaded: ticks and
choices take their first value when they appear. In rx.foreach every id comes from the field.
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.choices import choice_group
from hellowork_portal.ui.components.fields import error_box, error_line, required_mark, summary_line
from hellowork_portal.ui.components.folds import fold
from hellowork_portal.ui.components.form_controls import (
    area,
    checkbox,
    date_part,
    day,
    given,
    line,
    longest,
    marked,
    note,
    radio_of,
    select,
    tick,
    told_by,
)
from hellowork_portal.ui.components.form_rows import form_rows, records
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import facts
from hellowork_portal.ui.components.mark_calendar import mark_calendar, marked_months
from hellowork_portal.ui.texts import tr

_AUTOSAVE_JS = "$/public" + rx.asset("autosave.jsx", shared=False)


def _name_and_value(name: rx.Var[str], value: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return name, value


def _typed(name: rx.Var[str], value: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    """Say what the event carries: an input's name and its value."""
    return name, value


class Autosave(rx.Component):
    """Tells what was typed: a moment after typing stops, when a box is left, when the page is hidden."""

    library = _AUTOSAVE_JS
    tag = "Autosave"
    on_save: rx.EventHandler[_name_and_value]
    loaded: rx.Var[int]


class KeepsTyped(rx.Component):
    """Gives every form that is drawn anew what had been typed into it: the server's memory may be lost."""

    library = _AUTOSAVE_JS
    tag = "KeepsTyped"


def autosave(*children: Any, on_save: Any, loaded: Any = 0) -> rx.Component:
    """Return form parts whose boxes are saved as people type; `on_save(input_name, value)`.

    Ticks give "on" or ""; passwords never leave the browser this way. `loaded` is another number
    each time the server has loaded the page: what was sent just before is then sent once more.
    """
    return Autosave.create(*children, on_save=on_save, loaded=loaded, class_name=theme.STACK["lg"])


def form_error_summary(view_var: Shown) -> rx.Component:
    """Return the summary of a FormView's errors: label and sentence, linked to the input."""
    return error_box(
        view_var.errors,
        rx.foreach(
            view_var.errors,
            lambda error: rx.cond(
                error.input_name,
                summary_line(error.input_name, _told(error)),
                rx.el.li(_told(error)),
            ),
        ),
    )


def _told(error: Shown) -> rx.Component:
    return rx.el.span(marked(error.label), tr("components.colon"), marked(error.words))


Beside = Callable[[Shown], rx.Component]
"""Draws what a page has to say at a field with rows, above them."""


def _nothing(_field: Shown) -> rx.Component:
    return rx.fragment()


def form_sections(view_var: Shown, *, beside: Beside = _nothing) -> rx.Component:
    """Return all visible pages of a FormView below each other; put them into `autosave`."""
    pages = rx.foreach(view_var.pages, lambda page: form_page(page, beside=beside))
    return rx.el.div(pages, class_name=theme.STACK["lg"])


def form_page(page: Shown, *, beside: Beside = _nothing) -> rx.Component:
    """Return one page (PageView) of a form, for ways that have a step for each; put it into `autosave`."""
    sections = rx.foreach(page.sections, lambda section: _section(section, beside))
    return rx.fragment(rx.cond(page.is_visible, rx.el.div(sections, class_name=theme.STACK["lg"])))


def _section(section: Shown, beside: Beside) -> rx.Component:
    asked = rx.el.section(
        rx.el.h2(marked(section.title), class_name=theme.H2),
        rx.cond(section.help, rx.el.p(marked(section.help), class_name=theme.HELP)),
        rx.foreach(section.fields, lambda field: rx.cond(field.is_visible, _field(field, beside))),
        class_name=theme.STACK["md"],
    )
    return rx.cond(section.is_visible, rx.cond(section.is_folded, _folded(section), asked))


def _folded(section: Shown) -> rx.Component:
    """Return a section that has only given facts behind one line: there is nothing to do in it."""
    facts_given = rx.foreach(section.fields, lambda field: rx.cond(field.is_visible, given(field)))
    inside = rx.el.div(
        rx.cond(section.help, rx.el.p(marked(section.help), class_name=theme.HELP)),
        facts_given,
        class_name=theme.joined(theme.STACK["md"], "pt-2"),
    )
    return fold(tr("components.form.given", title=section.title), inside, is_section=True)


def _field(field: Shown, beside: Beside) -> Any:
    return rx.match(
        field.widget,
        ("marks", _group(field, rx.fragment(_keys_help(field), mark_calendar(field)))),
        ("rows", _group(field, rx.fragment(beside(field), form_rows(field, _cell)))),
        ("given", given(field)),
        ("heading", rx.el.h3(marked(field.label), class_name=theme.H3)),
        ("note", note(field)),
        _cell(field),
    )


def _cell(field: Shown) -> Any:
    """Return what is asked in one input or one group of them: a field, or a column of a row."""
    return rx.match(
        field.widget,
        ("area", _labelled(field, area(field))),
        (
            "radios",
            _group(field, rx.foreach(field.options, lambda option: radio_of(field, option))),
        ),
        ("select", _labelled(field, select(field.id, field.value, field.options, told_by(field)))),
        ("checkboxes", _group(field, rx.foreach(field.options, tick))),
        ("checkbox", _consent(field)),
        ("date_boxes", _date(field)),
        ("day", _labelled(field, day(field))),
        _labelled(field, line(field)),
    )


def _labelled(field: Shown, control: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(marked(field.label), _required(field), html_for=field.id.to(str), class_name=theme.LABEL),
        rx.fragment(_help(field), longest(field)),
        _error(field),
        control,
        class_name=theme.FIELD,
    )


def _group(field: Shown, choices: Any) -> rx.Component:
    parts = rx.fragment(_help(field), _error(field))
    return choice_group(field.id.to(str), marked(field.label), choices, _required(field), None, parts)


def _required(field: Shown) -> rx.Component:
    return rx.cond(field.is_required, required_mark())


def _help(field: Shown) -> rx.Component:
    first = rx.el.p(marked(field.help), id=field.id.to(str) + "-help", class_name=theme.FIELD_HELP)
    more = fold(tr("components.form.more"), rx.el.p(marked(field.help_more), class_name=theme.FIELD_HELP))
    return rx.cond(field.help, rx.fragment(first, rx.cond(field.help_more, more)))


def _error(field: Shown) -> rx.Component:
    return error_line(field.id.to(str) + "-error", field.error)


def _consent(field: Shown) -> rx.Component:
    return rx.el.div(
        _help(field),
        _error(field),
        rx.el.label(
            checkbox(field.id, field.is_checked, told_by(field)),
            rx.el.span(marked(field.label), _required(field)),
            class_name=theme.CHOICE,
        ),
        class_name=theme.FIELD,
    )


def _date(field: Shown) -> rx.Component:
    boxes = rx.el.div(rx.foreach(field.parts, date_part), class_name=theme.BOXES)
    return _group(field, boxes)


def _keys_help(field: Shown) -> rx.Component:
    """Return how days are marked."""
    return rx.el.p(tr("components.marks.help"), id=field.id.to(str) + "-keys", class_name=theme.HELP)


def confirm_sections(view_var: Shown, *, level: int = 2) -> rx.Component:
    """Return a list[ConfirmSection] as facts under headings of a level, with warnings in words."""
    sections = rx.foreach(view_var, lambda section: _confirm_section(section, level))
    return rx.el.div(sections, class_name=theme.STACK["lg" if level == 2 else "md"])


def _confirm_section(section: Shown, level: int) -> rx.Component:
    heading, look = (rx.el.h2, theme.H2) if level == 2 else (rx.el.h3, theme.H3)
    return rx.el.section(
        heading(marked(section.title), class_name=look),
        facts(rx.foreach(section.rows, _confirm_row)),
        class_name=theme.STACK["sm"],
    )


def _confirm_row(row: Shown) -> rx.Component:
    said = rx.el.span(
        rx.cond(row.has_marks, marked(row.words), rx.el.span(row.words, custom_attrs={**AS_WRITTEN})),
        class_name=rx.cond(row.is_answered, "", theme.MUTED),
    )
    words = rx.cond(
        row.records.to(list).length() > 0,
        records(row.records),
        rx.cond(row.months.to(list).length() > 0, marked_months(row.months, row.marks), said),
    )
    doubt = rx.cond(
        row.warning, rx.el.p(icon("warning"), rx.el.span(marked(row.warning)), class_name=theme.DOUBT)
    )
    return rx.el.div(
        rx.el.dt(marked(row.label), class_name=theme.FACT_LABEL),
        rx.el.dd(words, doubt, class_name=theme.FACT_VALUE),
        class_name=theme.FACT,
    )
