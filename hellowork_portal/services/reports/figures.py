"""The figures of reports: counted, added up, set in relation; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil

from hellowork_portal.kit.unchanging import Unchanging

BUCKETS = ((0, 0), (1, 3), (4, 7), (8, 14), (15, 21), (22, 28), (29, None))
"""Days between booking and interview, first and last of a line; the last line has no end."""
Leads = Mapping[int, int]
"""Days between booking and interview → how many were booked so."""


@dataclass(frozen=True)
class Counts(Unchanging):
    """What is counted of interviews whose day lies in the range.

    `offered` are the seats of open times, and those of closed times that people kept. `booked` is
    everything that was confirmed, whatever became of it: `attended`, `no_show`, `cancelled`, and
    the rest, `open`, is still to come or was not recorded. `refused` are people who found a day full.
    """

    offered: int = 0
    booked: int = 0
    attended: int = 0
    no_show: int = 0
    cancelled: int = 0
    refused: int = 0

    @property
    def open(self) -> int:
        """Booked, and nothing is recorded yet of what became of it."""
        return self.booked - self.attended - self.no_show - self.cancelled

    @property
    def kept(self) -> int:
        """Seats that are or were used: booked and not cancelled."""
        return self.booked - self.cancelled

    @property
    def fill(self) -> float | None:
        """Kept seats ÷ offered ones."""
        return share(self.kept, self.offered)

    @property
    def no_show_rate(self) -> float | None:
        """No-shows ÷ interviews that were attended or not; those to come do not count."""
        return share(self.no_show, self.attended + self.no_show)

    def __add__(self, other: "Counts") -> "Counts":
        """Add up."""
        return Counts(
            self.offered + other.offered,
            self.booked + other.booked,
            self.attended + other.attended,
            self.no_show + other.no_show,
            self.cancelled + other.cancelled,
            self.refused + other.refused,
        )


@dataclass(frozen=True)
class Line(Unchanging):
    """Counts with the days between booking and interview: how many for half, and for nine in ten."""

    counts: Counts = field(default_factory=Counts)
    lead_median: int | None = None
    lead_p90: int | None = None


def line(counts: Counts, leads: Leads) -> Line:
    """Return a line."""
    return Line(counts, percentile(leads, 50), percentile(leads, 90))


def share(part: int, whole: int) -> float | None:
    """Return part ÷ whole, None where there is no whole."""
    return part / whole if whole else None


def total(counts: Iterable[Counts]) -> Counts:
    """Add up counts."""
    return sum(counts, Counts())


def together(leads: Iterable[Leads]) -> dict[int, int]:
    """Add up days."""
    found: dict[int, int] = {}
    for one in leads:
        for days, count in one.items():
            found[days] = found.get(days, 0) + count
    return found


def leads_in(listed: str) -> dict[int, int]:
    """Return how often days stand in a list as `7,0,28`; who was booked afterwards was not ahead."""
    found: dict[int, int] = {}
    for days, count in Counter(listed.split(",")).items():
        ahead = max(0, int(days))
        found[ahead] = found.get(ahead, 0) + count
    return found


def percentile(leads: Leads, percent: int) -> int | None:
    """Return the days within which so many in a hundred had booked (nearest rank); None for nobody."""
    wanted, seen = ceil(sum(leads.values()) * percent / 100), 0
    for days in sorted(leads):
        seen += leads[days]
        if seen >= wanted:
            return days
    return None


def in_buckets(leads: Leads) -> list[int]:
    """Return how many were booked within each of BUCKETS."""
    return [
        sum(count for days, count in leads.items() if first <= days and (last is None or days <= last))
        for first, last in BUCKETS
    ]
