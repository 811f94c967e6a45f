"""Times that staff can give, and the booking itself (S3)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_span, of_time, staff_written
from hellowork_portal.models import Applicant, Offering, Reservation, Slot, SlotState
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.counter.errors import ConsentMissing, ReasonMissing
from hellowork_portal.services.counter.people import CONSENTS, known_person
from hellowork_portal.services.counter.views import BookedView, OfferingChoice, TimeChoice, TimesView
from hellowork_portal.services.procedures.definitions import definition_of, newest_definitions
from hellowork_portal.services.reservations.by_staff import MAY, Booked, add_seat, book_by_staff
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.services.staff.offices import office_for

_SLOT, _OFFERING = table_of(Slot), table_of(Offering)
REASONS = ("urgent", "certification_day", "our_side", "other")
"""Why a seat is added beyond the plan."""
_LONGEST_WAY = timedelta(days=366)


def offerings_to_book(session: Session, *, principal: Principal, office_code: str) -> list[OfferingChoice]:
    """Return what an office offers at present."""
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    its = select(_OFFERING).where(_OFFERING.c.office_id == office.id, _OFFERING.c.is_open)
    known = newest_definitions(session)
    rows = session.connection().execute(its.order_by(_OFFERING.c.id)).all()
    offered = [(row, known[row.procedure_id][1]) for row in rows if row.procedure_id in known]
    return [
        OfferingChoice(row.id, staff_written(what.name), what.needs_claimant_number, row.mode)
        for row, what in offered
    ]


def times_to_give(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    offering_id: int,
    on_day: date | None,
    now: datetime,
) -> TimesView:
    """Return the times of a day that are not over, full ones too; without a day the first one with a seat.

    Raises NotAllowed for what another office offers.
    """
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    owner = select(_OFFERING.c.office_id).where(_OFFERING.c.id == offering_id)
    if session.connection().scalar(owner) != office.id:
        raise NotAllowed
    today = day_in_japan(now)
    day = on_day if on_day and abs(on_day - today) <= _LONGEST_WAY else None
    day = day or _first_day(session, offering_id, now) or today
    rows = session.connection().execute(
        _times(offering_id, now).where(_SLOT.c.on_day == day).order_by(_SLOT.c.starts_at)
    )
    return TimesView(
        offering_id=offering_id,
        on_day=day.isoformat(),
        day=of_day(day),
        before=_neighbour(session, offering_id, now, day, step=-1),
        after=_neighbour(session, offering_id, now, day, step=1),
        times=[_time(row, now) for row in rows],
    )


def _times(offering_id: int, now: datetime) -> Any:
    is_open = _SLOT.c.state == SlotState.OPEN
    return select(_SLOT).where(_SLOT.c.offering_id == offering_id, is_open, _SLOT.c.ends_at > now)


def _first_day(session: Session, offering_id: int, now: datetime) -> date | None:
    free = _times(offering_id, now).where(_SLOT.c.taken < _SLOT.c.capacity).subquery()
    return session.connection().scalar(select(func.min(free.c.on_day)))


def _neighbour(session: Session, offering_id: int, now: datetime, day: date, *, step: int) -> str:
    """Return the nearest day before or after that has times, in ISO form."""
    times = _times(offering_id, now).subquery()
    wanted = select(func.max(times.c.on_day) if step < 0 else func.min(times.c.on_day))
    found = session.connection().scalar(
        wanted.where(times.c.on_day < day if step < 0 else times.c.on_day > day)
    )
    return found.isoformat() if found else ""


def _time(row: Any, now: datetime) -> TimeChoice:
    return TimeChoice(
        slot_id=row.id,
        starts=of_time(row.starts_at),
        ends=of_time(row.ends_at),
        left=row.capacity - row.taken,
        capacity=row.capacity,
        is_on=row.starts_at <= now,
    )


def book_for(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    person_key: str,
    slot_id: int,
    consent: str,
    now: datetime,
) -> BookedView:
    """Book for somebody whom the actor has found, and who has agreed; return what is to be told.

    Raises NotAllowed, PersonGone, ConsentMissing, and what `book_by_staff` raises.
    """
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    applicant_id = known_person(principal, office.id, person_key)
    if consent not in CONSENTS:
        raise ConsentMissing
    place = {"applicant_id": applicant_id, "slot_id": slot_id}
    booked = book_by_staff(session, principal=principal, **place, consent=consent, now=now)
    return _told(session, booked)


def _told(session: Session, booked: Booked) -> BookedView:
    row = session.get_one(Reservation, booked.id)
    person = session.get_one(Applicant, row.applicant_id)
    of_slot = select(_OFFERING.c.mode).join(_SLOT, _SLOT.c.offering_id == _OFFERING.c.id)
    mode = session.connection().execute(of_slot.where(_SLOT.c.id == row.slot_id)).scalar_one()
    return BookedView(
        id=booked.id,
        number=booked.number,
        number_shown=number_shown(booked.number),
        has_host=booked.has_host,
        name=person.name,
        phone=person.phone,
        has_mail=not is_closed_address(person.mail_address),
        procedure=staff_written(definition_of(session, row.procedure_version_id).name),
        when=of_span(row.starts_at, row.ends_at),
        mode=mode,
    )


def overbook(session: Session, *, principal: Principal, slot_id: int, reason: str, now: datetime) -> None:
    """Add one seat to a time, as its manager alone may; raises ReasonMissing, NotAllowed, SlotNotOffered."""
    if reason not in REASONS:
        raise ReasonMissing
    add_seat(session, principal=principal, slot_id=slot_id, reason=reason, now=now)
