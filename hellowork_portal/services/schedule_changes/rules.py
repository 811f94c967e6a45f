"""What a change makes of a schedule, or why it cannot be; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes import errors
from hellowork_portal.services.schedule_changes.checks import (
    check_copy,
    check_days,
    check_exception,
    check_hours,
    check_reason,
    check_release,
    check_span,
)
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CloseDays,
    CopyWeek,
    Hours,
    KeepHolidays,
    OpenHolidays,
    RemoveException,
    ReopenDays,
    SetDuty,
    SetRelease,
    SetWeek,
)
from hellowork_portal.services.schedule_changes.rows import (
    DayRow,
    DutyRow,
    ExceptionRow,
    ReleaseRow,
    Schedule,
    WeekRow,
    is_valid_on,
)
from hellowork_portal.services.schedules.rules import closure_by_rule

Rows = Iterable[WeekRow | ExceptionRow | DayRow | ReleaseRow | DutyRow]


def changed(schedule: Schedule, change: Change, today: date) -> Schedule:
    """Return the schedule after a change; raises an error of errors.py for what cannot be."""
    after = frozenset(_changed(schedule, change, today))
    if after == schedule:
        raise errors.ScheduleSameAlready
    return after


def _changed(schedule: Schedule, change: Change, today: date) -> Rows:
    match change:
        case SetWeek():
            return _with_week(schedule, change, today)
        case CopyWeek():
            return _with_copies(schedule, change, today)
        case AddException():
            return _with_exception(schedule, change.exception, today)
        case RemoveException():
            check_days(change.exception.on_day, change.exception.on_day, today)
            return schedule - {_in_order(change.exception)}
        case SetRelease():
            return _with_release(schedule, change)
        case SetDuty():
            return _with_duty(schedule, change, today)
        case CloseDays() | ReopenDays() | OpenHolidays() | KeepHolidays():
            return _with_days(schedule, change, today)
    raise ValueError(f"{change.kind} is no change of rows")


def _with_week(schedule: Schedule, change: SetWeek, today: date) -> Rows:
    check_span(change.valid_from, change.valid_to, today)
    check_hours(change.hours)
    span = (change.valid_from, change.valid_to)
    yield from (row for row in schedule if not _is_week_of(row, change.offering_id))
    old = [row for row in schedule if isinstance(row, WeekRow) and row.offering_id == change.offering_id]
    for row in old:
        yield from _outside(row, *span)
    for one in change.hours:
        yield WeekRow(
            change.offering_id, one.weekday, one.from_minute, one.to_minute, one.slot_minutes,
            one.buffer_minutes, one.seats, one.held_back, *span,
        )  # fmt: skip


def _is_week_of(row: object, offering_id: int) -> bool:
    return isinstance(row, WeekRow) and row.offering_id == offering_id


def _outside(row: WeekRow | DutyRow, first: date, last: date | None) -> Iterator[WeekRow | DutyRow]:
    """Yield what of a row lies before and after a span."""
    if row.valid_from < first:
        end = first - timedelta(days=1)
        yield row if row.valid_to is not None and row.valid_to <= end else replace(row, valid_to=end)
    if last is not None and (row.valid_to is None or row.valid_to > last):
        begin = last + timedelta(days=1)
        yield row if row.valid_from >= begin else replace(row, valid_from=begin)


def _with_copies(schedule: Schedule, change: CopyWeek, today: date) -> Schedule:
    check_copy(change)
    week = [change.source_day + timedelta(days=ahead) for ahead in range(7)]
    rows = [
        row
        for row in schedule
        if isinstance(row, WeekRow) and row.offering_id == change.source_offering_id
        if any(is_valid_on(row, day) for day in week)
    ]
    if not rows:
        raise errors.ScheduleNothingToCopy
    for offering_id in change.offering_ids:
        week_of = SetWeek(offering_id, _hours(rows), change.valid_from, change.valid_to)
        schedule = frozenset(_with_week(schedule, week_of, today))
    return schedule


def _hours(rows: Sequence[WeekRow]) -> tuple[Hours, ...]:
    """Return a week's rows as the hours of another one."""
    return tuple(
        Hours(
            row.weekday, row.from_minute, row.to_minute, row.slot_minutes, row.buffer_minutes,
            row.seats, row.held_back,
        )
        for row in rows
    )  # fmt: skip


def _with_exception(schedule: Schedule, wanted: ExceptionRow, today: date) -> Schedule:
    check_exception(wanted, today)
    wanted = _in_order(wanted)
    same = [row for row in schedule if _is_alike(row, wanted)]
    replaced = {row for row in same if _holds(wanted, row)}
    if any(_overlap(row, wanted) for row in same if row not in replaced):
        raise errors.ScheduleOverlaps
    return (schedule - replaced) | {wanted}


def _in_order(exception: ExceptionRow) -> ExceptionRow:
    """Return an exception as tables give it back: its reasons in order."""
    return replace(exception, reason=tuple(sorted(exception.reason)))


def _is_alike(row: object, wanted: ExceptionRow) -> bool:
    """Whether a row is an exception of the same day, place and kind; many people may be away at once."""
    if not isinstance(row, ExceptionRow) or wanted.kind is ExceptionKind.AWAY:
        return False
    mine = (wanted.offering_id, wanted.on_day, wanted.kind)
    return (row.offering_id, row.on_day, row.kind) == mine


def _holds(outer: ExceptionRow, inner: object) -> bool:
    """Whether a new word covers the whole stretch of an older one."""
    if not isinstance(inner, ExceptionRow):
        return False
    return outer.from_minute <= inner.from_minute and inner.to_minute <= outer.to_minute


def _overlap(row: object, other: ExceptionRow) -> bool:
    if not isinstance(row, ExceptionRow):
        return False
    return row.from_minute < other.to_minute and other.from_minute < row.to_minute


def _with_release(schedule: Schedule, change: SetRelease) -> Rows:
    check_release(change)
    yield from (
        row for row in schedule if not (isinstance(row, ReleaseRow) and row.offering_id == change.offering_id)
    )
    yield ReleaseRow(
        change.offering_id, change.opens_days_ahead, change.opens_at_minute, change.closes_minutes_before
    )


def _with_duty(schedule: Schedule, change: SetDuty, today: date) -> Rows:
    check_span(change.valid_from, change.valid_to, today)
    check_hours(change.hours)
    span = (change.valid_from, change.valid_to)
    for row in schedule:
        if isinstance(row, DutyRow):
            yield from _outside(row, *span)
        else:
            yield row
    for one in change.hours:
        yield DutyRow(one.weekday, one.from_minute, one.to_minute, one.people, *span)


def _with_days(
    schedule: Schedule, change: CloseDays | ReopenDays | OpenHolidays | KeepHolidays, today: date
) -> Rows:
    """Closing goes over what was said of a day; opening is said only of days that the law closes."""
    days = check_days(change.first, change.last, today)
    if isinstance(change, CloseDays):
        check_reason(change.reason)
    for row in schedule:
        if not isinstance(row, DayRow) or row.on_day not in days or not _goes_over(change, row):
            yield row
    for day in sorted(days):
        if isinstance(change, CloseDays):
            yield DayRow(day, is_open=False, reason=tuple(sorted(change.reason)))
        elif isinstance(change, OpenHolidays) and closure_by_rule(day) is not None:
            yield DayRow(day, is_open=True)


def _goes_over(change: CloseDays | ReopenDays | OpenHolidays | KeepHolidays, row: DayRow) -> bool:
    """Whether a change takes back what was said of one of its days."""
    return isinstance(
        change, CloseDays | KeepHolidays if row.is_open else CloseDays | ReopenDays | OpenHolidays
    )
