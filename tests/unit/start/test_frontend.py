"""The front end is built again when what it is made from has changed, and only then."""

import os
from pathlib import Path

import pytest

from hellowork_portal.start import frontend
from hellowork_portal.start.frontend import is_built, lock_mark, sources_mark

SETTINGS = {"PORTAL_PUBLIC_URL": "http://127.0.0.1:3000", "PORTAL_MODE": "demonstration"}
FILES = {
    "rxconfig.py": "config",
    "requirements.txt": "reflex",
    "hellowork_portal/ui/page.py": "page",
    "hellowork_portal/locales/ja/words.json": "{}",
    "hellowork_portal/locales/ja/pages/terms.md": "# terms",
    "hellowork_portal/demo/seed.py": "seed",
    "hellowork_portal/start/run.py": "run",
    "assets/portal.css": "css",
    "assets/external/copy.js": "copy",
    "reflex.lock/package.json": '{"a": 1, "b": 2}',
}


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        write(tmp_path / name, text)
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def mark() -> str:
    return f"{sources_mark(SETTINGS)} {lock_mark()}"


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in FILES
        if not name.startswith(("hellowork_portal/demo", "hellowork_portal/start", "assets/external"))
    ],
)
def test_a_changed_source_asks_for_a_new_build(name: str, root: Path) -> None:
    before = mark()
    write(root / name, '{"changed": true}')
    assert mark() != before


@pytest.mark.parametrize(
    "name", ["hellowork_portal/demo/seed.py", "hellowork_portal/start/run.py", "assets/external/copy.js"]
)
def test_what_no_page_is_made_from_does_not(name: str, root: Path) -> None:
    before = mark()
    write(root / name, "changed")
    assert mark() == before


def test_times_and_the_order_of_the_locks_keys_do_not(root: Path) -> None:
    before = mark()
    os.utime(root / "rxconfig.py", (0, 0))
    write(root / "reflex.lock/package.json", '{"b": 2, "a": 1}')
    assert mark() == before


@pytest.mark.parametrize("name", ["PORTAL_PUBLIC_URL", "PORTAL_MODE", "PORTAL_CONTACT__PHONE"])
def test_a_setting_that_pages_show_does(name: str) -> None:
    assert sources_mark(SETTINGS | {name: "another"}) != sources_mark(SETTINGS)


def test_a_secret_is_no_part_of_the_mark() -> None:
    assert sources_mark(SETTINGS | {"PORTAL_ZOOM__CLIENT_SECRET": "x"}) == sources_mark(SETTINGS)


def test_only_a_whole_build_of_these_very_sources_counts(root: Path) -> None:
    web = root / "web"
    assert not is_built(SETTINGS, web)
    write(web / "portal.stamp", mark())
    assert not is_built(SETTINGS, web), "a stamp without its pages"
    write(web / "build/client/index.html", "<html>")
    assert is_built(SETTINGS, web)
    write(root / "hellowork_portal/ui/page.py", "another page")
    assert not is_built(SETTINGS, web)
