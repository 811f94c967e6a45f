"""The hosts of an office's online interviews: users of the meeting provider, lent to an offering."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import (
    MeetingHost,
    MeetingHostTime,
    Mode,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_settings import errors
from hellowork_portal.services.office_settings.offerings import own_offering
from hellowork_portal.services.schedules.release import release_slots
from hellowork_portal.services.schedules.slot_rows import lock_coming

_host, _time = table_of(MeetingHost), table_of(MeetingHostTime)
_res, _slot = table_of(Reservation), table_of(Slot)
_HOST = re.compile(r"[\w.+-]{1,60}(@[\w.-]{1,59})?", re.ASCII)
_BUCKET_SECONDS = 300
_OF_STAND_IN = "demo-host-"
"""How the users of a demonstration's stand-in are called; their numbers follow."""


def lend_host(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    name: str,
    lanes: str,
    now: datetime,
) -> None:
    """Lend a user of the meeting provider to an offering; seats that wait for hosts are released.

    `name` is the user's address or id there. Raises Invalid with the error at its box, HostNeeded
    where fewer lanes would leave somebody who is booking without one, NotAllowed.
    """
    offering = own_offering(session, principal, office_id, offering_id)
    wanted, box = normalise(name)[:130], f"host-{offering_id}"
    if not _HOST.fullmatch(wanted):
        raise Invalid({box: errors.HostMissing()})
    row = {"offering_id": offering_id, "lanes": 2 if lanes == "2" else 1, "is_active": True}
    known = _locked(session, offering_id, _host.c.provider_user_id == wanted, now)
    if known is None:
        if not insert_new(session, MeetingHost, [row | {"provider_user_id": wanted}]):
            raise Invalid({box: errors.HostTaken()})
    else:
        _check_free(session, known, offering, box, now)
        session.connection().execute(update(_host).where(_host.c.id == known.id).values(**row))
        if known.is_active:
            _check_holds(session, offering, now)
    told = {"offering": offering_id, "office": office_id}
    record(session, principal, "hosts.assigned", ("meeting_host", None), now=now, **told)
    release_slots(session, now=now, office_id=office_id)


def _check_free(session: Session, known: Row[Any], offering: Row[Any], box: str, now: datetime) -> None:
    """Raise Invalid where a host is lent to another offering, or interviews stand with them."""
    if known.is_active and known.offering_id != offering.id:
        raise Invalid({box: errors.HostTaken()})
    if booked := _host_booked(session, known.id, now):
        raise Invalid({box: errors.HostBooked(count=booked)})


def withdraw_host(
    session: Session, *, principal: Principal, office_id: int, host_id: int, now: datetime
) -> None:
    """Take a host back whom no coming interview stands with, and nobody needs who is booking.

    Raises HostBooked, HostNeeded, NotAllowed.
    """
    lent_to = session.connection().execute(select(_host.c.offering_id).where(_host.c.id == host_id)).scalar()
    offering = own_offering(session, principal, office_id, lent_to or 0)
    _locked(session, offering.id, _host.c.id == host_id, now)
    booked = _host_booked(session, host_id, now)
    if booked:
        raise errors.HostBooked(count=booked)
    session.connection().execute(update(_host).where(_host.c.id == host_id).values(is_active=False))
    _check_holds(session, offering, now)
    record(session, principal, "hosts.assigned", ("meeting_host", host_id), now=now, office=office_id)
    release_slots(session, now=now, office_id=office_id)


def _locked(session: Session, offering_id: int, its: ColumnElement[bool], now: datetime) -> Row[Any] | None:
    """Return a host of whom nobody takes time until the transaction ends; who was about to has committed.

    Seats come first, as for everybody who books late or moves: who has a seat may wait for the host.
    """
    lock_coming(session, offering_id, now=now)
    return session.connection().execute(select(_host).where(its).with_for_update()).one_or_none()


def _check_holds(session: Session, offering: Row[Any], now: datetime) -> None:
    """Raise HostNeeded where somebody is booking a seat that the hosts left could not hold."""
    if offering.mode != Mode.ONLINE:
        return
    left = select(func.coalesce(func.sum(_host.c.lanes), 0))
    left = left.where(_host.c.offering_id == offering.id, _host.c.is_active).scalar_subquery()
    held = (_res.c.state == ReservationState.HELD) & (_res.c.expires_at > now)
    query = select(func.count()).select_from(_res.join(_slot, _slot.c.id == _res.c.slot_id))
    query = query.where(held, _slot.c.offering_id == offering.id, _slot.c.taken > left)
    if count := session.connection().execute(query).scalar_one():
        raise errors.HostNeeded(count=count)


def _host_booked(session: Session, host_id: int, now: datetime) -> int:
    coming = _time.c.bucket >= int(now.timestamp()) // _BUCKET_SECONDS
    query = select(func.count(func.distinct(_time.c.reservation_id)))
    return session.connection().execute(query.where(_time.c.host_id == host_id, coming)).scalar_one()


def host_example(session: Session) -> str:
    """Return a user of a demonstration's stand-in who is lent to nobody; elsewhere nothing is known."""
    if not settings().is_demonstration:
        return ""
    known = select(func.max(_host.c.provider_user_id)).where(
        _host.c.provider_user_id.startswith(_OF_STAND_IN, autoescape=True)
    )
    number = (session.connection().execute(known).scalar() or "").removeprefix(_OF_STAND_IN)
    return f"{_OF_STAND_IN}{int(number) + 1 if number.isdecimal() else 1:04}"
