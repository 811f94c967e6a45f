"""What makes a form sound as a whole; each part alone is checked by its model."""

from collections.abc import Iterator
from graphlib import CycleError

from hellowork_portal.forms.errors import unsound
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.fields import Form, FormField
from hellowork_portal.forms.rule_checks import check_rule
from hellowork_portal.forms.rules import Readable, Rule, fields_read

MOST_FIELDS = 200


def check_form(form: Form) -> Form:
    """Refuse a form whose ids, types, settings or rules do not fit together."""
    _check_ids(form)
    for field in form.fields.values():
        type_of(field).check_definition(field)
    readable = {
        field.id: Readable(type_of(field).kind, frozenset(field.codes)) for field in form.fields.values()
    }
    for rule in _rules(form):
        check_rule(rule, readable)
    _check_needs(form)
    _check_requirements(form)
    _check_order(form)
    return form


def _check_ids(form: Form) -> None:
    """Refuse an id that stands twice: within fields, sections and pages each."""
    sections = [section.id for page in form.pages for section in page.sections]
    fields = [field.id for _, _, field in form.placed_fields()]
    for ids in ([page.id for page in form.pages], sections, fields):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise unsound("id_twice", ", ".join(twice))
    if len(fields) > MOST_FIELDS:
        raise unsound("too_many_fields", str(MOST_FIELDS))


def _rules(form: Form) -> Iterator[Rule]:
    for page in form.pages:
        yield from _present(page.visible, *(section.visible for section in page.sections))
    for field in form.fields.values():
        yield from _present(field.visible, field.required)


def _present(*rules: Rule | bool | None) -> Iterator[Rule]:
    return (rule for rule in rules if isinstance(rule, dict))


def _check_needs(form: Form) -> None:
    """Refuse settings that name a field which is not there or is of another kind."""
    for field in form.fields.values():
        for needed, kind in type_of(field).needs(field).items():
            if needed not in form.fields or type_of(form.fields[needed]).kind is not kind:
                raise unsound("settings_field", f"{field.id}: {needed}")


def _check_requirements(form: Form) -> None:
    for field in form.fields.values():
        _check_requirement(field)


def _check_requirement(field: FormField) -> None:
    """Refuse a required or given heading, and a field that is required because of itself."""
    if (field.required is not False or field.given) and not type_of(field).is_answerable:
        raise unsound("required_without_answer", field.id)
    if isinstance(field.required, dict) and field.id in fields_read(field.required):
        raise unsound("rule_reads_itself", field.id)


def _check_order(form: Form) -> None:
    """Refuse fields whose visibility hangs on itself, and staff fields that decide what applicants see."""
    try:
        order = form.reading_order
    except CycleError as error:
        raise unsound("rules_in_a_circle", " > ".join(error.args[1])) from None
    for field in order:
        rules = [*form.visibility[field.id], *_present(field.required)]
        read = {one for rule in rules for one in fields_read(rule)}
        if not field.staff_only and any(form.fields[one].staff_only for one in read):
            raise unsound("rule_reads_staff_field", field.id)
