"""The figures that are measured: what we build for, and the floor below which a run fails.

Goals and gates are those of docs/design/performance.md §5. A floor is the gate, or, where the
gate is still out of reach, a little worse than today (README.md says why): it stops a step
back, it does not call the present good.
"""

from dataclasses import dataclass, field
from statistics import median

QUIET_CORES = 0.15
"""What other programs may use meanwhile."""


@dataclass(frozen=True)
class Goal:
    """One line of performance.md §5; `at_most` tells which direction is good."""

    name: str
    text: str
    goal: float
    floor: float
    at_most: bool = False

    def is_met(self, value: float) -> bool:
        """Whether the goal is reached."""
        return value <= self.goal if self.at_most else value >= self.goal

    def is_broken(self, value: float) -> bool:
        """Whether the floor is broken."""
        return value > self.floor if self.at_most else value < self.floor


GOALS = {
    one.name: one
    for one in (
        Goal("P1", "seats sold beyond ten, or left unsold, and faults", 0, 0, at_most=True),
        Goal("P2", "hold + confirm / raw replay, 1 connection, PostgreSQL", 0.75, 0.5),
        Goal("P3", "hold + confirm / raw replay, 8 threads, PostgreSQL", 0.70, 0.5),
        Goal("P4", "statements of hold + confirm with BEGIN and COMMIT, PostgreSQL", 6, 10, at_most=True),
        Goal("P4b", "the same on SQLite, where they cost no round trip", 6, 15, at_most=True),
        Goal("P5", "bookings a second through the event layer", 250, 100),
        Goal("P6", "stampede's last answer, seconds", 0.22, 0.55, at_most=True),
        Goal("P7", "bookings of one slot / of many slots, 8 threads", 0.5, 0.4),
        Goal("P7b", "one slot / many, after a minute of hammering / before", 0.95, 0.8),
        Goal("P8", "month / raw replay, time", 2, 3, at_most=True),
        Goal("P8b", "month, p99 / p50", 2, 3, at_most=True),
        Goal("P8c", "month among five million slots / among fifty thousand, p50", 1.1, 1.3, at_most=True),
        Goal("P9", "hold + confirm / raw replay, 1 thread, SQLite", 0.35, 0.25),
        Goal("P9b", "SQLite with four bookers, p99 in milliseconds", 25, 100, at_most=True),
        Goal("P9c", "SQLite with four bookers, faults", 0, 0, at_most=True),
        Goal("P14", "search, milliseconds of service time", 1, 5, at_most=True),
        Goal("P10", "round trip of an event / bare handler with one SELECT, p50", 1.5, 3, at_most=True),
        Goal("P10b", "the same, p99", 2, 4, at_most=True),
        Goal("P11", "script and style of the first load, compressed / blank page", 1.15, 1.4, at_most=True),
        Goal("P12", "milliseconds to the first paint on a slow phone", 650, 900, at_most=True),
        Goal("P12b", "milliseconds that the slow phone is blocked", 60, 120, at_most=True),
        Goal("P13", "kilobytes of memory per connected citizen", 85, 120, at_most=True),
        Goal("P13b", "kilobytes left behind by a visitor who has gone", 6, 30, at_most=True),
        Goal(
            "P16", "milliseconds until a seat taken shows in an open calendar, median", 50, 1000, at_most=True
        ),
        Goal("P16b", "the same, the slowest calendar of all changes", 200, 2000, at_most=True),
        Goal("P16c", "milliseconds of the web processes' CPU for one change", 20, 40, at_most=True),
        Goal(
            "P18",
            "milliseconds of processor to show what a change of a schedule does",
            300,
            1000,
            at_most=True,
        ),
        Goal("P18b", "its statements, however much is booked", 14, 16, at_most=True),
        Goal(
            "P19", "milliseconds of processor to give a whole office a year's week", 3000, 8000, at_most=True
        ),
        Goal("P20", "a key shows in twenty day boards / in one, median", 2, 2, at_most=True),
        Goal("P20b", "milliseconds until it shows in the slowest", 500, 2000, at_most=True),
        Goal("P20c", "kilobytes of a message to a board", 40, 40, at_most=True),
        Goal("P20d", "bytes that each of twenty boards is sent / that one is sent", 1.05, 1.5, at_most=True),
        Goal(
            "P21", "milliseconds to draw a report over half a million reservations", 1000, 2000, at_most=True
        ),
        Goal("P21b", "the same / its statements alone", 1.5, 3, at_most=True),
        Goal("P22", "declarations lost or doubled, of a thousand at once", 0, 0, at_most=True),
        Goal("P22b", "submitting a declaration / bare handler with one SELECT, p99", 8, 40, at_most=True),
        Goal("P22c", "the same in milliseconds", 500, 3000, at_most=True),
        Goal("P23", "milliseconds to set a declaration on paper", 60, 250, at_most=True),
        Goal("P15", "milliseconds of processor per booking through the portal", 5, 10, at_most=True),
        Goal("P17", "seconds from an empty directory to a portal that answers", 40, 90, at_most=True),
        Goal("P17b", "seconds from the second start to a portal that answers", 4, 10, at_most=True),
    )
}


@dataclass
class Figure:
    """One measured cell: the median of its samples, how far they spread, and what to know about it.

    `reference` is what it stands beside, measured in the same run; `foreign` how many cores other
    programs kept busy meanwhile in the quietest of so many `tries`; `last` what a run before gave.
    """

    name: str
    case: str
    samples: list[float]
    notes: list[str] = field(default_factory=list)
    reference: str = ""
    foreign: float = 0.0
    tries: int = 1
    last: float | None = None

    @property
    def value(self) -> float:
        """The median."""
        return median(self.samples)

    @property
    def goal(self) -> Goal:
        """What it is measured by."""
        return GOALS[self.name]

    @property
    def verdict(self) -> str:
        """`goal`, `floor` or `BROKEN`."""
        if self.goal.is_broken(self.value):
            return "BROKEN"
        return "goal" if self.goal.is_met(self.value) else "floor"

    @property
    def spread(self) -> str:
        """The least and the greatest sample."""
        return f"{min(self.samples):.2f}-{max(self.samples):.2f}"

    @property
    def limits(self) -> str:
        """Goal and floor."""
        return f"{'<=' if self.goal.at_most else '>='} {self.goal.goal:g} (floor {self.goal.floor:g})"

    @property
    def before(self) -> str:
        """What the run before gave, empty where there was none."""
        return "" if self.last is None else f"{self.last:.2f}"

    @property
    def disturbance(self) -> str:
        """What other programs used, where that is too much to trust the figure."""
        if self.foreign <= QUIET_CORES:
            return ""
        return f", {self.foreign:.1f} cores busy elsewhere in the quietest of {self.tries} tries"

    def line(self) -> str:
        """Return a line of the table."""
        measured = f"{self.name:4} {self.case:34} {self.value:8.2f} {self.spread:>14} {self.before:>9}"
        beside = f"{self.reference:28} {self.limits:24} {self.verdict:7}"
        return f"{measured}  {beside} {self.goal.text}{self.disturbance}"
