"""The portal's web process as people meet it, alone on a port of its own, for measurements."""

import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from bench.machine import cpu_seconds_of
from hellowork_portal.start import frontend
from hellowork_portal.start.addresses import HOST, Addresses
from hellowork_portal.start.children import parts, settings_of
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import ROOT

FIRST_PORT = int(os.environ.get("BENCH_FIRST_PORT", "3960"))
ADDRESSES = Addresses(FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2, FIRST_PORT + 3)
"""Fixed, because the address is compiled into the front end, which is kept between runs."""
WEB = ROOT / ".portal" / "bench-web"
START_SECONDS = 60
_FACTORY = "hellowork_portal.serve:create"


@dataclass(frozen=True)
class Served:
    """A running web process: its address and its process id."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """Return the processor time that it and its workers have used."""
        return cpu_seconds_of(self.pid)


@contextmanager
def served(
    database_url: str,
    folder: Path,
    *,
    workers: int = 1,
    factory: str = _FACTORY,
    are_pages_seen: bool = False,
    **changes: str,
) -> Iterator[Served]:
    """Serve the portal on a database, and end it; `changes` are settings (PORTAL_…).

    Where pages are seen the front end is built from what stands there now; the websocket
    is content with any. Addresses in X-Forwarded-For count, so that the people of a
    measurement live in networks of their own.
    """
    wishes = {
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_TRUSTED_PROXY_HOPS": "1",
        "REFLEX_WEB_WORKDIR": str(WEB),
        "PORTAL_WEB_WORKERS": str(workers),
    }
    settings = {**settings_of(ADDRESSES), **wishes, **changes}
    with Household() as house, (folder / "served.log").open("w") as log:
        if are_pages_seen or not (WEB / "build" / "client" / "index.html").exists():
            frontend.build(house, settings, WEB)
        command = [factory if word == _FACTORY else word for word in parts(ADDRESSES)[0].command]
        process = house.spawn(command, settings, log)
        _wait(ADDRESSES.public_url, folder / "served.log")
        yield Served(ADDRESSES.public_url, process.pid)


def _wait(url: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{url}/ping", timeout=2):
                return
        except (URLError, OSError):
            if time.monotonic() > until:
                raise RuntimeError(f"the portal did not start on {HOST}:\n{log.read_text()}") from None
            time.sleep(0.1)
