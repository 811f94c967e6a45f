"""Amounts and rules of the law by the day from which they hold: shipped, and set by the operator since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.models import DatedSetting
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.contract import Amounts, Rounding
from hellowork_portal.services.certifications.errors import SettingUnknown, SettingWrong

_SETTING = table_of(DatedSetting)
_SHIPPED = Path(__file__).resolve().parents[2] / "data" / "dated_settings.json"
DEDUCTION, BENEFIT, ACTIVITIES = "deduction", "benefit", "required_activities"
NAMES: dict[str, frozenset[str]] = {
    DEDUCTION: frozenset({"yen"}),
    BENEFIT: frozenset({"wage_percent", "rounding"}),
    ACTIVITIES: frozenset(
        {"usual", "first", "difficulty", "short", "short_below_days", "training"}
        | {"restricted", "restricted_long", "restricted_long_days", "one_application"}
    ),
}
"""What each setting has, all of it every time: code → names."""
_MOST = 100_000


@dataclass(frozen=True)
class Setting:
    """A value and the day from which it holds; `is_shipped`: nobody has set it here."""

    code: str
    valid_from: date
    value: Mapping[str, Any]
    is_shipped: bool = False


def settings_of(session: Session, code: str) -> list[Setting]:
    """Return all values of a setting in the order of their days; one set here goes before a shipped one."""
    rows = session.connection().execute(select(_SETTING).where(_SETTING.c.code == code))
    own = {row.valid_from: Setting(code, row.valid_from, row.value) for row in rows}
    known = {one.valid_from: one for one in shipped() if one.code == code} | own
    return [known[day] for day in sorted(known)]


def value_on(session: Session, code: str, day: date) -> Mapping[str, Any]:
    """Return the value that holds on a day: the last one not after it, else the oldest known."""
    known = settings_of(session, code)
    held = [one for one in known if one.valid_from <= day]
    return (held[-1] if held else known[0]).value


def amounts_for(session: Session, day: date) -> Amounts:
    """Return the amounts that a declaration for a 認定日 is measured by."""
    deductions = settings_of(session, DEDUCTION)
    benefit = value_on(session, BENEFIT, day)
    return Amounts(
        deductions=tuple((one.valid_from, int(one.value["yen"])) for one in deductions),
        wage_percent=int(benefit["wage_percent"]),
        rounding=Rounding(benefit["rounding"]),
    )


def set_value(
    session: Session, code: str, valid_from: date, value: Mapping[str, str], *, now: datetime
) -> None:
    """Let a value hold from a day on, in place of one of the same day; for the operator's command.

    Raises SettingUnknown, SettingWrong.
    """
    if code not in NAMES:
        raise SettingUnknown(code=code, known=", ".join(NAMES))
    if set(value) != NAMES[code]:
        raise SettingWrong(names=", ".join(sorted(NAMES[code])))
    read = {name: _read(name, text) for name, text in value.items()}
    row = {"code": code, "valid_from": valid_from, "value": read, "set_at": now}
    upsert(session, DatedSetting, row, ("code", "valid_from"))
    subject = ("dated_setting", None)
    record(session, SYSTEM, "dated_setting.set", subject, now=now, code=code, day=valid_from.isoformat())


def _read(name: str, text: str) -> int | str:
    if name == "rounding" and text in set(Rounding):
        return text
    plain = text.replace(",", "")
    if name == "rounding" or not (plain.isascii() and plain.isdigit() and int(plain) <= _MOST):
        raise SettingWrong(names=name)
    return int(plain)


@cache
def shipped() -> tuple[Setting, ...]:
    """Return the values that the portal brings along."""
    rows = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    days = (date.fromisoformat(row["valid_from"]) for row in rows)
    return tuple(
        Setting(row["code"], day, row["value"], is_shipped=True) for row, day in zip(rows, days, strict=True)
    )
