"""The websocket without a browser: what somebody can send who writes their own client.

Engine.io 4 and socket.io 5 by hand, as far as one event needs them.
"""

import json
import secrets
from types import TracebackType
from typing import Any

import httpx
from websockets.sync.client import connect

_NAMESPACE = "/_event"
_PATIENCE_SECONDS = 1.5


class Wire:
    """One connection; `session` and `guest` are values of cookies, `token` Reflex's client token."""

    def __init__(
        self, portal_url: str, *, session: str = "", guest: str = "", token: str = "", origin: str = ""
    ) -> None:
        self.token = token or secrets.token_urlsafe(12)
        address = (
            f"{portal_url.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={self.token}"
        )
        # The house lets nobody's socket in who has never asked for a page.
        cookies = {"visit": httpx.get(f"{portal_url}/guide").cookies.get("visit", "")}
        cookies |= {"session": session, "guest": guest}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items() if value)}
        self._socket = connect(address, origin=origin or portal_url, additional_headers=headers)  # type: ignore[arg-type]
        self._socket.recv(_PATIENCE_SECONDS)
        self._socket.send(f"40{_NAMESPACE},")

    def __enter__(self) -> "Wire":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def send(
        self, event: str, path: str = "/", query: dict[str, str] | None = None, /, **payload: Any
    ) -> str:
        """Send an event as if from an address; return everything that comes back."""
        self.throw(event, path, query, **payload)
        return self._answers()

    def throw(
        self, event: str, path: str = "/", query: dict[str, str] | None = None, /, **payload: Any
    ) -> None:
        """Send an event and wait for nothing."""
        asked = "&".join(f"{key}={value}" for key, value in (query or {}).items())
        data = {
            "name": event,
            "payload": payload,
            "token": self.token,
            "router_data": {
                "pathname": path,
                "query": query or {},
                "asPath": f"{path}?{asked}" if asked else path,
            },
        }
        self.throw_anything(data)

    def throw_anything(self, data: object) -> None:
        """Send something in an event's place and wait for nothing."""
        self._socket.send(f"42{_NAMESPACE},{json.dumps(['event', data])}")

    def send_until(self, wanted: str, event: str, path: str) -> str:
        """Send an event after others; return all answers, read until `wanted` is among them."""
        self.throw(event, path)
        said = ""
        while wanted not in said and (more := self._answers()):
            said += more
        return said

    def _answers(self) -> str:
        """Read until an update says that it was the last, or nothing comes any more."""
        said: list[str] = []
        try:
            while True:
                line = str(self._socket.recv(_PATIENCE_SECONDS))
                if line == "2":
                    self._socket.send("3")
                    continue
                said.append(_readable(line))
                if '"final": true' in said[-1]:
                    return "\n".join(said)
        except TimeoutError:
            return "\n".join(said)


def _readable(line: str) -> str:
    """Return a message with its letters as letters."""
    head, bracket, _ = line.partition("[")
    return f"{head}{json.dumps(json.loads(line[len(head) :]), ensure_ascii=False)}" if bracket else line
