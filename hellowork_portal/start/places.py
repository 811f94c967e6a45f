"""Where things lie, and what the operator has set, without any library."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


@cache
def _dotenv() -> Mapping[str, str]:
    """Read `.env` as the settings do: NAME=value lines, quotes dropped."""
    path = ROOT / ".env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = (
        line.removeprefix("export ").partition("=") for line in lines if not line.lstrip().startswith("#")
    )
    return {name.strip(): value.strip().strip("'\"") for name, equals, value in pairs if equals}


def configured(name: str) -> str:
    """Return what the environment or `.env` says for a name, empty where neither does."""
    return os.environ.get(name) or _dotenv().get(name, "")


def data_dir() -> Path:
    """Return the folder of database, keys and logs, made if it is not there."""
    path = Path(configured("PORTAL_DATA_DIR") or ROOT / ".portal")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
