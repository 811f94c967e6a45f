"""What the two commands say, in the operator's language, before anything is installed."""

import json
import os
import time
from functools import cache

from hellowork_portal.kit.i18n import LANGUAGES, LOCALES, fill, without_readings

_BEGAN = time.monotonic()


class Stop(Exception):
    """The command cannot go on: one sentence below `operator.start.`, its values, an exit code."""

    def __init__(self, element: str, code: int = 2, **values: object) -> None:
        super().__init__(element)
        self.element, self.code, self.values = element, code, values


def language() -> str:
    """Return the operator's language: PORTAL_LANGUAGE, else what the terminal is set to."""
    wish = next(filter(None, map(os.environ.get, ("PORTAL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if wish in LANGUAGES:
        return wish
    return "ja" if wish.startswith("ja") else "en"


@cache
def _texts(spoken: str) -> dict[str, str]:
    """Read one file alone: a half-written catalogue elsewhere must not silence the command."""
    return json.loads((LOCALES / spoken / "start.json").read_text(encoding="utf-8"))


def words(element: str, **values: object) -> str:
    """Return a sentence of the start program."""
    return fill(without_readings(_texts(language())[f"operator.start.{element}"]), values)


def tell(element: str, **values: object) -> None:
    """Print a sentence behind the seconds that have passed since the command began."""
    print(f"[{time.monotonic() - _BEGAN:5.1f} s] {words(element, **values)}", flush=True)
