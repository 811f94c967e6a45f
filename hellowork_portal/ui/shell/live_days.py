"""Open day boards follow their day: by the same notes, the same reading and the same rooms as calendars."""

from collections.abc import Collection
from datetime import date
from math import inf
from typing import Any

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.seat_notes import Day
from hellowork_portal.services.interviews.board import board_told
from hellowork_portal.ui.shell.live_rooms import DayRoom, Stamp, rooms


class LiveDay(rx.State, mixin=True):
    """Mixin of a page with a day board: messages to its room fill `live`, no handler does."""

    stamp: Stamp = Stamp()
    live: dict[str, Any] = {}

    async def _follow_day(self, office_id: int, on_day: str, offerings: tuple[int, ...]) -> None:
        """Be told of this day from now on; to be called before it is read, by who may read it."""
        router = self.router
        room = DayRoom(self.get_full_name(), office_id, on_day, offerings)
        self.stamp = await rooms.enter(router.session.session_id, router.url.path, room)

    async def _follow_no_day(self) -> None:
        """Be told of nothing any more."""
        await rooms.leave(self.router.session.session_id)


def is_about(room: DayRoom, days: Collection[Day]) -> bool:
    """Whether one of the days that changed is the one that a board shows."""
    return any(offering in room.offerings and day.isoformat() == room.on_day for offering, day in days)


async def day_news(room: DayRoom) -> tuple[dict[str, Any], float]:
    """Return what a room is told, every interview of the day in codes and no names.

    And in how many seconds it changes by itself, because an interview's time is over; inf for never.
    """
    day = date.fromisoformat(room.on_day)
    rows, turn = await runtime.read(board_told, offerings=room.offerings, on_day=day)
    seconds = inf if turn is None else max(0.0, (turn - clock.now()).total_seconds())
    return {"rows": rows}, seconds
