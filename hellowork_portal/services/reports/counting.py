"""A report as numbers: what the queries found, brought under procedures, days, hours and offices."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from hellowork_portal.services.reports import queries
from hellowork_portal.services.reports.figures import Counts, Leads, Line, line, together, total
from hellowork_portal.services.reports.queries import Scope

Key = TypeVar("Key", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)


@dataclass(frozen=True)
class Counted:
    """Everything a report tells; offerings' ids stand for office and procedure."""

    total: Line
    procedures: Mapping[int, Line]
    offices: Mapping[int, Line]
    days: Mapping[date, Counts]
    weekdays: Mapping[int, Counts]
    hours: Mapping[int, Counts]
    leads: Leads


def count_up(session: Session, scope: Scope) -> Counted:
    """Count; three statements over the interviews, one over the offerings. The caller has checked rights."""
    places = queries.offerings(session, scope)
    by_offering, by_time = _seats(session, scope)
    days = _grouped(by_time, lambda time: time[0])
    hours = _grouped(by_time, lambda time: time[1])
    for wanted_on, hour, offering_id, count in queries.demand(session, scope):
        _note_demand((by_offering, days, hours), (offering_id, wanted_on, hour), count)
    leads: dict[int, dict[int, int]] = defaultdict(dict)
    for offering_id, ahead, count in queries.days_ahead(session, scope):
        leads[offering_id][max(0, ahead)] = count
    everything = together(leads.values())
    return Counted(
        total=line(total(by_offering.values()), everything),
        procedures=_lines(by_offering, leads, lambda offering: places[offering][1]),
        offices=_lines(by_offering, leads, lambda offering: places[offering][0]),
        days=dict(sorted(days.items())),
        weekdays=dict(sorted(_grouped(days, lambda day: day.weekday()).items())),
        hours=dict(sorted(hours.items())),
        leads=everything,
    )


def _seats(session: Session, scope: Scope) -> tuple[dict[int, Counts], dict[tuple[date, int], Counts]]:
    by_offering: dict[int, Counts] = {}
    by_time: dict[tuple[date, int], Counts] = {}
    for row in queries.seats_and_bookings(session, scope):
        counts = Counts(row.offered, row.booked, row.attended, row.no_show, row.cancelled)
        if row.on_day is None:
            by_offering[row.offering_id] = counts
        else:
            by_time[row.on_day, row.hour] = counts
    return by_offering, by_time


def _note_demand(
    groups: tuple[dict[int, Counts], dict[date, Counts], dict[int, Counts]],
    keys: tuple[int | None, date | None, int],
    count: int,
) -> None:
    """Add refused people to the one group that a row is of; the hour is -1 where it is not."""
    refused = Counts(refused=count)
    by_offering, days, hours = groups
    offering_id, wanted_on, hour = keys
    if offering_id is not None:
        by_offering[offering_id] = by_offering.get(offering_id, Counts()) + refused
    elif wanted_on is not None:
        days[wanted_on] = days.get(wanted_on, Counts()) + refused
    else:
        hours[hour] = hours.get(hour, Counts()) + refused


def _grouped(counts: Mapping[Key, Counts], key: Callable[[Key], Other]) -> dict[Other, Counts]:
    found: dict[Other, Counts] = {}
    for one, counted in counts.items():
        found[key(one)] = found.get(key(one), Counts()) + counted
    return found


def _lines(
    counts: Mapping[int, Counts], leads: Mapping[int, Leads], key: Callable[[int], int]
) -> dict[int, Line]:
    """Return lines of what several offerings belong to."""
    theirs: dict[int, list[Leads]] = defaultdict(list)
    for offering, ahead in leads.items():
        theirs[key(offering)].append(ahead)
    grouped = _grouped(counts, key)
    return {one: line(grouped[one], together(theirs[one])) for one in sorted(grouped)}


def largest_first(lines: Mapping[int, Line], worth: Callable[[Line], float | None]) -> Iterable[int]:
    """Return keys by what their line is worth, the largest first, nothing known last."""
    return sorted(lines, key=lambda one: (_known(worth(lines[one])), one))


def _known(worth: float | None) -> tuple[bool, float]:
    return worth is None, -(worth or 0)
