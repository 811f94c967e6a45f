"""`python -m bench smoke` (a minute, fails on a broken floor) and `python -m bench full`."""

import gc
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench import booking, crowd, events, hot, live, machine, millions, report, schedules, stampede, views
from bench.cells import Cells
from bench.goals import Figure
from bench.ground import Ground, prepared, settings_of_server


@dataclass(frozen=True)
class Size:
    """How much is measured, and how long disturbed cells may be repeated."""

    rounds: int
    bookings: int
    months: int
    stampedes: int
    patience_seconds: float


SIZES = {"smoke": Size(5, 12, 20, 1, 15), "full": Size(9, 60, 100, 26, 420)}
_HAMMER_SECONDS, _EVENT_BOOKINGS, _MOST_PEOPLE = 60, 120, 2_000
_CALENDARS, _SEATS_TAKEN = 300, 10


def smoke(ground: Ground, cells: Cells, size: Size) -> None:
    """What tells a step back within a minute."""
    for dialect in ("postgresql", "sqlite"):
        cells.run(lambda of=dialect: booking.measure(ground.database(of), of, size.rounds, size.bookings))
    cells.run(lambda: views.measure(ground.database("postgresql"), size.rounds, size.months))
    for way in stampede.WAYS:
        cells.run(lambda of=way: stampede.measure(ground, of, size.stampedes))


def full(ground: Ground, cells: Cells, size: Size) -> None:
    """Everything that this machine can measure without a browser."""
    smoke(ground, cells, size)
    for dialect in ("postgresql", "sqlite"):
        cells.run(lambda of=dialect: stampede.measure(ground, (of, "threads"), 1, _MOST_PEOPLE))
    cells.run(lambda: crowd.measure(ground, size.rounds, size.bookings))
    cells.run(lambda: hot.measure(ground, size.rounds, 2 * size.bookings, _HAMMER_SECONDS))
    cells.run(lambda: millions.measure(ground, size.rounds, size.months))
    for dialect in ("postgresql", "sqlite"):
        cells.run(lambda of=dialect: schedules.measure(ground, of, size.rounds))
    cells.run(lambda: events.measure(ground, size.rounds, _EVENT_BOOKINGS))
    cells.run(lambda: live.measure(ground, _CALENDARS, _SEATS_TAKEN))


RUNS = {"smoke": smoke, "full": full}


def main(name: str) -> int:
    """Measure, write the results down, return the exit code."""
    began = time.monotonic()
    gc.collect()
    gc.freeze()
    with prepared() as ground:
        about = machine.record() | {"postgresql": settings_of_server(ground.server)}
        print(json.dumps(about), flush=True)
        cells = Cells(SIZES[name].patience_seconds, report.last_values(name))
        RUNS[name](ground, cells, SIZES[name])
    about["spins_per_millisecond_after"] = round(machine.spin_rate())
    report.write(name, {"machine": about}, cells.figures)
    _explain(cells.figures)
    broken = [figure.name for figure in cells.figures if figure.verdict == "BROKEN"]
    print(f"{time.monotonic() - began:.0f} s; broken floors: {', '.join(broken) or 'none'}")
    return 1 if broken else 0


def _explain(figures: Sequence[Figure]) -> None:
    """Say more where a goal is missed; everything stands in the results."""
    for figure in figures:
        if figure.verdict != "goal":
            print(f"\n{figure.name} {figure.case}: {figure.goal.text}")
            print(*(f"    {note}" for note in figure.notes), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in SIZES:
        sys.exit("python -m bench smoke | full")
    sys.exit(main(sys.argv[1]))
