"""The benchmark's own arithmetic: which cells run, what a load cost, what a process holds."""

import os
import re
from pathlib import Path

import pytest

from bench import roundtrips
from bench.browser import Load, blocked_after
from bench.day import Watched
from bench.goals import GOALS
from bench.machine import cpu_seconds_of, pss_kilobytes_of
from bench.plan import PLANS, chosen, row_of

DESIGN = Path(__file__).resolve().parents[3] / "docs" / "design" / "performance.md"


def test_rows_are_chosen_by_name() -> None:
    cells = PLANS["full"].cells
    assert chosen(cells, []) == list(cells)
    assert [cell.rows for cell in chosen(cells, ["P11"])] == [("P11", "P12")]
    assert chosen(cells, ["P10b", "P17"]) == chosen(cells, ["P10", "P17b"])


def test_a_row_that_nobody_measures_is_named() -> None:
    with pytest.raises(LookupError, match="P99"):
        chosen(PLANS["full"].cells, ["P10", "P99"])
    with pytest.raises(LookupError, match="P12"):
        chosen(PLANS["smoke"].cells, ["P12"])


def test_a_full_run_measures_every_row_of_the_design() -> None:
    wanted = set(re.findall(r"^\| (P\d+) \|", DESIGN.read_text(encoding="utf-8"), re.MULTILINE))
    measured = {row for cell in PLANS["full"].cells for row in cell.rows}
    assert len(wanted) == 23
    assert measured == wanted == {row_of(name) for name in GOALS}


def test_a_short_run_breaks_on_overbooking_and_statements() -> None:
    assert {"P1", "P4"} <= {row for cell in PLANS["smoke"].cells for row in cell.rows}


def test_blocking_is_what_tasks_take_beyond_fifty_milliseconds_after_the_paint() -> None:
    tasks = [(0.0, 400.0), (450.0, 100.0), (600.0, 51.0), (900.0, 250.0)]
    assert blocked_after(500.0, tasks) == 50 + 1 + 200
    assert blocked_after(500.0, []) == 0


def test_a_load_counts_script_and_style_alone() -> None:
    brought = {"/assets/a.js": 1000, "/assets/b.css": 200, "/favicon.svg": 50, "/banners.json": 9}
    assert Load(brought, 0, 0).code_bytes == 1200


def test_typical_and_slow_round_trips_are_ratios_of_the_same_round() -> None:
    slow_machine, quick_machine = ([20.0] * 20, [10.0] * 20), ([6.0] * 20, [2.0] * 20)
    typical, slow = roundtrips._figures("search", [slow_machine, quick_machine, quick_machine])
    assert typical.samples == [2.0, 3.0, 3.0]
    assert typical.value == slow.value == 3.0
    assert typical.reference == "bare 2.0 ms"


def test_a_process_is_seen_with_its_time_and_memory() -> None:
    assert cpu_seconds_of(os.getpid()) > 0
    assert pss_kilobytes_of(os.getpid()) > 1000
    assert pss_kilobytes_of(2**30) == 0


def test_what_a_board_is_sent_is_all_of_its_messages() -> None:
    watched = Watched([1.0], [[10, 10], [10, 12, 30]])
    assert (watched.each, watched.message) == ([20, 52], 10)
