"""Browsers that are none: each opens a calendar over the websocket and notes what it is told of seats."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from reflex_base.constants.state import FIELD_MARKER
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from hellowork_portal.kit import routes

_NAMESPACE = "/_event"
_STATE = "reflex___state____state.hellowork_portal___ui___citizen___calendar___state____calendar_state"
_HYDRATE = "reflex___state____state.hydrate"
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class News:
    """What a message said of seats, and when it came (perf_counter)."""

    at: float
    said: dict[str, Any]

    def day(self, iso: str) -> list[Any]:
        """Return state and seats left of a day."""
        return self.said["days"][int(iso[8:]) - 1]

    def time(self, slot_id: int) -> list[Any]:
        """Return state and seats left of a time."""
        return self.said["times"][str(slot_id)]


@dataclass
class Watcher:
    """One browser's socket."""

    socket: ClientConnection
    token: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    news: "asyncio.Queue[News]" = field(default_factory=asyncio.Queue)
    loaded: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    """What the calendar's own handler sent, whenever it said from which message on news follow."""
    _reading: "asyncio.Task[None] | None" = None

    @classmethod
    async def connect(cls, url: str) -> "Watcher":
        """Open a socket, as a browser does whose page has just come."""
        token = secrets.token_urlsafe(12)
        address = f"{url.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={token}"
        socket = await connect(address, origin=url, compression=None)  # type: ignore[arg-type]
        await socket.recv()
        await socket.send(f"40{_NAMESPACE},")
        watcher = cls(socket, token)
        watcher._reading = asyncio.create_task(watcher._read())
        return watcher

    async def open(self, offering_id: int, day: str) -> dict[str, Any]:
        """Open the calendar at a day; return what was shown."""
        query = {"offering": str(offering_id), "day": day}
        await self._send(_HYDRATE, query)
        await self._send(f"{_STATE}.open", query)
        return await asyncio.wait_for(self.loaded.get(), PATIENCE_SECONDS)

    async def leave(self) -> None:
        """Go to another page."""
        await self._send(_HYDRATE, {}, path=routes.LOOKUP)

    async def told(self, seconds: float) -> News:
        """Wait for the next message about seats."""
        return await asyncio.wait_for(self.news.get(), seconds)

    async def cut(self) -> None:
        """Wait until the server has gone."""
        await asyncio.wait_for(self.socket.wait_closed(), PATIENCE_SECONDS)

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        if self._reading:
            await self._reading

    async def _send(self, event: str, query: dict[str, str], path: str = routes.CALENDAR) -> None:
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        router = {"pathname": path, "query": query, "asPath": f"{path}?{asked}" if asked else path}
        data = {"name": event, "payload": {}, "token": self.token, "router_data": router}
        await self.socket.send(f"42{_NAMESPACE},{json.dumps(['event', data])}")

    async def _read(self) -> None:
        try:
            async for line in self.socket:
                await self._note(str(line), perf_counter())
        except ConnectionClosed:
            return

    async def _note(self, line: str, at: float) -> None:
        if line == "2":
            await self.socket.send("3")
        if not line.startswith(f"42{_NAMESPACE},"):
            return
        _event, update = json.loads(line.partition(",")[2])
        delta = update.get("delta", {}).get(_STATE, {}) if isinstance(update, dict) else {}
        stamp, live = delta.get(f"stamp{FIELD_MARKER}"), delta.get(f"live{FIELD_MARKER}")
        if stamp and stamp["room"]:
            self.loaded.put_nowait({name.removesuffix(FIELD_MARKER): value for name, value in delta.items()})
        elif live:
            self.news.put_nowait(News(at, live))
