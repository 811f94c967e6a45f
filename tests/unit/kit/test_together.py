"""Asked together, answered once; and the urgent first."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from hellowork_portal import runtime
from hellowork_portal.kit.together import Together, Urgent


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 10))


class Reader:
    """Reads what stands there when it begins, and ends when it is told."""

    def __init__(self) -> None:
        self.value, self.begun, self.gate = 0, 0, asyncio.Event()

    async def read(self) -> int:
        self.begun += 1
        value = self.value
        await self.gate.wait()
        return value


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_who_asks_before_it_begins_shares_and_who_asks_later_is_given_nothing_older() -> None:
    async def story() -> None:
        together, reader = Together(), Reader()
        early = [asyncio.create_task(together.ask("day", reader.read)) for _ in range(3)]
        await settle()
        assert reader.begun == 1
        reader.value = 1
        late = [asyncio.create_task(together.ask("day", reader.read)) for _ in range(3)]
        other = asyncio.create_task(together.ask("another", reader.read))
        await settle()
        assert reader.begun == 2, "the other's; the same one begins when the first has ended"
        reader.gate.set()
        assert await asyncio.gather(*early) == [0, 0, 0]
        assert await asyncio.gather(*late, other) == [1, 1, 1, 1]
        assert reader.begun == 3

    run(story())


def test_a_failure_reaches_all_who_asked_and_nobody_after_them() -> None:
    async def story() -> None:
        together = Together()

        async def fail() -> int:
            raise ValueError("away")

        async def work() -> int:
            return 7

        asked = [together.ask("day", fail) for _ in range(2)]
        assert [type(one) for one in await asyncio.gather(*asked, return_exceptions=True)] == [ValueError] * 2
        assert await together.ask("day", work) == 7

    run(story())


def test_who_leaves_takes_nobody_elses_answer_along() -> None:
    async def story() -> None:
        together, reader = Together(), Reader()
        first, second = (asyncio.create_task(together.ask("day", reader.read)) for _ in range(2))
        await settle()
        first.cancel()
        reader.gate.set()
        assert await second == 0
        with pytest.raises(asyncio.CancelledError):
            await first

    run(story())


def test_what_is_one_persons_is_never_read_for_many() -> None:
    def own(_session: object, *, principal: object) -> object:
        return principal

    with pytest.raises(TypeError):
        asyncio.run(runtime.read_together(own, principal="hanako"))


def test_the_rest_waits_for_the_urgent_and_not_for_ever() -> None:
    async def story() -> None:
        urgent, order = Urgent(5), list[str]()

        async def rest() -> None:
            await urgent.rest()
            order.append("rest")

        with urgent.answering():
            waiting = asyncio.create_task(rest())
            await settle()
            with urgent.answering():
                order.append("answer")
            await settle()
            order.append("answer")
        await waiting
        assert order == ["answer", "answer", "rest"]
        await rest()
        hasty = Urgent(0.01)
        with hasty.answering():
            await hasty.rest()

    run(story())
