"""The anchors: bare Reflex apps, built and served exactly as the portal is."""

import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.served import FIRST_PORT, Served, start, web_command
from hellowork_portal.start import frontend
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT
from hellowork_portal.start.work import Work, do, surroundings

ANCHORS = Path(__file__).with_name("anchors")
KEPT = ROOT / ".portal" / "bench-anchors"
ADDRESSES = Addresses(FIRST_PORT + 4, FIRST_PORT + 5, FIRST_PORT + 6, FIRST_PORT + 7)
_DONE = "built"


@contextmanager
def blank(folder: Path) -> Iterator[Served]:
    """Serve the blank page, built before where it stands there already."""
    with Household() as house:
        place = built(house)
        yield start(house, command(place), settings_of(place), ADDRESSES, folder / "blank.log")


@contextmanager
def reading(folder: Path, database_url: str) -> Iterator[Served]:
    """Serve the handler that reads one row; it has no page."""
    address = database_url.replace("+psycopg", "", 1)
    place = ANCHORS / "reading"
    settings = {**settings_of(place), "BENCH_DATABASE": address, "REFLEX_WEB_WORKDIR": str(folder / "no-web")}
    with Household() as house:
        yield start(house, command(place), settings, ADDRESSES, folder / "reading.log")


def command(place: Path) -> list[object]:
    """Return the portal's own command for an app in another folder, which is where it starts."""
    return ["env", "-C", place, *web_command(ADDRESSES, "serve:create")]


def built(house: Household) -> Path:
    """Return the folder of the blank page's app with its front end, kept under the hash of its sources."""
    place = KEPT / _mark()
    if not (place / _DONE).exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        build(house, place, PYTHON)
        (place / _DONE).touch()
    return place


def build(house: Household, place: Path, python: Path) -> None:
    """Copy the blank page's app to a folder and build its front end with an environment's Reflex."""
    shutil.copytree(ANCHORS / "blank", place, dirs_exist_ok=True)
    shutil.copytree(ROOT / "reflex.lock", place / "reflex.lock")
    export = [python, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    do(house, Work("frontend", ["env", "-C", place, *export], settings_of(place)))


def settings_of(place: Path) -> dict[str, str]:
    """Return the environment in which an anchor is built and served."""
    portal = surroundings(PORTAL_PUBLIC_URL=ADDRESSES.public_url)
    return {
        **frontend._surroundings(portal, place / ".web"),
        "REFLEX_USE_NPM": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
    }


def _mark() -> str:
    """Return a hash over all that the blank page is made from."""
    paths = [*sorted((ANCHORS / "blank").rglob("*.py")), ROOT / "requirements.txt"]
    digest = hashlib.sha256(f"{ADDRESSES.public_url} {sys.version_info[:2]}".encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
