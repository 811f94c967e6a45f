"""Bringing the procedures of the catalogue into the database; done at every start."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session

from hellowork_portal.forms.catalogue_files import digest
from hellowork_portal.forms.definition import ProcedureDefinition, ProcedureKind
from hellowork_portal.forms.slots import WEEK
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Mode, Offering, Office, Procedure, ProcedureVersion, ScheduleTemplate
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.procedures.definitions import definition_of as definition_of
from hellowork_portal.services.schedules.rules import wave_of

_procedure, _version = table_of(Procedure), table_of(ProcedureVersion)
_office, _offering = table_of(Office), table_of(Offering)


class OfficeUnknown(PortalError):
    """A definition names an office that the table does not have."""

    code = "definition_office_missing"


def load_procedures(session: Session, definitions: Sequence[ProcedureDefinition], *, now: datetime) -> int:
    """Publish what is new in `definitions`; return how many versions and offerings were new.

    A definition whose content has changed gets a new version; older ones stay for what was
    booked under them. New offices are offered each interview with its schedule; offerings
    and schedules that exist are the office's own and are not touched. An application is filed
    with the office of the person, so it has no offerings: search and calendars never meet it.
    """
    offices = {row.code: row.id for row in session.connection().execute(select(_office.c.code, _office.c.id))}
    new = 0
    for definition in definitions:
        procedure_id = _procedure_id(session, definition)
        new += _publish(session, procedure_id, definition, now)
        new += _offer(session, procedure_id, definition, offices, day_in_japan(now))
    if new:
        record(session, SYSTEM, "procedures.loaded", ("catalogue", None), now=now, new=new)
    return new


def _procedure_id(session: Session, definition: ProcedureDefinition) -> int:
    facts = {"kind": str(definition.kind), "purpose": str(definition.purpose)}
    insert_new(session, Procedure, [{"code": definition.code, "is_published": True} | facts])
    its = _procedure.c.code == definition.code
    session.connection().execute(update(_procedure).where(its).values(facts))
    return session.connection().execute(select(_procedure.c.id).where(its)).scalar_one()


def _publish(session: Session, procedure_id: int, definition: ProcedureDefinition, now: datetime) -> int:
    newest = session.connection().execute(
        select(_version.c.number, _version.c.digest)
        .where(_version.c.procedure_id == procedure_id)
        .order_by(_version.c.number.desc())
        .limit(1)
    )
    number, in_force = newest.one_or_none() or (0, "")
    content = digest(definition)
    if in_force == content:
        return 0
    row = {
        "procedure_id": procedure_id,
        "number": number + 1,
        "digest": content,
        "definition": definition.model_dump(mode="json", by_alias=True),
        "published_at": now,
    }
    insert_new(session, ProcedureVersion, [row])
    return 1


def _offer(
    session: Session, procedure_id: int, definition: ProcedureDefinition, offices: dict[str, int], today: date
) -> int:
    strange = [] if definition.offered_at == "all" else sorted(set(definition.offered_at) - set(offices))
    if strange:
        raise OfficeUnknown(procedure=definition.code, office=strange[0])
    its = _offering.c.procedure_id == procedure_id
    there = set(session.connection().execute(select(_offering.c.office_id).where(its)).scalars())
    wanted = {id_ for code, id_ in offices.items() if definition.is_offered_at(code)} - there
    if not wanted or definition.kind is ProcedureKind.APPLICATION:
        return 0
    last = session.connection().execute(select(func.coalesce(func.max(_offering.c.id), 0))).scalar_one()
    rows = [_offering_row(office_id, procedure_id, definition) for office_id in sorted(wanted)]
    insert_new(session, Offering, rows)
    new = session.connection().execute(select(_offering.c.id).where(its, _offering.c.id > last)).scalars()
    insert_new(session, ScheduleTemplate, [row for id_ in new for row in _templates(id_, definition, today)])
    return len(rows)


def _offering_row(office_id: int, procedure_id: int, definition: ProcedureDefinition) -> dict[str, Any]:
    row = {"office_id": office_id, "procedure_id": procedure_id, "mode": Mode.ONLINE, "is_open": True}
    slots = definition.slots
    return row | {
        "mode": Mode(slots.mode) if slots else Mode.ONLINE,
        "opens_days_ahead": slots.opens_days_ahead if slots else 28,
        "closes_minutes_before": slots.closes_minutes_before if slots else 120,
        "opens_at_minute": wave_of(office_id),
    }


def _templates(offering_id: int, definition: ProcedureDefinition, today: date) -> list[dict[str, Any]]:
    if definition.slots is None:
        return []
    return [
        {
            "offering_id": offering_id,
            "weekday": WEEK.index(weekday),
            "from_minute": hours.stretch[0],
            "to_minute": hours.stretch[1],
            "slot_minutes": definition.slots.slot_minutes,
            "buffer_minutes": definition.slots.buffer_minutes,
            "seats": definition.slots.seats,
            "valid_from": today,
            "valid_to": None,
        }
        for hours in definition.slots.hours
        for weekday in hours.weekdays
    ]
