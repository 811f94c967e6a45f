"""The whole portal as `make run` starts it, on ports and data of its own, for tests in a browser."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hellowork_portal.start import frontend
from hellowork_portal.start.addresses import HOST, Addresses
from hellowork_portal.start.children import CLI, parts, settings_of
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, ROOT
from hellowork_portal.start.run import is_ready
from hellowork_portal.start.work import Work

ADDRESSES = Addresses(portal=3100, smtp=8125, mailbox=8126, zoom=8127)
"""Fixed, because the portal's address is compiled into the front end, which is kept."""
WEB = ROOT / ".web-test"
START_SECONDS = 60


@dataclass(frozen=True)
class Portal:
    """Where the parts of a running portal are, and the settings that they run with."""

    url: str
    mailbox_url: str
    zoom_url: str
    settings: dict[str, str]


@contextmanager
def running_portal(data_dir: Path, **changes: str) -> Iterator[Portal]:
    """Build, prepare and run a portal in demonstration mode; `changes` are settings (PORTAL_…)."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PORTAL_MODE", "PORTAL_KEYS", "PORTAL_DATABASE_URL", "PORTAL_PUBLIC_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("PORTAL_DATA_DIR", str(data_dir))
        settings = {**settings_of(ADDRESSES), "REFLEX_WEB_WORKDIR": str(WEB), **changes}
        with Household() as house:
            prepare = Work("prepare", [PYTHON, "-m", CLI, "prepare"], settings)
            frontend.build(house, settings, WEB, prepare)
            yield _started(house, settings, data_dir)


def _started(house: Household, settings: dict[str, str], data_dir: Path) -> Portal:
    for part in parts(ADDRESSES):
        with (data_dir / f"{part.name}.log").open("w") as log:
            house.spawn(part.command, settings, log)
    until = time.monotonic() + START_SECONDS
    while not is_ready(ADDRESSES):
        if time.monotonic() > until:
            logs = [path.read_text() for path in sorted(data_dir.glob("*.log"))]
            raise RuntimeError("\n".join(["the portal did not start", *logs]))
        time.sleep(0.1)
    zoom_url = f"http://{HOST}:{ADDRESSES.zoom}"
    return Portal(ADDRESSES.public_url, settings["PORTAL_MAILBOX_URL"], zoom_url, settings)
