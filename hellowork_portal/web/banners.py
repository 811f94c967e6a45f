"""The banners of this moment, for open pages: fetched now and then, the same for everybody.

Not an event of the page: an event would extend the session of somebody who has gone, and
a banner about an incident must arrive when the websocket does not.
"""

import asyncio
import time
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.banners.service import current_banners

KEPT_SECONDS = 5.0
_HEADERS = {"Cache-Control": "public, max-age=0, s-maxage=10"}


class _Kept:
    """What this process has read last; one request at a time reads it anew, the others wait for that."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._read_at = -KEPT_SECONDS
        self._banners: list[dict[str, object]] = []

    async def banners(self) -> list[dict[str, object]]:
        """Return the banners, at most five seconds old."""
        async with self._lock:
            if time.monotonic() - self._read_at >= KEPT_SECONDS:
                self._banners = [asdict(banner) for banner in await runtime.read(current_banners)]
                self._read_at = time.monotonic()
            return self._banners


_kept = _Kept()


async def banners(_request: Request) -> Response:
    """Return all banners as JSON; 503 while the database is away, and pages keep what they show."""
    try:
        return JSONResponse(await _kept.banners(), headers=_HEADERS)
    except PortalError:
        return JSONResponse([], status_code=503, headers={"Cache-Control": "no-store"})
