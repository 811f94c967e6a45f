"""The one validator: what a browser sent becomes answers, or errors by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import JsonValue

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.errors import CellErrors, FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.fields import Audience, FormField, ProfileFact
from hellowork_portal.forms.rules import Facts, Rule, holds

T = TypeVar("T")


@dataclass(frozen=True)
class Checked:
    """The outcome of a check.

    `answers` has an entry for every field that was to be seen, None where nothing
    was answered, and none for hidden fields: so it can be shown years later
    without judging a rule again. `errors` are by field, or by `field.row.column` and `field.day`
    where one input of several is wrong. `warnings` holds codes and stops nobody.
    """

    answers: dict[str, JsonValue]
    errors: dict[str, FieldError]
    warnings: dict[str, str]
    required_ids: frozenset[str]

    @property
    def is_valid(self) -> bool:
        """Whether the answers may be kept."""
        return not self.errors

    def is_visible(self, field_id: str) -> bool:
        """Return whether a field that takes answers is to be seen."""
        return field_id in self.answers


def validate(
    definition: ProcedureDefinition,
    raw_answers: object,
    today: date,
    audience: Audience = Audience.APPLICANT,
) -> Checked:
    """Normalise and check answers; `today` is the day in Japan.

    Hidden fields, unknown keys and fields of another audience are dropped,
    whatever the browser sent for them. Never raises for what came in.
    """
    raw = raw_answers if isinstance(raw_answers, Mapping) else {}
    errors: dict[str, FieldError] = {}
    values: dict[str, JsonValue] = {}
    facts = Facts(values, today)
    for field in definition.form.reading_order:
        if field.is_for(audience) and _are_true(definition.form.visibility[field.id], facts):
            values[field.id] = _read(raw.get(field.id), field, errors)
    errors |= _unfit(definition, facts)
    required = frozenset(
        field_id for field_id in values if _is_required(definition.form.fields[field_id], facts)
    )
    for field_id in required - {field_of(name) for name in errors}:
        if values[field_id] is None:
            errors[field_id] = FieldError(type_of(definition.form.fields[field_id]).missing)
    answers = _in_form_order(definition, values)
    return Checked(answers, _ordered(definition, errors), _warnings(definition, answers), required)


def field_of(name: str) -> str:
    """Return the id of the field that an input's name or an error's place begins with."""
    return name.split(".", 1)[0]


def _note(errors: dict[str, FieldError], field: FormField, error: FieldError) -> None:
    """Note an error at its field, or at each of the field's inputs that it speaks of."""
    if isinstance(error, CellErrors):
        errors.update({f"{field.id}.{place}": one for place, one in error.cells.items()})
    else:
        errors[field.id] = error


def _are_true(rules: tuple[Rule, ...], facts: Facts) -> bool:
    return all(holds(rule, facts) for rule in rules)


def _read(raw: object, field: FormField, errors: dict[str, FieldError]) -> JsonValue:
    """Return a field's value; a broken one is noted and counts as unanswered."""
    try:
        return type_of(field).parse(raw, field)
    except FieldError as error:
        _note(errors, field, error)
        return None


def _unfit(definition: ProcedureDefinition, facts: Facts) -> dict[str, FieldError]:
    """Return the errors of values that are well written but do not fit today or each other."""
    errors: dict[str, FieldError] = {}
    for field_id, value in facts.values.items():
        field = definition.form.fields[field_id]
        try:
            if value is not None:
                type_of(field).check(value, field, facts)
        except FieldError as error:
            _note(errors, field, error)
    return errors


def _is_required(field: FormField, facts: Facts) -> bool:
    if isinstance(field.required, dict):
        return holds(field.required, facts)
    return field.required


def _in_form_order(definition: ProcedureDefinition, by_id: Mapping[str, T]) -> dict[str, T]:
    """Return entries from the top of the form to its bottom; what takes no answer is left out."""
    return {
        field_id: by_id[field_id]
        for field_id, field in definition.form.fields.items()
        if field_id in by_id and type_of(field).is_answerable
    }


def _ordered(definition: ProcedureDefinition, errors: Mapping[str, FieldError]) -> dict[str, FieldError]:
    """Return errors from the top of the form to its bottom."""
    order = {field_id: place for place, field_id in enumerate(definition.form.fields)}
    return dict(sorted(errors.items(), key=lambda one: order[field_of(one[0])]))


def _warnings(definition: ProcedureDefinition, answers: Mapping[str, JsonValue]) -> dict[str, str]:
    found = {
        field_id: warning_code(definition.form.fields[field_id], value) for field_id, value in answers.items()
    }
    return {field_id: code for field_id, code in found.items() if code}


def warning_code(field: FormField, value: JsonValue) -> str | None:
    """Return the code of a doubt about a stored value, worded below `warning.`."""
    return None if value is None else type_of(field).warn(value, field)


def shown_ids(
    definition: ProcedureDefinition, checked: Checked, today: date, audience: Audience = Audience.APPLICANT
) -> frozenset[str]:
    """Return the fields to be seen, headings and notes included."""
    facts = Facts(checked.answers, today)
    return frozenset(
        field.id
        for field in definition.form.reading_order
        if field.is_for(audience) and _are_true(definition.form.visibility[field.id], facts)
    )


def gather(definition: ProcedureDefinition, posted: Mapping[str, object]) -> dict[str, object]:
    """Return raw answers by field from a flat form post.

    An input is named by its field's id; a checkbox of several `id.code`, a box of a date `id.part`,
    a cell of a row `id.key.column`, a day of a calendar `id.YYYY-MM-DD`. What is given is never
    taken from a post.
    """
    fields = definition.form.fields.values()
    return {
        field.id: type_of(field).gather(posted, field)
        for field in fields
        if type_of(field).is_answerable and not field.given
    }


def overlay(
    definition: ProcedureDefinition, raw: Mapping[str, object], facts: Mapping[str, object]
) -> dict[str, object]:
    """Return raw answers in which every given field has the service's value, whatever was sent for it.

    To be called before `validate` and `form_view`; a given field without a fact has no value.
    """
    given = {field.id for field in definition.form.fields.values() if field.given}
    sent = {name: value for name, value in raw.items() if name not in given}
    return sent | {field_id: facts[field_id] for field_id in given & facts.keys()}


def prefilled(definition: ProcedureDefinition, profile: Mapping[ProfileFact, str]) -> dict[str, str]:
    """Return what is known of the applicant as raw answers to begin with."""
    return {
        field.id: profile[field.prefill]
        for field in definition.form.fields.values()
        if field.prefill and profile.get(field.prefill)
    }


def sensitive_ids(definition: ProcedureDefinition) -> frozenset[str]:
    """Return the fields whose answers may never be stored or logged unsealed."""
    return frozenset(field.id for field in definition.form.fields.values() if type_of(field).is_sensitive)


def json_schema(definition: ProcedureDefinition) -> dict[str, Any]:
    """Return the stored answers' shape as JSON Schema 2020-12, for archives and interfaces.

    Conditions stand beside it as `x-visible` and `x-required`; only what is always
    there is listed as required.
    """
    form = definition.form
    asked = [field for field in form.fields.values() if type_of(field).is_answerable and not field.staff_only]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hellowork:procedure:{definition.code}",
        "title": definition.name["ja"],
        "type": "object",
        "properties": {field.id: _property(definition, field) for field in asked},
        "required": [field.id for field in asked if not form.visibility[field.id]],
        "additionalProperties": False,
    }


def _property(definition: ProcedureDefinition, field: FormField) -> dict[str, Any]:
    shape: dict[str, Any] = type_of(field).json_schema(field)
    if field.required is not True:
        shape = {"anyOf": [shape, {"type": "null"}]}
    rules = list(definition.form.visibility[field.id])
    notes = {
        "x-visible": rules,
        "x-required": field.required if isinstance(field.required, dict) else None,
        "readOnly": field.given,
    }
    return {"title": field.label["ja"], **shape, **{name: note for name, note in notes.items() if note}}
