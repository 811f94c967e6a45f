"""The staff's first page: today's figures of all one's offices, a statement for each kind of figure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import (
    Application,
    ApplicationState,
    Offering,
    Reservation,
    ReservationState,
    Slot,
    SlotState,
)
from hellowork_portal.services.deliveries.service import stuck_at
from hellowork_portal.services.interviews.rules import SHOWN
from hellowork_portal.services.office_settings.service import steps_left
from hellowork_portal.services.staff.offices import own_offices
from hellowork_portal.services.staff.views import StaffOffice
from hellowork_portal.services.staff_home.not_bookable import not_bookable
from hellowork_portal.services.staff_home.views import OfficeToday

_res, _slot, _offering = table_of(Reservation), table_of(Slot), table_of(Offering)
_case = table_of(Application)
_AHEAD = timedelta(days=6)
"""Free seats are counted over seven days, today among them."""


def offices_today(session: Session, *, principal: Principal, now: datetime) -> list[OfficeToday]:
    """Return the acting member's offices with today's figures, and what a new one has to do next.

    Figures name nobody, so looking at them is not recorded. Five statements, however many offices
    there are (more to name offerings that cannot be booked), and one for each office that the reader
    manages (more while it is being set up).
    """
    offices = own_offices(session, principal=principal)
    ids = [office.id for office in offices]
    figures: dict[int, dict[str, Any]] = {id_: {} for id_ in ids}
    if ids:
        for ask in (_interviews, _seats, _cases):
            for row in session.connection().execute(ask(ids, now)).mappings():
                figures[row["office_id"]] |= dict(row)
        for id_, stuck in stuck_at(session, ids, now=now).items():
            figures[id_] |= {
                "letters": stuck.letters, "meetings": stuck.meetings, "stuck_since": stuck.since,
            }  # fmt: skip
        for id_, lines in not_bookable(session, ids, now).items():
            figures[id_]["not_bookable"] = lines
    return [_office(session, principal, office, figures[office.id], now) for office in offices]


def _office(
    session: Session, principal: Principal, office: StaffOffice, found: dict[str, Any], now: datetime
) -> OfficeToday:
    manages = office.id in principal.offices_as(Role.OFFICE_MANAGER)
    steps = steps_left(session, principal=principal, office_id=office.id, now=now) if manages else []
    figures: dict[str, Any] = {
        name: value for name, value in found.items() if name not in ("office_id", "first_due")
    }
    if "first_due" in found:
        figures["next_due"] = of_day(found["first_due"])
    return OfficeToday(office.code, office.words, office.roles, **figures, steps=steps)


def _count(label: str, holds: ColumnElement[bool]) -> Any:
    return func.sum(cast(case((holds, 1), else_=0), Integer)).label(label)


def _interviews(ids: Sequence[int], now: datetime) -> Any:
    """Select, by office, how many interviews today has, what is ahead or overdue, and who is there now."""
    is_untouched, ends_at = _res.c.state == ReservationState.CONFIRMED, _res.c.ends_at
    return (
        select(
            _offering.c.office_id,
            func.count().label("interviews"),
            _count("ahead", is_untouched & (ends_at > now)),
            _count("overdue", is_untouched & (ends_at <= now)),
            _count("waiting", _res.c.state == ReservationState.CHECKED_IN),
        )
        .join(_slot, _slot.c.id == _res.c.slot_id)
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .where(_offering.c.office_id.in_(ids), _slot.c.on_day == day_in_japan(now), _res.c.state.in_(SHOWN))
        .group_by(_offering.c.office_id)
    )


def _seats(ids: Sequence[int], now: datetime) -> Any:
    """Select, by office, how many seats of open times are free from now on to the seventh day."""
    coming = (_slot.c.on_day <= day_in_japan(now) + _AHEAD) & (_slot.c.on_day >= day_in_japan(now))
    return (
        select(_offering.c.office_id, func.sum(_slot.c.capacity - _slot.c.taken).label("free"))
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .where(
            _offering.c.office_id.in_(ids),
            _offering.c.is_open,
            coming,
            _slot.c.starts_at > now,
            _slot.c.state == SlotState.OPEN,
            _slot.c.capacity > _slot.c.taken,
        )
        .group_by(_offering.c.office_id)
    )


def _cases(ids: Sequence[int], now: datetime) -> Any:
    """Select, by office, how many applications wait, how many are due, and the earliest 認定日."""
    undone = (ApplicationState.RECEIVED, ApplicationState.IN_REVIEW)
    day = _case.c.certification_on
    return (
        select(
            _case.c.office_id,
            func.count().label("cases"),
            _count("due", day <= day_in_japan(now)),
            func.min(day).label("first_due"),
        )
        .where(_case.c.office_id.in_(ids), _case.c.number.is_not(None), _case.c.state.in_(undone))
        .group_by(_case.c.office_id)
    )
