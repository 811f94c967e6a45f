"""Which procedures an office offers, and how interviews are held."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Mode,
    Offering,
    Office,
    Procedure,
    Reservation,
    Slot,
)
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_settings import errors
from hellowork_portal.services.procedures.definitions import definition_of, newest_version
from hellowork_portal.services.schedules.release import close_leftovers, release_slots, take_turn
from hellowork_portal.services.schedules.rules import wave_of
from hellowork_portal.services.schedules.slot_rows import lock_coming

_offering, _office, _procedure = table_of(Offering), table_of(Office), table_of(Procedure)
_res, _slot = table_of(Reservation), table_of(Slot)


def offer(
    session: Session, *, principal: Principal, office_id: int, procedure_id: int, mode: str, now: datetime
) -> int:
    """Let an office offer a procedure, held in a mode; return the offering's id.

    One that the office offered before is switched on again. Hours are drawn afterwards.
    Raises ProcedureUnknown, ModeUnknown, AddressNeeded, ModeBooked, NotAllowed.
    """
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    _check_mode(session, office_id, mode)
    take_turn(session)
    known = _known(session, office_id, procedure_id)
    if known is not None:
        set_mode(session, principal=principal, office_id=office_id, offering_id=known.id, mode=mode, now=now)
        set_open(
            session, principal=principal, office_id=office_id, offering_id=known.id, is_open=True, now=now
        )
        return known.id
    row = _new_row(session, office_id, procedure_id) | {"mode": Mode(mode)}
    made = insert(_offering).values(**row).returning(_offering.c.id)
    offering_id = session.connection().execute(made).scalar_one()
    _record(session, principal, office_id, offering_id, now, mode=mode)
    return offering_id


def _known(session: Session, office_id: int, procedure_id: int) -> Row[Any] | None:
    """Lock the office, so that a second click finds the offering of the first; return it."""
    locked = select(_office.c.id).where(_office.c.id == office_id).with_for_update(key_share=True)
    session.connection().execute(locked)
    both = (_offering.c.office_id == office_id) & (_offering.c.procedure_id == procedure_id)
    return session.connection().execute(select(_offering).where(both)).one_or_none()


def _new_row(session: Session, office_id: int, procedure_id: int) -> dict[str, Any]:
    published = select(_procedure.c.id).where(_procedure.c.id == procedure_id, _procedure.c.is_published)
    known = session.connection().execute(published).scalar() is not None
    version = newest_version(session, procedure_id) if known else None
    slots = definition_of(session, version.id, digest=version.digest).slots if version else None
    if slots is None:
        raise errors.ProcedureUnknown
    return {
        "office_id": office_id,
        "procedure_id": procedure_id,
        "is_open": True,
        "opens_days_ahead": slots.opens_days_ahead,
        "closes_minutes_before": slots.closes_minutes_before,
        "opens_at_minute": wave_of(office_id),
    }


def _check_mode(session: Session, office_id: int, mode: str) -> None:
    if mode not in tuple(Mode):
        raise errors.ModeUnknown
    if mode == Mode.IN_PERSON:
        address = select(_office.c.address).where(_office.c.id == office_id)
        if not session.connection().execute(address).scalar():
            raise errors.AddressNeeded


def set_mode(
    session: Session, *, principal: Principal, office_id: int, offering_id: int, mode: str, now: datetime
) -> None:
    """Hold an offering's interviews in another way; never over the heads of those who have booked.

    Whoever books at this moment has either come before the lock of the times, and is counted,
    or waits for it and books what the offering is then (decision 0013). Raises ModeUnknown,
    AddressNeeded, ModeBooked, NotAllowed.
    """
    row = own_offering(session, principal, office_id, offering_id)
    _check_mode(session, office_id, mode)
    if row.mode == mode:
        return
    lock_coming(session, offering_id, now=now)
    count = _booked(session, offering_id, now)
    if count:
        raise errors.ModeBooked(count=count)
    session.connection().execute(
        update(_offering).where(_offering.c.id == offering_id).values(mode=Mode(mode))
    )
    _record(session, principal, office_id, offering_id, now, from_mode=row.mode, to_mode=mode)
    release_slots(session, now=now, office_id=office_id)


def set_open(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    is_open: bool,
    now: datetime,
) -> None:
    """Take reservations for an offering, or no new ones; what is booked stands.

    One that opens again has the times of its week, and of old ones those that somebody is in.
    Raises NotAllowed.
    """
    row = own_offering(session, principal, office_id, offering_id)
    if row.is_open == is_open:
        return
    session.connection().execute(
        update(_offering).where(_offering.c.id == offering_id).values(is_open=is_open)
    )
    _record(session, principal, office_id, offering_id, now, from_is_open=row.is_open, to_is_open=is_open)
    if is_open:
        close_leftovers(session, office_id=office_id, offering_id=offering_id, now=now)
        release_slots(session, now=now, office_id=office_id)


def own_offering(session: Session, principal: Principal, office_id: int, offering_id: int) -> Row[Any]:
    """Return an offering of the manager's own office, locked; raises NotAllowed for others.

    Behind the turn of the releases, because every change of an offering ends with one: whoever
    locked the offering first would wait for who has the turn and wants the offering.
    """
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    take_turn(session)
    both = (_offering.c.id == offering_id) & (_offering.c.office_id == office_id)
    locked = select(_offering).where(both).with_for_update(key_share=True)
    row = session.connection().execute(locked).one_or_none()
    if row is None:
        raise NotAllowed
    return row


def _booked(session: Session, offering_id: int, now: datetime) -> int:
    live = _res.c.state.in_(LIVE_STATES) & (_res.c.ends_at > now)
    query = select(func.count()).select_from(_res.join(_slot, _slot.c.id == _res.c.slot_id))
    return session.connection().execute(query.where(live, _slot.c.offering_id == offering_id)).scalar_one()


def _record(
    session: Session, principal: Principal, office_id: int, offering_id: int, now: datetime, **change: Any
) -> None:
    """Write down how an offering has changed; the search looks for this subject."""
    about = {"offering": offering_id, "office": office_id} | change
    record(session, principal, "offering.changed", ("catalogue", None), now=now, **about)
