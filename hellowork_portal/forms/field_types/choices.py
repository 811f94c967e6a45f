"""Answers that are picked, and consent."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, JsonValue

from hellowork_portal.forms.errors import FieldError, unsound
from hellowork_portal.forms.field_types.base import FieldType, Widget
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import ValueKind
from hellowork_portal.forms.texts import Frozen
from hellowork_portal.forms.words import marked_text
from hellowork_portal.kit.i18n import say_marked

_YES = {"on", "true", "1", "yes"}
_NO = {"", "off", "false", "0", "no"}


def is_ticked(raw: object) -> bool:
    """Return whether a checkbox's posted value means yes; anything else means no."""
    return raw is True or (isinstance(raw, str) and raw.strip().lower() in _YES)


def _label_of(code: JsonValue, field: FormField, language: str) -> str:
    """Return an option's words; a code that is no longer offered stands for itself."""
    label = next((option.label for option in field.options if option.code == code), None)
    return marked_text(label, language) if label else str(code)


class SingleChoiceSettings(Frozen):
    """Whether all options lie open or in a list that unfolds."""

    display: Literal["radios", "select"] = "radios"


class SingleChoiceType(FieldType):
    """One of several options."""

    name = "single_choice"
    kind = ValueKind.CHOICE
    has_marks = True
    settings_model = SingleChoiceSettings
    takes_options = True
    missing = "required_choice"

    def widget(self, field: FormField) -> Widget:
        """Return radio buttons or a list, as the field is set."""
        return Widget(SingleChoiceSettings.model_validate(field.settings).display)

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the code of an option that is offered."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str) or raw not in field.codes:
            raise FieldError("unknown_choice")
        return raw

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the option's label."""
        return _label_of(value, field, language)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe one of the codes."""
        return {"type": "string", "enum": list(field.codes)}

    def typed(self, raw: object, field: FormField) -> str:
        """Return the code if it is offered."""
        return raw if isinstance(raw, str) and raw in field.codes else ""

    def chosen(self, raw: object, field: FormField) -> list[str]:
        """Return the code alone in a list."""
        return [code for code in [self.typed(raw, field)] if code]


class MultipleChoiceSettings(Frozen):
    """How many options may be chosen."""

    min_choices: int = Field(default=0, ge=0, le=200)
    max_choices: int = Field(default=200, ge=1, le=200)


class MultipleChoiceType(FieldType):
    """Any of several options, kept in their own order."""

    name = "multiple_choice"
    kind = ValueKind.LIST
    has_marks = True
    settings_model = MultipleChoiceSettings
    takes_options = True
    missing = "required_choice"

    def check_definition(self, field: FormField) -> None:
        """Refuse limits that no answer could meet."""
        super().check_definition(field)
        limits = MultipleChoiceSettings.model_validate(field.settings)
        if limits.min_choices > min(limits.max_choices, len(field.options)):
            raise unsound("empty_range", field.id)

    def widget(self, field: FormField) -> Widget:
        """Return checkboxes."""
        return Widget.CHECKBOXES

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the chosen codes, each once."""
        given = self._given(raw)
        if any(not isinstance(code, str) or code not in field.codes for code in given):
            raise FieldError("unknown_choice")
        codes = [code for code in field.codes if code in given]
        limits = MultipleChoiceSettings.model_validate(field.settings)
        if codes and len(codes) < limits.min_choices:
            raise FieldError("too_few_choices", min=limits.min_choices)
        if len(codes) > limits.max_choices:
            raise FieldError("too_many_choices", max=limits.max_choices)
        return [*codes] or None

    def _given(self, raw: object) -> list[object]:
        if raw is None or raw == "":
            return []
        if isinstance(raw, list | tuple):
            return list(raw)
        return [raw]

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the labels in one line."""
        codes = value if isinstance(value, list) else [value]
        return say_marked(language, "form.list_comma").join(
            _label_of(code, field, language) for code in codes
        )

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a set of codes."""
        limits = MultipleChoiceSettings.model_validate(field.settings)
        return {
            "type": "array",
            "items": {"type": "string", "enum": list(field.codes)},
            "uniqueItems": True,
            "minItems": max(1, limits.min_choices),
            "maxItems": min(limits.max_choices, len(field.options)),
        }

    def gather(self, posted: Mapping[str, object], field: FormField) -> object:
        """Return the field's list, or the codes whose own checkbox `field.code` is ticked."""
        if field.id in posted:
            return posted[field.id]
        return [code for code in field.codes if is_ticked(posted.get(f"{field.id}.{code}"))]

    def typed(self, raw: object, field: FormField) -> str:
        """Return nothing: what is ticked stands in the options."""
        return ""

    def chosen(self, raw: object, field: FormField) -> list[str]:
        """Return the codes that are offered and ticked."""
        given = self._given(raw)
        return [code for code in field.codes if code in given]


class ConsentType(FieldType):
    """A box that is ticked to agree; where it is required, only agreement lets one go on."""

    name = "consent"
    kind = ValueKind.FLAG
    has_marks = True
    missing = "must_agree"

    def widget(self, field: FormField) -> Widget:
        """Return one checkbox."""
        return Widget.CHECKBOX

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return True for agreement, None for none; there is no stored refusal."""
        if is_ticked(raw):
            return True
        if raw is None or raw is False or (isinstance(raw, str) and raw.strip().lower() in _NO):
            return None
        raise FieldError("not_a_tick")

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return that it was agreed."""
        return say_marked(language, "form.agreed")

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe agreement."""
        return {"const": True}

    def typed(self, raw: object, field: FormField) -> str:
        """Return nothing: the tick stands for itself."""
        return ""

    def chosen(self, raw: object, field: FormField) -> list[str]:
        """Return one entry when the box is ticked."""
        return ["on"] if is_ticked(raw) else []
