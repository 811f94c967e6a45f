"""Open calendars follow the seats: heard of by one thread, read once, pushed to all who look."""

import asyncio
from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

import reflex as rx
import structlog
from reflex.app import App

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.seat_notes import Changed, Day
from hellowork_portal.kit.words import of_day
from hellowork_portal.services.schedules.seats import seats_now
from hellowork_portal.services.schedules.views import SeatsView
from hellowork_portal.ui.shell.live_days import day_news, is_about
from hellowork_portal.ui.shell.live_rooms import AnyRoom, DayRoom, Room, Rooms, Stamp, rooms

log = structlog.get_logger("portal.seats")
PAUSE_SECONDS, RESYNC_SECONDS, RETRY_SECONDS = 0.1, 30.0, 2.0
GREET_SECONDS = 1.0
"""How soon at the latest it is found out when a day that somebody has opened changes by itself."""
_AT_ONCE = 4
"""Months and days read between two pauses where all may have changed, so that known changes never wait."""


class LiveSeats(rx.State, mixin=True):
    """Mixin of pages with a calendar: messages to their room fill `live`, no handler does."""

    stamp: Stamp = Stamp()
    live: dict[str, Any] = {}

    async def _follow_seats(self, offering_id: int, year: int, month: int, day: date | None) -> None:
        """Be told of these seats from now on; to be called before they are read."""
        router = self.router
        room = Room(self.get_full_name(), offering_id, year, month, day.isoformat() if day else "")
        self.stamp = await rooms.enter(router.session.session_id, router.url.path, room)

    async def _follow_no_seats(self) -> None:
        """Be told of nothing any more."""
        await rooms.leave(self.router.session.session_id)


class _Month(NamedTuple):
    """What is read at once for every room that shows it."""

    offering_id: int
    year: int
    month: int


class Inbox:
    """What the listening thread has heard, for the task that pushes."""

    def __init__(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        self._days: set[Day] = set()
        self._is_any = False

    def put_from_thread(self, changed: Changed) -> None:
        """Take in a change; for other threads."""
        self._loop.call_soon_threadsafe(self._put, changed)

    def _put(self, changed: Changed) -> None:
        if changed is None:
            self._is_any = True
        else:
            self._days.update(changed)
        self._wake.set()

    async def take(self, patience: float) -> tuple[set[Day], bool]:
        """Wait so many seconds at most; return the days that changed, and whether any may have."""
        try:
            async with asyncio.timeout(patience):
                await self._wake.wait()
        except TimeoutError:
            pass
        taken = self._days, self._is_any
        self._days, self._is_any = set(), False
        self._wake.clear()
        return taken


class Pusher:
    """Reads the seats that changed, and every half minute all that are looked at."""

    def __init__(self, inbox: Inbox, to: Rooms) -> None:
        self._inbox, self._rooms = inbox, to
        self._stale: dict[_Month | DayRoom, None] = {}
        self._look_at = 0.0
        self._turns: dict[DayRoom, float] = {}
        """When the next interview's time is over, by the loop's clock; for every board that is open."""

    async def run(self) -> None:
        """Push as long as the process lives."""
        while True:
            await self.step()
            await asyncio.sleep(PAUSE_SECONDS)

    async def step(self) -> None:
        """Wait for something to do, and do it."""
        now = asyncio.get_running_loop().time
        wake = min(self._look_at, now() + GREET_SECONDS, *self._turns.values())
        days, is_any = await self._inbox.take(0 if self._stale else max(0.0, wake - now()))
        shown = self._shown()
        self._turns = {one: at for one, at in self._turns.items() if one in shown}
        if is_any or now() >= self._look_at:
            self._stale |= dict.fromkeys(shown)
            self._look_at = now() + RESYNC_SECONDS
            self._rooms.forget_the_gone()
        turned = {one for one, at in self._turns.items() if at <= now()}
        known = [one for one in shown if one in turned or _has_changed(one, days)]
        for one in [*known, *[stale for stale in self._stale if stale not in known][:_AT_ONCE]]:
            self._stale.pop(one, None)
            await self._push(one, shown.get(one, []))
        for one in [one for one in shown if isinstance(one, DayRoom) and one not in self._turns]:
            await self._push(one, [])

    def _shown(self) -> dict[_Month | DayRoom, list[AnyRoom]]:
        shown: dict[_Month | DayRoom, list[AnyRoom]] = defaultdict(list)
        for room in self._rooms.watched():
            is_day = isinstance(room, DayRoom)
            shown[room if is_day else _Month(room.offering_id, room.year, room.month)].append(room)
        return shown

    async def _push(self, about: _Month | DayRoom, to: list[AnyRoom]) -> None:
        """Read once and tell each room; what cannot be read is tried again soon.

        A day board is read with nobody to tell where only its next turn is asked for.
        """
        try:
            for room, news in await self._news(about, to):
                await self._rooms.tell(room, news)
        except PortalError as error:
            log.warning("seats_not_read", code=error.code, about=about[-3:])
            again = asyncio.get_running_loop().time() + RETRY_SECONDS
            self._look_at = min(self._look_at, again)
            if isinstance(about, DayRoom):
                self._turns[about] = again

    async def _news(self, about: _Month | DayRoom, to: list[AnyRoom]) -> list[tuple[AnyRoom, dict[str, Any]]]:
        """Read what changed and return what each room is told of it."""
        if isinstance(about, DayRoom):
            news, seconds = await day_news(about)
            self._turns[about] = asyncio.get_running_loop().time() + seconds
            return [(room, news) for room in to]
        months = [room for room in to if isinstance(room, Room)]
        if not months:
            return []
        days = {date.fromisoformat(room.day) for room in months if room.day}
        view = await runtime.read(seats_now, **about._asdict(), days=days)
        return [(room, news_of(view, room.day)) for room in months]


def _has_changed(about: _Month | DayRoom, days: set[Day]) -> bool:
    if isinstance(about, DayRoom):
        return is_about(about, days)
    return any(offering_id == about.offering_id for offering_id, _day in days)


def news_of(view: SeatsView, day: str) -> dict[str, Any]:
    """Return what a room is told: the month's days in order, the day's times by slot.

    The whole of it each time, because a browser that was busy sees the last message alone.
    """
    return {
        "days": list(view.days.values()),
        "times": view.times.get(day, {}),
        "next_free_on": view.next_free_on,
        "next_free": of_day(date.fromisoformat(view.next_free_on)) if view.next_free_on else {},
    }


def live_seats(app: App):
    """Return the task that pushes seats to the calendars that are open in this process."""

    async def push_seats() -> None:
        rooms.open_in(app)
        inbox = Inbox()
        with runtime.listening_to_seats(inbox.put_from_thread):
            await Pusher(inbox, rooms).run()

    return push_seats
