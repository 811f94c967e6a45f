"""Rows that repeat: a card each on phones, a line of boxes on wide screens; added and removed in place."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.form_controls import marked
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.texts import marks


class Rows(rx.Component):
    """Adds and removes rows by the input that lists their keys (`name`), and keeps the focus."""

    library = "$/public" + rx.asset("rows.jsx", shared=False)
    tag = "Rows"
    name: rx.Var[str]
    rows: rx.Var[str]
    starts_with_row: rx.Var[bool]
    removed: rx.Var[str]
    undo: rx.Var[str]
    looks: rx.Var[dict[str, str]]


def form_rows(field: Shown, draw: Callable[[Shown], Any]) -> rx.Component:
    """Return the rows of a FieldView; `draw` draws one CellView."""
    add = secondary(
        marked(field.add_label),
        aria_disabled=rx.cond(field.is_full, "true", "false"),
        custom_attrs={"data-add": field.id},
        class_name="self-start",
    )
    return Rows.create(
        rx.foreach(field.rows, lambda row: _row(row, draw)),
        rx.cond(field.is_full, rx.el.p(marked(field.full), class_name=theme.ROW_NOTE)),
        add,
        name=field.rows_name,
        rows=field.row_keys,
        starts_with_row=field.starts_with_row,
        removed=marks("components.rows.removed", row="[row]"),
        undo=marks("components.rows.undo"),
        looks={"gone": theme.ROW_GONE, "undo": theme.ACTION_TEXT},
        class_name=theme.ROWS,
    )


def _row(row: Shown, draw: Callable[[Shown], Any]) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(marked(row.title), class_name=theme.ROW_TITLE),
        rx.el.div(rx.foreach(row.cells, draw), class_name=theme.ROW_CELLS),
        rx.el.div(
            tertiary(marked(row.remove), custom_attrs={"data-remove": row.key}), class_name=theme.ROW_FOOT
        ),
        key=row.key,
        custom_attrs={"data-row": row.key, "data-title": row.title},
        class_name=theme.ROW_BOX,
    )


def records(rows: Shown) -> rx.Component:
    """Return rows (list[ConfirmRecord]) for reading, each cell with its label and what is doubtful in it."""
    return rx.el.ol(rx.foreach(rows, _record), class_name=theme.RECORDS)


def _record(row: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.p(marked(row.title), class_name=theme.STRONG),
        rx.el.dl(rx.foreach(row.cells, _record_cell), class_name=theme.RECORD_CELLS),
        class_name=theme.RECORD,
    )


def _record_cell(cell: Shown) -> rx.Component:
    words = rx.cond(cell.has_marks, marked(cell.words), rx.el.span(cell.words, custom_attrs={**AS_WRITTEN}))
    doubt = rx.cond(cell.warning, rx.el.p(marked(cell.warning), class_name=theme.DOUBT))
    return rx.el.div(
        rx.el.dt(marked(cell.label), class_name=theme.RECORD_LABEL),
        rx.el.dd(rx.el.span(words, class_name=rx.cond(cell.is_answered, "", theme.MUTED)), doubt),
        class_name="min-w-0 break-words",
    )
