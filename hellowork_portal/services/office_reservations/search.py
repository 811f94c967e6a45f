"""Searching an office's reservations; a search is itself recorded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import search_key
from hellowork_portal.kit.words import of_span, staff_written
from hellowork_portal.models import Applicant, Claimant, Meeting, Offering
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_reservations.rows import OFFERING, RES, SLOT, WORKING
from hellowork_portal.services.office_reservations.rules import SHOWN, Wanted
from hellowork_portal.services.office_reservations.views import FoundPage, FoundRow, OfferingChoice
from hellowork_portal.services.procedures.definitions import definition_of, newest_definitions
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.services.staff.offices import office_for

PAGE = 50
_PERSON, _CLAIMANT, _MEETING = table_of(Applicant), table_of(Claimant), table_of(Meeting)
_offering = table_of(Offering)
_FOUND = (
    select(RES, OFFERING.c.mode, _PERSON.c.name, _PERSON.c.reading, _MEETING.c.state.label("meeting"))
    .join(SLOT, SLOT.c.id == RES.c.slot_id)
    .join(OFFERING, OFFERING.c.id == SLOT.c.offering_id)
    .join(_PERSON, _PERSON.c.id == RES.c.applicant_id)
    .outerjoin(_MEETING, _MEETING.c.reservation_id == RES.c.id)
    .where(RES.c.state.in_(SHOWN))
)


def search_reservations(
    session: Session, *, principal: Principal, office_code: str, wanted: Wanted, now: datetime
) -> FoundPage:
    """Return fifty of the office's reservations; who looked, and by what kind of question, is recorded.

    Raises NotAllowed, SignInNeeded.
    """
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    query = _narrowed(_FOUND.where(OFFERING.c.office_id == office.id), wanted)
    order = (RES.c.starts_at.desc(), RES.c.id.desc()) if wanted.newest_first else (RES.c.starts_at, RES.c.id)
    some = query.order_by(*order).limit(PAGE + 1).offset(PAGE * (wanted.page - 1))
    rows = session.connection().execute(some).all()
    shown = rows[:PAGE]
    by = sorted(_asked(wanted))
    subject = ("office", office.id)
    record(session, principal, "reservation.searched", subject, now=now, shown=len(shown), by=by)
    return FoundPage([_row(session, row) for row in shown], wanted.page, len(rows) > PAGE)


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for condition in _conditions(wanted):
        query = query.where(condition)
    return query


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.number:
        yield RES.c.number == wanted.number
    elif wanted.words:
        yield RES.c.applicant_id.in_(_named(wanted.words))
    if wanted.claimant:
        yield RES.c.applicant_id.in_(_stating(wanted.claimant))
    if wanted.first:
        yield SLOT.c.starts_at >= _begin(wanted.first)
    if wanted.last:
        yield SLOT.c.starts_at < _begin(wanted.last + timedelta(days=1))
    if wanted.state:
        yield RES.c.state == wanted.state
    if wanted.offering_id:
        yield OFFERING.c.id == wanted.offering_id


def _begin(day: date) -> datetime:
    return at_japan(day, 0)


def _named(words: str) -> Select[Any]:
    """Select people by a part of name or reading, kana of any width and kind; one index has both."""
    key = search_key(words)
    bears = (one.contains(key, autoescape=True) for one in (_PERSON.c.name_key, _PERSON.c.reading_key))
    return select(_PERSON.c.id).where(or_(*bears))


def _stating(hashed: str) -> Select[Any]:
    """Select people who state a 支給番号, or whom an office has linked to its record."""
    linked = select(_CLAIMANT.c.applicant_id).where(
        _CLAIMANT.c.number_fingerprint == hashed, _CLAIMANT.c.applicant_id.is_not(None)
    )
    return select(_PERSON.c.id).where(
        or_(_PERSON.c.claimant_number_fingerprint == hashed, _PERSON.c.id.in_(linked))
    )


def _asked(wanted: Wanted) -> Iterator[str]:
    """Yield by what was searched, as codes: what was typed is personal and stays out of the record."""
    if wanted.words:
        yield "number" if wanted.number else "name"
    for name in ("claimant", "first", "last", "state", "offering_id"):
        if getattr(wanted, name):
            yield name


def reservations_of(session: Session, office_id: int, applicant_id: int) -> list[FoundRow]:
    """Return the newest of a person's reservations at an office; the caller has checked who reads."""
    theirs = _FOUND.where(OFFERING.c.office_id == office_id, RES.c.applicant_id == applicant_id)
    rows = session.connection().execute(theirs.order_by(RES.c.starts_at.desc()).limit(PAGE))
    return [_row(session, row) for row in rows]


def _row(session: Session, row: Row[Any]) -> FoundRow:
    definition = definition_of(session, row.procedure_version_id)
    return FoundRow(
        number=row.number,
        number_shown=number_shown(row.number),
        when=of_span(row.starts_at, row.ends_at),
        name=row.name,
        reading=row.reading,
        procedure=staff_written(definition.name),
        mode=row.mode,
        state=row.state,
        meeting=row.meeting or "none",
        is_unconfirmed_claim=row.is_unconfirmed_claim,
        is_by_staff=row.is_by_staff,
    )


def offerings_at(session: Session, *, principal: Principal, office_code: str) -> list[OfferingChoice]:
    """Return what the office offers, to narrow a list by. Raises NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    named = newest_definitions(session)
    query = select(_offering.c.id, _offering.c.procedure_id).where(_offering.c.office_id == office.id)
    rows = session.connection().execute(query.order_by(_offering.c.id))
    return [OfferingChoice(row.id, staff_written(named[row.procedure_id][1].name)) for row in rows]
