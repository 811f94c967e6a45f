"""Work that many ask for at the same moment: done once for all of them, or after what is more urgent."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Together:
    """One piece of work for all who ask for the same before it begins.

    Nobody is given what had begun before they asked: whoever comes while it goes on waits
    for the next one. So what is read this way is never older than the question.
    """

    def __init__(self) -> None:
        self._next: dict[Any, asyncio.Task[Any]] = {}
        self._going_on: dict[Any, asyncio.Task[Any]] = {}

    async def ask(self, about: Any, work: Callable[[], Awaitable[Any]]) -> Any:
        """Return what the next work about this gives; who stops waiting stops nobody else's."""
        task = self._next.get(about)
        if task is None or task.get_loop() is not asyncio.get_running_loop():
            task = asyncio.create_task(self._after_the_last(about, work))
            self._next[about] = task
        return await asyncio.shield(task)

    async def _after_the_last(self, about: Any, work: Callable[[], Awaitable[Any]]) -> Any:
        if (last := self._going_on.get(about)) is not None and not last.done():
            await asyncio.wait([last])
        mine = self._going_on[about] = self._next.pop(about)
        try:
            return await work()
        finally:
            if self._going_on.get(about) is mine:
                del self._going_on[about]


class Urgent:
    """Lets the rest wait while somebody is still owed an answer, but never for long."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience, self._owed = patience_seconds, 0
        self._waiting: list[asyncio.Future[None]] = []

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count one answer that is owed until the block ends."""
        self._owed += 1
        try:
            yield
        finally:
            self._owed -= 1
            if not self._owed:
                self._let_go()

    def _let_go(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    async def rest(self) -> None:
        """Return when nobody is owed an answer, or when the patience is at its end."""
        if not self._owed:
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        await asyncio.wait([turn], timeout=self._patience)
