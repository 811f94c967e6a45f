"""A month's fill, and a day looked at closely."""

import re
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan, in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.models import Slot, SlotState
from hellowork_portal.services.schedule_changes.overview import month_fill
from hellowork_portal.services.schedule_changes.views import DayFill
from hellowork_portal.services.schedule_drafts.calendar_views import (
    MonthDay,
    MonthFill,
    OfferingDay,
    TimeLine,
)
from hellowork_portal.services.schedule_drafts.names import offering_lines

_slot = table_of(Slot)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_FEW, _ALL = 70, 100
"""From which fill a day counts as nearly full, and as full."""


def month_of(
    session: Session, *, principal: Principal, office_id: int, month: str, offering_id: int, now: datetime
) -> MonthFill:
    """Return how full the days of a month (2026-12, else the present one) are; 0 is all offerings.

    Weeks begin on Monday as in the week editor. Raises NotAllowed.
    """
    found = _MONTH.fullmatch(month)
    today = day_in_japan(now)
    first = date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
    fills = month_fill(
        session,
        principal=principal,
        office_id=office_id,
        year=first.year,
        month=first.month,
        offering_id=offering_id or None,
    )
    before = [first - timedelta(days=back) for back in range(first.weekday(), 0, -1)]
    last = first + timedelta(days=len(fills) - 1)
    after = [last + timedelta(days=ahead) for ahead in range(1, 7 - last.weekday())]
    return MonthFill(
        title=in_all("staff.month.of", year=first.year, month=in_all(f"date.month.{first.month}")),
        month=f"{first:%Y-%m}",
        previous=f"{first - timedelta(days=1):%Y-%m}",
        next=f"{last + timedelta(days=1):%Y-%m}",
        offering_id=offering_id,
        offerings=offering_lines(session, office_id),
        days=[
            *(_outside(day) for day in before),
            *(_day(fill, today) for fill in fills),
            *(_outside(day) for day in after),
        ],
        seats=sum(fill.seats for fill in fills),
        taken=sum(fill.taken for fill in fills),
    )


def _outside(day: date) -> MonthDay:
    return MonthDay(
        iso=day.isoformat(), day=day.day, in_month=False, is_past=False, mark="", fill={}, note={}, label={},
        percent=0, is_exceptional=False,
    )  # fmt: skip


def _day(fill: DayFill, today: date) -> MonthDay:
    day = date.fromisoformat(fill.iso)
    state = _state(fill)
    numbers = in_all("staff.month.numbers", taken=fill.taken, seats=fill.seats, percent=fill.percent)
    said = in_all(f"staff.month.state.{state}")
    shown = numbers if fill.seats else said
    note = fill.closure or (in_all("staff.month.exceptional") if fill.is_exceptional else {})
    return MonthDay(
        iso=fill.iso,
        day=day.day,
        in_month=True,
        is_past=day < today,
        mark=_MARKS[state],
        fill=shown,
        note=note,
        label=_label(day, said, numbers if fill.seats else {}, note),
        percent=min(fill.percent, 100),
        is_exceptional=fill.is_exceptional,
    )


_MARKS = {"closed": "－", "none": "－", "free": "○", "few": "△", "full": "×"}


def _state(fill: DayFill) -> str:
    if not fill.seats:
        return "closed" if fill.closure else "none"
    return "full" if fill.percent >= _ALL else "few" if fill.percent >= _FEW else "free"


def _label(day: date, said: Words, numbers: Words, note: Words) -> Words:
    parts = [of_day(day), said, *(one for one in (numbers, note) if one)]
    label = parts[0]
    for part in parts[1:]:
        label = in_all("staff.month.label", first=label, then=part)
    return label


def times_of_day(session: Session, office_id: int, day: date) -> list[OfferingDay]:
    """Return each offering's times of a day with their seats; the caller has checked the right."""
    lines = offering_lines(session, office_id)
    ids = [one.offering_id for one in lines]
    query = select(_slot).where(_slot.c.offering_id.in_(ids), _slot.c.on_day == day)
    rows = session.connection().execute(query.order_by(_slot.c.starts_at)).all()
    return [
        OfferingDay(
            one.offering_id,
            one.name,
            [
                TimeLine(
                    f"{_clock(row.starts_at)}–{_clock(row.ends_at)}",
                    row.capacity,
                    row.taken,
                    row.held_back,
                    row.state != SlotState.OPEN,
                )
                for row in rows
                if row.offering_id == one.offering_id and (row.state == SlotState.OPEN or row.taken)
            ],
            not one.is_open,
        )
        for one in lines
    ]


def _clock(instant: datetime) -> str:
    there = in_japan(instant)
    return f"{there.hour}:{there.minute:02}"
