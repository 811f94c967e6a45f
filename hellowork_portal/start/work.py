"""Work with an end: several commands at once, kept quiet unless one fails."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hellowork_portal.start.household import Household
from hellowork_portal.start.places import VENV, data_dir
from hellowork_portal.start.words import Stop, tell, words

_TICK_SECONDS = 0.05
_WORD_EVERY_SECONDS = 10.0
_SHOWN_LINES = 40


@dataclass(frozen=True, eq=False)
class Work:
    """One command, what it is called in words (`operator.start.work_<name>`), what it is given.

    `refusal` is the exit code by which it has said itself, in a sentence, what is wrong.
    """

    name: str
    command: Sequence[object]
    environment: Mapping[str, str]
    is_shown: bool = False
    refusal: int | None = None

    @property
    def title(self) -> str:
        """What is being done, in the operator's words."""
        return words(f"work_{self.name}").rstrip(".。")


def surroundings(**changes: str) -> dict[str, str]:
    """Return this process's environment with the virtual environment's programs first.

    What Python compiles is kept beside the virtual environment, also where the machine says that
    none should be (containers do): otherwise each of our processes compiles 2,400 modules anew.
    """
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    own = {"PATH": path, "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": str(VENV / "bytecode")}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **own, **changes}


def do(house: Household, *works: Work) -> None:
    """Do works side by side; the first that fails stops everything, its last lines shown."""
    for work, code in _ended(house, works):
        if code and code == work.refusal:
            raise Stop("setting_broken", said=_log(work).read_text(encoding="utf-8").strip())
        _show(work, code)
        if code:
            raise Stop("work_failed", code=1, what=work.title, log=_log(work))


def try_all(house: Household, *works: Work) -> None:
    """Do works side by side, all to their end; then stop if any of them failed."""
    failed: list[str] = []
    for work, code in _ended(house, works):
        _show(work, code)
        if code:
            failed.append(work.name)
    if failed:
        raise Stop("failed", code=1, what=", ".join(failed))


def _ended(house: Household, works: Sequence[Work]) -> Iterator[tuple[Work, int]]:
    """Begin all works; give each with its exit code as it ends, with a word now and then meanwhile."""
    running = {work: _begin(house, work) for work in works}
    heard_at = time.monotonic()
    while running:
        for work, child in list(running.items()):
            if child.poll() is not None:
                del running[work]
                yield work, child.returncode
        if running and time.monotonic() - heard_at > _WORD_EVERY_SECONDS:
            heard_at = time.monotonic()
            tell("still_working", what=", ".join(work.title for work in running))
        time.sleep(_TICK_SECONDS)


def _log(work: Work) -> Path:
    folder = data_dir() / "logs"
    folder.mkdir(exist_ok=True)
    return folder / f"{work.name}.log"


def _begin(house: Household, work: Work) -> "subprocess.Popen[str]":
    tell(f"work_{work.name}")
    with _log(work).open("w", encoding="utf-8") as output:
        return house.spawn(work.command, work.environment, output)


def _show(work: Work, code: int) -> None:
    lines = _log(work).read_text(encoding="utf-8", errors="replace").splitlines()
    if code or work.is_shown:
        print(*(f"    {line}" for line in lines[-_SHOWN_LINES:]), sep="\n", flush=True)
    if not code:
        tell("work_done", what=work.title)
