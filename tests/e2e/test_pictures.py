"""The guide's and README's pictures: the script that takes them goes its whole way; they are in place."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from docs.pictures.__main__ import FOLDER, take_all
from docs.pictures.album import LARGEST_BYTES, Addressed
from docs.pictures.front import SCREENS
from hellowork_portal.kit.i18n import LANGUAGES, LOCALES
from tests.portal import Portal

PICTURE = re.compile(r"!\[([^\]]+)\]\(/guide/([a-z-]+)/([a-z-]+)\.webp\)")


def shown(language: str) -> dict[str, str]:
    """Return the pictures that a guide shows: name → what it says to those who do not see it."""
    text = (LOCALES / language / "pages" / "guide.md").read_text(encoding="utf-8")
    found = PICTURE.findall(text)
    assert {place for _, place, _ in found} <= {language}
    return {name: words for words, _, name in found}


def test_the_pictures_can_be_taken_anew(browser: Browser, portal: Portal, tmp_path: Path) -> None:
    names = ("CLIENT_ID", "CLIENT_SECRET", "ACCOUNT_ID", "BASE_URI", "OAUTH_URI")
    zoom = {name: portal.settings[f"PORTAL_ZOOM__{name}"] for name in names}
    take_all(browser, Addressed(portal.url, portal.mailbox_url, zoom), tmp_path, ("en",), tmp_path / "front")
    taken = {path.stem: path.stat().st_size for path in (tmp_path / "en").glob("*.webp")}
    assert set(taken) == set(shown("en"))
    assert {path.stem for path in (tmp_path / "front").iterdir()} == {one.name for one in SCREENS}
    assert {name: size for name, size in taken.items() if not 2_000 < size <= LARGEST_BYTES} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_guide_is_there_and_small(language: str) -> None:
    there = {path.stem: path.stat().st_size for path in (FOLDER / language).iterdir()}
    assert set(there) == set(shown(language)) == set(shown("ja"))
    assert max(there.values()) <= LARGEST_BYTES
