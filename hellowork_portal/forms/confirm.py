"""A form and its answers in words: for the renderer, the confirm page, mails and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.fields import Audience, FormField, Page, Section
from hellowork_portal.forms.schema import shown_ids, validate, warning_code
from hellowork_portal.forms.views import (
    ConfirmRow,
    ConfirmSection,
    ErrorLine,
    FieldView,
    FormView,
    OptionView,
    PageView,
    SectionView,
)
from hellowork_portal.forms.words import error_words, marked_text, plain, warning_words
from hellowork_portal.kit.i18n import say_marked


def confirm_view(
    definition: ProcedureDefinition,
    answers: Mapping[str, JsonValue],
    language: str,
    audience: Audience = Audience.APPLICANT,
) -> list[ConfirmSection]:
    """Return checked answers in words, section by section.

    A field is listed if `answers` has an entry for it (see Checked); sections
    without one are left out. Answers to fields that no longer exist are not shown.
    """
    return [
        ConfirmSection(section.id, page.id, marked_text(section.title, language), rows)
        for page in definition.form.pages
        for section in page.sections
        if (rows := _rows(section, answers, language, audience))
    ]


def _rows(
    section: Section, answers: Mapping[str, JsonValue], language: str, audience: Audience
) -> list[ConfirmRow]:
    return [
        _row(field, answers[field.id], language)
        for field in section.fields
        if field.id in answers and field.is_for(audience)
    ]


def _row(field: FormField, value: JsonValue, language: str) -> ConfirmRow:
    warning = warning_code(field, value)
    return ConfirmRow(
        field_id=field.id,
        label=marked_text(field.label, language),
        plain_label=plain(field.label, language),
        words=answer_words(field, value, language),
        has_marks=value is None or type_of(field).has_marks,
        is_answered=value is not None,
        warning=warning_words(warning, language) if warning else "",
    )


def answer_words(field: FormField, value: JsonValue, language: str) -> str:
    """Return one stored answer in words, and words for none."""
    if value is None:
        return say_marked(language, "form.not_answered")
    return type_of(field).words(value, field, language)


@dataclass(frozen=True)
class _Drawing:
    """What every field of one form view is drawn with."""

    answers: Mapping[str, object]
    errors: Mapping[str, FieldError]
    language: str
    shown: frozenset[str]
    required: frozenset[str]
    watched: frozenset[str]
    audience: Audience


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
    Pass no errors on the first view: a person has not been wrong before typing.
    """
    checked = validate(definition, answers, today, audience)
    drawing = _Drawing(
        answers=answers,
        errors=errors,
        language=language,
        shown=shown_ids(definition, checked, today, audience),
        required=checked.required_ids,
        watched=definition.form.watched,
        audience=audience,
    )
    pages = [_page(page, drawing) for page in definition.form.pages]
    lines = [line for page in pages for section in page.sections for line in _error_lines(section)]
    return FormView(pages, lines, sorted(drawing.watched))


def _page(page: Page, drawing: _Drawing) -> PageView:
    sections = [_section(section, drawing) for section in page.sections]
    return PageView(
        id=page.id,
        title=marked_text(page.title, drawing.language),
        sections=sections,
        is_visible=any(section.is_visible for section in sections),
        has_errors=any(_error_lines(section) for section in sections),
    )


def _section(section: Section, drawing: _Drawing) -> SectionView:
    fields = [_field(field, drawing) for field in section.fields if field.is_for(drawing.audience)]
    return SectionView(
        id=section.id,
        title=marked_text(section.title, drawing.language),
        help=marked_text(section.help, drawing.language),
        fields=fields,
        is_visible=any(field.is_visible for field in fields),
    )


def _error_lines(section: SectionView) -> list[ErrorLine]:
    return [
        ErrorLine(field.id, _first_input(field), field.label, field.error)
        for field in section.fields
        if field.error and field.is_visible
    ]


def _first_input(field: FieldView) -> str:
    """Return the name of the input that takes the focus when the field is wrong."""
    if field.parts:
        return field.parts[0].input_name
    return field.options[0].input_name if field.options else field.id


def _field(field: FormField, drawing: _Drawing) -> FieldView:
    kind, language = type_of(field), drawing.language
    raw = drawing.answers.get(field.id)
    error = drawing.errors.get(field.id)
    chosen = kind.chosen(raw, field)
    return FieldView(
        id=field.id,
        type=field.type,
        widget=kind.widget(field).value,
        label=marked_text(field.label, language),
        plain_label=plain(field.label, language),
        help=marked_text(field.help, language),
        is_answerable=kind.is_answerable,
        is_required=field.id in drawing.required,
        value=kind.typed(raw, field),
        values=chosen,
        is_checked=bool(chosen),
        options=_options(field, chosen, language),
        parts=kind.parts(raw, field, language),
        error=error_words(error, language) if error else "",
        autocomplete=field.autocomplete or kind.autocomplete,
        input_mode=kind.input_mode,
        max_length=kind.longest(field),
        is_visible=field.id in drawing.shown,
        is_watched=field.id in drawing.watched,
    )


def _options(field: FormField, chosen: list[str], language: str) -> list[OptionView]:
    """Return the options; checkboxes have a name each, radio buttons share the field's."""
    is_single = type_of(field).widget(field).value != "checkboxes"
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
