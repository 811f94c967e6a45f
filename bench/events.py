"""P5, P6, P15: booking through the portal's event layer, by people on the websocket."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address
from itertools import count
from typing import Any

from sqlalchemy import insert

from bench.booking import holds_of
from bench.goals import Figure
from bench.ground import OFFERING, PERSON, SLOT, Ground, fill_in, lay_out
from bench.machine import cpu_seconds_of
from bench.served import Served, served
from bench.wire import Citizen, all_at_once, leads_on, sets
from hellowork_portal.adapters.database import transaction
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, Session
from hellowork_portal.services.schedules.rules import closure_by_rule
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.citizen.reserve.states import ConfirmState
from tests.factories import Desk

CLIENTS, CROWD, SEATS = 8, 200, 10
RESERVE = f"{CalendarState.get_full_name()}.reserve"
SUBMIT = f"{ConfirmState.get_full_name()}.submit"
OPEN = f"{CalendarState.get_full_name()}.open"
_NETWORK = 10 << 24
DOORS = 16


@dataclass(frozen=True)
class House:
    """A served portal on a database with places on a day, and the database server's process."""

    url: str
    portal: Served
    server_pid: int
    day: date

    def here(self, place: int) -> dict[str, object]:
        """Return the address of a place's time in its calendar, as a query."""
        return {"offering": OFFERING + place, "day": self.day.isoformat(), "slot": SLOT + place}


@contextmanager
def house(
    ground: Ground, places: int, *, settings: Mapping[str, str] | None = None, **changes: Any
) -> Iterator[House]:
    """Serve the portal where every place's person is signed in and its slot is two days ahead, or a few more.

    Only where offices are open: a time of a closed day would be refused in another way than one that is full.
    """
    url = ground.database("postgresql")
    ahead = (clock.day_in_japan(clock.now()) + timedelta(days=days) for days in count(2))
    starts_at = clock.at_japan(next(day for day in ahead if closure_by_rule(day) is None), 600)
    lay_out(url, places, starts_at=starts_at, **changes)
    sign_in(url, places)
    with served(url, ground.folder, settings=settings) as portal:
        yield House(url, portal, ground.server_pid, clock.day_in_japan(starts_at))


def sign_in(url: str, places: int) -> None:
    """Give everybody a session, whose cookie is `cookie_of`."""
    now = clock.now()
    lasts = {"created_at": now, "seen_at": now, "idle_ends_at": now + timedelta(hours=1)}
    lasts["ends_at"] = now + timedelta(hours=8)
    rows = [
        {"token_hash": token_hash(cookie_of(place)), "applicant_id": PERSON + place, "browser": ""} | lasts
        for place in range(places)
    ]
    with transaction(url) as session:
        session.connection().execute(insert(table_of(Session)), rows)


def cookie_of(place: int) -> str:
    """Return the session cookie of a place's person."""
    return f"bench-session-of-place-{place}"


def citizens_of(portal_url: str, places: Sequence[int], *, offers_deflate: bool = False) -> list[Citizen]:
    """Return the people of places, each in a network of their own."""
    return [
        Citizen(
            portal_url,
            session=cookie_of(place),
            address=str(ip_address(_NETWORK + place)),
            offers_deflate=offers_deflate,
        )
        for place in places
    ]


@dataclass(frozen=True)
class Round:
    """What a round of bookings took: seconds, processor time of the web process and of the database."""

    seconds: float
    web_cpu: float
    database_cpu: float

    def __add__(self, other: "Round") -> "Round":
        return Round(
            self.seconds + other.seconds,
            self.web_cpu + other.web_cpu,
            self.database_cpu + other.database_cpu,
        )


async def come(
    inside: House, places: Sequence[int], wanted: Sequence[int], *, offers_deflate: bool = False
) -> list[Citizen]:
    """Let people open the calendar at the time that they want."""
    people = citizens_of(inside.portal.url, places, offers_deflate=offers_deflate)

    async def enter(who: Citizen, turn: int) -> None:
        here = inside.here(wanted[turn])
        await who.connect(routes.CALENDAR, **here)
        await who.throw(OPEN, routes.CALENDAR, here)
        await who.hear(sets("chosen_slot"))

    await all_at_once(people, enter, DOORS)
    return people


async def book(inside: House, places: Sequence[int]) -> Round:
    """Let people hold and confirm, `CLIENTS` at a time; opening the page and typing are not counted."""
    people = await come(inside, places, places)

    async def reserve(who: Citizen, turn: int) -> str:
        await who.throw(RESERVE, routes.CALENDAR, inside.here(places[turn]), gives_up=0)
        return await who.hear(leads_on)

    holding = await _measured(inside, people, reserve)
    fill_in(inside.url)
    holds = holds_of(inside.url, places)

    async def submit(who: Citizen, turn: int) -> str:
        await who.throw(SUBMIT, routes.RESERVE_CONFIRM, {"hold": holds[places[turn]]}, gives_up=0)
        return await who.hear(leads_on)

    confirming = await _measured(inside, people, submit)
    await all_at_once(people, lambda who, _turn: who.close(), DOORS)
    return holding + confirming


async def _measured(inside: House, people: list[Citizen], work: Any) -> Round:
    web, database = inside.portal.cpu_seconds(), cpu_seconds_of(inside.server_pid)
    began = time.perf_counter()
    await all_at_once(people, work, CLIENTS)
    seconds = time.perf_counter() - began
    return Round(seconds, inside.portal.cpu_seconds() - web, cpu_seconds_of(inside.server_pid) - database)


async def rush(inside: House, places: Sequence[int]) -> float:
    """Let a crowd reserve one slot at the same moment; return when the last one knew, in seconds."""
    people = await come(inside, places, [places[0]] * len(places))
    is_lost = sets("lost")

    async def reserve(who: Citizen, _turn: int) -> str:
        await who.throw(RESERVE, routes.CALENDAR, inside.here(places[0]), gives_up=0)
        return await who.hear(lambda message: leads_on(message) or is_lost(message))

    began = time.perf_counter()
    await all_at_once(people, reserve, len(people))
    seconds = time.perf_counter() - began
    await all_at_once(people, lambda who, _turn: who.close(), DOORS)
    held = len(Desk(inside.url).rows(Reservation, slot_id=SLOT + places[0], state="held"))
    if held != SEATS:
        raise RuntimeError(f"{held} of {SEATS} seats were given")
    return seconds


def measure(ground: Ground, rounds: int, each: int) -> list[Figure]:
    """Measure bookings of free slots, and a stampede, with one web process; the first round warms up."""
    places = (rounds + 1) * each
    with house(ground, places + rounds * CROWD, capacity=SEATS) as inside:
        booked = [asyncio.run(book(inside, part)) for part in _parts(0, places, each)][1:]
        last = [asyncio.run(rush(inside, part)) for part in _parts(places, places + rounds * CROWD, CROWD)]
    database = sum(1000 * one.database_cpu / each for one in booked) / rounds
    return [
        Figure("P5", f"{CLIENTS} clients, 1 web process", [each / one.seconds for one in booked]),
        Figure(
            "P15",
            "web process",
            [1000 * one.web_cpu / each for one in booked],
            [f"the database used {database:.1f} ms more"],
        ),
        Figure("P6", f"{CROWD} people, {SEATS} seats", last),
    ]


def _parts(first: int, end: int, each: int) -> Iterator[range]:
    return (range(begin, begin + each) for begin in range(first, end, each))
