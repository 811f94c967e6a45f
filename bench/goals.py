"""The figures that are measured: what we build for, and the floor below which a run fails.

Goals are those of docs/design/performance.md §5. A floor is its gate with slack for machines
that others use too, or, where the gate is still out of reach, a little worse than today
(README.md says why): it stops a step back, it does not call the present good.
"""

from dataclasses import dataclass, field
from statistics import median


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
        Goal("P1", "seats sold beyond ten, or left unsold (500 people, 10 seats)", 0, 0, at_most=True),
        Goal("P2", "hold + confirm / raw replay, 1 connection, PostgreSQL", 0.75, 0.25),
        Goal("P3", "hold + confirm / raw replay, 8 threads, PostgreSQL", 0.70, 0.25),
        Goal("P4", "statements of hold + confirm, BEGIN and COMMIT included", 6, 34, at_most=True),
        Goal("P8", "month / raw replay, time", 2, 8, at_most=True),
        Goal("P9", "hold + confirm / raw replay, 1 thread, SQLite", 0.35, 0.12),
        Goal("P14", "search, milliseconds of service time", 1, 25, at_most=True),
    )
}


@dataclass(frozen=True)
class Figure:
    """One measured cell: the median of its samples, how far they spread, and what to know about it."""

    name: str
    case: str
    samples: list[float]
    notes: list[str] = field(default_factory=list)

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

    def line(self) -> str:
        """Return a line of the table."""
        spread = f"{min(self.samples):.2f}-{max(self.samples):.2f}"
        sign = "<=" if self.goal.at_most else ">="
        limits = f"{sign} {self.goal.goal:g} (floor {self.goal.floor:g})"
        measured = f"{self.name:4} {self.case:24} {self.value:8.2f} {spread:>14}"
        return f"{measured}  {limits:24} {self.verdict:7} {self.goal.text}"
