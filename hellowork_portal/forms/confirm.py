"""A form and its answers in words: for the renderer, the confirm page, mails and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.drawing import Drawing, answer_words, error_lines, field_view
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.field_types.base import Widget
from hellowork_portal.forms.field_types.row_keys import rows_name
from hellowork_portal.forms.field_types.rows import RowsSettings
from hellowork_portal.forms.fields import Audience, FormField, Page, Section
from hellowork_portal.forms.rules import Facts
from hellowork_portal.forms.schema import field_of, shown_ids, validate, warning_code
from hellowork_portal.forms.views import (
    ConfirmCell,
    ConfirmRecord,
    ConfirmRow,
    ConfirmSection,
    ErrorLine,
    FormView,
    PageView,
    SectionView,
)
from hellowork_portal.forms.words import marked_text, plain, warning_words
from hellowork_portal.kit.i18n import say_marked

__all__ = ["answer_words", "confirm_view", "form_view"]


def confirm_view(
    definition: ProcedureDefinition,
    answers: Mapping[str, JsonValue],
    language: str,
    audience: Audience = Audience.APPLICANT,
    doubts: Mapping[str, str] | None = None,
) -> list[ConfirmSection]:
    """Return checked answers in words, section by section.

    A field is listed if `answers` has an entry for it (see Checked); sections
    without one are left out. Answers to fields that no longer exist are not shown.
    `doubts` are sentences (with reading marks) to be shown at a field, at a cell
    (`field.row.column`, rows from 0), or at the field where the cell is not there.
    """
    words = _Words(answers, language, dict(doubts or {}))
    return [
        ConfirmSection(section.id, page.id, marked_text(section.title, language), rows)
        for page in definition.form.pages
        for section in page.sections
        if (rows := _rows(section, words, audience))
    ]


@dataclass(frozen=True)
class _Words:
    """What every answer of one confirm view is worded with."""

    answers: Mapping[str, JsonValue]
    language: str
    doubts: Mapping[str, str]


def _rows(section: Section, words: _Words, audience: Audience) -> list[ConfirmRow]:
    return [
        _row(field, words) for field in section.fields if field.id in words.answers and field.is_for(audience)
    ]


def _row(field: FormField, words: _Words) -> ConfirmRow:
    kind, value, language = type_of(field), words.answers[field.id], words.language
    records = _records(field, value, words)
    return ConfirmRow(
        field_id=field.id,
        label=marked_text(field.label, language),
        plain_label=plain(field.label, language),
        words=answer_words(field, value, language),
        has_marks=value is None or kind.has_marks,
        is_answered=value is not None,
        warning=_doubts(field, value, words, records),
        records=records,
        months=[] if value is None else kind.months(value, field, Facts(words.answers, date.max), language),
        marks=kind.marks(field, language),
    )


def _doubts(field: FormField, value: JsonValue, words: _Words, records: list[ConfirmRecord]) -> str:
    """Return what is doubtful at a field as a whole, or at a place in it that is not drawn."""
    own = warning_code(field, value)
    drawn = {f"{field.id}.{record.row}.{cell.column}" for record in records for cell in record.cells}
    said = [warning_words(own, words.language)] if own else []
    said += [
        doubt for place, doubt in words.doubts.items() if field_of(place) == field.id and place not in drawn
    ]
    return "\n".join(said)


def _records(field: FormField, value: JsonValue, words: _Words) -> list[ConfirmRecord]:
    """Return the rows of an answer that has several."""
    columns = type_of(field).columns(field)
    rows = value if columns and isinstance(value, list) else []
    return [_record(field, place, row, words) for place, row in enumerate(rows) if isinstance(row, dict)]


def _record(field: FormField, place: int, row: Mapping[str, JsonValue], words: _Words) -> ConfirmRecord:
    named = marked_text(field.settings_as(RowsSettings).row, words.language)
    cells = []
    for column in type_of(field).columns(field):
        value = row.get(column.id)
        cells.append(
            ConfirmCell(
                column=column.id,
                label=marked_text(column.label, words.language),
                words=answer_words(column, value, words.language),
                has_marks=value is None or type_of(column).has_marks,
                is_answered=value is not None,
                warning=words.doubts.get(f"{field.id}.{place}.{column.id}", ""),
            )
        )
    title = say_marked(words.language, "form.rows.title", row=named, number=place + 1)
    return ConfirmRecord(place, title, cells)


def form_view(
    definition: ProcedureDefinition,
    answers: Mapping[str, object],
    errors: Mapping[str, FieldError],
    language: str,
    today: date,
    audience: Audience = Audience.APPLICANT,
) -> FormView:
    """Return the form as the renderer walks it, with what was typed, by field id.

    Answers may be raw or normalised; a value that was refused stays as typed.
    Errors are by field, or by `field.row.column` (rows from 0, empty ones left out) and
    `field.day`, as `validate` gives them. Pass none on the first view: a person has not
    been wrong before typing. A change of `field-rows` (schema: rows_name) adds or removes
    a row, so those names are among the watched ones.
    """
    checked = validate(definition, answers, today, audience)
    drawing = Drawing(
        answers=answers,
        errors=errors,
        language=language,
        shown=shown_ids(definition, checked, today, audience),
        required=checked.required_ids,
        watched=definition.form.watched,
        audience=audience,
        facts=Facts(checked.answers, today),
    )
    drawn = [_page(page, drawing) for page in definition.form.pages]
    rows = {rows_name(field) for field in definition.form.fields.values() if type_of(field).columns(field)}
    lines = [line for _, lines in drawn for line in lines]
    return FormView([page for page, _ in drawn], lines, sorted(drawing.watched | rows))


def _page(page: Page, drawing: Drawing) -> tuple[PageView, list[ErrorLine]]:
    sections = [_section(section, drawing) for section in page.sections]
    fields = [field for section in sections for field in section.fields]
    lines = [line for field in fields for line in error_lines(field, drawing)]
    view = PageView(
        id=page.id,
        title=marked_text(page.title, drawing.language),
        sections=sections,
        is_visible=any(section.is_visible for section in sections),
        has_errors=bool(lines),
    )
    return view, lines


def _section(section: Section, drawing: Drawing) -> SectionView:
    fields = [field_view(field, drawing) for field in section.fields if field.is_for(drawing.audience)]
    return SectionView(
        id=section.id,
        title=marked_text(section.title, drawing.language),
        help=marked_text(section.help, drawing.language),
        fields=fields,
        is_visible=any(field.is_visible for field in fields),
        is_folded=all(field.widget == Widget.GIVEN and not field.error for field in fields),
    )
