"""Meeting hosts of the demonstration: lent to offerings, and taken for the crowd."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.demo.zoom_options import host_id
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import MeetingHost, MeetingHostTime, Mode, Offering, ScheduleTemplate
from hellowork_portal.services.meetings.rules import buckets

_LANES = 2
_offering, _host, _template = table_of(Offering), table_of(MeetingHost), table_of(ScheduleTemplate)


def lend_hosts(session: Session) -> None:
    """Lend each online offering without a host as many as its fullest time needs (two lanes each)."""
    wanted = (
        select(_offering.c.id, func.max(_template.c.seats))
        .join(_template, _template.c.offering_id == _offering.c.id)
        .where(_offering.c.mode == Mode.ONLINE, _offering.c.id.not_in(select(_host.c.offering_id)))
        .group_by(_offering.c.id)
        .order_by(_offering.c.id)
    )
    number = session.connection().execute(select(func.count()).select_from(_host)).scalar_one()
    rows = []
    for offering_id, seats in session.connection().execute(wanted):
        for _each in range(-(-seats // _LANES)):
            number += 1
            its = {"provider_user_id": host_id(number), "offering_id": offering_id}
            rows.append(its | {"lanes": _LANES, "is_active": True})
    insert_new(session, MeetingHost, rows)


def take_hosts(session: Session, seats: Sequence[tuple[Row[Any], int]], reservations: Sequence[int]) -> None:
    """Give the nth seat of a slot its offering's nth lane, buffer included."""
    lanes = _lanes(session)
    rests = _buffers(session)
    rows = []
    for (slot, nth), reservation_id in zip(seats, reservations, strict=True):
        if slot.offering_id not in lanes:
            continue
        host, lane = lanes[slot.offering_id][nth]
        its = {"host_id": host, "lane": lane, "reservation_id": reservation_id}
        steps = buckets(slot.starts_at, slot.ends_at, rests.get(slot.offering_id, 0))
        rows.extend(its | {"bucket": bucket} for bucket in steps)
    insert_new(session, MeetingHostTime, rows)


def _lanes(session: Session) -> dict[int, list[tuple[int, int]]]:
    hosts = (
        select(_host.c.offering_id, _host.c.id, _host.c.lanes).where(_host.c.is_active).order_by(_host.c.id)
    )
    lanes: dict[int, list[tuple[int, int]]] = {}
    for offering_id, host, count in session.connection().execute(hosts):
        lanes.setdefault(offering_id, []).extend((host, lane) for lane in range(1, count + 1))
    return lanes


def _buffers(session: Session) -> dict[int, int]:
    longest = func.max(_template.c.buffer_minutes)
    rows = session.connection().execute(
        select(_template.c.offering_id, longest).group_by(_template.c.offering_id)
    )
    return {row[0]: row[1] for row in rows}
