"""The first day with a seat, for a page of search results or a calendar."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, OfficeClosure, Slot, SlotState
from hellowork_portal.services.schedules.online_seats import online_seats
from hellowork_portal.services.schedules.rules import last_open_day

_offering, _closure, _slot = table_of(Offering), table_of(OfficeClosure), table_of(Slot)
_closed = (
    exists()
    .where(
        _closure.c.on_day == _slot.c.on_day,
        ~_closure.c.is_open,
        or_(_closure.c.office_id.is_(None), _closure.c.office_id == _offering.c.office_id),
    )
    .correlate(_slot, _offering)
)
_first_day = (
    select(_slot.c.on_day)
    .where(
        _slot.c.offering_id == _offering.c.id,
        _slot.c.on_day.between(bindparam("today"), bindparam("last")),
        _slot.c.state == SlotState.OPEN,
        _slot.c.taken < online_seats(_slot),
        _slot.c.starts_at >= bindparam("cut", type_=_slot.c.starts_at.type),
        ~_closed,
    )
    .order_by(_slot.c.on_day)
    .limit(1)
    .correlate(_offering)
    .scalar_subquery()
)
_FIRST_DAYS = select(_offering.c.id, _first_day).where(_offering.c.id.in_(bindparam("ids", expanding=True)))
_SETTINGS = select(
    _offering.c.id,
    _offering.c.opens_days_ahead,
    _offering.c.opens_at_minute,
    _offering.c.closes_minutes_before,
).where(_offering.c.id.in_(bindparam("ids", expanding=True)), _offering.c.is_open)


def next_free(session: Session, offering_ids: Sequence[int], now: datetime) -> dict[int, str]:
    """Return the first bookable day (ISO) by offering; an offering without one is left out.

    One statement for the settings and one for all offerings that share them.
    """
    if not offering_ids:
        return {}
    alike: dict[tuple[date, int], list[int]] = defaultdict(list)
    for id_, ahead, opens_at, minutes in session.connection().execute(_SETTINGS, {"ids": list(offering_ids)}):
        alike[last_open_day(now, ahead, opens_at), minutes].append(id_)
    found: dict[int, str] = {}
    today = day_in_japan(now)
    for (last, minutes), ids in alike.items():
        found |= first_days(session, ids, today=today, last=last, cut=now + timedelta(minutes=minutes))
    return found


def first_days(
    session: Session, offering_ids: Sequence[int], *, today: date, last: date, cut: datetime
) -> dict[int, str]:
    """Return the first day (ISO) from today to the last with a seat whose time begins at the cut or later."""
    window = {"today": today, "last": last, "cut": cut, "ids": list(offering_ids)}
    rows = session.connection().execute(_FIRST_DAYS, window)
    return {id_: day.isoformat() for id_, day in rows if day}
