"""One field as the renderer draws it: with what was typed, what is wrong, and the inputs it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.field_types.base import TypedRow, Widget
from hellowork_portal.forms.field_types.row_keys import cell_field, rows_name
from hellowork_portal.forms.field_types.rows import RowsSettings
from hellowork_portal.forms.fields import Audience, FormField
from hellowork_portal.forms.rules import Facts
from hellowork_portal.forms.views import CellView, ErrorLine, FieldView, OptionView, RowView
from hellowork_portal.forms.words import error_words, marked_text, plain, read_as
from hellowork_portal.kit.i18n import say_marked


@dataclass(frozen=True)
class Drawing:
    """What every field of one form view is drawn with; `errors` as in schema.Checked."""

    answers: Mapping[str, object]
    errors: Mapping[str, FieldError]
    language: str
    shown: frozenset[str]
    required: frozenset[str]
    watched: frozenset[str]
    audience: Audience
    facts: Facts

    def error_at(self, name: str) -> str:
        """Return in words what is wrong at a place; empty where nothing is."""
        error = self.errors.get(name)
        return error_words(error, self.language) if error else ""

    def errors_inside(self, field_id: str) -> dict[str, str]:
        """Return in words what is wrong at single inputs of a field, by the place behind its id."""
        prefix = f"{field_id}."
        inside = [name for name in self.errors if name.startswith(prefix)]
        return {name[len(prefix) :]: self.error_at(name) for name in inside}


def field_view(field: FormField, drawing: Drawing) -> FieldView:
    """Return a field with everything that is drawn of it."""
    kind, raw = type_of(field), drawing.answers.get(field.id)
    is_asked = field.id in drawing.shown and not field.given
    months = kind.months(raw, field, drawing.facts, drawing.language) if is_asked else []
    rows = kind.rows(raw, field) if is_asked else []
    cell = _cell(
        field,
        raw,
        drawing,
        error=" ".join(_told_at_field(field, rows, drawing)),
        is_required=field.id in drawing.required,
        is_visible=field.id in drawing.shown,
    )
    return FieldView(
        **vars(cell),
        months=months,
        marks=kind.marks(field, drawing.language),
        rows=[_row(field, row, number, drawing) for number, row in enumerate(rows, 1)],
        **_row_frame(field, rows, drawing.language),
    )


def _told_at_field(field: FormField, rows: list[TypedRow], drawing: Drawing) -> list[str]:
    """Return what is wrong with a field as a whole, with its days, and with places that are not drawn."""
    drawn = {f"{row.place}.{column.id}" for row in rows for column in type_of(field).columns(field)}
    own = drawing.error_at(field.id)
    inside = [words for place, words in drawing.errors_inside(field.id).items() if place not in drawn]
    return ([own] if own else []) + inside


def _cell(
    field: FormField, raw: object, drawing: Drawing, *, error: str, is_required: bool, is_visible: bool = True
) -> CellView:
    kind, language = type_of(field), drawing.language
    chosen = kind.chosen(raw, field)
    value = drawing.facts.values.get(field.id) if field.given else None
    shown = answer_words(field, value, language) if field.given else kind.typed(raw, field)
    help_first, _, help_more = marked_text(field.help, language).partition("\n")
    return CellView(
        id=field.id,
        type=field.type,
        widget=(Widget.GIVEN if field.given else kind.widget(field)).value,
        label=marked_text(field.label, language),
        plain_label=plain(field.label, language),
        help=help_first,
        help_more=help_more,
        is_answerable=kind.is_answerable,
        is_required=is_required and not field.given,
        value=shown,
        value_lang=read_as(shown, language) if field.given else "",
        has_marks=field.given and (value is None or kind.has_marks),
        values=chosen,
        is_checked=bool(chosen),
        options=_options(field, chosen, language),
        parts=kind.parts(raw, field, language),
        error=error,
        autocomplete=field.autocomplete or kind.autocomplete,
        input_mode=kind.input_mode,
        max_length=kind.longest(field),
        is_visible=is_visible,
        is_watched=field.id in drawing.watched,
    )


def answer_words(field: FormField, value: JsonValue, language: str) -> str:
    """Return one stored answer in words, and words for none."""
    if value is None:
        return say_marked(language, "form.not_answered")
    return type_of(field).words(value, field, language)


def _options(field: FormField, chosen: list[str], language: str) -> list[OptionView]:
    """Return the options; checkboxes have a name each, radio buttons share the field's."""
    is_single = type_of(field).widget(field) is not Widget.CHECKBOXES
    return [
        OptionView(
            code=option.code,
            label=marked_text(option.label, language),
            plain_label=plain(option.label, language),
            input_name=field.id if is_single else f"{field.id}.{option.code}",
            is_chosen=option.code in chosen,
        )
        for option in field.options
    ]


def _row(field: FormField, row: TypedRow, number: int, drawing: Drawing) -> RowView:
    named = {"row": marked_text(field.settings_as(RowsSettings).row, drawing.language), "number": number}
    cells = [
        _cell(
            cell_field(field, row.key, column),
            row.values.get(column.id),
            drawing,
            error=drawing.error_at(f"{field.id}.{row.place}.{column.id}"),
            is_required=column.required is True,
        )
        for column in type_of(field).columns(field)
    ]
    return RowView(
        key=row.key,
        title=say_marked(drawing.language, "form.rows.title", **named),
        remove=say_marked(drawing.language, "form.rows.remove", **named),
        cells=cells,
    )


def _row_frame(field: FormField, rows: list[TypedRow], language: str) -> dict[str, Any]:
    """Return what stands around the rows of a field; nothing for one that has none."""
    if type_of(field).widget(field) is not Widget.ROWS:
        return {}
    settings = field.settings_as(RowsSettings)
    return {
        "rows_name": rows_name(field),
        "row_keys": ",".join(row.key for row in rows),
        "add_label": say_marked(language, "form.rows.add", row=marked_text(settings.row, language)),
        "starts_with_row": settings.starts_with_row,
        "is_full": len(rows) >= settings.max_rows,
        "full": say_marked(language, "form.rows.full", max=settings.max_rows),
    }


def error_lines(field: FieldView, drawing: Drawing) -> list[ErrorLine]:
    """Return what is wrong in a field, each line with the input that takes the focus."""
    if not field.is_visible:
        return []
    own = drawing.error_at(field.id)
    lines = [ErrorLine(field.id, first_input(field), field.label, own)] if own else []
    inside = drawing.errors_inside(field.id) if field.error else {}
    days = {day.iso: day.input_name for month in field.months for day in month.days if day.can_mark}
    for place, words in inside.items():
        if words in field.error:
            lines.append(ErrorLine(field.id, days.get(place, first_input(field)), field.label, words))
    for row in field.rows:
        lines += [
            ErrorLine(field.id, _first_of_cell(cell), _label_in(row, cell, drawing.language), cell.error)
            for cell in row.cells
            if cell.error
        ]
    return lines


def _label_in(row: RowView, cell: CellView, language: str) -> str:
    return say_marked(language, "form.rows.place", row=row.title, column=cell.label)


def first_input(field: FieldView) -> str:
    """Return the name of the input that takes the focus when the field is wrong."""
    if field.rows:
        return _first_of_cell(field.rows[0].cells[0])
    days = [day.input_name for month in field.months for day in month.days if day.can_mark]
    return days[0] if days else _first_of_cell(field)


def _first_of_cell(cell: CellView) -> str:
    if cell.parts:
        return cell.parts[0].input_name
    return cell.options[0].input_name if cell.options else cell.id
