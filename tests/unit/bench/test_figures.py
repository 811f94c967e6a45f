"""What the benchmark makes of its samples: medians, goals, floors, and what was disturbed."""

import json
from pathlib import Path

import pytest

from bench import report
from bench.cells import Cells
from bench.goals import GOALS, Figure


def test_a_figure_is_its_median_and_says_how_far_samples_spread() -> None:
    figure = Figure("P2", "x", [0.9, 0.2, 0.8])
    assert figure.value == 0.8
    assert figure.spread == "0.20-0.90"


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("P2", 0.75, "goal"),
        ("P2", 0.74, "floor"),
        ("P2", 0.5, "floor"),
        ("P2", 0.49, "BROKEN"),
        ("P4", 6, "goal"),
        ("P4", 7, "floor"),
        ("P4", 11, "BROKEN"),
        ("P1", 0, "goal"),
        ("P1", 1, "BROKEN"),
    ],
)
def test_goal_and_floor_belong_to_what_is_reached(name: str, value: float, verdict: str) -> None:
    assert Figure(name, "x", [value]).verdict == verdict


def test_no_floor_asks_for_more_than_its_goal() -> None:
    for goal in GOALS.values():
        assert goal.floor >= goal.goal if goal.at_most else goal.floor <= goal.goal, goal.name


def test_a_line_tells_reference_and_disturbance() -> None:
    figure = Figure("P10", "search, p50", [2.0], reference="bare 3.1 ms")
    assert "bare 3.1 ms" in figure.line()
    assert "busy" not in figure.line()
    figure.foreign, figure.tries = 1.25, 3
    assert "1.2 cores busy elsewhere in the quietest of 3 tries" in figure.line()


class Machine:
    """Other programs' use of the machine, cell by cell."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *busy: float) -> None:
        self.cores, self._left = 0.0, list(busy)
        monkeypatch.setattr("bench.cells.watched", lambda: self)

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *_error: object) -> None:
        self.cores = self._left.pop(0)


def runs(busy: list[float], patience: float, tries: int, monkeypatch: pytest.MonkeyPatch) -> Figure:
    """Return the figure that was kept; its value is the number of the run."""
    return kept(busy, [1, 2, 3], patience, tries, monkeypatch)


def kept(
    busy: list[float], values: list[float], patience: float, tries: int, monkeypatch: pytest.MonkeyPatch
) -> Figure:
    """Return the figure that was kept of runs that gave these values; the floor of P8 is 3."""
    Machine(monkeypatch, *busy)
    cells, given = Cells(patience, {("P8", "x"): 7.0}), iter(values)
    cells.run(lambda: [Figure("P8", "x", [next(given)])], tries)
    [figure] = cells.figures
    return figure


def test_a_quiet_cell_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = runs([0.1], 60, 3, monkeypatch)
    assert (figure.value, figure.tries, figure.last) == (1, 1, 7.0)


def test_a_disturbed_cell_is_repeated_and_its_quietest_run_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = runs([0.9, 0.4, 0.6], 60, 3, monkeypatch)
    assert (figure.value, figure.tries, figure.foreign) == (2, 3, 0.4)


def test_a_floor_that_one_run_kept_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = kept([0.1, 0.1], [9.0, 2.5], 60, 3, monkeypatch)
    assert (figure.value, figure.tries, figure.verdict) == (2.5, 2, "floor")


def test_a_floor_that_every_run_broke_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = kept([0.2, 0.1, 0.3], [9.0, 8.0, 7.0], 60, 3, monkeypatch)
    assert (figure.value, figure.tries, figure.verdict) == (8.0, 3, "BROKEN")


def test_patience_and_tries_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runs([0.9, 0.9, 0.9], 0, 3, monkeypatch).tries == 1
    assert runs([0.9, 0.9, 0.9], 60, 2, monkeypatch).tries == 2


def test_a_run_is_compared_with_what_each_row_gave_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr(report, "LAST_FULL", tmp_path / "RESULTS.md")

    def note(day: int, size: str, figures: dict[str, float]) -> None:
        rows = [{"name": name, "case": "x", "value": value} for name, value in figures.items()]
        path = tmp_path / f"2026120{day}-100000-{size}.json"
        path.write_text(json.dumps({"figures": rows}), encoding="utf-8")

    note(1, "full", {"P2": 0.7, "P10": 2.0})
    note(2, "full", {"P10": 1.5})
    note(3, "smoke", {"P2": 0.1})
    assert report.last_values("full") == {("P2", "x"): 0.7, ("P10", "x"): 1.5}


def test_only_a_whole_full_run_becomes_the_results_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr(report, "LAST_FULL", tmp_path / "RESULTS.md")
    figures = [Figure("P13", "calendar", [90.0], ["why"], reference="bare 40 KB")]
    report.write("full", {"machine": {}}, figures, is_whole=False)
    assert not (tmp_path / "RESULTS.md").exists()
    report.write("full", {"machine": {}}, figures, is_whole=True)
    page = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "| P13 |" in page
    assert "bare 40 KB" in page
    assert "- `why`" in page
    [text] = {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json")}
    assert json.loads(text)["figures"][0]["verdict"] == "floor"
