"""P16: a seat that is taken shows in many open calendars, served by two web processes."""

import asyncio
from statistics import median
from time import perf_counter

from bench.goals import Figure
from bench.ground import Ground
from bench.machine import cpu_seconds_of
from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.reservations.holds import hold_seat
from tests import servers
from tests.factories import principal_of
from tests.integration.live.ground import Place
from tests.integration.live.watcher import Watcher
from tests.integration.live.web import web_process

EVERY_SECONDS = 0.5
_AT_ONCE = 20


def measure(ground: Ground, watchers: int, changes: int) -> list[Figure]:
    """Open so many calendars at two web processes on PostgreSQL and Redis, then take seats two a second."""
    url = ground.database("postgresql")
    place = Place(url, first_day=clock.day_in_japan(clock.now()))
    people = [principal_of(place.person()) for _ in range(changes + 1)]
    with servers.redis() as redis:
        settings = {"PORTAL_REDIS_URL": redis, "PORTAL_WEB_WORKERS": "2"}
        with web_process(ground.folder, workers=2, **settings) as (portal, supervisor):
            shown, cpu, idle = asyncio.run(_watch(portal, supervisor, place, people, watchers))
    case = f"{watchers} calendars"
    notes = [f"not counted: {idle:.1f} ms of CPU in each half second without a change"]
    return [
        Figure("P16", f"{case}, median", [median(shown)], notes),
        Figure("P16b", f"{case}, slowest", [max(shown)], notes),
        Figure("P16c", f"{case}, 2 processes", [cpu - idle], notes),
    ]


async def _watch(
    portal: str, supervisor: int, place: Place, people: list[Principal], watchers: int
) -> tuple[list[float], float, float]:
    """Return the milliseconds from each commit to each calendar, and the CPU of a change and of a rest."""
    opened = await _open(portal, place, watchers)
    await _change(place, opened, people[0], 0)
    began = _cpu_ms(supervisor)
    await asyncio.sleep(EVERY_SECONDS * len(people))
    idle = (_cpu_ms(supervisor) - began) / len(people)
    shown: list[float] = []
    began, start = _cpu_ms(supervisor), perf_counter()
    for turn, who in enumerate(people[1:], start=1):
        shown += await _change(place, opened, who, turn)
        await asyncio.sleep(max(0.0, start + turn * EVERY_SECONDS - perf_counter()))
    cpu = (_cpu_ms(supervisor) - began) / (len(people) - 1)
    await asyncio.gather(*[watcher.close() for watcher in opened])
    return shown, cpu, idle


async def _open(portal: str, place: Place, watchers: int) -> list[Watcher]:
    opened: list[Watcher] = []
    for _ in range(0, watchers, _AT_ONCE):
        new = await asyncio.gather(*[Watcher.connect(portal) for _ in range(_AT_ONCE)])
        await asyncio.gather(*[one.open(place.offering, place.day[1].isoformat()) for one in new])
        opened += new
    return opened


async def _change(place: Place, opened: list[Watcher], who: Principal, turn: int) -> list[float]:
    """Let somebody take a seat; return how long after the commit each calendar was told of it."""
    slot = place.slots[turn % len(place.slots)]
    await asyncio.to_thread(runtime.run_now, hold_seat, principal=who, slot_id=slot)
    committed = perf_counter()
    news = await asyncio.gather(*[watcher.told(10) for watcher in opened])
    if any(one.time(slot) != ["open", 4] for one in news):
        raise RuntimeError("a calendar was told something else than the seat that was taken")
    return [1000 * (one.at - committed) for one in news]


def _cpu_ms(supervisor: int) -> float:
    """Return the processor time that the web processes have used so far."""
    return 1000 * cpu_seconds_of(supervisor)
