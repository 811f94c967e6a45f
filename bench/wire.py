"""Many people on the websocket at once, without browsers: engine.io 4, socket.io 5, Reflex's events."""

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect

NAMESPACE = "/_event"
HYDRATE = "reflex___state____state.hydrate"
_PATIENCE_SECONDS = 30
_TOLD = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Mobile Safari/537.36",
    "Accept-Language": "ja,en-US;q=0.9,en;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
}
"""What a phone's browser says when it opens a websocket."""


class Citizen:
    """One tab: `session` is the value of a session cookie, `address` where they seem to live.

    Browsers offer compression and tell of themselves, which costs a server memory; most
    measurements are of time and do without.
    """

    def __init__(
        self, portal_url: str, *, session: str = "", address: str = "", offers_deflate: bool = False
    ) -> None:
        self.token = secrets.token_urlsafe(12)
        self._url = portal_url
        self._compression = "deflate" if offers_deflate else None
        self._headers = dict(_TOLD) if offers_deflate else {}
        self._headers |= {"Cookie": f"session={session}; lang=ja"} if session else {}
        if address:
            self._headers["X-Forwarded-For"] = address
        self._socket: ClientConnection | None = None

    async def connect(self, path: str = "/", **query: object) -> str:
        """Open the websocket and begin as a browser does; return what the page's state is."""
        address = f"{self._url.replace('http', 'ws', 1)}{NAMESPACE}/?EIO=4&transport=websocket"
        self._socket = await connect(
            f"{address}&token={self.token}",
            origin=self._url,  # type: ignore[arg-type]
            additional_headers=self._headers,
            compression=self._compression,
            max_size=None,
        )
        await self._socket.recv()
        await self._socket.send(f"40{NAMESPACE},")
        await self.throw(HYDRATE, path, query)
        return await self.hear(anything)

    async def throw(
        self, name: str, path: str = "/", query: Mapping[str, object] | None = None, /, **payload: Any
    ) -> None:
        """Send an event and wait for nothing."""
        asked = {key: str(value) for key, value in (query or {}).items()}
        data = {
            "name": name,
            "payload": payload,
            "token": self.token,
            "router_data": {
                "pathname": path,
                "query": asked,
                "asPath": f"{path}?{urlencode(asked)}" if asked else path,
            },
        }
        assert self._socket is not None
        await self._socket.send(f"42{NAMESPACE},{json.dumps(['event', data])}")

    async def hear(self, enough: Callable[[str], bool], seconds: float = _PATIENCE_SECONDS) -> str:
        """Read until a message is `enough`; return everything that was read."""
        assert self._socket is not None
        said: list[str] = []
        async with asyncio.timeout(seconds):
            while not said or not enough(said[-1]):
                line = str(await self._socket.recv())
                if line == "2":
                    await self._socket.send("3")
                elif line.startswith("42"):
                    said.append(line)
        return "\n".join(said)

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()


def anything(_message: str) -> bool:
    """Whatever comes is enough."""
    return True


def leads_on(message: str) -> bool:
    """Whether an update sends the browser to another page."""
    return '"_redirect"' in message


def sets(name: str) -> Callable[[str], bool]:
    """Return a test: whether an update sets a var of this name."""
    return lambda message: f'"{name}_rx_state_":' in message


async def all_at_once(people: list[Citizen], work: Callable[[Citizen, int], Any], width: int) -> list[Any]:
    """Let everybody do their work, so many at a time; return what came back, in order."""
    gate, results = asyncio.Semaphore(width), [None] * len(people)

    async def one(turn: int) -> None:
        async with gate:
            results[turn] = await work(people[turn], turn)

    await asyncio.gather(*(one(turn) for turn in range(len(people))))
    return results
