"""The office manager's guide: its pictures are those that the script takes, its links lead somewhere."""

import re
from pathlib import Path

from docs.pictures.managing import FOLDER, LARGEST_BYTES, PICTURES
from hellowork_portal.start.places import ROOT

GUIDE = ROOT / "docs" / "office-manager.md"
SHORT = ROOT / "docs" / "office-manager.en.md"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_guide_shows_each_picture_that_is_taken_once() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(images/manager/([a-z-]+)\.webp\)", text(GUIDE))
    assert sorted(shown) == sorted(one.name for one in PICTURES)
    there = {path.stem: path.stat().st_size for path in FOLDER.glob("*.webp")}
    assert set(there) <= set(shown)
    assert {name: size for name, size in there.items() if not 2_000 < size <= LARGEST_BYTES} == {}


def test_every_screen_that_the_portal_has_is_in_place() -> None:
    assert {"home", "people", "reports", "audit"} <= {one.name for one in PICTURES if one.address}


def test_links_inside_the_guide_lead_to_its_chapters() -> None:
    chapters = {anchor(line) for line in text(GUIDE).splitlines() if line.startswith("## ")}
    wanted = set(re.findall(r"\(#([^)]+)\)", text(GUIDE)))
    assert wanted - chapters == set()
    assert len(wanted) == 13
    assert GUIDE.name in text(SHORT)
    assert SHORT.name in text(GUIDE)


def anchor(heading: str) -> str:
    """Return a heading as a link names it: without signs, spaces as hyphens."""
    plain = re.sub(r"[^\w\s-]", "", heading.removeprefix("## ").lower())
    return re.sub(r"\s", "-", plain)
