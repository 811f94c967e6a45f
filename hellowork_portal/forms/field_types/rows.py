"""Rows that repeat: the same few things asked as often as there are incomes, visits or applications."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import Field, JsonValue, model_validator

from hellowork_portal.forms.errors import CellErrors, FieldError, unsound
from hellowork_portal.forms.field_types.base import FieldType, TypedRow, Widget
from hellowork_portal.forms.field_types.row_keys import KEY, MOST_SENT, cell_field, key_of, keys_in
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import Facts, ValueKind
from hellowork_portal.forms.texts import Frozen, Texts
from hellowork_portal.forms.words import plain
from hellowork_portal.kit.i18n import say, with_readings

Read = tuple[dict[str, JsonValue], dict[str, FieldError]]
"""A row's values and errors by column."""


class RowsSettings(Frozen):
    """What each row asks, how one row is called, and how many there may be.

    `starts_with_row`: an empty row waits from the beginning; an empty one is nobody's answer.
    """

    columns: tuple[FormField, ...] = Field(min_length=1, max_length=12)
    row: Texts
    min_rows: int = Field(default=0, ge=0, le=50)
    max_rows: int = Field(default=20, ge=1, le=50)
    starts_with_row: bool = True

    @model_validator(mode="after")
    def _is_a_range(self) -> "RowsSettings":
        if self.min_rows > self.max_rows:
            raise unsound("empty_range", f"{self.min_rows} > {self.max_rows}")
        return self


class RowsType(FieldType):
    """A list of objects, each read column by column; an input is named `field.key.column`."""

    name = "rows"
    kind = ValueKind.LIST
    settings_model = RowsSettings
    missing = "required_rows"

    def __init__(self, types: Iterable[FieldType]) -> None:
        self._types = {one.name: one for one in types}

    def check_definition(self, field: FormField) -> None:
        """Refuse columns that are unsound, and what only whole fields can be."""
        super().check_definition(field)
        columns = self.columns(field)
        ids = [column.id for column in columns]
        if len(set(ids)) < len(ids):
            raise unsound("id_twice", f"{field.id}: {', '.join(ids)}")
        for column in columns:
            kind = self._types.get(column.type)
            if (
                kind is None
                or not kind.is_answerable
                or kind.is_sensitive
                or not isinstance(column.required, bool)
            ):
                raise unsound("column", f"{field.id}.{column.id}")
            if column.visible or column.given or column.prefill or column.staff_only:
                raise unsound("column", f"{field.id}.{column.id}")
            kind.check_definition(column)

    def widget(self, field: FormField) -> Widget:
        """Return the rows."""
        return Widget.ROWS

    def columns(self, field: FormField) -> tuple[FormField, ...]:
        """Return what each row asks."""
        return _settings(field).columns

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the rows that say something; raises what is wrong in every cell at once."""
        if raw is None or raw == "":
            return None
        settings = _settings(field)
        if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
            raise FieldError("not_rows")
        if len(raw) > MOST_SENT:
            raise FieldError("too_many_rows", max=settings.max_rows)
        rows: list[JsonValue] = []
        wrong: dict[str, FieldError] = {}
        for values, errors in self._filled(raw, field):
            wrong |= {f"{len(rows)}.{column}": error for column, error in errors.items()}
            rows.append(values)
        if wrong:
            raise CellErrors(wrong)
        if len(rows) > settings.max_rows:
            raise FieldError("too_many_rows", max=settings.max_rows)
        if rows and len(rows) < settings.min_rows:
            raise FieldError("too_few_rows", min=settings.min_rows)
        return rows or None

    def _filled(self, raw: Iterable[Mapping[str, object]], field: FormField) -> Iterator[Read]:
        return (read for read in (self._read(row, field) for row in raw) if _says_something(*read))

    def _read(self, row: Mapping[str, object], field: FormField) -> Read:
        """Return a row's values and errors; what is missing counts only beside what is there."""
        values: dict[str, JsonValue] = {}
        errors: dict[str, FieldError] = {}
        for column in self.columns(field):
            values[column.id] = None
            try:
                values[column.id] = self._types[column.type].parse(row.get(column.id), column)
            except FieldError as error:
                errors[column.id] = error
        if _says_something(values, errors):
            for column in self.columns(field):
                if column.required and values[column.id] is None and column.id not in errors:
                    errors[column.id] = FieldError(self._types[column.type].missing)
        return values, errors

    def check(self, value: JsonValue, field: FormField, facts: Facts) -> None:
        """Refuse what cannot be in any cell, each column by its own type."""
        wrong: dict[str, FieldError] = {}
        for place, row in enumerate(_rows_of(value)):
            beside = Facts({**facts.values, **row}, facts.today)
            for column in self.columns(field):
                try:
                    if row.get(column.id) is not None:
                        self._types[column.type].check(row[column.id], column, beside)
                except FieldError as error:
                    wrong[f"{place}.{column.id}"] = error
        if wrong:
            raise CellErrors(wrong)

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return a line for each row, what was answered in it with its labels."""
        lines = []
        for number, row in enumerate(_rows_of(value), 1):
            cells = say(language, "form.list_comma").join(
                say(language, "form.rows.cell", label=plain(column.label, language), words=said)
                for column in self.columns(field)
                if (said := self._said(column, row.get(column.id), language))
            )
            lines.append(say(language, "form.rows.line", number=number, cells=cells))
        return "\n".join(lines)

    def _said(self, column: FormField, value: JsonValue, language: str) -> str:
        """Return a cell in words without marks, readings in brackets; empty where nothing was answered."""
        kind = self._types[column.type]
        words = "" if value is None else kind.words(value, column, language)
        return with_readings(words) if kind.has_marks else words

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a list of objects that have every column; None where nothing was answered."""
        settings = _settings(field)
        cells: dict[str, JsonValue] = {column.id: self._cell_schema(column) for column in settings.columns}
        row: dict[str, JsonValue] = {"type": "object", "properties": cells, "additionalProperties": False}
        return {
            "type": "array",
            "minItems": max(1, settings.min_rows),
            "maxItems": settings.max_rows,
            "items": {**row, "required": [*cells]},
        }

    def _cell_schema(self, column: FormField) -> JsonValue:
        shape = self._types[column.type].json_schema(column)
        allowed = shape if column.required else {"anyOf": [shape, {"type": "null"}]}
        return {"title": column.label["ja"], **allowed}

    def gather(self, posted: Mapping[str, object], field: FormField) -> object:
        """Return the rows whose keys the post lists, or that its inputs name where it lists none."""
        if field.id in posted:
            return posted[field.id]
        return [
            {KEY: key}
            | {
                column.id: self._types[column.type].gather(posted, cell_field(field, key, column))
                for column in self.columns(field)
            }
            for key in keys_in(posted, field)
        ]

    def typed(self, raw: object, field: FormField) -> str:
        """Return nothing: every cell has its own input."""
        return ""

    def rows(self, raw: object, field: FormField) -> list[TypedRow]:
        """Return the rows as typed; where there are none, one that waits, if the field is set so."""
        drawn: dict[str, TypedRow] = {}
        place = 0
        for row in raw[:MOST_SENT] if isinstance(raw, list | tuple) else ():
            if isinstance(row, Mapping):
                is_filled = _says_something(*self._read(row, field))
                key = key_of(row, len(drawn), drawn)
                drawn[key] = TypedRow(key, place if is_filled else -1, row)
                place += is_filled
        if not drawn and _settings(field).starts_with_row:
            return [TypedRow("0", -1, {})]
        return list(drawn.values())


def _settings(field: FormField) -> RowsSettings:
    return field.settings_as(RowsSettings)


def _says_something(values: Mapping[str, JsonValue], errors: Mapping[str, FieldError]) -> bool:
    return bool(errors) or any(value is not None for value in values.values())


def _rows_of(value: JsonValue) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
