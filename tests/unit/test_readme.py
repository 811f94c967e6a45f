"""README says what is so: its pictures are the script's, its commands and files there, its counts right."""

import json
import re

from docs.pictures.album import LARGEST_BYTES
from docs.pictures.front import FRONT, SCREENS
from hellowork_portal.start.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMONSTRATION = ROOT / "hellowork_portal" / "data" / "demonstration.json"
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LONGEST = 100
"""Lines; one page."""


def test_it_shows_each_picture_that_is_taken_once() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([a-z]+)\.webp\)", README)
    assert shown == [one.name for one in SCREENS]
    there = {path.stem: path.stat().st_size for path in FRONT.iterdir() if path.is_file()}
    assert set(there) == set(shown)
    assert {name: size for name, size in there.items() if not 2_000 < size <= LARGEST_BYTES} == {}


def test_its_commands_are_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert len(named) >= 5
    assert named <= targets


def test_it_counts_the_people_to_sign_in_as() -> None:
    people = json.loads(DEMONSTRATION.read_text(encoding="utf-8"))
    citizens, staff = len(people["people"]), len(people["staff"])
    assert f"{citizens}人の利用者と{staff}人の職員" in README
    assert f"{IN_WORDS[citizens]} citizens and {IN_WORDS[staff]} members of staff" in README


def test_what_it_points_to_is_there_and_it_stays_a_page() -> None:
    named = set(re.findall(r"[`(]((?:docs|bench|hellowork_portal)/[\w./-]*)[`)]", README))
    assert len(named) >= 6
    assert {path for path in named if not (ROOT / path).exists()} == set()
    assert len(README.splitlines()) <= LONGEST
