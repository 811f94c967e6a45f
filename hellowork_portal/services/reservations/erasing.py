"""What the law lets go: interviews after their years, with all that was written about them."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    DayNotice,
    Delivery,
    GuestAccess,
    Interview,
    InterviewNote,
    Meeting,
    MeetingHostTime,
    Reservation,
    Slot,
    WaitlistEntry,
)

_YEAR = timedelta(days=366)
DAYS_AT_ONCE = 7
"""The most days of one run: what a job holds locked stays small, and it runs more often than days pass."""
_SLOT, _RES, _WISH = table_of(Slot), table_of(Reservation), table_of(WaitlistEntry)
_ABOUT = tuple(
    table_of(one)
    for one in (DayNotice, Delivery, GuestAccess, Interview, InterviewNote, Meeting, MeetingHostTime)
)


def let_days_go(session: Session, *, now: datetime) -> int:
    """Erase the oldest days whose years are over (product.md decision 16); return how many reservations went.

    A day goes whole, its times too: so `taken` is the number of live reservations at every moment.
    """
    over = day_in_japan(now - _YEAR * settings().retention.reservation_years)
    days = select(_SLOT.c.on_day).where(_SLOT.c.on_day < over).distinct().order_by(_SLOT.c.on_day)
    oldest = list(session.connection().scalars(days.limit(DAYS_AT_ONCE)))
    if not oldest:
        return 0
    times = select(_SLOT.c.id).where(_SLOT.c.on_day.in_(oldest)).scalar_subquery()
    theirs = select(_RES.c.id).where(_RES.c.slot_id.in_(times)).scalar_subquery()
    wished = or_(_WISH.c.reservation_id.in_(theirs), _WISH.c.offered_reservation_id.in_(theirs))
    _delete(session, _WISH, wished | _WISH.c.slot_id.in_(times))
    for table in _ABOUT:
        _delete(session, table, table.c.reservation_id.in_(theirs))
    freed = update(_RES).where(_RES.c.replaces_id.in_(theirs))
    session.connection().execute(freed.values(replaces_id=None))
    gone = _delete(session, _RES, _RES.c.slot_id.in_(times))
    _delete(session, _SLOT, _SLOT.c.on_day.in_(oldest))
    return gone


def _delete(session: Session, table: Table, which: ColumnElement[bool]) -> int:
    return session.connection().execute(delete(table).where(which)).rowcount
