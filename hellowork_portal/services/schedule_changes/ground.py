"""Everything that a change of an office's schedule is judged by, read in a few statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    LIVE_STATES,
    DutyStretch,
    ExceptionKind,
    MeetingHost,
    Mode,
    Offering,
    OfficeClosure,
    Procedure,
    Reservation,
    ScheduleChange,
    ScheduleException,
    ScheduleTemplate,
    Slot,
)
from hellowork_portal.services.schedule_changes.rows import (
    DayRow,
    DutyRow,
    ExceptionRow,
    ReleaseRow,
    Schedule,
    WeekRow,
    from_data,
)

_offering, _procedure, _host = table_of(Offering), table_of(Procedure), table_of(MeetingHost)
_template, _exception, _duty = table_of(ScheduleTemplate), table_of(ScheduleException), table_of(DutyStretch)
_closure, _change, _slot = table_of(OfficeClosure), table_of(ScheduleChange), table_of(Slot)
_res = table_of(Reservation)


@dataclass(frozen=True)
class Offered:
    """An offering of the office; `lanes` bounds its seats, None where no host is needed."""

    id: int
    purpose: str
    is_open: bool
    lanes: int | None


@dataclass(frozen=True)
class LastChange:
    """The newest change that is not undone, with the rows it took and gave."""

    id: int
    removed: Schedule
    added: Schedule


@dataclass(frozen=True)
class Ground:
    """An office as it stands: schedule, slots from today on, and who is in them.

    `everywhere` is what closes every office; `booked` are live reservations by slot, `standing`
    by person, those at other offices among them. `newest` is the last change's id, undone or not.
    """

    office_id: int
    now: datetime
    offerings: dict[int, Offered]
    schedule: Schedule
    everywhere: tuple[tuple[date, dict[str, str], bool], ...]
    slots: dict[tuple[int, date], list[Row[Any]]]
    booked: dict[int, list[Row[Any]]]
    standing: dict[int, list[Row[Any]]]
    newest: int = 0
    last: LastChange | None = field(default=None)

    @property
    def today(self) -> date:
        """The day in Japan."""
        return day_in_japan(self.now)


def ground_of(session: Session, office_id: int, now: datetime) -> Ground:
    """Read an office; a dozen statements, however much is booked there."""
    today = day_in_japan(now)
    rows = session.connection().execute(_OFFERINGS.where(_offering.c.office_id == office_id)).all()
    ids = [row.id for row in rows]
    lanes = _lanes(session, ids)
    live = _live(session, ids, today)
    slots = _slots(session, ids, today)
    known = {slot.id for of_day in slots.values() for slot in of_day}
    newest, last = _last_change(session, office_id)
    return Ground(
        office_id=office_id,
        now=now,
        offerings={row.id: _offered(row, lanes) for row in rows},
        schedule=schedule_of(session, office_id, rows, today),
        everywhere=_everywhere(session, today),
        slots=slots,
        booked=_by(live, "slot_id", known),
        standing=_by(live, "applicant_id"),
        newest=newest,
        last=last,
    )


_OFFERINGS = select(_offering, _procedure.c.purpose).join(
    _procedure, _procedure.c.id == _offering.c.procedure_id
)


def _offered(row: Row[Any], lanes: dict[int, int]) -> Offered:
    bound = lanes.get(row.id, 0) if row.mode == Mode.ONLINE else None
    return Offered(row.id, row.purpose, row.is_open, bound)


def _lanes(session: Session, ids: Sequence[int]) -> dict[int, int]:
    active = select(_host.c.offering_id, func.sum(_host.c.lanes)).where(_host.c.is_active)
    rows = session.connection().execute(
        active.where(_host.c.offering_id.in_(ids)).group_by(_host.c.offering_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def schedule_of(session: Session, office_id: int, offerings: Sequence[Row[Any]], today: date) -> Schedule:
    """Return an office's schedule as rows; what is over is left out, because nobody changes it."""
    connection, ids = session.connection(), [row.id for row in offerings]
    still = or_(_template.c.valid_to.is_(None), _template.c.valid_to >= today)
    weeks = connection.execute(select(_template).where(_template.c.offering_id.in_(ids), still))
    on_duty = or_(_duty.c.valid_to.is_(None), _duty.c.valid_to >= today)
    duty = connection.execute(select(_duty).where(_duty.c.office_id == office_id, on_duty))
    differs = connection.execute(
        select(_exception).where(_exception.c.office_id == office_id, _exception.c.on_day >= today)
    )
    days = connection.execute(
        select(_closure).where(_closure.c.office_id == office_id, _closure.c.on_day >= today)
    )
    return frozenset(
        [
            *(WeekRow(**_values(row, WeekRow)) for row in weeks),
            *(DutyRow(**_values(row, DutyRow)) for row in duty),
            *(_exception_row(row) for row in differs),
            *(DayRow(row.on_day, row.is_open, _texts(row.reason)) for row in days),
            *(ReleaseRow(row.id, **_values(row, ReleaseRow, "offering_id")) for row in offerings),
        ]
    )


def _exception_row(row: Row[Any]) -> ExceptionRow:
    values = _values(row, ExceptionRow, "kind", "reason")
    return ExceptionRow(kind=ExceptionKind(row.kind), reason=_texts(row.reason), **values)


def _values(row: Row[Any], kind: Any, *without: str) -> dict[str, Any]:
    names = set(kind.__dataclass_fields__) - {"row", *without}
    return {name: getattr(row, name) for name in names}


def _texts(reason: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(reason.items()))


def _everywhere(session: Session, today: date) -> tuple[tuple[date, dict[str, str], bool], ...]:
    columns = select(_closure.c.on_day, _closure.c.reason, _closure.c.is_open)
    rows = session.connection().execute(
        columns.where(_closure.c.office_id.is_(None), _closure.c.on_day >= today)
    )
    return tuple((row.on_day, row.reason, row.is_open) for row in rows)


def _slots(session: Session, ids: Sequence[int], today: date) -> dict[tuple[int, date], list[Row[Any]]]:
    its = _slot.c.offering_id.in_(ids) & (_slot.c.on_day >= today)
    slots: dict[tuple[int, date], list[Row[Any]]] = defaultdict(list)
    for row in session.connection().execute(select(_slot).where(its).order_by(_slot.c.starts_at)):
        slots[row.offering_id, row.on_day].append(row)
    return dict(slots)


def _live(session: Session, ids: Sequence[int], today: date) -> list[Row[Any]]:
    """Return the live reservations of everybody who has one here from today on, wherever they are."""
    is_live = _res.c.state.in_(LIVE_STATES)
    here = _slot.c.offering_id.in_(ids) & (_slot.c.on_day >= today)
    people = select(_res.c.applicant_id).join(_slot, _slot.c.id == _res.c.slot_id).where(is_live, here)
    columns = [
        _res.c[name]
        for name in (
            "id", "number", "slot_id", "applicant_id", "state", "starts_at", "ends_at", "revision",
            "certification_on", "is_by_staff", "replaces_id",
        )
    ]  # fmt: skip
    query = select(*columns).where(is_live, _res.c.applicant_id.in_(people)).order_by(_res.c.id)
    return list(session.connection().execute(query))


def _by(rows: Sequence[Row[Any]], name: str, among: set[int] | None = None) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        value = getattr(row, name)
        if among is None or value in among:
            found[value].append(row)
    return dict(found)


def _last_change(session: Session, office_id: int) -> tuple[int, LastChange | None]:
    """Return the newest change's id, and the newest one that can be undone."""
    ours = select(_change).where(_change.c.office_id == office_id).order_by(_change.c.id.desc())
    newest = session.connection().execute(ours.with_only_columns(_change.c.id).limit(1)).scalar() or 0
    row = (
        session.connection()
        .execute(ours.where(_change.c.undoes_id.is_(None), _change.c.undone_at.is_(None)).limit(1))
        .first()
    )
    if row is None:
        return newest, None
    return newest, LastChange(row.id, from_data(row.removed), from_data(row.added))
