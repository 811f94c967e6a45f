"""What every field type can do. A new type is one class and one line of the registry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import JsonValue, ValidationError

from hellowork_portal.forms.errors import FieldError, unsound
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import Facts, ValueKind
from hellowork_portal.forms.texts import Frozen
from hellowork_portal.forms.views import MarkView, MonthView, PartView


class Widget(StrEnum):
    """How a field is drawn; types share widgets, so a new type seldom needs a new one."""

    LINE = "line"
    AREA = "area"
    RADIOS = "radios"
    SELECT = "select"
    CHECKBOXES = "checkboxes"
    CHECKBOX = "checkbox"
    DATE_BOXES = "date_boxes"
    DAY = "day"
    MARKS = "marks"
    ROWS = "rows"
    GIVEN = "given"
    HEADING = "heading"
    NOTE = "note"


class NoSettings(Frozen):
    """The settings of a type that has none."""


@dataclass(frozen=True)
class TypedRow:
    """One of several rows as typed; `place` is where it stands among the answers, -1 while it is empty."""

    key: str
    place: int
    values: Mapping[str, object]


class FieldType:
    """A kind of field: how it is read, checked, worded and described.

    `parse` takes whatever a browser sent and either returns the normalised JSON
    value (None = unanswered) or raises FieldError; parsing its own value again
    gives the same value.
    """

    name: ClassVar[str]
    kind: ClassVar[ValueKind] = ValueKind.TEXT
    settings_model: ClassVar[type[Frozen]] = NoSettings
    takes_options: ClassVar[bool] = False
    is_answerable: ClassVar[bool] = True
    is_sensitive: ClassVar[bool] = False
    has_marks: ClassVar[bool] = False
    missing: ClassVar[str] = "required"
    input_mode: ClassVar[str] = "text"
    autocomplete: ClassVar[str] = ""

    def check_definition(self, field: FormField) -> None:
        """Refuse settings and options that the type cannot use."""
        try:
            self.settings_model.model_validate(field.settings)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise unsound("settings", f"{field.id}: {place}: {first['msg']}") from None
        if self.takes_options != bool(field.options):
            raise unsound("options", field.id)
        if len(set(field.codes)) < len(field.codes):
            raise unsound("option_twice", field.id)

    def needs(self, field: FormField) -> Mapping[str, ValueKind]:
        """Return the other fields that the settings name, and the kind that each must be of."""
        return {}

    def widget(self, field: FormField) -> Widget:
        """Return how the field is drawn."""
        return Widget.LINE

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the normalised value of what came in, None if nothing was answered."""
        raise NotImplementedError

    def check(self, value: JsonValue, field: FormField, facts: Facts) -> None:
        """Refuse a value that is well written but cannot be, measured by today and the other answers.

        Called when every field has been read; a field that is hidden or broken is not among the facts.
        """

    def warn(self, value: JsonValue, field: FormField) -> str | None:
        """Return the code of a doubt about a value that is taken all the same."""
        return None

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return a stored value as people read it; with reading marks where the type `has_marks`."""
        return str(value)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Return the JSON Schema of a stored value."""
        raise NotImplementedError

    def longest(self, field: FormField) -> int:
        """Return how many characters may be typed; 0 where that says nothing."""
        return 0

    def gather(self, posted: Mapping[str, object], field: FormField) -> object:
        """Return the raw value from a flat form post, where an input's name is the field's id."""
        return posted.get(field.id)

    def typed(self, raw: object, field: FormField) -> str:
        """Return what stands in the input, as it was typed or from a stored value."""
        return str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""

    def chosen(self, raw: object, field: FormField) -> list[str]:
        """Return the codes that are ticked; only choices have any."""
        return []

    def parts(self, raw: object, field: FormField, language: str) -> list[PartView]:
        """Return the inputs of a field that has several."""
        return []

    def marks(self, field: FormField, language: str) -> list[MarkView]:
        """Return what a day can be marked with; only calendars have any."""
        return []

    def months(self, raw: object, field: FormField, facts: Facts, language: str) -> list[MonthView]:
        """Return the months of a calendar with what is marked in them."""
        return []

    def columns(self, field: FormField) -> tuple[FormField, ...]:
        """Return what each row asks; only rows have any."""
        return ()

    def rows(self, raw: object, field: FormField) -> list[TypedRow]:
        """Return the rows to be drawn, the empty ones that wait for an answer included."""
        return []


def typed_text(raw: object, longest: int, broken: str = "") -> str:
    """Return raw text, "" for None; refuse other types and texts beyond all measure unread.

    What is far too long is refused before normalising, which is slow and can grow it.
    Types with a shape of their own give `broken`, the one code for all that is not it.
    """
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise FieldError(broken or "not_text")
    if len(raw) > 2 * longest + 100:
        raise FieldError(broken) if broken else FieldError("too_long", max=longest)
    return raw
