"""Web processes for the websocket alone, and browsers that are none."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

from hellowork_portal.start.household import Household
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"
START_SECONDS = 60
_FACTORY = "tests.integration.live.served:create"
_OPTIONS = [
    *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--loop", "uvloop"),
    *("--no-access-log", "--no-proxy-headers", "--log-level", "warning"),
]


@contextmanager
def web_process(folder: Path, *, workers: int = 1, **settings: str) -> Iterator[tuple[str, int]]:
    """Run a web process as production does; give its address and its process id."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "uvicorn", "--factory", _FACTORY, "--host", HOST, "--port", str(port)]
    environment = os.environ | {"PORTAL_PUBLIC_URL": url} | settings
    log = folder / f"web-{port}.log"
    with log.open("w") as output, Household() as house:
        process = house.spawn([*command, *_OPTIONS, "--workers", str(workers)], environment, output)
        _wait(port, log)
        yield url, process.pid


def _wait(port: int, log: Path) -> None:
    until = monotonic() + START_SECONDS
    while not _answers(port):
        if monotonic() > until:
            raise RuntimeError(f"the web process did not start:\n{log.read_text()}")
        Event().wait(0.05)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex((HOST, port)) == 0
