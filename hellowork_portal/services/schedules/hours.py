"""When interviews are held in a usual week, as the schedule templates say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.models import ScheduleTemplate
from hellowork_portal.services.schedules.views import HoursLine

_template = table_of(ScheduleTemplate)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_IN_FORCE = select(
    _template.c.offering_id, _template.c.weekday, _template.c.from_minute, _template.c.to_minute
).where(
    _template.c.offering_id.in_(bindparam("ids", expanding=True)),
    _template.c.seats > 0,
    _template.c.valid_from <= bindparam("today"),
    or_(_template.c.valid_to.is_(None), _template.c.valid_to >= bindparam("today")),
)
Span = tuple[int, int]


def weekly_hours(session: Session, offering_ids: Sequence[int], now: datetime) -> dict[int, list[HoursLine]]:
    """Return each offering's usual hours today; an offering without any is left out."""
    if not offering_ids:
        return {}
    week: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    values = {"ids": list(offering_ids), "today": day_in_japan(now)}
    for offering_id, weekday, begin, end in session.connection().execute(_IN_FORCE, values):
        week[offering_id][weekday].append((begin, end))
    return {offering_id: lines_of(days) for offering_id, days in week.items()}


def lines_of(days: dict[int, list[Span]]) -> list[HoursLine]:
    """Return weekday → stretches as lines, one for weekdays in a row that are alike."""
    alike: list[tuple[list[int], tuple[Span, ...]]] = []
    for weekday in sorted(days):
        spans = merged(days[weekday])
        if alike and alike[-1][1] == spans and alike[-1][0][-1] == weekday - 1:
            alike[-1][0].append(weekday)
        else:
            alike.append(([weekday], spans))
    return [HoursLine(_days(weekdays), [_span(span) for span in spans]) for weekdays, spans in alike]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches in order, those that touch or overlap joined."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return tuple(whole)


def _days(weekdays: list[int]) -> Words:
    first, last = (in_all(f"date.weekday.{_WEEK[day]}") for day in (weekdays[0], weekdays[-1]))
    return first if len(weekdays) == 1 else in_all("hours.days", first=first, last=last)


def _span(span: Span) -> Words:
    begin, end = (f"{minute // 60}:{minute % 60:02}" for minute in span)
    return in_all("hours.span", begin=begin, end=end)
