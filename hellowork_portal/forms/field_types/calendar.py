"""A calendar on which days of a period are marked, such as ○ and × of the 失業認定申告書."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints, model_validator

from hellowork_portal.forms.errors import CellErrors, FieldError, unsound
from hellowork_portal.forms.field_types.base import FieldType, Widget
from hellowork_portal.forms.fields import FormField, Identifier
from hellowork_portal.forms.rules import Facts, ValueKind
from hellowork_portal.forms.texts import Frozen, Texts
from hellowork_portal.forms.views import DayView, MarkView, MonthView
from hellowork_portal.forms.words import marked_text
from hellowork_portal.kit.i18n import say_marked

MOST_DAYS = 200
"""More days than any period has (a 給付制限 makes one of 112); whoever sends more has not used the form."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY = timedelta(days=1)


class Mark(Frozen):
    """One way to mark a day: its sign, and the letter that sets it from a keyboard."""

    code: Identifier
    sign: Annotated[str, StringConstraints(min_length=1, max_length=2)]
    key: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    label: Texts


class CalendarMarksSettings(Frozen):
    """The marks, and the ids of the fields that hold the first and the last day of the period."""

    marks: tuple[Mark, ...] = Field(min_length=1, max_length=5)
    first: Identifier
    last: Identifier

    @model_validator(mode="after")
    def _tells_marks_apart(self) -> "CalendarMarksSettings":
        for named in ("code", "sign", "key"):
            if len({getattr(mark, named) for mark in self.marks}) < len(self.marks):
                raise unsound("mark_twice", named)
        return self


class CalendarMarksType(FieldType):
    """Days of a period with one mark each: `{"2026-11-02": "work"}`; a day without one is blank."""

    name = "calendar_marks"
    kind = ValueKind.LIST
    has_marks = True
    settings_model = CalendarMarksSettings
    missing = "required_marks"

    def needs(self, field: FormField) -> Mapping[str, ValueKind]:
        """Return the two days of the period."""
        settings = _settings(field)
        return dict.fromkeys((settings.first, settings.last), ValueKind.DATE)

    def widget(self, field: FormField) -> Widget:
        """Return the calendar."""
        return Widget.MARKS

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the marked days in their order."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, Mapping) or len(raw) > MOST_DAYS:
            raise FieldError("not_marks")
        marked = {day: code for day, code in raw.items() if code is not None and code != ""}
        codes = {mark.code for mark in _settings(field).marks}
        if not all(isinstance(code, str) and code in codes for code in marked.values()):
            raise FieldError("not_marks")
        if not all(_day_of(day) for day in marked):
            raise FieldError("not_marks")
        return dict(sorted(marked.items())) or None

    def check(self, value: JsonValue, field: FormField, facts: Facts) -> None:
        """Refuse marks outside the period (V03), and on days that are not over yet."""
        period = _period(field, facts)
        if period is None:
            raise FieldError("marks_without_period")
        first, last = period
        wrong: dict[str, FieldError] = {}
        for day in _days_in(value):
            if not first <= day <= last:
                wrong[day.isoformat()] = FieldError("mark_outside", day=day, first=first, last=last)
            elif day >= facts.today:
                wrong[day.isoformat()] = FieldError("mark_not_yet", day=day)
        if wrong:
            raise CellErrors(wrong)

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the days of each mark in a line of its own, with how many there are."""
        marks = value if isinstance(value, dict) else {}
        lines = []
        for mark in _settings(field).marks:
            days = [day for day in _days_in(value) if marks[day.isoformat()] == mark.code]
            if days:
                lines.append(_line(mark, days, language))
        return "\n".join(lines)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe days with a code each."""
        return {
            "type": "object",
            "patternProperties": {
                f"^{_ISO.pattern}$": {"enum": [mark.code for mark in _settings(field).marks]}
            },
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": MOST_DAYS,
        }

    def gather(self, posted: Mapping[str, object], field: FormField) -> object:
        """Return the field's mapping, or the days whose own box `field.YYYY-MM-DD` was sent."""
        if field.id in posted:
            return posted[field.id]
        prefix = f"{field.id}."
        return {name[len(prefix) :]: code for name, code in posted.items() if name.startswith(prefix)}

    def typed(self, raw: object, field: FormField) -> str:
        """Return nothing: every day has a box of its own."""
        return ""

    def marks(self, field: FormField, language: str) -> list[MarkView]:
        """Return the marks with their meaning."""
        return [
            MarkView(mark.code, mark.sign, mark.key, marked_text(mark.label, language))
            for mark in _settings(field).marks
        ]

    def months(self, raw: object, field: FormField, facts: Facts, language: str) -> list[MonthView]:
        """Return the months of the period; a mark that lies outside is shown too, to be taken away."""
        period = _period(field, facts)
        if period is None:
            return []
        marked = _marked(raw, field, period)
        days = _whole(min([period[0], *marked]), max([period[1], *marked]))
        marks = {mark.code: mark for mark in self.marks(field, language)}

        def cell(day: date) -> DayView:
            mark = marks.get(marked.get(day, ""))
            is_open = period[0] <= day <= period[1]
            return DayView(
                iso=day.isoformat(),
                input_name=f"{field.id}.{day.isoformat()}",
                day=day.day,
                name=_day_name(day, language),
                code=mark.code if mark else "",
                sign=mark.sign if mark else "",
                mark=mark.label if mark else "",
                is_open=is_open,
                can_mark=(is_open and day < facts.today) or mark is not None,
                is_wrong=mark is not None and not (is_open and day < facts.today),
            )

        return [
            MonthView(
                say_marked(language, "form.marks.month", year=year, month=_month(month, language)),
                [cell(day) if day.month == month else _NO_DAY for day in _weeks(list(of_month))],
            )
            for (year, month), of_month in groupby(days, key=lambda day: (day.year, day.month))
        ]


_NO_DAY = DayView("", "", 0, "", "", "", "", is_open=False, can_mark=False, is_wrong=False)


def _settings(field: FormField) -> CalendarMarksSettings:
    return field.settings_as(CalendarMarksSettings)


def _day_of(text: object) -> date | None:
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _days_in(value: JsonValue) -> list[date]:
    """Return the days of a stored value."""
    return [date.fromisoformat(day) for day in value] if isinstance(value, dict) else []


def _period(field: FormField, facts: Facts) -> tuple[date, date] | None:
    """Return the first and the last day that may be marked; None while that is not known."""
    settings = _settings(field)
    first, last = (_day_of(facts.values.get(one)) for one in (settings.first, settings.last))
    if first is None or last is None or not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
        return None
    return first, last


def _marked(raw: object, field: FormField, period: tuple[date, date]) -> dict[date, str]:
    """Return the marks to be drawn: those near the period, whatever else was sent."""
    codes = {mark.code for mark in _settings(field).marks}
    nearest, furthest = period[0] - 62 * _DAY, period[1] + 62 * _DAY
    marked: dict[date, str] = {}
    for text, code in raw.items() if isinstance(raw, Mapping) else ():
        day = _day_of(text)
        if day and isinstance(code, str) and code in codes and nearest <= day <= furthest:
            marked[day] = code
    return marked


def _whole(first: date, last: date) -> Iterator[date]:
    return (first + turn * _DAY for turn in range((last - first).days + 1))


def _weeks(days: list[date]) -> Iterator[date]:
    """Return the days of the weeks, Sunday to Saturday, that these days touch."""
    before = (days[0].weekday() + 1) % 7
    after = 6 - (days[-1].weekday() + 1) % 7
    return _whole(days[0] - before * _DAY, days[-1] + after * _DAY)


def _month(month: int, language: str) -> str:
    return say_marked(language, f"date.month.{month}")


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _day_name(day: date, language: str) -> str:
    return say_marked(
        language,
        "form.marks.day",
        day=_short(day, language),
        weekday=say_marked(language, f"date.weekday.{_WEEKDAYS[day.weekday()]}"),
    )


def _short(day: date, language: str) -> str:
    number = say_marked(language, f"date.day_of_month.{day.day}")
    return say_marked(language, "form.marks.short", month=_month(day.month, language), day=number)


def _line(mark: Mark, days: list[date], language: str) -> str:
    named = say_marked(language, "form.list_comma").join(_short(day, language) for day in days)
    label = marked_text(mark.label, language)
    return say_marked(language, "form.marks.line", sign=mark.sign, label=label, days=named, count=len(days))
