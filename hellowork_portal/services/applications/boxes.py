"""What was typed into the boxes of a form: kept one by one, and gathered into answers by field; pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.field_types.choices import ConsentType
from hellowork_portal.forms.field_types.row_keys import rows_name
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import fields_read
from hellowork_portal.forms.schema import field_of, gather
from hellowork_portal.forms.views import ErrorLine, FormView
from hellowork_portal.kit.i18n import say_marked
from hellowork_portal.services.applications.errors import DraftTooLarge

_LONGEST_NAME, _LONGEST_VALUE, _MOST_BOXES, _MOST_SIGNS = 90, 20_000, 2_000, 200_000
_ROWS = "-rows"
"""The end of the name of the input that lists a field's rows (forms/field_types/rows)."""
_EMPTY = (None, "", [], {})


def merged(kept: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Return the boxes with newly typed ones on top; what another page typed into others stays.

    A list of rows is merged by what a page has added and taken away since it was drawn (`seen`), so that
    rows of another page stay; a list that the page has not drawn had no rows. Raises DraftTooLarge for
    more than any honest form has: then nothing is kept.
    """
    new = {str(name)[:_LONGEST_NAME]: _text(value) for name, value in typed.items()}
    lists = {
        name: _rows_left(kept[name], new[name], seen.get(name, "")) for name in new if _is_list(name, kept)
    }
    whole = {**kept, **new, **lists}
    too_long = any(len(value) > _LONGEST_VALUE for value in whole.values() if isinstance(value, str))
    if too_long or len(whole) > _MOST_BOXES or len(json.dumps(whole)) > _MOST_SIGNS:
        raise DraftTooLarge
    return whole


def _is_list(name: str, kept: Mapping[str, Any]) -> bool:
    return name.endswith(_ROWS) and name in kept


def _rows_left(theirs: Any, mine: str, base: Any) -> str:
    """Return the keys of rows that stand: theirs without what I took away, and what I added, in its place."""
    there, now, before = (str(keys).split(",") for keys in (theirs, mine, base))
    stay = [key for key in there if key in now or key not in before]
    for place, key in reversed(list(enumerate(now))):
        if key not in stay and key not in before:
            below = next((one for one in now[place + 1 :] if one in stay), None)
            stay.insert(len(stay) if below is None else stay.index(below), key)
    return ",".join(stay)


def _text(value: object) -> str:
    """Return a box's value as the browser's own form post would send it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def changed(seen: Mapping[str, Any], posted: Mapping[str, Any]) -> dict[str, str]:
    """Return what a page posts that is not as it was when the page was drawn.

    The rest may have been typed elsewhere meanwhile, and is not taken back to what it was.
    """
    texts = {str(name)[:_LONGEST_NAME]: _text(value) for name, value in posted.items()}
    return {name: text for name, text in texts.items() if text != _text(seen.get(name))}


def as_drawn(kept: Mapping[str, Any], view: FormView) -> dict[str, str]:
    """Return the boxes as a page shows them: a list of rows has one that waits, though nobody has kept it."""
    fields = (one for page in view.pages for section in page.sections for one in section.fields)
    drawn = {one.rows_name: one.row_keys for one in fields if one.rows_name and one.is_visible}
    return {name: str(value) for name, value in kept.items()} | drawn


def raw_answers(definition: ProcedureDefinition, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return raw answers by field from the boxes as typed."""
    return {field_id: value for field_id, value in gather(definition, kept).items() if value not in _EMPTY}


def field_in(name: str) -> str:
    """Return the id of the field to which an input belongs."""
    return field_of(name).removesuffix(_ROWS)


def boxes_of(definition: ProcedureDefinition, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the boxes as they would have been typed for checked answers."""
    boxes: dict[str, str] = {}
    for field_id, value in answers.items():
        field = definition.form.fields.get(field_id)
        if field is not None and value not in _EMPTY:
            boxes |= _boxes_of(field, value)
    return boxes


def _boxes_of(field: FormField, value: Any) -> dict[str, str]:
    kind = type_of(field)
    if columns := kind.columns(field):
        keys = [str(place) for place in range(len(value))]
        cells = {
            f"{field.id}.{key}.{column.id}": _text(row.get(column.id))
            for key, row in zip(keys, value, strict=True)
            for column in columns
        }
        return {rows_name(field): ",".join(keys)} | cells
    if parts := kind.parts(value, field, "ja"):
        return {part.input_name: part.value for part in parts}
    if isinstance(value, Mapping):
        return {f"{field.id}.{key}": _text(one) for key, one in value.items()}
    if isinstance(value, list):
        return {f"{field.id}.{code}": "on" for code in value}
    return {field.id: _text(value)}


def with_row(
    definition: ProcedureDefinition, kept: Mapping[str, Any], field_id: str, cells: Mapping[str, str]
) -> dict[str, str]:
    """Return the boxes that are new when a row is added behind those of a field."""
    field = definition.form.fields[field_id]
    rows = [
        row
        for row in type_of(field).rows(raw_answers(definition, kept).get(field_id), field)
        if row.place >= 0
    ]
    keys = [row.key for row in rows]
    key = str(max([int(one) for one in keys if one.isdigit()] + [len(keys) - 1], default=-1) + 1)
    return {rows_name(field): ",".join([*keys, key])} | {
        f"{field_id}.{key}.{column}": value for column, value in cells.items()
    }


def has_row(answers: Mapping[str, Any], field_id: str, cells: Mapping[str, str]) -> bool:
    """Whether raw answers have a row in a field that says all that these cells say."""
    rows = answers.get(field_id)
    return isinstance(rows, list) and any(
        isinstance(row, Mapping) and all(_text(row.get(name)) == value for name, value in cells.items())
        for row in rows
    )


def statements(definition: ProcedureDefinition) -> frozenset[str]:
    """Return the fields by which a person states something: each filing has its own (施行規則22条)."""
    fields = definition.form.fields.values()
    return frozenset(field.id for field in fields if isinstance(type_of(field), ConsentType))


def correctable(definition: ProcedureDefinition, asked: Iterable[str]) -> frozenset[str]:
    """Return the fields that may be changed where `asked` are: these, and those that depend on them.

    Whoever corrects a yes to a no has to be able to answer what the no leads to.
    """
    may, form = set(asked), definition.form
    while True:
        more = {
            field_id
            for field_id, rules in form.visibility.items()
            if may & {read for rule in rules for read in fields_read(rule)}
        }
        if more <= may:
            return frozenset(one for one in may if one in form.fields and not form.fields[one].given)
        may |= more


def narrowed(view: FormView, allowed: frozenset[str], language: str) -> FormView:
    """Return a form in which only these fields show; what is wrong in another, the office has to ask for."""
    pages = []
    for page in view.pages:
        sections = []
        for section in page.sections:
            fields = [replace(one, is_visible=one.is_visible and one.id in allowed) for one in section.fields]
            shown = any(one.is_visible for one in fields)
            sections.append(replace(section, fields=fields, is_visible=shown))
        pages.append(replace(page, sections=sections, is_visible=any(one.is_visible for one in sections)))
    errors = [one if one.field_id in allowed else _not_asked(one, language) for one in view.errors]
    return replace(view, pages=pages, errors=errors)


def _not_asked(line: ErrorLine, language: str) -> ErrorLine:
    return replace(line, input_name="", words=f"{line.words} {say_marked(language, 'form.not_asked')}")
