"""One procedure at one office, as the screens of booking begin with it."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Mode, Offering, Procedure
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.offices.views import OfficeView
from hellowork_portal.services.procedures.definitions import definition_of, newest_version

_offering, _procedure = table_of(Offering), table_of(Procedure)
_HEAD = (
    select(_offering, _procedure.c.code, _procedure.c.kind, _procedure.c.purpose)
    .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
    .where(_offering.c.id == bindparam("offering_id"), _procedure.c.is_published)
)
_AT_OFFICE = (
    select(_offering.c.id)
    .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
    .where(
        _offering.c.office_id == bindparam("office_id"),
        _procedure.c.purpose == bindparam("purpose"),
        _procedure.c.is_published,
        _offering.c.is_open,
    )
    .order_by(_offering.c.id)
)


@dataclass(frozen=True)
class OfferingView:
    """What is offered where; texts are by language, picked by the screen (kit.i18n.pick).

    `procedure_version_id` is the version in force, which a new reservation keeps;
    `slot_minutes` how long its appointments are, 0 where it says nothing of them.
    `is_open` false: the office takes no reservations for it at present.
    """

    offering_id: int
    procedure_code: str
    kind: str
    purpose: str
    procedure_version_id: int
    name: dict[str, str]
    summary: dict[str, str]
    what_to_bring: dict[str, str]
    office: OfficeView
    mode: Mode
    is_open: bool
    needs_claimant_number: bool
    opens_days_ahead: int
    closes_minutes_before: int
    slot_minutes: int


def offering_head(session: Session, offering_id: int) -> OfferingView | None:
    """Return an offering of a published procedure, or nothing."""
    row = session.connection().execute(_HEAD, {"offering_id": offering_id}).one_or_none()
    office = office_of(session, row.office_id) if row else None
    version = newest_version(session, row.procedure_id) if row else None
    if row is None or office is None or version is None:
        return None
    definition = definition_of(session, version.id, digest=version.digest)
    return OfferingView(
        offering_id=row.id,
        procedure_code=row.code,
        kind=row.kind,
        purpose=row.purpose,
        procedure_version_id=version.id,
        name=definition.name,
        summary=definition.summary,
        what_to_bring=definition.what_to_bring,
        office=office,
        mode=Mode(row.mode),
        is_open=row.is_open,
        needs_claimant_number=definition.needs_claimant_number,
        opens_days_ahead=row.opens_days_ahead,
        closes_minutes_before=row.closes_minutes_before,
        slot_minutes=definition.slots.slot_minutes if definition.slots else 0,
    )


def offering_at(session: Session, office_id: int, purpose: str) -> int:
    """Return the one offering of a purpose that an office takes reservations for.

    0 where there is none, and where there are several: then the person chooses.
    """
    found = session.connection().scalars(_AT_OFFICE, {"office_id": office_id, "purpose": purpose}).all()
    return found[0] if len(found) == 1 else 0
