"""Keeps the parts of the portal running: restarts what falls, with patience and a limit."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from hellowork_portal.start.children import Part
from hellowork_portal.start.household import Household
from hellowork_portal.start.words import Stop, tell

RESTARTS = 5
WITHIN_SECONDS = 60.0
_FIRST_PAUSE_SECONDS = 0.5
_TICK_SECONDS = 0.1


@dataclass
class _Running:
    part: Part
    process: "subprocess.Popen[str]"
    fallen_at: list[float] = field(default_factory=list)
    again_at: float | None = None


class Supervisor:
    """The parts of one `make run`."""

    def __init__(self, house: Household, environment: Mapping[str, str]) -> None:
        self._house, self._environment = house, environment
        self._running: list[_Running] = []

    def start(self, parts: Iterable[Part]) -> None:
        """Start parts; what they say is shown, and looked after they are, once `watch` is called."""
        self._running += [_Running(part, self._spawn(part)) for part in parts]

    def watch(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Look after the parts until somebody asks to end; `announce` once when all is ready.

        A part that falls more than five times within a minute stops everything.
        """
        is_announced = False
        for running in self._running:
            _hear(running)
        while True:
            for running in self._running:
                self._look_after(running, time.monotonic())
            if not is_announced and is_ready():
                is_announced = True
                announce()
            time.sleep(_TICK_SECONDS)

    def _look_after(self, running: _Running, now: float) -> None:
        if running.again_at is not None:
            if now >= running.again_at:
                running.again_at = None
                running.process = self._spawn(running.part)
                _hear(running)
        elif running.process.poll() is not None:
            self._fell(running, now)

    def _fell(self, running: _Running, now: float) -> None:
        name, code = running.part.name, running.process.returncode
        running.fallen_at = [at for at in running.fallen_at if now - at < WITHIN_SECONDS] + [now]
        if len(running.fallen_at) > RESTARTS:
            raise Stop("part_gone", code=1, name=name, exit=code)
        pause = _FIRST_PAUSE_SECONDS * 2 ** (len(running.fallen_at) - 1)
        tell("part_restarts", name=name, exit=code, seconds=pause)
        running.again_at = now + pause

    def _spawn(self, part: Part) -> "subprocess.Popen[str]":
        return self._house.spawn(part.command, self._environment, subprocess.PIPE)


def _hear(running: _Running) -> None:
    lines = running.process.stdout
    if lines is not None:
        threading.Thread(target=_show, args=(running.part.name, lines), daemon=True).start()


def _show(name: str, lines: IO[str]) -> None:
    with lines:
        for line in lines:
            print(f"{name:>7} | {line.rstrip()}", flush=True)
