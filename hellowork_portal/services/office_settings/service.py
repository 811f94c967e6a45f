"""The screen of an office's settings, and what is to be done until its first interview can be booked."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import staff_written
from hellowork_portal.models import (
    MeetingHost,
    Mode,
    Offering,
    Office,
    Procedure,
    Reservation,
    ReservationState,
    ScheduleTemplate,
    Slot,
    SlotState,
)
from hellowork_portal.services.office_settings.banners import office_banners
from hellowork_portal.services.office_settings.hosts import host_example
from hellowork_portal.services.office_settings.page import page_row
from hellowork_portal.services.office_settings.texts import TEXTS
from hellowork_portal.services.office_settings.views import HostLine, ProcedureLine, SettingsView, Step
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.procedures.definitions import newest_definitions

_office, _procedure, _offering = table_of(Office), table_of(Procedure), table_of(Offering)
_host, _template, _slot = table_of(MeetingHost), table_of(ScheduleTemplate), table_of(Slot)
_res = table_of(Reservation)
BOOKED = "booked"
"""The last step, which others do: somebody has booked."""


def settings_of(session: Session, *, principal: Principal, office_id: int, now: datetime) -> SettingsView:
    """Return an office's settings with all procedures that it may offer. Raises NotAllowed."""
    principal.check_at(office_id, Role.OFFICE_MANAGER, Role.COUNSELLOR)
    office = office_of(session, office_id)
    stored = session.connection().execute(select(_office).where(_office.c.id == office_id)).one_or_none()
    if office is None or stored is None:
        raise NotAllowed
    page = page_row(session, office_id)
    procedures = _procedures(session, office_id, now)
    bookable = _bookable(session, [one.offering_id for one in procedures if one.is_open], now)
    steps = steps_of(
        bool(stored.phone or stored.address), procedures, bookable, is_booked=has_booking(session, office_id)
    )
    return SettingsView(
        code=office.code,
        name=office.words,
        postal_code=stored.postal_code,
        address=stored.address,
        phone=stored.phone,
        texts={f"{name}_{language}": text for name in TEXTS for language, text in page[name].items()},
        interpreters=list(page["interpreters"]),
        procedures=procedures,
        host_example=host_example(session),
        steps=steps,
        is_set_up=all(step.is_done for step in steps if step.code != BOOKED),
        bookable_id=bookable,
        banners=office_banners(session, office_id, now),
        can_change=office_id in principal.offices_as(Role.OFFICE_MANAGER),
    )


def _procedures(session: Session, office_id: int, now: datetime) -> list[ProcedureLine]:
    offered = {
        row.procedure_id: row
        for row in session.connection().execute(select(_offering).where(_offering.c.office_id == office_id))
    }
    ids = [row.id for row in offered.values()]
    hosts, timed = _hosts(session, ids), _with_hours(session, ids, now)
    published = select(_procedure.c.id).where(_procedure.c.is_published).order_by(_procedure.c.id)
    definitions = newest_definitions(session)
    return [
        _line(id_, definitions[id_][1], offered.get(id_), hosts, timed)
        for id_ in session.connection().scalars(published)
        if id_ in definitions and definitions[id_][1].slots is not None
    ]


def _line(
    procedure_id: int,
    definition: Any,
    offered: Row[Any] | None,
    hosts: dict[int, list[HostLine]],
    timed: set[int],
) -> ProcedureLine:
    offering_id = offered.id if offered else 0
    lent = hosts.get(offering_id, [])
    mode = Mode(offered.mode).value if offered else ""
    return ProcedureLine(
        procedure_id=procedure_id,
        offering_id=offering_id,
        name=staff_written(definition.name),
        summary=staff_written(definition.summary),
        mode=mode,
        usual_mode=definition.slots.mode.value,
        is_open=bool(offered and offered.is_open),
        has_hours=offering_id in timed,
        hosts=lent,
        lanes=sum(one.lanes for one in lent),
        needs_hosts=mode == Mode.ONLINE and not lent,
    )


def _hosts(session: Session, ids: Sequence[int]) -> dict[int, list[HostLine]]:
    lent = select(_host).where(_host.c.offering_id.in_(ids), _host.c.is_active).order_by(_host.c.id)
    hosts: dict[int, list[HostLine]] = defaultdict(list)
    for row in session.connection().execute(lent):
        hosts[row.offering_id].append(HostLine(row.id, row.provider_user_id, row.lanes))
    return hosts


def _with_hours(session: Session, ids: Sequence[int], now: datetime) -> set[int]:
    still = _template.c.valid_to.is_(None) | (_template.c.valid_to >= day_in_japan(now))
    query = select(_template.c.offering_id).where(_template.c.offering_id.in_(ids), still).distinct()
    return set(session.connection().scalars(query))


def _bookable(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Return an offering that has a seat to come, booked ones too, 0 for none; staff's own seats are none."""
    query = select(_slot.c.offering_id).where(
        _slot.c.offering_id.in_(ids),
        _slot.c.state == SlotState.OPEN,
        _slot.c.starts_at > now,
        _slot.c.capacity > _slot.c.held_back,
    )
    return session.connection().execute(query.limit(1)).scalar() or 0


def has_booking(session: Session, office_id: int) -> bool:
    """Whether an office has had a booking that was kept; a seat that is only held is none yet.

    What was cancelled is none any more: who sets up an office tries it, and cancels.
    """
    booked = (
        select(_res.c.id)
        .join(_slot, _slot.c.id == _res.c.slot_id)
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .where(_offering.c.office_id == office_id, _res.c.number.is_not(None))
        .where(_res.c.state != ReservationState.CANCELLED)
        .limit(1)
    )
    return session.connection().execute(booked).first() is not None


def steps_left(session: Session, *, principal: Principal, office_id: int, now: datetime) -> list[Step]:
    """Return what an office has to do until its first booking; nothing once somebody has booked there.

    One statement for an office that is booked. Raises NotAllowed.
    """
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    if has_booking(session, office_id):
        return []
    reach = select(_office.c.phone, _office.c.address).where(_office.c.id == office_id)
    stored = session.connection().execute(reach).one()
    procedures = _procedures(session, office_id, now)
    bookable = _bookable(session, [one.offering_id for one in procedures if one.is_open], now)
    return steps_of(bool(stored.phone or stored.address), procedures, bookable, is_booked=False)


def steps_of(
    is_reachable: bool, procedures: Sequence[ProcedureLine], bookable: int, is_booked: bool
) -> list[Step]:
    """Return what an office has to do until its first interview is booked, in order.

    Who has been booked, and takes no bookings any more, is told nothing of a first one.
    """
    offered = [one for one in procedures if one.is_open]
    without_host = next((one.offering_id for one in offered if one.needs_hosts), 0)
    without_hours = next((one.offering_id for one in offered if not one.has_hours), 0)
    first = offered[0].offering_id if offered else 0
    has_hours = any(one.has_hours for one in offered)
    done = [
        ("reach", is_reachable, 0),
        ("offer", bool(offered), 0),
        *(
            [("hosts", not without_host, without_host)]
            if any(one.mode == Mode.ONLINE for one in offered)
            else []
        ),
        ("week", has_hours, (0 if has_hours else without_hours) or first),
        ("bookable", bool(bookable), bookable or first),
        *([] if is_booked else [(BOOKED, False, bookable)]),
    ]
    following = next((code for code, is_done, _ in done if not is_done), "")
    return [Step(code, is_done, code == following, offering, code) for code, is_done, offering in done]
