"""Waiting from the calendar: for the day in the address, and for the time that was chosen."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.services.waitlist.own import own_waiting
from hellowork_portal.services.waitlist.service import join_day, join_slot, leave, waitlist_limits
from hellowork_portal.services.waitlist.views import OfferView, OwnWaiting
from hellowork_portal.ui.citizen.calendar import asked
from hellowork_portal.ui.shell.page_state import PageState, known_id
from hellowork_portal.ui.shell.rights import by_itself, public
from hellowork_portal.ui.shell.ways_on import way_on

LOOK_AGAIN_MS = 20_000
"""How often the page of somebody who waits asks whether a seat has come."""


class WaitsHere(PageState, rx.State, mixin=True):
    """Mixin of the calendar's state: what the person waits for here, and the seat that is kept for them."""

    day_entry: int = 0
    slot_entry: int = 0
    """The wishes for the day and the time in the address, 0 where there is none."""
    seat: OfferView = OfferView()
    wait_error: Words = {}
    wait_done: str = ""
    wait_about: str = ""
    """Whether that was about the day or the slot: it is said there alone."""
    now_ms: int = 0
    look_ms: int = 0

    def _offering_id(self) -> int:
        raise NotImplementedError

    def _here(self) -> str:
        return routes.calendar(
            self._offering_id(), day=self._asked("day"), slot_id=self._asked_int("slot") or None
        )

    @rx.event
    @public
    async def wait_for_day(self):
        """「空いたら知らせる」 for any time of the day in the address."""
        day = asked.day_asked(self._asked("day"))
        if day is None:
            return None
        return await self._wait("day", join_day, offering_id=self._offering_id(), day=day)

    @rx.event
    @public
    async def wait_for_slot(self):
        """「空いたら知らせる」 for the time in the address."""
        return await self._wait("slot", join_slot, slot_id=self._asked_int("slot"))

    async def _wait(self, about: str, command: Any, **wish: Any):
        """Join the list; an anonymous person signs in and comes back to this very place."""
        principal = await self._principal()
        if principal.id is None:
            return rx.redirect(routes.sign_in_and_return(self._here()))
        joined = await self._run(command, limits=waitlist_limits(principal), **wish)
        self.wait_about = about
        await self._told(joined.error, "joined")
        return None

    @rx.event
    @public
    async def stop_waiting(self, entry_id: int):
        """Leave the list."""
        principal = await self._principal()
        if principal.id is None:
            return rx.redirect(routes.sign_in_and_return(self._here()))
        left = await self._run(leave, limits=waitlist_limits(principal), entry_id=known_id(entry_id))
        self.wait_about = "day" if entry_id == self.day_entry else "slot"
        await self._told(left.error, "left")
        return None

    @rx.event
    @public
    @by_itself
    async def look_for_seat(self):
        """Ask whether a seat has come; sent by the page of somebody who waits."""
        await self._show_waiting()

    async def _told(self, error: Any, done: str) -> None:
        await self._show_waiting()
        self.error, self.way = {}, way_on(error)
        self.wait_error, self.wait_done = (of_error(error), "") if error else ({}, done)

    async def _show_waiting(self) -> None:
        """Show what the person waits for here; strangers wait for nothing."""
        principal = await self._principal()
        found = (await self._read(own_waiting)).value if principal.id is not None else None
        waiting: OwnWaiting = found or OwnWaiting([], [], 0)
        here = [row for row in waiting.active if row.offering_id == self._offering_id()]
        entries = {row.wanted: row.entry_id for row in here}
        self.day_entry = entries.get(f"day:{self._asked('day')}", 0)
        self.slot_entry = entries.get(f"slot:{self._asked_int('slot')}", 0)
        self.seat = next((row.offer for row in waiting.active if row.offer.hold_id), OfferView())
        self.now_ms = int(clock.now().timestamp() * 1000)
        self.look_ms = self.now_ms + LOOK_AGAIN_MS if waiting.active else 0
