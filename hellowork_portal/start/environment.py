"""The virtual environment: made once, filled from frozen requirements, never half."""

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT, VENV
from hellowork_portal.start.words import Stop
from hellowork_portal.start.work import Work, do, surroundings

OLDEST = (3, 11)
RUNNING = ROOT / "requirements.txt"
CHECKING = ROOT / "requirements-dev.txt"


def make(house: Household, *files: Path) -> None:
    """Bring the environment to what the files say; at once when it is there already."""
    missing = [file for file in files if not (_is_whole() and _is_stamped(file))]
    if not missing:
        return
    if not _is_whole():
        _create(house)
    _install(house, missing)
    for file in missing:
        _stamp(file).write_text(_mark(file))


def _is_whole() -> bool:
    """Whether the environment's interpreter runs and is new enough (a moved folder is neither)."""
    if not PYTHON.exists():
        return False
    probe = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def _create(house: Household) -> None:
    if sys.version_info < OLDEST:
        raise Stop("python_too_old", version=".".join(map(str, sys.version_info[:3])))
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Stop("venv_missing", package=f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    do(house, Work("venv", [sys.executable, "-m", "venv", "--clear", VENV], surroundings()))


def _install(house: Household, files: list[Path]) -> None:
    """Install with uv; pip brings uv, and replaces it where uv cannot reach the registry."""
    wanted = [word for file in files for word in ("-r", file)]
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    uv = VENV / "bin" / "uv"
    try:
        if not uv.exists():
            do(house, Work("installer", [*pip, _pin("uv")], surroundings()))
        do(house, Work("packages", [uv, "pip", "install", "--python", PYTHON, *wanted], surroundings()))
    except Stop:
        do(house, Work("packages_slowly", [*pip, *wanted], surroundings()))


def _pin(name: str) -> str:
    lines = RUNNING.read_text().splitlines()
    return next(line for line in lines if line.startswith(f"{name}=="))


def _stamp(file: Path) -> Path:
    return VENV / f".{file.stem}.stamp"


def _mark(file: Path) -> str:
    """What the environment was filled from: the file's contents and the interpreter's own place."""
    return hashlib.sha256(file.read_bytes() + str(VENV).encode()).hexdigest()


def _is_stamped(file: Path) -> bool:
    stamp = _stamp(file)
    return stamp.exists() and stamp.read_text() == _mark(file)
