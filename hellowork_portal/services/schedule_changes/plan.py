"""What a change would do: one pure function, asked by the preview and by carrying it out."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes import errors
from hellowork_portal.services.schedule_changes.day_change import DayChange, change_of_day
from hellowork_portal.services.schedule_changes.days import Days, days_of
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CopyWeek,
    RemoveException,
    Undo,
)
from hellowork_portal.services.schedule_changes.duty import DutyWarning, duty_warnings
from hellowork_portal.services.schedule_changes.ground import Ground
from hellowork_portal.services.schedule_changes.proposals import (
    NOTHING_ASKED,
    Asked,
    Stranded,
    with_proposals,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow, Schedule, as_data
from hellowork_portal.services.schedule_changes.rules import changed


@dataclass(frozen=True)
class Fingerprint:
    """What a preview rests on: the schedule's rows and slots that change, and who is stranded.

    A booking elsewhere does not make it stale. `newest` is the last change seen.
    """

    newest: int
    shape: str
    stranded: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class ChangePlan:
    """What a change does, day by day, and to whom.

    `removed` and `added` are the rows of the schedule. `holds` are those whose time goes
    before they are confirmed: they end, and what was typed stays.
    """

    change: Change
    removed: Schedule
    added: Schedule
    days: tuple[DayChange, ...]
    stranded: tuple[Stranded, ...]
    warnings: tuple[DutyWarning, ...]
    fingerprint: Fingerprint

    @property
    def holds(self) -> tuple[int, ...]:
        """The holds that end."""
        return tuple(hold for day in self.days for hold in day.holds)

    @property
    def slots_added(self) -> int:
        """How many times there are more."""
        return sum(len(day.added) for day in self.days)

    @property
    def slots_removed(self) -> int:
        """How many times take no more reservations."""
        return sum(len(day.removed) for day in self.days)

    @property
    def slots_resized(self) -> int:
        """How many times have other seats."""
        return sum(len(day.resized) for day in self.days)


def plan_change(
    ground: Ground, change: Change, kept: Collection[int] = (), asked: Asked = NOTHING_ASKED
) -> ChangePlan:
    """Return what a change does; `kept` are reservations that stay where they are.

    `asked` is what was chosen for those who lose their time, and counts for what is proposed.

    Raises an error of errors.py for what cannot be.
    """
    check_offerings(ground, change)
    after = _schedule_after(ground, change)
    before_days, after_days = days_of(ground, ground.schedule), days_of(ground, after)
    days = tuple(_day_changes(ground, before_days, after_days, frozenset(kept)))
    stranded = with_proposals(ground, days, asked)
    if isinstance(change, Undo) and stranded:
        raise errors.UndoBooked(count=len(stranded))
    touched = sorted({day.day for day in days})
    plan = ChangePlan(
        change,
        ground.schedule - after,
        after - ground.schedule,
        days,
        stranded,
        tuple(duty_warnings(ground, after, touched or _coming(ground.today))),
        Fingerprint(ground.newest, "", ()),
    )
    return replace(plan, fingerprint=_fingerprint(ground, plan))


def check_offerings(ground: Ground, change: Change) -> None:
    """Raise NotAllowed where a change names an offering that is not this office's."""
    named: set[int | None] = set()
    if isinstance(change, CopyWeek):
        named = {change.source_offering_id, *change.offering_ids}
    elif isinstance(change, AddException | RemoveException):
        named = {change.exception.offering_id} - {None}
    elif hasattr(change, "offering_id"):
        named = {getattr(change, "offering_id", None)}
    if named - set(ground.offerings):
        raise errors.NotAllowed


def _schedule_after(ground: Ground, change: Change) -> Schedule:
    if not isinstance(change, Undo):
        return changed(ground.schedule, change, ground.today)
    last = ground.last
    if last is None or last.id != change.change_id or not _of_now(last.added, ground) <= ground.schedule:
        raise errors.UndoNotLast
    return (ground.schedule - last.added) | _of_now(last.removed, ground)


def _of_now(rows: Schedule, ground: Ground) -> Schedule:
    """Return the rows that are not over: only those are part of a schedule."""
    return frozenset(row for row in rows if _last_day_of(row) >= ground.today)


def _last_day_of(row: object) -> date:
    day = getattr(row, "on_day", None) or getattr(row, "valid_to", None)
    return day or date.max


def _coming(today: date) -> list[date]:
    """Return the days that a change without slots, of the staff on duty, is looked at in."""
    return [today + timedelta(days=ahead) for ahead in range(29)]


def _day_changes(ground: Ground, before: Days, after: Days, kept: frozenset[int]) -> Iterator[DayChange]:
    """Yield the days that change, those of stopped offerings too.

    Their times are not offered until the office takes reservations again, and who has booked stays.
    """
    for offering in ground.offerings.values():
        was_last = before.last_day(offering.id, ground.today)
        for day in _days(ground, offering.id, max(was_last, after.last_day(offering.id, ground.today))):
            was = before.times(offering.id, day, offering.lanes) if day <= was_last else ()
            planned = after.times(offering.id, day, offering.lanes)
            if was == planned and _shut(before, offering.id, day) == _shut(after, offering.id, day):
                continue
            slots = ground.slots.get((offering.id, day), [])
            one = change_of_day(ground, (offering.id, day), was, planned, slots, kept)
            if one.is_something:
                yield one


def _shut(days: Days, offering_id: int, day: date) -> tuple[bool, list[ExceptionRow]]:
    """Return how a day is closed: slots that no schedule has any more must go as well."""
    closed = [
        one
        for one in days.of_day(day)
        if one.kind is ExceptionKind.CLOSED and one.offering_id in (None, offering_id)
    ]
    return days.closure(day) is None, closed


def _days(ground: Ground, offering_id: int, last: date) -> Iterator[date]:
    """Yield the days to look at: the window's, and later ones that have slots."""
    day = ground.today
    while day <= last:
        yield day
        day += timedelta(days=1)
    yield from sorted(day for of_offering, day in ground.slots if of_offering == offering_id and day > last)


def _fingerprint(ground: Ground, plan: ChangePlan) -> Fingerprint:
    shape = [
        as_data(plan.removed),
        as_data(plan.added),
        [(one.offering_id, one.time) for day in plan.days for one in day.added],
        [slot.id for day in plan.days for slot in day.removed],
        [(one.slot_id, one.capacity, one.held_back) for day in plan.days for one in day.wanted],
    ]
    digest = hashlib.sha256(json.dumps(shape, default=_text).encode()).hexdigest()
    stranded = tuple((one.reservation_id, one.revision, one.state) for one in plan.stranded)
    return Fingerprint(ground.newest, digest, stranded)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
