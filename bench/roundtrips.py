"""P10: how long an event of ours takes, against one that does nothing but read a row through a thread."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from itertools import cycle
from statistics import median, quantiles
from time import perf_counter

from bench import bare
from bench.events import DOORS, OPEN, RESERVE, House, citizens_of, come, house, sign_in
from bench.goals import Figure
from bench.ground import Ground, demonstrate, put_people
from bench.served import served
from bench.views import QUERIES
from bench.wire import Citizen, all_at_once, leads_on, sets
from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Offering
from hellowork_portal.ui.citizen.search.state import SearchState
from tests.factories import Desk

CLIENTS = 10
SEARCH = f"{SearchState.get_full_name()}.open"
READ = "reflex___state____state.reading___reading____reading.read"
Ask = Callable[[Citizen, int], Awaitable[object]]


def measure(ground: Ground, rounds: int, each: int) -> list[Figure]:
    """Measure searches, months and holds of ten people at a time, in turn with the bare handler."""
    views, holds = _views(ground, rounds, each), _holds(ground, rounds, each)
    return [figure for name, pairs in {**views, **holds}.items() for figure in _figures(name, pairs)]


Pairs = list[tuple[list[float], list[float]]]
"""Of each round, milliseconds of our events and of the bare ones."""


def _figures(name: str, pairs: Pairs) -> list[Figure]:
    typical = [median(ours) / median(bare_ones) for ours, bare_ones in pairs]
    slow = [_p99(ours) / _p99(bare_ones) for ours, bare_ones in pairs]
    ours, bare_ones = (sorted(one for pair in pairs for one in pair[side]) for side in (0, 1))
    notes = [f"ours p50 {median(ours):.1f} ms, p99 {_p99(ours):.1f} ms"]
    return [
        Figure("P10", f"{name}, p50", typical, notes, reference=f"bare {median(bare_ones):.1f} ms"),
        Figure("P10b", f"{name}, p99", slow, notes, reference=f"bare {_p99(bare_ones):.1f} ms"),
    ]


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


def _views(ground: Ground, rounds: int, each: int) -> dict[str, Pairs]:
    """Measure search and month on data as the demonstration has it, by people who are signed in."""
    url = ground.database("postgresql")
    demonstrate(url, clock.now())
    put_people(url, CLIENTS)
    sign_in(url, CLIENTS)
    offerings = [row.id for row in Desk(url).rows(Offering)]
    with served(url, ground.folder) as portal, bare.reading(ground.folder, url) as anchor:
        return asyncio.run(_look(portal.url, anchor.url, offerings, rounds, each))


async def _look(portal: str, anchor: str, offerings: list[int], rounds: int, each: int) -> dict[str, Pairs]:
    people, bare_ones = citizens_of(portal, range(CLIENTS)), await _strangers(anchor)
    await all_at_once(people, lambda who, _turn: who.connect(routes.PROCEDURES), DOORS)
    kinds = {"search": search(), "month": month(offerings, clock.day_in_japan(clock.now()))}
    found: dict[str, Pairs] = {name: [] for name in kinds}
    for turn in range(rounds + 1):
        for name, ask in kinds.items():
            theirs = await turns(bare_ones, each, read)
            ours = await turns(people, each, ask)
            found[name] += [(ours, theirs)] if turn else []
    await all_at_once([*people, *bare_ones], lambda who, _turn: who.close(), DOORS)
    return found


async def _strangers(anchor: str) -> list[Citizen]:
    """Return the clients of the bare app."""
    found = citizens_of(anchor, range(CLIENTS))
    await all_at_once(found, lambda who, _turn: who.connect("/"), DOORS)
    return found


def search() -> Ask:
    """Return the question of the search page, each time about something else."""
    words = cycle(QUERIES)

    async def ask(who: Citizen, _turn: int) -> object:
        await who.throw(SEARCH, routes.PROCEDURES, {"q": next(words)})
        return await who.hear(sets("cards"))

    return ask


def month(offerings: list[int], today: date) -> Ask:
    """Return the question of the calendar for a month of some offering."""
    wanted = cycle(offerings[:: max(1, len(offerings) // 97)])

    async def ask(who: Citizen, _turn: int) -> object:
        here = {"offering": next(wanted), "month": f"{today:%Y-%m}"}
        await who.throw(OPEN, routes.CALENDAR, here)
        return await who.hear(sets("month"))

    return ask


async def read(who: Citizen, turn: int) -> object:
    """Ask the bare handler for a row that changes from time to time."""
    await who.throw(READ, "/", None, row=1 + turn)
    return await who.hear(sets("name"))


async def turns(people: list[Citizen], each: int, ask: Ask) -> list[float]:
    """Let everybody ask so many times, one question after the other; return the milliseconds."""
    times: list[float] = []

    async def visit(who: Citizen, _turn: int) -> None:
        for turn in range(each):
            began = perf_counter()
            await ask(who, turn)
            times.append(1000 * (perf_counter() - began))

    await all_at_once(people, visit, len(people))
    return times


def _holds(ground: Ground, rounds: int, each: int) -> dict[str, Pairs]:
    """Measure 「予約する」 until the terms are called for; everybody holds once."""
    places = CLIENTS * each * (rounds + 1)
    with house(ground, places) as inside, bare.reading(ground.folder, inside.url) as anchor:
        return {"hold": asyncio.run(_hold(inside, anchor.url, rounds, each))}


async def _hold(inside: House, anchor: str, rounds: int, each: int) -> Pairs:
    bare_ones, many, found = await _strangers(anchor), CLIENTS * each, []
    for turn in range(rounds + 1):
        places = range(turn * many, (turn + 1) * many)
        people = await come(inside, places, places)
        theirs = await turns(bare_ones, each, read)
        ours = await _reserve(inside, people, places)
        await all_at_once(people, lambda who, _turn: who.close(), DOORS)
        found += [(ours, theirs)] if turn else []
    await all_at_once(bare_ones, lambda who, _turn: who.close(), DOORS)
    return found


async def _reserve(inside: House, people: list[Citizen], places: Sequence[int]) -> list[float]:
    async def ask(who: Citizen, turn: int) -> float:
        began = perf_counter()
        await who.throw(RESERVE, routes.CALENDAR, inside.here(places[turn]), gives_up=0)
        await who.hear(leads_on)
        return 1000 * (perf_counter() - began)

    return await all_at_once(people, ask, CLIENTS)
