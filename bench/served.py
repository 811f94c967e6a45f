"""The portal's web process as people meet it, alone on a port of its own, for measurements."""

import os
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from bench.machine import cpu_seconds_of, pss_kilobytes_of
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

    def kilobytes(self) -> float:
        """Return the memory that it and its workers hold, shared pages divided among who shares them."""
        return pss_kilobytes_of(self.pid)


@contextmanager
def served(
    database_url: str,
    folder: Path,
    *,
    workers: int = 1,
    factory: str = _FACTORY,
    are_pages_seen: bool = False,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Serve the portal on a database, and end it; `settings` are further ones (PORTAL_…).

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
    settings = {**settings_of(ADDRESSES), **wishes, **(settings or {})}
    with Household() as house:
        if are_pages_seen or not (WEB / "build" / "client" / "index.html").exists():
            frontend.build(house, settings, WEB)
        yield start(house, web_command(ADDRESSES, factory), settings, ADDRESSES, folder / "served.log")


def web_command(addresses: Addresses, factory: str) -> list[object]:
    """Return the command of the portal's web process with another factory in its place."""
    return [factory if word == _FACTORY else word for word in parts(addresses)[0].command]


def start(
    house: Household, command: Sequence[object], settings: Mapping[str, str], addresses: Addresses, log: Path
) -> Served:
    """Start a web process and wait until it answers."""
    with log.open("w") as output:
        process = house.spawn(command, settings, output)
    wait(f"http://{HOST}:{addresses.portal}", log)
    return Served(addresses.public_url, process.pid)


def wait(url: str, log: Path, patience_seconds: float = START_SECONDS) -> None:
    """Wait until a web process answers; what it has said is the error where it does not."""
    until = time.monotonic() + patience_seconds
    while not answers(url):
        if time.monotonic() > until:
            raise RuntimeError(f"nothing answers at {url}:\n{log.read_text()}")
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether a web process of Reflex answers at an address."""
    try:
        with urllib.request.urlopen(f"{url}/ping", timeout=2):
            return True
    except (URLError, OSError):
        return False
