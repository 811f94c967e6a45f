"""Bringing the table of offices up to date, seen before it is done."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import LIVE_STATES, Offering, Office, OfficePage, Prefecture, Reservation, Slot
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.offices.queries import office_of as office_of
from hellowork_portal.services.offices.queries import office_with_code as office_with_code
from hellowork_portal.services.offices.queries import offices_in as offices_in
from hellowork_portal.services.offices.queries import offices_with_ids as offices_with_ids
from hellowork_portal.services.offices.queries import prefectures as prefectures
from hellowork_portal.services.offices.rows import LineFault, OfficeFile, OfficeRow

DATA = Path(__file__).resolve().parents[2] / "data"
_office, _page = table_of(Office), table_of(OfficePage)


class OfficeFileFaulty(PortalError):
    """A file with faults is never applied, not even its sound lines."""

    code = "office_file_faulty"


@dataclass(frozen=True)
class OfficeChange:
    """One field of one office that a file states differently."""

    code: str
    name: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class MissingOffice:
    """An office that a file no longer names; it stays, with its reservations to come."""

    code: str
    name: str
    reservations: int


@dataclass(frozen=True)
class OfficeImportPreview:
    """What importing a file would do."""

    added: list[OfficeRow] = field(default_factory=list)
    changed: list[OfficeChange] = field(default_factory=list)
    missing: list[MissingOffice] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)


@cache
def prefecture_data() -> tuple[dict[str, str], ...]:
    """Return the shipped prefectures (JIS X 0401 codes)."""
    return tuple(json.loads((DATA / "prefectures.json").read_text(encoding="utf-8")))


def prefecture_names() -> dict[str, str]:
    """Return each prefecture's name by code."""
    return {one["code"]: one["name"] for one in prefecture_data()}


def preview_offices(session: Session, file: OfficeFile) -> OfficeImportPreview:
    """Compare a file with the table, changing nothing."""
    stored = {row["code"]: row for row in session.connection().execute(select(_office)).mappings()}
    file = _with_own_reach(session, file)
    stated = {row.code: row for row in file.rows}
    return OfficeImportPreview(
        added=[row for row in file.rows if row.code not in stored],
        changed=[
            change for row in file.rows if row.code in stored for change in _changes(stored[row.code], row)
        ],
        missing=_missing(session, {code: stored[code]["name"] for code in stored if code not in stated}),
        faults=file.faults,
    )


def _with_own_reach(session: Session, file: OfficeFile) -> OfficeFile:
    """Return a file in which offices that have stated address and telephone themselves keep them."""
    own = select(_office).join(_page, _page.c.office_id == _office.c.id).where(_page.c.has_own_reach)
    kept = {row.code: row for row in session.connection().execute(own)}
    rows = [
        replace(row, postal_code=its.postal_code, address=its.address, phone=its.phone)
        if (its := kept.get(row.code))
        else row
        for row in file.rows
    ]
    return OfficeFile(rows, file.faults)


def _changes(stored: Any, row: OfficeRow) -> list[OfficeChange]:
    return [
        OfficeChange(row.code, row.name, column, str(stored[column]), str(value))
        for column, value in asdict(row).items()
        if stored[column] != value
    ]


def _missing(session: Session, names: dict[str, str]) -> list[MissingOffice]:
    if not names:
        return []
    slot, offering, reservation = table_of(Slot), table_of(Offering), table_of(Reservation)
    counted = (
        select(_office.c.code, func.count())
        .select_from(reservation)
        .join(slot, slot.c.id == reservation.c.slot_id)
        .join(offering, offering.c.id == slot.c.offering_id)
        .join(_office, _office.c.id == offering.c.office_id)
        .where(reservation.c.state.in_(LIVE_STATES))
        .group_by(_office.c.code)
    )
    live = {row[0]: row[1] for row in session.connection().execute(counted)}
    return [MissingOffice(code, name, live.get(code, 0)) for code, name in sorted(names.items())]


def import_offices(session: Session, file: OfficeFile, *, now: datetime) -> OfficeImportPreview:
    """Add and change offices as a file states; nothing is ever deleted (decision 13).

    Raises OfficeFileFaulty when any line has a fault. Returns what was done.
    """
    if file.faults:
        raise OfficeFileFaulty(count=len(file.faults))
    insert_new(session, Prefecture, prefecture_data())
    preview = preview_offices(session, file)
    file = _with_own_reach(session, file)
    insert_new(session, Office, [asdict(row) for row in preview.added])
    touched = {change.code for change in preview.changed}
    _rewrite(session, [row for row in file.rows if row.code in touched])
    if preview.added or touched:
        counts = {"added": len(preview.added), "changed": len(touched)}
        record(session, SYSTEM, "offices.imported", ("catalogue", None), now=now, **counts)
    return preview


def _rewrite(session: Session, rows: list[OfficeRow]) -> None:
    if not rows:
        return
    columns = [column for column in asdict(rows[0]) if column != "code"]
    statement = (
        update(_office)
        .where(_office.c.code == bindparam("its_code"))
        .values({column: bindparam(f"new_{column}") for column in columns})
    )
    values = [
        {"its_code": row.code} | {f"new_{column}": getattr(row, column) for column in columns} for row in rows
    ]
    session.connection().execute(statement, values)
