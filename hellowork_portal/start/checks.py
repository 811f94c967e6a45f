"""`make check`, `test`, `test-quick`, `soak` and `bench`: what must hold, and how it is tried."""

import subprocess

from hellowork_portal.start import debian, environment
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT, VENV, configured
from hellowork_portal.start.words import Stop, tell
from hellowork_portal.start.work import Work, surroundings, try_all

_QUICK = ["tests/unit", "tests/services", "tests/architecture"]
_WITHOUT_BROWSER = ["--ignore=tests/e2e", "-n", "3", "--dist", "loadfile"]
_WITH_BROWSER = ["tests/e2e", "-n", "3", "--dist", "worksteal"]
"""Three on two cores: servers and browsers wait for disks, clocks and mails a quarter of the time."""

_LONG = ["tests/concurrency/test_seat_machine.py", "-n", "2"]


def check(*beside: Work) -> None:
    """Format, lint, types and import contracts, side by side, with what else can be done meanwhile."""
    with Household() as house:
        _environment(house)
        try_all(
            house,
            Work("format", [VENV / "bin" / "ruff", "format", "--check", "."], surroundings()),
            Work("lint", [VENV / "bin" / "ruff", "check", "."], surroundings()),
            Work("types", [VENV / "bin" / "pyright"], surroundings()),
            Work("imports", [VENV / "bin" / "lint-imports", "--no-logo"], surroundings()),
            *beside,
        )


def test_quickly() -> None:
    """The tests that need neither PostgreSQL nor a browser: services on SQLite."""
    with Household() as house:
        _environment(house)
    _go([PYTHON, "-m", "pytest", "-n", "2", "--dialect", "sqlite", *_QUICK])


def test() -> None:
    """Everything: the checks, all tests on both databases, the browser, the small benchmark."""
    debian.need_packages()
    check(Work("frontend", [PYTHON, "-m", "tests.portal"], surroundings()))
    tell("tests")
    _go([PYTHON, "-m", "pytest", *_WITHOUT_BROWSER])
    tell("tests_browser")
    _go([PYTHON, "-m", "pytest", *_WITH_BROWSER])
    if (ROOT / "bench" / "__main__.py").exists():
        tell("bench_smoke")
        _go([PYTHON, "-m", "bench", "smoke"])
    tell("all_well")


def soak() -> None:
    """The state machines for long, other sequences each time; needs PostgreSQL."""
    debian.need_packages()
    with Household() as house:
        _environment(house)
    _go([PYTHON, "-m", "pytest", "--soak", *_LONG])


def bench() -> None:
    """The full benchmark; needs PostgreSQL."""
    debian.need_packages()
    with Household() as house:
        _environment(house)
    _go([PYTHON, "-m", "bench", "full"])


def migrate() -> None:
    """Bring the database of the settings to the newest tables."""
    with Household() as house:
        environment.make(house, environment.RUNNING)
    _go([VENV / "bin" / "alembic", "upgrade", "head"])


def codes() -> None:
    """The codes with which the demonstration's members of staff sign in at this moment."""
    with Household() as house:
        environment.make(house, environment.RUNNING)
    mode = configured("PORTAL_MODE") or "demonstration"
    _go([PYTHON, "-m", "hellowork_portal.cli", "demonstration-codes"], PORTAL_MODE=mode)


def pictures() -> None:
    """The guide's and README's pictures, from the portal that `make run` runs meanwhile; needs Chromium."""
    _take("docs.pictures")


def manager_pictures() -> None:
    """The pictures of the office manager's guide, taken in the same way."""
    _take("docs.pictures.managing")


def _take(module: str) -> None:
    debian.need_packages()
    with Household() as house:
        _environment(house)
    _go([PYTHON, "-m", module])


def _environment(house: Household) -> None:
    environment.make(house, environment.RUNNING, environment.CHECKING)


def _go(command: list[object], **settings: str) -> None:
    """Run a command in the foreground with some settings; its failure is ours."""
    code = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=surroundings(**settings), check=False
    ).returncode
    if code:
        raise Stop("failed", code=1, what=" ".join(str(word) for word in command[1:]))
