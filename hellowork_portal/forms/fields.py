"""The parts of a form: pages hold sections, sections hold fields."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, Any, TypeVar

from pydantic import Field, StrictBool, StringConstraints

from hellowork_portal.forms.rules import Rule, fields_read
from hellowork_portal.forms.texts import Frozen, Texts

S = TypeVar("S", bound=Frozen)
SettingsModel = type[S]
SettingsRead = dict[type[Frozen], Frozen]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
AutocompleteToken = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class ProfileFact(StrEnum):
    """What a field may be filled with from the applicant's profile."""

    NAME = "name"
    READING = "reading"
    BIRTH_ON = "birth_on"
    MAIL = "mail"
    TELEPHONE = "telephone"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    CLAIMANT_NUMBER = "claimant_number"


class Audience(StrEnum):
    """Who fills the form in: `staff_only` fields do not exist for applicants."""

    APPLICANT = "applicant"
    STAFF = "staff"


class Option(Frozen):
    """One answer of a choice."""

    code: Identifier
    label: Texts


class FormField(Frozen):
    """One thing that is asked or said; `settings` are those of its type.

    `given`: its value is put by the service (`schema.overlay`), shown and never asked for.
    """

    id: Identifier
    type: str
    label: Texts
    help: Texts | None = None
    required: StrictBool | Rule = False
    visible: Rule | None = None
    options: tuple[Option, ...] = Field(default=(), max_length=200)
    settings: dict[str, Any] = Field(default_factory=dict)
    autocomplete: AutocompleteToken | None = None
    prefill: ProfileFact | None = None
    staff_only: StrictBool = False
    given: StrictBool = False

    @cached_property
    def _settings_read(self) -> SettingsRead:
        return {}

    def settings_as(self, model: SettingsModel[S]) -> S:
        """Return the settings as its type reads them, kept for the next time."""
        kept = self._settings_read.get(model)
        if not isinstance(kept, model):
            kept = self._settings_read[model] = model.model_validate(self.settings)
        return kept

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the options, in their order."""
        return tuple(option.code for option in self.options)

    def is_for(self, audience: Audience) -> bool:
        """Return whether this audience may see and answer the field."""
        return audience is Audience.STAFF or not self.staff_only


class Section(Frozen):
    """Fields under one heading."""

    id: Identifier
    title: Texts
    help: Texts | None = None
    visible: Rule | None = None
    fields: tuple[FormField, ...] = Field(min_length=1, max_length=60)


class Page(Frozen):
    """One step of the form."""

    id: Identifier
    title: Texts
    visible: Rule | None = None
    sections: tuple[Section, ...] = Field(min_length=1, max_length=20)


class Form(Frozen):
    """Everything that a procedure asks."""

    pages: tuple[Page, ...] = Field(min_length=1, max_length=20)

    def placed_fields(self) -> Iterator[tuple[Page, Section, FormField]]:
        """Yield every field with where it stands, from top to bottom."""
        for page in self.pages:
            for section in page.sections:
                for field in section.fields:
                    yield page, section, field

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """Every field by its id, from top to bottom."""
        return {field.id: field for _, _, field in self.placed_fields()}

    @cached_property
    def visibility(self) -> dict[str, tuple[Rule, ...]]:
        """The rules that must all hold for a field to be seen: its own, its section's, its page's."""
        return {
            field.id: tuple(
                rule for rule in (page.visible, section.visible, field.visible) if rule is not None
            )
            for page, section, field in self.placed_fields()
        }

    @cached_property
    def reading_order(self) -> tuple[FormField, ...]:
        """Every field after those that its visibility depends on; CycleError if there is no such order."""
        graph = {
            field_id: sorted({read for rule in rules for read in fields_read(rule)})
            for field_id, rules in self.visibility.items()
        }
        return tuple(self.fields[field_id] for field_id in TopologicalSorter(graph).static_order())

    @cached_property
    def watched(self) -> frozenset[str]:
        """The fields that any rule reads: a change of theirs may show or hide others."""
        rules = [rule for rules in self.visibility.values() for rule in rules]
        rules += [field.required for field in self.fields.values() if isinstance(field.required, dict)]
        return frozenset(read for rule in rules for read in fields_read(rule))
