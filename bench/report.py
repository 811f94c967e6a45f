"""Writes figures down: JSON to compare with, a table to read, and the last full run for the repository."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.goals import Figure
from hellowork_portal.kit import clock

RESULTS = Path(__file__).with_name("results")
LAST_FULL = Path(__file__).with_name("RESULTS.md")
_HEAD = (
    "| | what | measured | spread | before | goal | floor | |",
    "|---|---|---|---|---|---|---|---|",
)


def last_values(name: str) -> dict[tuple[str, str], float]:
    """Return what the last run of the same size gave, by name and case."""
    files = sorted(RESULTS.glob(f"*-{name}.json"))
    rows = json.loads(files[-1].read_text(encoding="utf-8"))["figures"] if files else []
    return {(row["name"], row["case"]): row["value"] for row in rows}


def write(name: str, about: Mapping[str, Any], figures: Sequence[Figure]) -> None:
    """Write JSON and table of a run; a full one becomes bench/RESULTS.md too."""
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / f"{clock.now():%Y%m%d-%H%M%S}-{name}"
    rows = [asdict(figure) | {"value": figure.value, "verdict": figure.verdict} for figure in figures]
    text = json.dumps({**about, "figures": rows}, ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(text, encoding="utf-8")
    lines = "".join(f"{figure.line()}\n" for figure in figures)
    stem.with_suffix(".txt").write_text(lines, encoding="utf-8")
    if name == "full":
        LAST_FULL.write_text(_page(about, figures), encoding="utf-8")


def _page(about: Mapping[str, Any], figures: Sequence[Figure]) -> str:
    machine = ", ".join(f"{key} {_short(value)}" for key, value in about["machine"].items())
    missed = [figure for figure in figures if figure.verdict != "goal"]
    return "\n".join(
        [
            "# The last full run",
            "",
            f"`make bench`, {clock.now():%Y-%m-%d}. Ratios can be compared; absolute figures belong to this",
            "machine. README.md says what each means.",
            "",
            f"Machine: {machine}.",
            "",
            *_HEAD,
            *map(_row, figures),
            "",
            "## Where a goal is missed",
            *(line for figure in missed for line in _why(figure)),
            "",
        ]
    )


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{key} {one}" for key, one in value.items()) + ")"
    return str(value)


def _row(figure: Figure) -> str:
    sign = "≤" if figure.goal.at_most else "≥"
    disturbed = f", {figure.foreign:.1f} cores busy elsewhere" if figure.foreign > 0.15 else ""
    cells = (
        figure.name,
        f"{figure.goal.text} ({figure.case})",
        f"**{figure.value:.2f}**",
        figure.spread,
        figure.before,
        f"{sign} {figure.goal.goal:g}",
        f"{sign} {figure.goal.floor:g}",
        f"{figure.verdict}{disturbed}",
    )
    return f"| {' | '.join(cells)} |"


def _why(figure: Figure) -> list[str]:
    return ["", f"{figure.name}, {figure.case}:", "", *(f"- `{note}`" for note in figure.notes)]
