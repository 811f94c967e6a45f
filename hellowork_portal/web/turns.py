"""Slow work of routes, so much of it at a time: others wait with neither a thread nor a file in memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from weakref import WeakValueDictionary

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from hellowork_portal.kit.errors import Busy

_PATIENCE_SECONDS = 20
_PIECE = 64 * 1024


class Turns:
    """So many turns of this process, one for each person; the rest of it belongs to everybody else."""

    def __init__(self, at_once: int, patience: float = _PATIENCE_SECONDS) -> None:
        self._free, self._patience = asyncio.Semaphore(at_once), patience
        self._own: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, whose: str) -> AsyncIterator[None]:
        """Hold the turn of a person; raises Busy where it has not come after a while."""
        own = self._own.setdefault(whose, asyncio.Lock())
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(self._patience):
                    await held.enter_async_context(own)
                    await held.enter_async_context(self._free)
            except TimeoutError as error:
                raise Busy from error
            yield


class Piecewise(StreamingResponse):
    """Sends its content as fast as it is read, and no more of it than that; `done` is called in any case.

    A whole answer would lie in memory for as long as a slow reader likes, with nobody to count it.
    """

    def __init__(
        self, content: bytes, media_type: str, headers: dict[str, str], done: Callable[[], Awaitable[None]]
    ) -> None:
        length = {"Content-Length": str(len(content))}
        super().__init__(_pieces(content), media_type=media_type, headers=headers | length)
        self._done = done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._done()


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), _PIECE):
        yield content[at : at + _PIECE]
