"""Writing the slots of the days to come; called by a daily job and at every start."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Insert, Row, bindparam, case, column, insert, literal, select, true, update, values
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.seat_notes import note_days, note_slots
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Offering, Procedure, Slot, SlotState
from hellowork_portal.services.schedules.release_plan import PlannedDay, plan_release, survey
from hellowork_portal.services.vacancies.service import tell_released

T = TypeVar("T")
_procedure, _offering, _slot = table_of(Procedure), table_of(Offering), table_of(Slot)
_IDS_AT_ONCE = 500
_TURN = select(_procedure.c.id).order_by(_procedure.c.id).limit(1).with_for_update(key_share=True)
_RESIZE = (
    update(_slot)
    .where(_slot.c.id == bindparam("slot"))
    .values(capacity=case((_slot.c.taken > bindparam("seats"), _slot.c.taken), else_=bindparam("seats")))
)
_CLOSE = (
    update(_slot)
    .where(_slot.c.offering_id == bindparam("offering"), _slot.c.on_day == bindparam("day"))
    .where(_slot.c.state == SlotState.OPEN)
    .values(state=SlotState.CLOSED)
)


def release_slots(session: Session, *, now: datetime, days: int | None = None) -> int:
    """Make the slots of today and the next `opens_days_ahead` days; return how many were new.

    Idempotent: a second call writes nothing. A closed day gets none, and slots released
    before it was closed take no more reservations. Seats follow schedule and hosts, never
    below what is taken. A slot that would overlap one that is there (buffer included) is left
    out: what happens to reservations under an old schedule is for people to decide (S2).
    Calls wait for one another, so web start and worker cannot write two plans at once.
    """
    session.connection().execute(_TURN)
    plan = plan_release(survey(session, day_in_japan(now), days))
    added, resized = _compare(session, plan.differing)
    note_days(session, [*plan.to_close, *[(row["offering_id"], row["on_day"]) for row in added]])
    note_slots(session, [slot for slot, _seats in resized])
    insert_new(session, Slot, added)
    _change(session, _RESIZE, [{"slot": slot, "seats": seats} for slot, seats in resized])
    _change(session, _CLOSE, [{"offering": offering, "day": day} for offering, day in plan.to_close])
    written = len(added) + _write(session, plan.fresh)
    if written or resized:
        tell_released(session, now=now)
    return written


def _write(session: Session, days: list[PlannedDay]) -> int:
    """Write days that have no slot yet: offerings with the same times in one statement."""
    alike: dict[tuple[date, tuple[tuple[datetime, datetime, int], ...]], list[int]] = defaultdict(list)
    for planned in days:
        if times := planned.times():
            alike[planned.day, times].append(planned.offering.id)
    written = 0
    for (day, times), offerings in alike.items():
        for ids in _batches(offerings, _IDS_AT_ONCE):
            session.connection().execute(_insert(day, times, ids))
            note_days(session, [(offering, day) for offering in ids])
            written += len(times) * len(ids)
    return written


def _insert(day: date, times: tuple[tuple[datetime, datetime, int], ...], offerings: list[int]) -> Insert:
    """Return the statement that gives each of the offerings each of the times."""
    columns = [_slot.c.starts_at, _slot.c.ends_at, _slot.c.capacity]
    wanted = values(*(column(one.name, one.type) for one in columns)).data(list(times)).cte("wanted")
    given = (_offering.c.id, literal(day), *wanted.c, literal(0), literal(SlotState.OPEN.value))
    rows = select(*given).select_from(_offering.join(wanted, true())).where(_offering.c.id.in_(offerings))
    names = ["offering_id", "on_day", *(one.name for one in columns), "taken", "state"]
    return insert(_slot).from_select(names, rows)


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut what may be large into lists; Python 3.11 has no itertools.batched."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def _change(session: Session, statement: Any, values: list[dict[str, Any]]) -> None:
    if values:
        session.connection().execute(statement, values)


def _compare(session: Session, days: list[PlannedDay]) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """Return the rows to add and the slots to resize on days that differ from their plan."""
    there = _slots_of(session, days)
    added: list[dict[str, Any]] = []
    resized: list[tuple[int, int]] = []
    for planned in days:
        slots = there[planned.offering.id, planned.day]
        added.extend(_missing(planned, slots))
        resized.extend(_resized(planned, slots))
    return added, resized


def _slots_of(session: Session, days: list[PlannedDay]) -> dict[tuple[int, date], list[Row[Any]]]:
    slots: dict[tuple[int, date], list[Row[Any]]] = defaultdict(list)
    wanted = {day.day for day in days}
    for ids in _batches(sorted({day.offering.id for day in days}), _IDS_AT_ONCE):
        rows = session.connection().execute(
            select(_slot)
            .where(_slot.c.offering_id.in_(ids), _slot.c.on_day.between(min(wanted), max(wanted)))
            .order_by(_slot.c.id)
        )
        for row in rows:
            slots[row.offering_id, row.on_day].append(row)
    return slots


def _missing(planned: PlannedDay, slots: list[Row[Any]]) -> Iterable[dict[str, Any]]:
    rest = timedelta(minutes=max([0, *(slot.buffer_minutes for slot in planned.slots)]))
    for starts, ends, capacity in planned.times():
        if not any(slot.starts_at < ends + rest and starts < slot.ends_at + rest for slot in slots):
            yield {
                "offering_id": planned.offering.id,
                "on_day": planned.day,
                "starts_at": starts,
                "ends_at": ends,
                "capacity": capacity,
                "taken": 0,
                "state": SlotState.OPEN,
            }


def _resized(planned: PlannedDay, slots: list[Row[Any]]) -> Iterable[tuple[int, int]]:
    wanted: dict[Any, Any] = {(starts, ends): capacity for starts, ends, capacity in planned.times()}
    for slot in slots:
        seats = wanted.get((slot.starts_at, slot.ends_at), slot.capacity)
        seats = max(slot.taken, planned.offering.bounded(seats))
        if seats != slot.capacity:
            yield slot.id, seats
