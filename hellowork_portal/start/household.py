"""Processes that belong to one command: started tied to it, ended with it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType, TracebackType
from typing import IO

from hellowork_portal.start.places import ROOT

PATIENCE_SECONDS = 6.0
_TICK_SECONDS = 0.05
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Asked(BaseException):
    """Somebody pressed Ctrl-C or asked politely by a signal to end."""


def end_when_asked() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into `Asked`, so that every `finally` runs."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        raise Asked

    for number in _ENDINGS:
        signal.signal(number, ask)


def _tie_to(parent: int) -> Callable[[], None]:
    """Make a child's first act: die with its parent, whatever kills that (Linux)."""

    def tie() -> None:
        if _LIBC:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie


class Household:
    """A context whose children live in their own process groups and never outlive it."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[str]] = []

    def spawn(
        self, command: Sequence[object], environment: Mapping[str, str], output: int | IO[str]
    ) -> "subprocess.Popen[str]":
        """Start a child from the project's root; call from the main thread only.

        The kernel's death signal fires when the thread that forked ends.
        """
        child = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_tie_to(os.getpid()),  # noqa: PLW1509  (one thread forks, see above)
        )
        self._children.append(child)
        return child

    def __enter__(self) -> "Household":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the children; a second Ctrl-C must not interrupt that."""
        before = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDINGS}
        end(self._children)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(children: Sequence["subprocess.Popen[str]"]) -> None:
    """End process groups: SIGTERM, six seconds of patience, SIGKILL."""
    _signal_groups(children, signal.SIGTERM)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and any(child.poll() is None for child in children):
        time.sleep(_TICK_SECONDS)
    _signal_groups(children, signal.SIGKILL)
    for child in children:
        child.wait()


def _signal_groups(children: Sequence["subprocess.Popen[str]"], number: signal.Signals) -> None:
    for child in children:
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            continue
