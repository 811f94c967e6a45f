"""No process outlives the command that started it."""

import os
import select
import signal
import subprocess
import sys

import pytest

from hellowork_portal.start import household
from hellowork_portal.start.household import Household

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]
PARENT = """
import os, subprocess, sys, time
from hellowork_portal.start.household import Household
with Household() as house:
    child = house.spawn([sys.executable, "-c", "import time; time.sleep(60)"], os.environ, subprocess.DEVNULL)
    print(child.pid, flush=True)
    time.sleep(60)
"""


def has_ended(pid: int, within_seconds: float = 5) -> bool:
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], within_seconds)[0])
    finally:
        os.close(watched)


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    with process.stdout as lines:
        return lines.readline().strip()


def test_children_end_with_the_house() -> None:
    with Household() as house:
        child = house.spawn(SLEEPER, os.environ, subprocess.PIPE)
        assert first_line(child) == "up"
    assert child.returncode == -signal.SIGTERM


def test_a_child_that_ignores_the_polite_signal_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(household, "PATIENCE_SECONDS", 0.2)
    with Household() as house:
        child = house.spawn(STUBBORN, os.environ, subprocess.PIPE)
        assert first_line(child) == "up"
    assert child.returncode == -signal.SIGKILL


def test_children_of_a_killed_parent_end_too() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    child = int(first_line(parent))
    parent.kill()
    parent.wait()
    assert has_ended(child)


def test_signals_mean_afterwards_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Household():
        pass
    assert signal.getsignal(signal.SIGINT) is before
