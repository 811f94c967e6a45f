"""Writing the slots of the days to come; called by a daily job and at every start."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, Row, bindparam, column, insert, literal, select, true, update, values
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.seat_notes import note_days
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Procedure, Slot, SlotState
from hellowork_portal.services.schedules.day_plan import PlannedTime
from hellowork_portal.services.schedules.release_ground import survey
from hellowork_portal.services.schedules.release_plan import PlannedDay, plan_release
from hellowork_portal.services.schedules.slot_rows import (
    IDS_AT_ONCE,
    NewTime,
    Resized,
    batches,
    close,
    fits,
    is_standing,
    planned_seats,
    resize,
    resized_to,
    slots_of,
    write_times,
)
from hellowork_portal.services.vacancies.service import tell_released

_procedure, _offering, _slot = table_of(Procedure), table_of(Offering), table_of(Slot)
TURN = select(_procedure.c.id).order_by(_procedure.c.id).limit(1).with_for_update(key_share=True)
_CLOSE = (
    update(_slot)
    .where(_slot.c.offering_id == bindparam("offering"), _slot.c.on_day == bindparam("day"))
    .where(_slot.c.state == SlotState.OPEN)
    .values(state=SlotState.CLOSED)
)


def take_turn(session: Session) -> None:
    """Wait until nobody else releases slots; to be called before anything else that a release may want."""
    session.connection().execute(TURN)


def release_slots(
    session: Session, *, now: datetime, days: int | None = None, office_id: int | None = None
) -> int:
    """Make the slots of today and the next `opens_days_ahead` days; return how many were new.

    Of every office, or of one whose offerings or hosts have just changed.

    Idempotent: a second call writes nothing. A closed day gets none, and slots released
    before it was closed take no more reservations. Seats follow schedule and hosts, never
    below what is taken. A slot that would overlap one that is there (rest included) is left
    out: what happens to reservations under an old schedule is for people to decide (S2),
    and so is a slot that is closed.
    Calls wait for one another, so web start and worker cannot write two plans at once.
    """
    take_turn(session)
    plan = plan_release(survey(session, day_in_japan(now), days, office_id))
    there = slots_of(session, [(one.offering.id, one.day) for one in plan.differing])
    added, resized = _compare(plan.differing, there)
    write_times(session, added)
    resize(session, resized)
    note_days(session, plan.to_close)
    _change(session, _CLOSE, [{"offering": offering, "day": day} for offering, day in plan.to_close])
    written = len(added) + _write(session, plan.fresh)
    if written or resized or plan.to_close:
        tell_released(session, now=now)
    return written


def close_leftovers(session: Session, *, office_id: int, offering_id: int, now: datetime) -> None:
    """Close an offering's coming times that its week does not have and nobody is in, before it opens again.

    They are from before it was stopped: as long as they are open, no time of the week that overlaps
    one of them is released.
    """
    ground = replace(survey(session, day_in_japan(now), None, office_id), released={})
    days = [one for one in plan_release(ground).fresh if one.offering.id == offering_id]
    there = slots_of(session, [(one.offering.id, one.day) for one in days])
    left = [slot.id for one in days for slot in _left(one, there.get((offering_id, one.day), ()), now)]
    close(session, left)


def _left(planned: PlannedDay, slots: Sequence[Row[Any]], now: datetime) -> Iterable[Row[Any]]:
    wanted = {(time.starts_at, time.ends_at) for time in planned.all_times()}
    for slot in slots:
        is_idle = slot.taken == 0 and slot.added_seats == 0 and slot.starts_at > now
        if is_idle and slot.state == SlotState.OPEN and (slot.starts_at, slot.ends_at) not in wanted:
            yield slot


def _write(session: Session, days: list[PlannedDay]) -> int:
    """Write days that have no slot yet: offerings with the same times in one statement."""
    alike: dict[tuple[date, tuple[PlannedTime, ...]], list[int]] = defaultdict(list)
    for planned in days:
        if times := planned.times():
            alike[planned.day, times].append(planned.offering.id)
    written = 0
    for (day, times), offerings in alike.items():
        for ids in batches(offerings, IDS_AT_ONCE):
            session.connection().execute(_insert(day, times, ids))
            note_days(session, [(offering, day) for offering in ids])
            written += len(times) * len(ids)
    return written


def _insert(day: date, times: tuple[PlannedTime, ...], offerings: list[int]) -> Insert:
    """Return the statement that gives each of the offerings each of the times."""
    columns = [_slot.c[name] for name in PlannedTime._fields]
    wanted = values(*(column(one.name, one.type) for one in columns)).data(list(times)).cte("wanted")
    given = (_offering.c.id, literal(day), *wanted.c, literal(0), literal(SlotState.OPEN.value))
    rows = select(*given).select_from(_offering.join(wanted, true())).where(_offering.c.id.in_(offerings))
    names = ["offering_id", "on_day", *(one.name for one in columns), "taken", "state"]
    return insert(_slot).from_select(names, rows)


def _change(session: Session, statement: Any, values: list[dict[str, Any]]) -> None:
    if values:
        session.connection().execute(statement, values)


def _compare(
    days: list[PlannedDay], there: Mapping[tuple[int, date], Sequence[Row[Any]]]
) -> tuple[list[NewTime], list[Resized]]:
    """Return what to add and to resize on days that differ from their plan."""
    added: list[NewTime] = []
    resized: list[Resized] = []
    for planned in days:
        slots = there.get((planned.offering.id, planned.day), ())
        added.extend(_missing(planned, slots))
        resized.extend(_resized(planned, slots))
    return added, resized


def _missing(planned: PlannedDay, slots: Sequence[Row[Any]]) -> Iterable[NewTime]:
    """Return the times to add; a slot of just this time that is closed is somebody's decision."""
    times = planned.times()
    wanted = {(time.starts_at, time.ends_at) for time in times}
    standing = [slot for slot in slots if is_standing(slot) or (slot.starts_at, slot.ends_at) in wanted]
    idle = {slot.starts_at: slot.id for slot in slots if slot not in standing}
    for time in times:
        if fits(time, standing):
            yield NewTime(planned.offering.id, planned.day, time, idle.get(time.starts_at))


def _resized(planned: PlannedDay, slots: Sequence[Row[Any]]) -> Iterable[Resized]:
    wanted = {(time.starts_at, time.ends_at): time for time in planned.all_times()}
    for slot in slots:
        time = wanted.get((slot.starts_at, slot.ends_at))
        seats, held_back = time[2:4] if time else planned_seats(slot)
        one = resized_to(slot, seats if time else planned.offering.bounded(seats), held_back)
        if slot.state == SlotState.OPEN and (one.capacity, one.held_back) != (slot.capacity, slot.held_back):
            yield one
