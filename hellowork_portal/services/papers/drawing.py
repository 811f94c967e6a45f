"""A form and its answers as a paper draws them: boxes to tick, months to mark, tables that go on; pure."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import JsonValue

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.field_types.calendar import CalendarMarksSettings, CalendarMarksType
from hellowork_portal.forms.field_types.choices import SingleChoiceType
from hellowork_portal.forms.field_types.insurance import ClaimantNumberType
from hellowork_portal.forms.field_types.measures import DateType
from hellowork_portal.forms.field_types.rows import RowsType
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.papers import PaperPlan
from hellowork_portal.forms.words import plain
from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import of_day

Answers = Mapping[str, Any]
Part = dict[str, Any]
_GROUPS = (5, 2, 6, 1)


class Drawing:
    """One form with its answers, in one language."""

    def __init__(self, definition: ProcedureDefinition, answers: Answers, language: str) -> None:
        self.fields: dict[str, FormField] = {
            field.id: field
            for page in definition.form.pages
            for section in page.sections
            for field in section.fields
        }
        self.answers, self.language = answers, language

    def label(self, field_id: str) -> str:
        """Return a field's label, empty where this version has no such field."""
        return plain(self.fields[field_id].label, self.language) if field_id in self.fields else ""

    def bare_label(self, field_id: str) -> str:
        """Return a label without readings, for boxes that have no room for them."""
        if field_id not in self.fields:
            return ""
        return i18n.without_readings(i18n.pick(dict(self.fields[field_id].label), self.language))

    def said(self, field_id: str) -> str:
        """Return an answer in words, a claimant's number whole; empty where nothing was answered."""
        field = self.fields.get(field_id)
        return self.worded(field, self.answers.get(field_id)) if field else ""

    def worded(self, field: FormField, value: JsonValue) -> str:
        """Return a value in words without marks."""
        if value is None or value == "":
            return ""
        kind = type_of(field)
        if isinstance(kind, ClaimantNumberType):
            return number_whole(str(value))
        if isinstance(kind, DateType) and (day := _day(value)):
            return i18n.without_readings(of_day(day)[self.language])
        words = kind.words(value, field, self.language)
        return i18n.with_readings(words) if kind.has_marks else words

    def questions(self, plan: PaperPlan) -> list[dict[str, Any]]:
        """Return the numbered questions with their parts."""
        there = [[one for one in ids if one in self.fields] for ids in plan.questions]
        return [
            {"title": f"{turn}　{self.label(ids[0])}", "parts": self._parts(ids, plan)}
            for turn, ids in enumerate(there, 1)
            if ids
        ]

    def _parts(self, ids: list[str], plan: PaperPlan) -> list[Part]:
        """Return what stands below a question; single lines beside each other in one table."""
        parts: list[Part] = []
        for turn, field_id in enumerate(ids):
            for part in self._part(self.fields[field_id], plan, is_question=turn == 0):
                if parts and part["kind"] == parts[-1]["kind"] == "facts":
                    parts[-1]["rows"] += part["rows"]
                else:
                    parts.append(part)
        return parts

    def _part(self, field: FormField, plan: PaperPlan, *, is_question: bool) -> Iterator[Part]:
        kind, value = type_of(field), self.answers.get(field.id)
        heading = "" if is_question else self.label(field.id)
        if isinstance(kind, SingleChoiceType):
            if is_question or value:
                yield {"kind": "options", "heading": heading, "options": self._options(field, value)}
        elif isinstance(kind, CalendarMarksType):
            yield {"kind": "months", "heading": heading, "months": self._months(field, value)}
        elif isinstance(kind, RowsType):
            yield self._table(kind, field, value, heading, plan.widths.get(field.id, ()))
        elif words := self.worded(field, value):
            yield {"kind": "facts", "heading": "", "rows": [[self.label(field.id), words]]}

    def _options(self, field: FormField, value: JsonValue) -> list[dict[str, Any]]:
        return [
            {"label": plain(option.label, self.language), "is_chosen": option.code == value}
            for option in field.options
        ]

    def _table(
        self, kind: RowsType, field: FormField, value: JsonValue, heading: str, widths: tuple[int, ...]
    ) -> Part:
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        columns = kind.columns(field)
        if not rows:
            return {"kind": "text", "heading": heading, "text": i18n.say_in_mail(self.language, "paper.none")}
        return {
            "kind": "table",
            "heading": heading,
            "columns": [plain(column.label, self.language) for column in columns],
            "widths": list(widths) if len(widths) == len(columns) else [1] * len(columns),
            "rows": [[self.worded(column, row.get(column.id)) for column in columns] for row in rows],
        }

    def _months(self, field: FormField, value: JsonValue) -> list[dict[str, Any]]:
        settings = field.settings_as(CalendarMarksSettings)
        first, last = _day(self.answers.get(settings.first)), _day(self.answers.get(settings.last))
        if first is None or last is None:
            return []
        signs = {mark.code: mark.sign for mark in settings.marks}
        given = value if isinstance(value, dict) else {}
        marked = {day: signs.get(str(code), "") for day, code in given.items()}
        return [self._month(year, month, first, last, marked) for year, month in _months(first, last)]

    def _month(
        self, year: int, month: int, first: date, last: date, marked: Mapping[str, str]
    ) -> dict[str, Any]:
        days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
        cells = [
            {"name": str(day.day), "mark": marked.get(day.isoformat(), ""), "is_within": first <= day <= last}
            for day in days
        ]
        label = i18n.say(self.language, f"date.month.{month}")
        return {"label": label, "marks": i18n.say_in_mail(self.language, "paper.mark"), "days": cells}


def number_whole(number: str) -> str:
    """Return a 支給番号 as it is printed: 13010-26-000001-7."""
    parts, rest = [], number
    for length in _GROUPS:
        parts.append(rest[:length])
        rest = rest[length:]
    return "-".join(part for part in [*parts, rest] if part)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
