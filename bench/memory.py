"""P13: what a connected citizen costs a web process, and what somebody who has gone leaves behind."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bench import bare
from bench.events import DOORS, citizens_of, come, house
from bench.goals import Figure
from bench.ground import Ground
from bench.roundtrips import read
from bench.served import Served
from bench.wire import Citizen, all_at_once

FORGET_SECONDS, _SETTLE_SECONDS = 2, 3
"""The portal's age of left states here (five minutes by itself), so that a run need not wait for it."""
_WARM = 100
Arrive = Callable[[Sequence[int]], Awaitable[list[Citizen]]]


def measure(ground: Ground, people: int) -> list[Figure]:
    """Measure the portal's calendar and the bare handler with so many people whose browsers offer deflate."""
    age = {"PORTAL_LEFT_STATE_SECONDS": str(FORGET_SECONDS)}
    with house(ground, _WARM + 2 * people, settings=age) as inside:

        async def arrive(places: Sequence[int]) -> list[Citizen]:
            return await come(inside, places, places, offers_deflate=True)

        here, left = asyncio.run(_waves(inside.portal, arrive, people))
        with bare.reading(ground.folder, inside.url) as anchor:
            bare_here, bare_left = asyncio.run(_waves(anchor, _bare_arrivals(anchor), people))
    notes = [
        f"left states were forgotten after {FORGET_SECONDS} s instead of 300",
        "left behind is what a second crowd adds to the first one's memory, which is kept for reuse",
    ]
    case = f"{people} people"
    return [
        Figure("P13", f"{case}, calendar", [here], notes, reference=f"bare {bare_here:.0f} KB"),
        Figure("P13b", case, [left], notes, reference=f"bare {bare_left:.0f} KB, kept for an hour"),
    ]


def _bare_arrivals(anchor: Served) -> Arrive:
    async def arrive(places: Sequence[int]) -> list[Citizen]:
        people = citizens_of(anchor.url, places, offers_deflate=True)

        async def enter(who: Citizen, turn: int) -> None:
            await who.connect("/")
            await read(who, turn)

        await all_at_once(people, enter, DOORS)
        return people

    return arrive


async def _waves(portal: Served, arrive: Arrive, people: int) -> tuple[float, float]:
    """Return kilobytes for each who is there, and for each who was there before others came."""
    await _leave(await arrive(range(_WARM)))
    empty = portal.kilobytes()
    first = await arrive(range(_WARM, _WARM + people))
    full = await _settled(portal)
    await _leave(first)
    second = await arrive(range(_WARM + people, _WARM + 2 * people))
    full_again = await _settled(portal)
    await _leave(second)
    return (full - empty) / people, max(0.0, full_again - full) / people


async def _leave(people: list[Citizen]) -> None:
    """Let everybody go, and wait until what is forgotten is forgotten."""
    await all_at_once(people, lambda who, _turn: who.close(), DOORS)
    await asyncio.sleep(3 * FORGET_SECONDS)


async def _settled(portal: Served) -> float:
    await asyncio.sleep(_SETTLE_SECONDS)
    return portal.kilobytes()
