"""Lending meeting hosts to offerings by a file, seen before it is done."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import MeetingHost, MeetingHostTime, Offering, Office, Procedure
from hellowork_portal.services.audit.service import record

COLUMNS = ("provider_user_id", "office_code", "procedure_code", "lanes")
_BUCKET_SECONDS = 300
_host, _time, _offering = table_of(MeetingHost), table_of(MeetingHostTime), table_of(Offering)
_office, _procedure = table_of(Office), table_of(Procedure)


class HostFileFaulty(PortalError):
    """A file with faults is never applied, not even its sound lines."""

    code = "host_file_faulty"


@dataclass(frozen=True)
class HostFault:
    """What is wrong in a line: `code` is worded by the locales key `cli.fault.<code>`."""

    line: int
    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class HostRow:
    """One host as a file states it."""

    line: int
    provider_user_id: str
    office_code: str
    procedure_code: str
    lanes: int


@dataclass(frozen=True)
class HostPreview:
    """What applying a file would do; a host that the file does not name stays as it is."""

    added: list[HostRow] = field(default_factory=list)
    changed: list[HostRow] = field(default_factory=list)
    faults: list[HostFault] = field(default_factory=list)


def preview_hosts(session: Session, text: str, *, now: datetime) -> HostPreview:
    """Check a CSV text against offices, procedures and what is booked, changing nothing."""
    rows, faults = _read(text)
    offerings = _offerings(session)
    there = {row.provider_user_id: row for row in session.connection().execute(select(_host))}
    lanes_booked = _lanes_booked(session, now)
    added, changed = [], []
    for row in rows:
        offering_id = offerings.get((row.office_code, row.procedure_code))
        known = there.get(row.provider_user_id)
        if offering_id is None:
            faults.append(HostFault(row.line, "offering_unknown", "office_code", row.office_code))
        elif known is None:
            added.append(row)
        elif (known.offering_id, known.lanes, known.is_active) != (offering_id, row.lanes, True):
            still = row.lanes if known.offering_id == offering_id else 0
            if lanes_booked.get(known.id, 0) > still:
                faults.append(HostFault(row.line, "host_booked", "provider_user_id", row.provider_user_id))
            changed.append(row)
    return HostPreview(added, changed, faults)


def assign_hosts(session: Session, text: str, *, now: datetime) -> HostPreview:
    """Lend hosts as a file states; raises HostFileFaulty for any fault.

    A host with coming interviews neither moves to another offering nor loses the lane
    they stand in. Seats follow at the next release of slots.
    """
    preview = preview_hosts(session, text, now=now)
    if preview.faults:
        raise HostFileFaulty(count=len(preview.faults))
    offerings = _offerings(session)
    for row in [*preview.added, *preview.changed]:
        lent = {"offering_id": offerings[row.office_code, row.procedure_code], "lanes": row.lanes}
        host = {"provider_user_id": row.provider_user_id, "is_active": True} | lent
        upsert(session, MeetingHost, host, key=("provider_user_id",))
    counts = {"added": len(preview.added), "changed": len(preview.changed)}
    record(session, SYSTEM, "hosts.assigned", ("meeting_host", None), now=now, **counts)
    return preview


def _read(text: str) -> tuple[list[HostRow], list[HostFault]]:
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    absent = [column for column in COLUMNS if column not in (lines.fieldnames or ())]
    rows: list[HostRow] = []
    faults = [HostFault(1, "column_missing", column) for column in absent]
    seen: set[str] = set()
    for line in lines if not absent else ():
        values = {column: normalise(line.get(column) or "") for column in COLUMNS}
        fault = _fault(lines.line_num, values, seen)
        seen.add(values["provider_user_id"])
        if fault:
            faults.append(fault)
        else:
            rows.append(
                HostRow(lines.line_num, *(values[name] for name in COLUMNS[:3]), lanes=int(values["lanes"]))
            )
    return rows, faults


def _fault(number: int, values: Mapping[str, str], seen: set[str]) -> HostFault | None:
    empty = next((column for column in COLUMNS if not values[column]), "")
    if empty:
        return HostFault(number, "empty", empty)
    if values["lanes"] not in {"1", "2"}:
        return HostFault(number, "bad_lanes", "lanes", values["lanes"])
    if values["provider_user_id"] in seen:
        return HostFault(number, "code_twice", "provider_user_id", values["provider_user_id"])
    return None


def _offerings(session: Session) -> dict[tuple[str, str], int]:
    rows: Any = session.connection().execute(
        select(_office.c.code, _procedure.c.code, _offering.c.id)
        .select_from(_offering)
        .join(_office, _office.c.id == _offering.c.office_id)
        .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
    )
    return {(office, procedure): id_ for office, procedure, id_ in rows}


def _lanes_booked(session: Session, now: datetime) -> dict[int, int]:
    """Return the highest lane of each host in which something is still to come."""
    coming = _time.c.bucket >= int(now.timestamp()) // _BUCKET_SECONDS
    rows = session.connection().execute(
        select(_time.c.host_id, func.max(_time.c.lane)).where(coming).group_by(_time.c.host_id)
    )
    return {row[0]: row[1] for row in rows}
