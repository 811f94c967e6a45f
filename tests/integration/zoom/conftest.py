"""The real adapter and the real zoomus against the stand-in, served on loopback."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn
from pydantic import SecretStr

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.demo.zoom_options import StandInOptions, host_id
from hellowork_portal.demo.zoom_stand_in import create_app
from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.settings import ZoomSettings
from hellowork_portal.ports.meetings import MeetingPlan

HOST = host_id(1)
TIMEOUTS = (1.0, 0.4)


@dataclass
class HandClock:
    """A clock that moves when a test says so, for adapter and stand-in alike."""

    instant: datetime = datetime(2026, 12, 4, 0, 0, tzinfo=UTC)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> datetime:
        return self.instant

    def forward(self, **change: float) -> None:
        with self.lock:
            self.instant += timedelta(**change)


@dataclass
class StandIn:
    """A stand-in that is running."""

    url: str
    account: ZoomSettings
    api: Any

    def order(self, kind: str, count: int = 1, **details: object) -> None:
        wish: dict[str, Any] = {"kind": kind, "count": count, **details}
        answer = requests.post(f"{self.url}/faults", json=wish, timeout=5)
        assert answer.status_code == 201, answer.text

    def behave(self) -> None:
        requests.delete(f"{self.url}/faults", timeout=5)

    def kept(self, host: str = HOST) -> list[tuple[int, dict[str, Any]]]:
        return self.api.store.of_host(host)


def account_at(url: str, secret: str = "right-secret") -> ZoomSettings:
    return ZoomSettings(
        account_id="account-1",
        client_id="client-1",
        client_secret=SecretStr(secret),
        base_uri=f"{url}/v2",
        oauth_uri=f"{url}/oauth/token",
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "zoom.db"


@pytest.fixture
def start(clock: HandClock) -> Iterator[Callable[[Path], StandIn]]:
    """Start stand-ins; the socket listens before the server runs, so nobody has to wait for it."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start_one(state: Path) -> StandIn:
        listener = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        account = account_at(url)
        app = create_app(state, StandInOptions(account, url, hosts=650, clock=clock))
        config = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none", loop="asyncio")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        running.append((server, thread))
        return StandIn(url, account, app.state.api)

    yield start_one
    for server, thread in running:
        server.should_exit = server.force_exit = True
        thread.join(timeout=10)
        assert not thread.is_alive()


@pytest.fixture
def stand_in(start: Callable[[Path], StandIn], state_file: Path) -> StandIn:
    return start(state_file)


@pytest.fixture
def meetings(stand_in: StandIn, clock: HandClock) -> ZoomMeetings:
    return ZoomMeetings(stand_in.account, clock, TIMEOUTS)


@pytest.fixture
def plan(clock: HandClock) -> MeetingPlan:
    """10:00 in Japan on 4 December 2026, half an hour."""
    starts_at = at_japan(datetime(2026, 12, 4, tzinfo=UTC).date(), 600)
    return MeetingPlan(HOST, "職業相談", starts_at, 30, "reservation-7")


@pytest.fixture
def other_account() -> Callable[[str, str], ZoomSettings]:
    return account_at
