"""So much slow work at a time, one turn for each person, and a slow reader's answer in pieces."""

import asyncio
from typing import Any

import pytest

from hellowork_portal.kit.errors import Busy
from hellowork_portal.web.turns import Piecewise, Turns


async def hold(turns: Turns, whose: str, let_go: asyncio.Event, holding: list[str]) -> None:
    async with turns.of(whose):
        holding.append(whose)
        await let_go.wait()
        holding.remove(whose)


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_one_person_has_one_turn_and_leaves_the_rest_to_others() -> None:
    async def act() -> None:
        turns, let_go, holding = Turns(2), asyncio.Event(), []
        asked = [asyncio.create_task(hold(turns, who, let_go, holding)) for who in "aaaaabc"]
        await settled()
        assert holding == ["a", "b"]
        let_go.set()
        await asyncio.gather(*asked)
        assert holding == []

    asyncio.run(act())


def test_whose_turn_does_not_come_is_told_that_it_is_busy_and_takes_nothing_with_them() -> None:
    async def act() -> None:
        turns, let_go, holding = Turns(1, patience=0.01), asyncio.Event(), []
        first = asyncio.create_task(hold(turns, "a", let_go, holding))
        await settled()
        for who in "ab":
            with pytest.raises(Busy):
                await hold(turns, who, let_go, holding)
        let_go.set()
        await first
        await hold(turns, "b", let_go, holding)

    asyncio.run(act())


@pytest.mark.parametrize("breaks_off", [False, True])
def test_an_answer_goes_in_pieces_and_its_turn_ends_with_it(breaks_off: bool) -> None:
    async def act() -> None:
        turns, sent = Turns(1, patience=0.01), []
        turn = turns.of("a")
        await turn.__aenter__()

        async def done() -> None:
            await turn.__aexit__(None, None, None)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message.get("body", b""))
            with pytest.raises(Busy):
                await hold(turns, "b", asyncio.Event(), [])
            if breaks_off:
                raise OSError

        answer = Piecewise(b"x" * 150_000, "image/png", {}, done)
        scope: dict[str, Any] = {"type": "http", "asgi": {"spec_version": "2.4"}}
        try:
            await answer(scope, asyncio.Event().wait, send)  # type: ignore[arg-type]
        except Exception:
            assert breaks_off
        assert max(map(len, sent)) <= 64 * 1024
        free = asyncio.Event()
        free.set()
        await hold(turns, "b", free, [])
        assert answer.headers["content-length"] == "150000"

    asyncio.run(act())
