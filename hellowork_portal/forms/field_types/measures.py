"""Numbers and days."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import Field, JsonValue, model_validator

from hellowork_portal.forms.eras import ERA_CODES, WESTERN, date_words, read_boxes, read_date
from hellowork_portal.forms.errors import FieldError, unsound
from hellowork_portal.forms.field_types.base import FieldType, Widget, typed_text
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import Facts, ValueKind
from hellowork_portal.forms.texts import Frozen
from hellowork_portal.forms.views import OptionView, PartView
from hellowork_portal.kit.i18n import say_marked, with_readings
from hellowork_portal.kit.text import normalise

LARGEST_NUMBER = 10**12
_INTEGER = re.compile(r"[+-]?[0-9]{1,13}")
_MONEY = re.compile(r"^(?:\u00a5|\\|jpy|yen)|(?:\u5186|\u00a5|jpy|yens?\.?)$", re.IGNORECASE)
"""The yen before or behind an amount: its sign (on Japanese keyboards a backslash), word or code."""


class NumberSettings(Frozen):
    """Between which whole numbers an answer lies, ends included."""

    min: int = Field(default=0, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)
    max: int = Field(default=LARGEST_NUMBER, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)

    @model_validator(mode="after")
    def _is_a_range(self) -> "NumberSettings":
        if self.min > self.max:
            raise unsound("empty_range", f"{self.min} > {self.max}")
        return self


class NumberType(FieldType):
    """A whole number, typed in any width, with or without thousands' commas."""

    name = "number"
    kind = ValueKind.NUMBER
    settings_model = NumberSettings
    input_mode = "numeric"

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the number if it lies within the field's range."""
        number = raw if type(raw) is int else self._read(raw)
        if number is None:
            return None
        limits = field.settings_as(NumberSettings)
        if number < limits.min:
            raise FieldError("too_small", min=limits.min)
        if number > limits.max:
            raise FieldError("too_large", max=limits.max)
        return number

    def _read(self, raw: object) -> int | None:
        text = _MONEY.sub("", re.sub(r"[\s,]", "", normalise(typed_text(raw, 40, "not_number"))))
        text = text.replace("\u2212", "-")
        if not text:
            return None
        if not _INTEGER.fullmatch(text):
            raise FieldError("not_number")
        return int(text)

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the number with thousands' commas."""
        return f"{value:,}" if isinstance(value, int) else str(value)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a whole number within the range."""
        limits = field.settings_as(NumberSettings)
        return {"type": "integer", "minimum": limits.min, "maximum": limits.max}


class DateSettings(Frozen):
    """Which days may be given, absolutely or counted from today, and in how many boxes.

    `picker`: chosen from what the browser offers, for days that lie near.
    """

    boxes: bool = False
    picker: bool = False
    earliest: date | None = None
    latest: date | None = None
    earliest_days_from_today: int | None = Field(default=None, ge=-50_000, le=50_000)
    latest_days_from_today: int | None = Field(default=None, ge=-50_000, le=50_000)

    def bounds(self, today: date) -> tuple[date, date]:
        """Return the first and the last day that may be given."""
        first, last = self.earliest or date.min, self.latest or date.max
        if self.earliest_days_from_today is not None:
            first = max(first, today + timedelta(days=self.earliest_days_from_today))
        if self.latest_days_from_today is not None:
            last = min(last, today + timedelta(days=self.latest_days_from_today))
        return first, last


class DateType(FieldType):
    """A day, by Western year or era, in one line or in boxes for era, year, month and day."""

    name = "date"
    kind = ValueKind.DATE
    has_marks = True
    settings_model = DateSettings
    _BOXES = ("era", "year", "month", "day")

    def widget(self, field: FormField) -> Widget:
        """Return one line, the browser's calendar or boxes, as the field is set."""
        settings = field.settings_as(DateSettings)
        if settings.boxes:
            return Widget.DATE_BOXES
        return Widget.DAY if settings.picker else Widget.LINE

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the day as YYYY-MM-DD."""
        if isinstance(raw, Mapping):
            boxes = [self._box(raw, name) for name in self._BOXES]
            return read_boxes(*boxes).isoformat() if any(boxes[1:]) else None
        text = typed_text(raw, 40, "not_a_date")
        return read_date(text).isoformat() if text.strip() else None

    def _box(self, raw: Mapping[str, object], name: str) -> str:
        value = raw.get(name)
        return str(value) if type(value) is int else typed_text(value, 20, "not_a_date").strip()

    def check(self, value: JsonValue, field: FormField, facts: Facts) -> None:
        """Refuse a day outside the field's bounds."""
        first, last = field.settings_as(DateSettings).bounds(facts.today)
        day = date.fromisoformat(str(value))
        if day < first:
            raise FieldError("too_early", day=first)
        if day > last:
            raise FieldError("too_late", day=last)

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the day in words with both ways of counting years."""
        return date_words(date.fromisoformat(str(value)), language)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a day; bounds counted from today are not part of the schema."""
        return {"type": "string", "format": "date"}

    def gather(self, posted: Mapping[str, object], field: FormField) -> object:
        """Return the line, or the boxes as a mapping."""
        if field.id in posted or self.widget(field) is not Widget.DATE_BOXES:
            return posted.get(field.id)
        return {name: posted.get(f"{field.id}.{name}") for name in self._BOXES}

    def typed(self, raw: object, field: FormField) -> str:
        """Return the line as typed; boxes have their own values."""
        return raw if isinstance(raw, str) else ""

    def parts(self, raw: object, field: FormField, language: str) -> list[PartView]:
        """Return the four boxes, filled with what was typed or from a stored day."""
        if self.widget(field) is not Widget.DATE_BOXES:
            return []
        typed = _boxes_of(raw)
        numbers = [_number_box(field, name, typed.get(name, ""), language) for name in self._BOXES[1:]]
        return [_era_box(field, typed.get("era") or WESTERN, language), *numbers]


def _boxes_of(raw: object) -> dict[str, str]:
    if isinstance(raw, Mapping):
        return {str(name): str(value) for name, value in raw.items() if type(value) in {str, int}}
    try:
        day = date.fromisoformat(str(raw))
    except ValueError:
        return {}
    return {"era": WESTERN, "year": str(day.year), "month": str(day.month), "day": str(day.day)}


def _era_box(field: FormField, chosen: str, language: str) -> PartView:
    name = f"{field.id}.era"
    words = {code: say_marked(language, f"form.era.{code}") for code in ERA_CODES}
    options = [
        OptionView(code, word, with_readings(word), name, code == chosen) for code, word in words.items()
    ]
    return PartView(name, say_marked(language, "form.date.era"), chosen, options)


def _number_box(field: FormField, part: str, value: str, language: str) -> PartView:
    is_birthday = field.autocomplete == "bday"
    return PartView(
        input_name=f"{field.id}.{part}",
        label=say_marked(language, f"form.date.{part}"),
        value=value,
        input_mode="numeric",
        max_length=4 if part == "year" else 2,
        autocomplete=f"bday-{part}" if is_birthday else "",
    )
