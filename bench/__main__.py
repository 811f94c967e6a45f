"""`python -m bench smoke` (a minute, fails on a broken floor) and `python -m bench full`."""

import gc
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import booking, machine, stampede, views
from bench.goals import Figure
from bench.ground import Ground, prepared, settings_of_server
from hellowork_portal.kit import clock

RESULTS = Path(__file__).with_name("results")


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    bookings: int
    months: int
    stampedes: int


SIZES = {"smoke": Size(5, 12, 20, 1), "full": Size(9, 60, 100, 10)}


def measured(ground: Ground, size: Size) -> list[Figure]:
    """Run every scenario; each prints its line as soon as it is known."""
    figures: list[Figure] = []
    gc.collect()
    gc.freeze()
    for dialect in ("postgresql", "sqlite"):
        _add(figures, booking.measure(ground.database(dialect), dialect, size.rounds, size.bookings))
    _add(figures, views.measure(ground.database("postgresql"), size.rounds, size.months))
    _add(figures, stampede.measure(ground, size.stampedes))
    return figures


def _add(figures: list[Figure], new: list[Figure]) -> None:
    figures.extend(new)
    for figure in new:
        print(figure.line(), flush=True)


def main(name: str) -> int:
    """Measure, write the results down, return the exit code."""
    began = time.monotonic()
    with prepared() as ground:
        before = machine.record() | {"postgresql": settings_of_server(ground.server)}
        print(json.dumps(before), flush=True)
        figures = measured(ground, SIZES[name])
    spin = machine.spin_rate()
    broken = [figure.name for figure in figures if figure.verdict == "BROKEN"]
    _write(name, {"machine": before | {"spins_per_millisecond_after": round(spin)}}, figures)
    _explain(figures)
    print(f"{time.monotonic() - began:.0f} s; broken floors: {', '.join(broken) or 'none'}")
    return 1 if broken else 0


def _explain(figures: list[Figure]) -> None:
    """Say more where a goal is missed; everything stands in the results."""
    for figure in figures:
        if figure.verdict != "goal":
            print(f"\n{figure.name} {figure.case}: {figure.goal.text}")
            print(*(f"    {note}" for note in figure.notes), sep="\n")


def _write(name: str, about: dict[str, object], figures: list[Figure]) -> None:
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / f"{clock.now():%Y%m%d-%H%M%S}-{name}"
    rows = [asdict(figure) | {"value": figure.value, "verdict": figure.verdict} for figure in figures]
    stem.with_suffix(".json").write_text(
        json.dumps(about | {"figures": rows}, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    stem.with_suffix(".txt").write_text(
        "\n".join(figure.line() for figure in figures) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in SIZES:
        sys.exit("python -m bench smoke | full")
    sys.exit(main(sys.argv[1]))
