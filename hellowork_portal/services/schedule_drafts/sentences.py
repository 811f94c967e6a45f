"""What a change is, in words: in its preview and in the history."""

from collections.abc import Mapping
from datetime import date

from hellowork_portal.kit.words import Words, in_all, of_day, staff_written
from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CloseDays,
    CopyWeek,
    RemoveException,
    SetDuty,
    SetRelease,
    SetWeek,
    Undo,
)
from hellowork_portal.services.schedule_changes.overview import wall
from hellowork_portal.services.schedule_changes.rows import ExceptionRow


def sentence_of(change: Change, names: Mapping[int, Words]) -> Words:
    """Return what a change does in one sentence; `names` are the office's offerings."""
    match change:
        case SetWeek():
            return in_all(
                "staff.schedule.said.set_week",
                offering=_name(names, change.offering_id),
                span=_span(change.valid_from, change.valid_to),
            )
        case CopyWeek():
            return in_all("staff.schedule.said.copy_week", span=_span(change.valid_from, change.valid_to))
        case SetDuty():
            return in_all("staff.schedule.said.set_duty", span=_span(change.valid_from, change.valid_to))
        case SetRelease():
            return in_all(
                "staff.schedule.said.set_release",
                offering=_name(names, change.offering_id),
                days=change.opens_days_ahead,
                at=wall(change.opens_at_minute),
                minutes=change.closes_minutes_before,
            )
        case AddException() | RemoveException():
            said = exception_words(change.exception, names)
            return (
                said
                if isinstance(change, AddException)
                else in_all("staff.schedule.said.taken_back", what=said)
            )
        case Undo():
            return in_all("staff.schedule.said.undo")
        case CloseDays():
            reason = staff_written(dict(change.reason))
            days = days_words(change.first, change.last)
            return in_all("staff.schedule.said.close_days", days=days, reason=reason)
    return in_all(f"staff.schedule.said.{change.kind}", days=days_words(change.first, change.last))


def days_words(first: date, last: date) -> Words:
    """Return one day, or from the first to the last."""
    if first == last:
        return of_day(first)
    return in_all("staff.schedule.said.days", first=of_day(first), last=of_day(last))


def exception_words(one: ExceptionRow, names: Mapping[int, Words]) -> Words:
    """Return an exception in words, its day among them."""
    where = _name(names, one.offering_id) if one.offering_id else in_all("staff.schedule.said.whole_office")
    values: dict[str, object] = {
        "day": of_day(one.on_day),
        "span": span_words(one.from_minute, one.to_minute),
        "where": where,
    }
    if one.kind is ExceptionKind.CLOSED:
        values["reason"] = staff_written(dict(one.reason))
    else:
        values["seats"] = one.seats
    return in_all(f"staff.schedule.said.{one.kind}", **values)


def span_words(begin: int, end: int) -> Words:
    """Return a stretch of a day, or that it is the whole one."""
    if (begin, end) == (0, 1440):
        return in_all("staff.schedule.said.whole_day")
    return in_all("hours.span", begin=wall(begin), end=wall(end))


def _span(first: date, last: date | None) -> Words:
    if last is None:
        return in_all("staff.schedule.said.from", first=of_day(first))
    return in_all("staff.schedule.said.days", first=of_day(first), last=of_day(last))


def _name(names: Mapping[int, Words], offering_id: int) -> Words:
    return names.get(offering_id) or in_all("staff.schedule.said.some_offering")
