"""What a schedule's offerings are called, who has changed it, and who has booked."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, staff_written
from hellowork_portal.models import Applicant, Mode, Offering, Procedure, Reservation, StaffMember
from hellowork_portal.services.procedures.definitions import newest_definitions
from hellowork_portal.services.schedule_drafts.views import OfferingLine

_offering, _procedure, _member = table_of(Offering), table_of(Procedure), table_of(StaffMember)
_res, _person = table_of(Reservation), table_of(Applicant)


def offering_lines(session: Session, office_id: int) -> list[OfferingLine]:
    """Return an office's offerings of published procedures, in the order of the procedures."""
    query = (
        select(_offering.c.id, _offering.c.procedure_id, _offering.c.mode, _offering.c.is_open)
        .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
        .where(_offering.c.office_id == office_id, _procedure.c.is_published)
        .order_by(_procedure.c.id)
    )
    definitions = newest_definitions(session)
    return [
        OfferingLine(
            row.id, staff_written(definitions[row.procedure_id][1].name), Mode(row.mode).value, row.is_open
        )
        for row in session.connection().execute(query)
        if row.procedure_id in definitions
    ]


def offering_words(session: Session, office_id: int) -> dict[int, Words]:
    """Return the name of each of an office's offerings."""
    return {one.offering_id: one.name for one in offering_lines(session, office_id)}


def staff_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of members of staff."""
    query = select(_member.c.id, _member.c.name).where(_member.c.id.in_(sorted(set(ids))))
    return {row.id: row.name for row in session.connection().execute(query)}


def reserved_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return by whom reservations are; the caller has checked that the reader may know."""
    query = select(_res.c.id, _person.c.name).join(_person, _person.c.id == _res.c.applicant_id)
    found = session.connection().execute(query.where(_res.c.id.in_(sorted(set(ids)))))
    return {row.id: row.name for row in found}
