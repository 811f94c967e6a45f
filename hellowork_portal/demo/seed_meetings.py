"""Meetings of the crowd, where the demonstration's staff work: asked for as a confirmation asks for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Mode, Offering, Office, Reservation, ReservationState, Slot
from hellowork_portal.services.meetings.service import MEETING, request_meeting

_slot, _offering, _office = table_of(Slot), table_of(Offering), table_of(Office)
_reservation = table_of(Reservation)


def request_meetings(session: Session, *, staff: Sequence[dict[str, Any]], now: datetime) -> int:
    """Ask for a meeting for each coming online reservation that has none; return for how many.

    At the offices of the demonstration's staff alone: who works there opens the interviews. The
    worker has the rooms made as for anybody else.
    """
    offices = {one["office"] for one in staff if one["office"]}
    wanted = (
        select(Reservation)
        .join(_slot, _slot.c.id == _reservation.c.slot_id)
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .join(_office, _office.c.id == _offering.c.office_id)
        .where(_office.c.code.in_(offices), _offering.c.mode == Mode.ONLINE)
        .where(_reservation.c.state == ReservationState.CONFIRMED, _reservation.c.ends_at > now)
        .where(~exists().where(MEETING.c.reservation_id == _reservation.c.id))
        .order_by(_reservation.c.starts_at, _reservation.c.id)
    )
    found = session.scalars(wanted).all()
    for reservation in found:
        request_meeting(session, reservation, now=now)
    return len(found)
