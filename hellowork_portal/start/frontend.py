"""The front end: built once, kept, and keyed by the contents of what it is made from."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT, VENV
from hellowork_portal.start.work import Work, do, surroundings

WEB = ROOT / ".web"
_SUFFIXES = {".py", ".json", ".md"}
_ELSEWHERE = {"demo", "start", "__pycache__"}
"""Folders of the package that no screen is made from."""
_SHOWN = (
    "PORTAL_MODE",
    "PORTAL_PUBLIC_URL",
    "PORTAL_MAILBOX_URL",
    "PORTAL_CONTACT__PHONE",
    "PORTAL_CONTACT__MAIL",
    "PORTAL_SMTP__SENDER",
)
"""Settings that pages may show, and so are compiled in."""


def build(house: Household, settings: Mapping[str, str], web: Path = WEB, *beside: Work) -> None:
    """Build the front end for a portal's settings unless that is what stands there.

    `beside` is work to do at the same time. The stamp is taken away first and
    written last, so an interrupted build is never taken for a whole one; the
    lock's own mark is taken afterwards, because the build may rewrite it.
    """
    sources = sources_mark(settings)
    stamp = web / "portal.stamp"
    if is_built(settings, web):
        do(house, *beside)
        return
    stamp.unlink(missing_ok=True)
    with _lock_in_its_order():
        do(house, *beside, Work("frontend", _export(), _surroundings(settings, web)))
    stamp.write_text(f"{sources} {lock_mark()}")


@contextmanager
def _lock_in_its_order() -> Iterator[None]:
    """Leave the lock's files as they were where a build has only put their keys in another order."""
    before = {path: path.read_bytes() for path in (ROOT / "reflex.lock").glob("*.json")}
    mark = lock_mark()
    yield
    if lock_mark() == mark:
        for path, content in before.items():
            path.write_bytes(content)


def is_built(settings: Mapping[str, str], web: Path = WEB) -> bool:
    """Whether a whole build of exactly these sources and settings stands there."""
    stamp = web / "portal.stamp"
    page = web / "build" / "client" / "index.html"
    return page.exists() and stamp.exists() and stamp.read_text() == f"{sources_mark(settings)} {lock_mark()}"


def sources_mark(settings: Mapping[str, str]) -> str:
    """Return a hash over the contents (never the times) of all that the front end is made from."""
    seen = [settings.get(name, "") for name in _SHOWN]
    digest = hashlib.sha256(f"{seen} {sys.version_info[:2]}".encode())
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def lock_mark() -> str:
    """Return a hash of the front end's lock; the order of its keys is noise."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "reflex.lock").glob("*.json")):
        digest.update(json.dumps(json.loads(path.read_text()), sort_keys=True).encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    package, assets = ROOT / "hellowork_portal", ROOT / "assets"
    for path in sorted(package.rglob("*")):
        if path.suffix in _SUFFIXES and not _ELSEWHERE.intersection(path.relative_to(package).parts):
            yield path
    for path in sorted(assets.rglob("*")):
        if path.is_file() and path.relative_to(assets).parts[0] != "external":
            yield path
    yield ROOT / "rxconfig.py"
    yield ROOT / "requirements.txt"


def _export() -> list[object]:
    return [PYTHON, "-m", "reflex", "export", "--frontend-only", "--no-zip"]


def _surroundings(settings: Mapping[str, str], web: Path) -> dict[str, str]:
    changes = {"REFLEX_API_URL": settings["PORTAL_PUBLIC_URL"], "REFLEX_WEB_WORKDIR": str(web)}
    if "NPM_CONFIG_REGISTRY" not in settings and (registry := _npm_registry()):
        changes["NPM_CONFIG_REGISTRY"] = registry
    return {**settings, **changes}


def _npm_registry() -> str:
    """Return the registry npm is set to: Reflex would time two fixed ones and outrank ~/.npmrc."""
    question = [VENV / "bin" / "npm", "config", "get", "registry"]
    answer = subprocess.run(question, env=surroundings(), capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""
