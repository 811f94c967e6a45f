"""What the check of devices makes of browsers, refusals and lines: by the very module, in Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hellowork_portal.start.places import PYTHON
from hellowork_portal.ui.citizen.interview.devices import _WORDS

_SCRIPT = Path(__file__).with_name("device_problems.mjs")
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT}"
_PIXEL = f"Mozilla/5.0 (Linux; Android 15; Pixel 9) {_WEBKIT}"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
BROWSERS = [
    ("chrome", f"{_WINDOWS} Chrome/141.0.0.0 Safari/537.36"),
    ("chrome", f"{_WINDOWS} HeadlessChrome/141.0.0.0 Safari/537.36"),
    ("edge", f"{_WINDOWS} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"),
    ("firefox", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"),
    ("safari", f"{_MAC} Version/18.5 Safari/605.1.15"),
    ("chrome", f"{_MAC.replace('605.1.15', '537.36')} Chrome/141.0.0.0 Safari/537.36"),
    ("android", f"{_PIXEL} Chrome/141.0.0.0 Mobile Safari/537.36"),
    ("samsung", f"{_PIXEL} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"),
    ("firefox", "Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0"),
    ("ios", f"{_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1"),
    ("ios", f"{_IPHONE} CriOS/141.0.0.0 Mobile/15E148 Safari/604.1"),
    ("ios", f"{_IPHONE} FxiOS/144.0 Mobile/15E148 Safari/605.1.15"),
    ("ios", f"{_IPHONE} EdgiOS/141.0.0.0 Version/18.0 Mobile/15E148 Safari/604.1"),
    ("in_app", f"{_IPHONE} Mobile/15E148 Safari Line/15.15.0"),
    ("in_app", f"{_PIXEL.replace(')', '; wv)', 1)} Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36"),
    ("in_app", f"{_IPHONE} Mobile/22F76 [FBAN/FBIOS;FBAV/530.0]"),
    ("in_app", f"{_IPHONE} Mobile/15E148 Instagram 400.0.0"),
    ("chrome", "something new"),
]
IPAD_AS_MAC = {"userAgent": f"{_MAC} Version/18.5 Safari/605.1.15", "maxTouchPoints": 5}
REFUSALS = {
    ("NotAllowedError", "Permission denied"): "denied",
    ("SecurityError", ""): "denied",
    ("NotAllowedError", "Permission denied by system"): "system",
    ("NotFoundError", ""): "missing",
    ("DevicesNotFoundError", ""): "missing",
    ("NotReadableError", ""): "busy",
    ("TrackStartError", ""): "busy",
    ("AbortError", ""): "busy",
    ("OverconstrainedError", ""): "unsuited",
    ("TypeError", ""): "unknown",
}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """All that the module answers, from one start of Node."""
    browsers = [{"userAgent": agent} for _, agent in BROWSERS]
    asked = {"browsers": [*browsers, IPAD_AS_MAC], "refusals": list(REFUSALS)}
    node = PYTHON.parent / "node"
    done = subprocess.run(
        [node, _SCRIPT], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_each_browser_gets_its_own_help(found: dict[str, Any]) -> None:
    told = dict(zip((agent for _, agent in BROWSERS), found["browsers"], strict=False))
    assert told == {agent: code for code, agent in BROWSERS}
    assert found["browsers"][-1] == "ios", "an iPad that calls itself a Mac"
    helped = {name.removeprefix("help.") for name in _WORDS if name.startswith("help.")}
    assert {code for code, _ in BROWSERS} == helped


def test_each_refusal_is_explained(found: dict[str, Any]) -> None:
    assert found["refusals"] == list(REFUSALS.values())


def test_a_browser_without_devices_is_old_or_its_page_insecure(found: dict[str, Any]) -> None:
    assert found["without"] == ["old", "insecure"]


def test_a_line_is_slow_by_its_middle_answer_and_away_where_one_never_comes(found: dict[str, Any]) -> None:
    assert found["lines"] == ["", "", "slow", "offline", "offline"]


def test_every_problem_has_its_words(found: dict[str, Any]) -> None:
    told = {*found["refusals"], *found["without"], *found["lines"]} - {""} | {"silent", "anyway"}
    assert told == {name.removeprefix("problem.") for name in _WORDS if name.startswith("problem.")}
