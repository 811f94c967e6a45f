"""The whole portal as `make run` starts it, on ports and data of its own, for tests in a browser."""

import fcntl
import gzip
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path

import pytest

from hellowork_portal.start import frontend
from hellowork_portal.start.addresses import HOST, Addresses
from hellowork_portal.start.children import CLI, Part, parts, settings_of
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT
from hellowork_portal.start.run import is_ready
from hellowork_portal.start.work import Work, do

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST_PORT = int(os.environ.get("TEST_FIRST_PORT", "3100"))


def addresses_from(port: int) -> Addresses:
    """Return the four addresses of a portal under test."""
    return Addresses(portal=port, smtp=port + 5025, mailbox=port + 5026, zoom=port + 5027)


ADDRESSES = addresses_from(_FIRST_PORT + 10 * _WORKER)
"""Fixed, because the portal's address is compiled into the front end, which is kept.

Another first port lets two checkouts be tested side by side; each of pytest's workers
has a portal of its own.
"""
_BUILT_FOR = addresses_from(_FIRST_PORT)
_BUILT = ROOT / ".web-test"
WEB = ROOT / f".web-test{_WORKER or ''}"
START_SECONDS = 60
_SERVED = "hellowork_portal.serve:create"


@dataclass
class Portal:
    """Where the parts of a running portal are, and the settings that they run with."""

    url: str
    mailbox_url: str
    zoom_url: str
    settings: dict[str, str]
    data_dir: Path
    served: str
    house: Household
    running: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one of the four parts; its log goes on where the former one ended."""
        part = next(part for part in parts(ADDRESSES) if part.name == name)
        with (self.data_dir / f"{name}.log").open("a") as log:
            self.running[name] = self.house.spawn(self._command(part), self.settings, log)

    def kill(self, name: str) -> None:
        """End a part as a power cut would: no goodbye, nothing written."""
        child = self.running[name]
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def wait(self) -> None:
        """Wait until everything answers; what the parts have said is the error where it does not."""
        until = time.monotonic() + START_SECONDS
        while not is_ready(ADDRESSES):
            if time.monotonic() > until:
                logs = [path.read_text() for path in sorted(self.data_dir.glob("*.log"))]
                raise RuntimeError("\n".join(["the portal did not start", *logs]))
            time.sleep(0.1)

    def _command(self, part: Part) -> list[object]:
        return [self.served if word == _SERVED else word for word in part.command]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let workers build one after the other: a build writes the lock's files anew."""
    with (ROOT / ".web-test.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(house: Household, settings: dict[str, str], data_dir: Path) -> None:
    """Prepare once in a run, and let every portal begin with a copy: ten seconds of processor each."""
    is_shared = "PYTEST_XDIST_WORKER" in os.environ
    kept = (data_dir.parent.parent if is_shared else data_dir.parent) / "prepared"
    with _one_at_a_time():
        if not kept.exists():
            made = data_dir.parent / "preparing"
            here = settings | {"PORTAL_DATA_DIR": str(made)}
            do(house, Work("prepare", [PYTHON, "-m", CLI, "prepare"], here))
            made.rename(kept)
    shutil.copytree(kept, data_dir, dirs_exist_ok=True)


def _build(house: Household, settings: dict[str, str]) -> None:
    """Build once, for the first worker's addresses; the others take a copy that names their own."""
    with _one_at_a_time():
        frontend.build(house, settings, _BUILT)
    if WEB == _BUILT:
        return
    shutil.rmtree(WEB, ignore_errors=True)
    for folder in ("build", "backend"):
        shutil.copytree(_BUILT / folder, WEB / folder)
    for path in (path for path in (WEB / "build").rglob("*") if path.is_file()):
        _readdress(path)


def build_beforehand() -> None:
    """Build the front end while the types are checked: afterwards all workers would wait for it."""
    with Household() as house, _one_at_a_time():
        frontend.build(house, settings_of(_BUILT_FOR), _BUILT)


def _readdress(path: Path) -> None:
    """Put this worker's addresses where the first one's stand in a file of the front end."""
    packed = path.suffix == ".gz"
    text = named = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    for theirs, own in zip(astuple(_BUILT_FOR), astuple(ADDRESSES), strict=True):
        named = named.replace(f"{HOST}:{theirs}".encode(), f"{HOST}:{own}".encode())
    if named != text:
        path.write_bytes(gzip.compress(named) if packed else named)


@contextmanager
def running_portal(data_dir: Path, *, served: str = _SERVED, **changes: str) -> Iterator[Portal]:
    """Build, prepare and run a portal in demonstration mode; `changes` are settings (PORTAL_…).

    `served` is the web process's application factory, for tests that put something around it.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PORTAL_MODE", "PORTAL_KEYS", "PORTAL_DATABASE_URL", "PORTAL_PUBLIC_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("PORTAL_DATA_DIR", str(data_dir))
        settings = {**settings_of(ADDRESSES), "REFLEX_WEB_WORKDIR": str(WEB), **changes}
        with Household() as house:
            _prepare(house, settings, data_dir)
            _build(house, {**settings, **settings_of(_BUILT_FOR)})
            zoom_url = f"http://{HOST}:{ADDRESSES.zoom}"
            portal = Portal(
                ADDRESSES.public_url,
                settings["PORTAL_MAILBOX_URL"],
                zoom_url,
                settings,
                data_dir,
                served,
                house,
            )
            for part in parts(ADDRESSES):
                portal.start(part.name)
            portal.wait()
            yield portal


if __name__ == "__main__":
    build_beforehand()
