"""`python -m bench smoke` (a minute, fails on a broken floor), `python -m bench full [--only P10,P11]`."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Sequence

from bench import machine, report
from bench.cells import Cells
from bench.goals import Figure
from bench.ground import prepared, settings_of_server
from bench.plan import PLANS, chosen


def main(name: str, only: Sequence[str]) -> int:
    """Measure, write the results down, return the exit code."""
    began, plan = time.monotonic(), PLANS[name]
    wanted = chosen(plan.cells, only)
    gc.collect()
    gc.freeze()
    with prepared() as ground:
        about = machine.record() | {"postgresql": settings_of_server(ground.server)}
        print(json.dumps(about), flush=True)
        cells = Cells(plan.patience_seconds, report.last_values(name))
        for cell in wanted:
            cells.run(lambda measure=cell.measure: measure(ground), cell.tries)
    about["spins_per_millisecond_after"] = round(machine.spin_rate())
    report.write(name, {"machine": about}, cells.figures, is_whole=not only)
    _explain(cells.figures)
    broken = [f"{figure.name} {figure.case}" for figure in cells.figures if figure.verdict == "BROKEN"]
    print(f"{time.monotonic() - began:.0f} s; broken floors: {', '.join(broken) or 'none'}")
    return 1 if broken else 0


def _explain(figures: Sequence[Figure]) -> None:
    """Say more where a goal is missed; everything stands in the results."""
    for figure in figures:
        if figure.verdict != "goal":
            print(f"\n{figure.name} {figure.case}: {figure.goal.text}")
            print(*(f"    {note}" for note in figure.notes), sep="\n")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("size", choices=PLANS)
    asked.add_argument("--only", default="", metavar="P10,P11", help="measure these rows alone")
    return asked.parse_args()


if __name__ == "__main__":
    given = _asked()
    try:
        sys.exit(main(given.size, [name for name in given.only.split(",") if name]))
    except LookupError as unknown:
        sys.exit(str(unknown.args[0]))
