"""Reading an office file: every line is checked before any is used."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hellowork_portal.kit.text import clean_name, normalise

REQUIRED = ("code", "name", "kana", "kind", "prefecture_code")
"""Columns without which a file is not an office file."""

LONGEST = {
    "code": 16,
    "name": 60,
    "formal_name": 80,
    "kana": 80,
    "kind": 16,
    "prefecture_code": 2,
    "postal_code": 8,
    "address": 200,
    "phone": 20,
    "jurisdiction": 1000,
    "name_certainty": 1,
}
"""Columns that are stored, with their greatest lengths (models/offices)."""

KINDS = ("main", "branch", "special")
_KANA = re.compile(r"[ぁ-ゖー・]+\Z")
_POSTAL_CODE = re.compile(r"\d{3}-?\d{4}\Z")
_PHONE = re.compile(r"0\d{1,4}-?\d{1,4}-?\d{3,4}\Z")
_YES = ("1", "true", "yes")


@dataclass(frozen=True)
class OfficeRow:
    """One office as a file states it, normalised."""

    code: str
    name: str
    kana: str
    kind: str
    prefecture_code: str
    formal_name: str = ""
    is_prefecture_main_office: bool = False
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    jurisdiction: str = ""
    name_certainty: str = "A"


@dataclass(frozen=True)
class LineFault:
    """What is wrong in a file: `code` is worded by the locales key `cli.fault.<code>`."""

    line: int
    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class OfficeFile:
    """The sound lines of a file, and the faults of the others."""

    rows: list[OfficeRow] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)


def read_office_file(text: str, prefectures: Mapping[str, str]) -> OfficeFile:
    """Read a CSV text; `prefectures` maps known codes to names. No line is dropped without a fault."""
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    absent = [column for column in REQUIRED if column not in (lines.fieldnames or ())]
    if absent:
        return OfficeFile(faults=[LineFault(1, "column_missing", column) for column in absent])
    read = OfficeFile()
    seen: set[str] = set()
    for line in lines:
        _take(read, seen, lines.line_num, line, prefectures)
    return read


def _take(
    read: OfficeFile, seen: set[str], number: int, line: dict[str, str | None], prefectures: Mapping[str, str]
) -> None:
    values = {name: clean_name(line.get(name) or "") for name in LONGEST}
    faults = _faults(number, values, line, prefectures)
    if values["code"] in seen:
        faults.append(LineFault(number, "code_twice", "code", values["code"]))
    seen.add(values["code"])
    read.faults.extend(faults)
    if not faults:
        read.rows.append(_row(values, line))


def _row(values: dict[str, str], line: dict[str, str | None]) -> OfficeRow:
    is_main = normalise(line.get("is_prefecture_main_office") or "").casefold() in _YES
    values = values | {"name_certainty": values["name_certainty"] or "A"}
    return OfficeRow(**values, is_prefecture_main_office=is_main)


def _faults(
    number: int, values: dict[str, str], line: dict[str, str | None], prefectures: Mapping[str, str]
) -> list[LineFault]:
    if None in line:
        return [LineFault(number, "too_many_columns")]
    faults = [LineFault(number, "empty", column) for column in REQUIRED if not values[column]]
    faults += [
        LineFault(number, "too_long", column, values[column][:20])
        for column, most in LONGEST.items()
        if len(values[column]) > most
    ]
    return faults or _odd_values(number, values, line.get("prefecture") or "", prefectures)


def _odd_values(
    number: int, values: dict[str, str], prefecture: str, prefectures: Mapping[str, str]
) -> list[LineFault]:
    code = values["prefecture_code"]
    sound = {
        "kind": values["kind"] in KINDS,
        "kana": bool(_KANA.match(values["kana"])),
        "postal_code": not values["postal_code"] or bool(_POSTAL_CODE.match(values["postal_code"])),
        "phone": not values["phone"] or bool(_PHONE.match(values["phone"])),
        "prefecture_code": code in prefectures,
    }
    faults = [
        LineFault(number, f"bad_{name}", name, values[name]) for name, good in sound.items() if not good
    ]
    if prefecture and code in prefectures and prefectures[code] != clean_name(prefecture):
        faults.append(LineFault(number, "prefecture_differs", "prefecture", prefecture))
    return faults
