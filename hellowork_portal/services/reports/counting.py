"""A report as numbers: what the queries found, brought under procedures, days, hours and offices."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from hellowork_portal.services.reports import queries
from hellowork_portal.services.reports.figures import (
    Counts,
    Leads,
    Line,
    leads_in,
    line,
    together,
    total,
)
from hellowork_portal.services.reports.queries import Scope

Key = TypeVar("Key", bound=Hashable)
Other = TypeVar("Other", int, date)


@dataclass(frozen=True)
class Counted:
    """Everything a report tells; offerings' ids stand for office and procedure."""

    total: Line
    procedures: Mapping[int, Line]
    offices: Mapping[int, Line]
    days: Mapping[date, Line]
    weekdays: Mapping[int, Line]
    hours: Mapping[int, Line]
    leads: Leads


@dataclass(frozen=True)
class _Seats:
    """Counts of the offerings and of the hours of the days, each with its list of days ahead."""

    offerings: dict[int, Counts] = field(default_factory=dict)
    times: dict[tuple[date, int], Counts] = field(default_factory=dict)
    leads_of_offerings: dict[int, str] = field(default_factory=dict)
    leads_of_times: dict[tuple[date, int], str] = field(default_factory=dict)


def count_up(session: Session, scope: Scope) -> Counted:
    """Count; two statements over the interviews, one over the offerings. The caller has checked rights."""
    places, seats = queries.offerings(session, scope), _seats(session, scope)
    offerings = seats.offerings
    days, hours = _grouped(seats.times, lambda time: time[0]), _grouped(seats.times, lambda time: time[1])
    for wanted_on, hour, offering_id, count in queries.demand(session, scope):
        _note_demand((offerings, days, hours), (offering_id, wanted_on, hour), count)
    leads = _leads(seats.leads_of_offerings, lambda offering: offering)
    leads_of_days = _leads(seats.leads_of_times, lambda time: time[0])
    everything = together(leads.values())
    return Counted(
        total=line(total(offerings.values()), everything),
        procedures=_lines(offerings, leads, lambda offering: places[offering][1]),
        offices=_lines(offerings, leads, lambda offering: places[offering][0]),
        days=_lines(days, leads_of_days, lambda day: day),
        weekdays=_lines(days, leads_of_days, date.weekday),
        hours=_lines(hours, _leads(seats.leads_of_times, lambda time: time[1]), lambda hour: hour),
        leads=everything,
    )


def _seats(session: Session, scope: Scope) -> _Seats:
    found = _Seats()
    for row in queries.seats_and_bookings(session, scope):
        counts = Counts(row.offered, row.booked, row.attended, row.no_show, row.cancelled)
        if row.on_day is None:
            found.offerings[row.offering_id] = counts
            found.leads_of_offerings[row.offering_id] = row.leads or ""
        else:
            found.times[row.on_day, row.hour] = counts
            found.leads_of_times[row.on_day, row.hour] = row.leads or ""
    return found


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
        group = key(one)
        found[group] = found[group] + counted if group in found else counted
    return found


def _leads(listed: Mapping[Key, str], key: Callable[[Key], Other]) -> dict[Other, Leads]:
    """Return days ahead by what several lists of them belong to: joined first, and counted in one go."""
    lists: dict[Other, list[str]] = defaultdict(list)
    for one, days in listed.items():
        if days:
            lists[key(one)].append(days)
    return {one: leads_in(",".join(days)) for one, days in lists.items()}


def _lines(
    counts: Mapping[Key, Counts], leads: Mapping[Key, Leads], key: Callable[[Key], Other]
) -> dict[Other, Line]:
    """Return lines of what several counts belong to."""
    theirs: dict[Other, list[Leads]] = defaultdict(list)
    for one, ahead in leads.items():
        theirs[key(one)].append(ahead)
    grouped = _grouped(counts, key)
    return {one: line(grouped[one], together(theirs[one])) for one in sorted(grouped)}


def largest_first(lines: Mapping[int, Line], worth: Callable[[Line], float | None]) -> Iterable[int]:
    """Return keys by what their line is worth, the largest first, nothing known last."""
    return sorted(lines, key=lambda one: (_known(worth(lines[one])), one))


def _known(worth: float | None) -> tuple[bool, float]:
    return worth is None, -(worth or 0)
