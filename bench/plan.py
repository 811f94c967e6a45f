"""Which cells a run consists of, in which order, and how much each measures."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bench import (
    booking,
    crowd,
    day,
    declarations,
    events,
    hot,
    live,
    memory,
    millions,
    pages,
    reports,
    roundtrips,
    schedules,
    stampede,
    starting,
    views,
)
from bench.cells import TRIES
from bench.goals import Figure
from bench.ground import Ground


@dataclass(frozen=True)
class Cell:
    """What is measured together: the rows of performance.md §5 that it gives, and how often at most."""

    rows: Sequence[str]
    measure: Callable[[Ground], list[Figure]]
    tries: int = TRIES


@dataclass(frozen=True)
class Plan:
    """The cells of a size, and how many seconds disturbed ones may be repeated."""

    cells: Sequence[Cell]
    patience_seconds: float


def chosen(cells: Sequence[Cell], only: Sequence[str]) -> list[Cell]:
    """Return the cells that give any of these rows (`P8` stands for P8b too), all where none is named.

    Raises LookupError for a row that no cell gives.
    """
    wanted = {row_of(name) for name in only}
    unknown = wanted - {row for cell in cells for row in cell.rows}
    if unknown:
        raise LookupError(f"no cell of this size measures {', '.join(sorted(unknown))}")
    return [cell for cell in cells if not wanted or wanted.intersection(cell.rows)]


def row_of(name: str) -> str:
    """Return P8 for P8b."""
    return re.sub(r"[a-z]+$", "", name)


def _ground(rounds: int, bookings: int, months: int, stampedes: int) -> list[Cell]:
    """Return what needs neither a browser nor a web process."""
    return [
        Cell(("P2", "P3", "P4"), lambda ground: _bookings(ground, "postgresql", rounds, bookings)),
        Cell(("P4", "P9"), lambda ground: _bookings(ground, "sqlite", rounds, bookings)),
        Cell(("P8", "P14"), lambda ground: views.measure(ground.database("postgresql"), rounds, months)),
        *(Cell(("P1",), partial(stampede.measure, way=way, repeats=stampedes)) for way in stampede.WAYS),
    ]


def _bookings(ground: Ground, dialect: str, rounds: int, each: int) -> list[Figure]:
    return booking.measure(ground.database(dialect), dialect, rounds, each)


_MOST_PEOPLE = 2_000
_FULL = [
    *_ground(rounds=9, bookings=60, months=100, stampedes=26),
    *(
        Cell(("P1",), partial(stampede.measure, way=(dialect, "threads"), repeats=1, people=_MOST_PEOPLE))
        for dialect in ("postgresql", "sqlite")
    ),
    Cell(("P9",), partial(crowd.measure, rounds=9, each=60)),
    Cell(("P7",), partial(hot.measure, rounds=9, each=120, seconds=60)),
    Cell(("P8",), partial(millions.measure, rounds=9, each=100)),
    *(
        Cell(("P18", "P19"), partial(schedules.measure, dialect=dialect, rounds=9))
        for dialect in ("postgresql", "sqlite")
    ),
    *(
        Cell(("P21",), partial(reports.measure, dialect=dialect, rounds=7), tries=2)
        for dialect in ("postgresql", "sqlite")
    ),
    Cell(("P5", "P6", "P15"), partial(events.measure, rounds=9, each=120)),
    Cell(("P22", "P23"), partial(declarations.measure, people=1000, papers=30), tries=2),
    Cell(("P10",), partial(roundtrips.measure, rounds=7, each=20)),
    Cell(("P13",), partial(memory.measure, people=500), tries=2),
    Cell(("P16",), partial(live.measure, watchers=300, changes=10)),
    Cell(("P20",), partial(day.measure, browsers=20, interviews=400, changes=10)),
    Cell(("P11", "P12"), partial(pages.measure, loads=5), tries=2),
    Cell(("P17",), starting.measure, tries=2),
]
PLANS: Mapping[str, Plan] = {
    "smoke": Plan(_ground(rounds=5, bookings=12, months=20, stampedes=1), patience_seconds=15),
    "full": Plan(_FULL, patience_seconds=300),
}
