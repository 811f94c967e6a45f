"""A part that falls is started again; one that keeps falling ends everything, with a sentence."""

import os
import sys
from pathlib import Path

import pytest

from hellowork_portal.start import supervisor
from hellowork_portal.start.children import Part
from hellowork_portal.start.household import Asked, Household
from hellowork_portal.start.supervisor import RESTARTS, Supervisor
from hellowork_portal.start.words import Stop


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_FIRST_PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(supervisor, "_TICK_SECONDS", 0.005)


def part(starts: Path, lives_from_start: int) -> Part:
    """A part that notes each start and exits with 3 until it has been started often enough."""
    code = (
        "import pathlib, sys, time\n"
        f"path = pathlib.Path({str(starts)!r})\n"
        "with path.open('a') as file: file.write('x')\n"
        f"if len(path.read_text()) < {lives_from_start}: sys.exit(3)\n"
        "time.sleep(60)\n"
    )
    return Part("worker", [sys.executable, "-c", code])


def supervisor_of(house: Household, *parts: Part) -> Supervisor:
    running = Supervisor(house, {**os.environ, "PYTHONUTF8": "1"})
    running.start(parts)
    return running


def count(starts: Path) -> int:
    return len(starts.read_text()) if starts.exists() else 0


def announce_and_end() -> None:
    raise Asked


def test_a_fallen_part_is_started_again_and_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    starts = tmp_path / "starts"
    with Household() as house:
        running = supervisor_of(house, part(starts, lives_from_start=3))
        with pytest.raises(Asked):
            running.watch(lambda: count(starts) == 3, announce_and_end)
    assert capsys.readouterr().out.count("worker") == 2


def test_a_part_that_keeps_falling_ends_everything(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    with Household() as house, pytest.raises(Stop) as stopped:
        supervisor_of(house, part(starts, lives_from_start=99)).watch(lambda: False, announce_and_end)
    assert count(starts) == 1 + RESTARTS
    assert (stopped.value.element, stopped.value.code) == ("part_gone", 1)
    assert stopped.value.values == {"name": "worker", "exit": 3}


def test_what_a_part_says_is_shown_under_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    heard: list[str] = []

    def is_heard() -> bool:
        heard.append(capfd.readouterr().out)
        return "mailbox | 届きました" in "".join(heard)

    speaker = [sys.executable, "-c", "print('届きました', flush=True); input()"]
    with Household() as house, pytest.raises(Asked):
        supervisor_of(house, Part("mailbox", speaker)).watch(is_heard, announce_and_end)
