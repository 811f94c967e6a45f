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
    "| | what | measured | spread | beside it | before | goal | floor | |",
    "|---|---|---|---|---|---|---|---|---|",
)


def last_values(name: str) -> dict[tuple[str, str], float]:
    """Return what runs of the same size gave last, by name and case; a run of some rows says those alone."""
    found: dict[tuple[str, str], float] = {}
    for path in sorted(RESULTS.glob(f"*-{name}.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))["figures"]
        found |= {(row["name"], row["case"]): row["value"] for row in rows}
    return found


def write(name: str, about: Mapping[str, Any], figures: Sequence[Figure], *, is_whole: bool) -> None:
    """Write JSON and table of a run; a full one of all rows becomes bench/RESULTS.md too."""
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / f"{clock.now():%Y%m%d-%H%M%S}-{name}"
    rows = [asdict(figure) | {"value": figure.value, "verdict": figure.verdict} for figure in figures]
    text = json.dumps({**about, "figures": rows}, ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(text, encoding="utf-8")
    lines = "".join(f"{figure.line()}\n" for figure in figures)
    stem.with_suffix(".txt").write_text(lines, encoding="utf-8")
    if name == "full" and is_whole:
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
    cells = (
        figure.name,
        f"{figure.goal.text} ({figure.case})",
        f"**{figure.value:.2f}**",
        figure.spread,
        figure.reference,
        figure.before,
        f"{sign} {figure.goal.goal:g}",
        f"{sign} {figure.goal.floor:g}",
        f"{figure.verdict}{figure.disturbance}",
    )
    return f"| {' | '.join(cells)} |"


def _why(figure: Figure) -> list[str]:
    return ["", f"{figure.name}, {figure.case}:", "", *(f"- `{note}`" for note in figure.notes)]
