"""Runs cells one after the other; one that other programs disturbed, or that broke a floor, is run again."""

import time
from collections.abc import Callable, Mapping

from bench.goals import QUIET_CORES, Figure
from bench.machine import watched

TRIES = 3


class Cells:
    """Figures as they come; cells are repeated, at most three times, until `seconds` are over.

    What other programs use is not all that moves a figure on a shared machine. A step back breaks
    its floor in every run, so one that did not is believed; among alike runs the quietest is.

    `last` is what a run before gave, by name and case.
    """

    def __init__(self, seconds: float, last: Mapping[tuple[str, str], float]) -> None:
        self.figures: list[Figure] = []
        self._last = last
        self._patience_ends = time.monotonic() + seconds

    def run(self, measure: Callable[[], list[Figure]], tries: int = TRIES) -> None:
        """Measure a cell, keep the run to believe of so many at most, and print its lines."""
        runs: list[tuple[int, float, list[Figure]]] = []
        while not runs or self._is_worth_another(tries - len(runs), *runs[-1][:2]):
            with watched() as foreign:
                found = measure()
            runs.append((sum(figure.verdict == "BROKEN" for figure in found), foreign.cores, found))
        _, cores, figures = min(runs, key=lambda run: run[:2])
        for figure in figures:
            figure.foreign, figure.tries = round(cores, 2), len(runs)
            figure.last = self._last.get((figure.name, figure.case))
            print(figure.line(), flush=True)
        self.figures += figures

    def _is_worth_another(self, tries_left: int, broken: int, cores: float) -> bool:
        is_doubted = broken > 0 or cores > QUIET_CORES
        return is_doubted and tries_left > 0 and time.monotonic() < self._patience_ends
