"""What was found in the audit as a table for a file; taking it away is itself recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.i18n import say, without_readings
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sheets import Cell
from hellowork_portal.services.audit.asking import Asked, wanted_of
from hellowork_portal.services.audit.search import (
    Wanted,
    entries_behind,
    office_read,
    said,
)
from hellowork_portal.services.audit.sentences import lines_of
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.views import AuditLine, Place

MOST_EXPORTED, _AT_ONCE = 10_000, 500
_COLUMNS = (
    "at", "sentence", "details", "action", "actor_kind", "actor", "subject_kind", "subject", "sealed", "id",
)  # fmt: skip
Entry = tuple[Row[Any], AuditLine]


@dataclass(frozen=True)
class Exported:
    """A table with its heading; `is_whole` is false where more was found than a file takes."""

    rows: list[list[Cell]]
    is_whole: bool


def export_entries(
    session: Session, *, principal: Principal, asked: Asked, office_code: str = "", now: datetime
) -> Exported:
    """Return what is looked for, newest first, up to ten thousand entries; and record that it was taken.

    Rights and errors as for `find_entries`. A file that is not whole says so in its last line.
    """
    office_id, language = office_read(session, principal, office_code), principal.language
    wanted = wanted_of(session, asked)
    rows: list[list[Cell]] = [[say(language, f"staff.audit.column.{name}") for name in _COLUMNS]]
    is_whole = True
    for row, line in _entries(session, wanted, office_id):
        if len(rows) > MOST_EXPORTED:
            is_whole = False
            break
        rows.append(_cells(row, line, language))
    about = ("audit", None) if office_id is None else ("office", office_id)
    count = len(rows) - 1
    record(session, principal, "audit.exported", about, now=now, shown=count, wanted=said(wanted))
    if not is_whole:
        rows.append([say(language, "staff.audit.export_cut", count=f"{MOST_EXPORTED:,}")])
    return Exported(rows, is_whole)


def _entries(session: Session, wanted: Wanted, office_id: int | None) -> Iterator[Entry]:
    """Yield everything that is found, a few hundred entries at a time."""
    place: Place | None = None
    while True:
        rows, place = entries_behind(session, wanted, office_id, place, _AT_ONCE)
        yield from zip(rows, lines_of(session, rows), strict=True)
        if place is None:
            return


def _cells(row: Row[Any], line: AuditLine, language: str) -> list[Cell]:
    return [
        row.at,
        without_readings(line.sentence[language]),
        dumps(row.details, ensure_ascii=False, sort_keys=True) if row.details else "",
        line.action,
        line.actor_kind,
        line.actor,
        line.subject_kind,
        line.subject,
        say(language, "staff.audit.value.yes" if line.is_sealed else "staff.audit.value.no"),
        line.id,
    ]
