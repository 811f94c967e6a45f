"""The start program: `python3 -m hellowork_portal.start run`, with the system's Python alone."""

import shutil
import sys

from hellowork_portal.start import checks
from hellowork_portal.start.household import Asked, end_when_asked
from hellowork_portal.start.places import ROOT
from hellowork_portal.start.run import run
from hellowork_portal.start.words import Stop, tell, words

_BUILT = (
    ".web",
    ".web-test",
    ".web-test1",
    ".web-test2",
    ".states",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    ".import_linter_cache",
)


_INTERRUPTED = 130


def clean() -> None:
    """Take away what is built and cached; the environment and the data stay."""
    for name in _BUILT:
        shutil.rmtree(ROOT / name, ignore_errors=True)


COMMANDS = {
    "run": run,
    "test": checks.test,
    "test-quick": checks.test_quickly,
    "check": checks.check,
    "soak": checks.soak,
    "bench": checks.bench,
    "migrate": checks.migrate,
    "codes": checks.codes,
    "pictures": checks.pictures,
    "manager-pictures": checks.manager_pictures,
    "clean": clean,
}


def main(asked_for: list[str]) -> int:
    """Do one command; return its exit code."""
    end_when_asked()
    try:
        if len(asked_for) != 1 or asked_for[0] not in COMMANDS:
            raise Stop("unknown_command", commands=", ".join(COMMANDS))
        COMMANDS[asked_for[0]]()
    except Stop as stop:
        print(words(stop.element, **stop.values), file=sys.stderr)
        return stop.code
    except Asked:
        tell("ended")
        return 0 if asked_for == ["run"] else _INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
