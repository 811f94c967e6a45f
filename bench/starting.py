"""P17: from an empty directory to a portal that answers, and from its second start; a bare app beside it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bench import bare
from bench.goals import Figure
from bench.ground import Ground
from bench.served import FIRST_PORT, answers, start
from hellowork_portal.start.addresses import HOST, Addresses
from hellowork_portal.start.addresses import answers as listens
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import ROOT, VENV

PORTS = Addresses(FIRST_PORT + 8, FIRST_PORT + 9, FIRST_PORT + 10, FIRST_PORT + 11)
_PATIENCE_SECONDS, _GOODBYE_SECONDS, _TICK_SECONDS = 300, 30, 0.05
_MADE_HERE = (
    *(".git", ".venv", ".web*", ".portal*", ".states", ".env", "__pycache__", "*.py[cod]", "*.db"),
    *(".hypothesis", ".*_cache", "results", "external", "uploaded_files"),
)
"""What a fresh checkout does not have."""


def measure(_ground: Ground) -> list[Figure]:
    """Start a copy of what stands here that was never started before, twice; then a bare app, twice."""
    with tempfile.TemporaryDirectory(prefix="portal-start-") as name:
        portal, plain = Path(name, "portal"), Path(name, "bare")
        shutil.copytree(ROOT, portal, ignore=shutil.ignore_patterns(*_MADE_HERE))
        first, second = (_seconds_of_start(portal) for _ in range(2))
        bare_first, bare_second = _bare_seconds(plain)
    note = ["packages come from whatever cache uv and npm keep on this machine"]
    return [
        Figure("P17", "make run, clean copy", [first], note, reference=f"bare {bare_first:.1f} s"),
        Figure("P17b", "make run again", [second], [], reference=f"bare {bare_second:.1f} s"),
    ]


def _seconds_of_start(place: Path) -> float:
    """Return how long `make run` takes until all its parts answer; it is ended by Ctrl-C."""
    log, began = place / "start.log", time.monotonic()
    with log.open("w") as output, _running(["make", "-C", place, "run"], _settings(), output):
        _until(lambda: all(map(listens, _ports())) and answers(f"http://{HOST}:{PORTS.portal}"), log)
        return time.monotonic() - began


def _ports() -> tuple[int, ...]:
    return (PORTS.portal, PORTS.smtp, PORTS.mailbox, PORTS.zoom)


def _settings() -> dict[str, str]:
    """Return what somebody has who has just cloned: nothing but ports of their own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "REFLEX_"))}
    names = ("PORT", "SMTP_PORT", "MAILBOX_PORT", "ZOOM_PORT")
    own.pop("VIRTUAL_ENV", None)
    folders = own.get("PATH", os.defpath).split(os.pathsep)
    own["PATH"] = os.pathsep.join(one for one in folders if not one.startswith(str(VENV)))
    return own | {name: str(port) for name, port in zip(names, _ports(), strict=True)}


@contextmanager
def _running(command: list[object], settings: Mapping[str, str], output: IO[str]) -> Iterator[None]:
    """Run a command in a process group of its own; Ctrl-C at the end, and patience."""
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words,
        env=settings,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _until(is_there: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not is_there():
        if time.monotonic() > until:
            raise RuntimeError(f"the portal did not start:\n{log.read_text()}")
        time.sleep(_TICK_SECONDS)


def _bare_seconds(place: Path) -> tuple[float, float]:
    """Return how long the blank page takes from nothing, and again: environment, front end, server."""
    python = place / ".venv" / "bin" / "python"
    began = time.monotonic()
    place.mkdir()
    _do(sys.executable, "-m", "venv", place / ".venv")
    pin = next(one for one in (ROOT / "requirements.txt").read_text().splitlines() if one.startswith("uv=="))
    _do(python, "-m", "pip", "install", "--disable-pip-version-check", "-q", pin)
    _do(place / ".venv/bin/uv", "pip", "install", "-q", "--python", python, "-r", ROOT / "requirements.txt")
    with Household() as house:
        bare.build(house, place, python)
    first = _serve_bare(place, python) - began
    began = time.monotonic()
    return first, _serve_bare(place, python) - began


def _serve_bare(place: Path, python: Path) -> float:
    """Serve the blank page until it answers; return when it did."""
    with Household() as house:
        words = [python if word == bare.PYTHON else word for word in bare.command(place)]
        start(house, words, bare.settings_of(place), bare.ADDRESSES, place / "served.log")
        return time.monotonic()


def _do(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)
