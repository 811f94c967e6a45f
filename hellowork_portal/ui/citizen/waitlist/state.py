"""「順番待ち」: one's own wishes, and the seats that are kept."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import clock
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.services.waitlist import rules
from hellowork_portal.services.waitlist.own import own_waiting
from hellowork_portal.services.waitlist.service import leave, refuse, waitlist_limits
from hellowork_portal.services.waitlist.views import OwnWaiting, WaitingRow
from hellowork_portal.ui.citizen.waitlist.here import LOOK_AGAIN_MS
from hellowork_portal.ui.shell.page_state import PageState, known_id
from hellowork_portal.ui.shell.rights import APPLICANT, by_itself, requires
from hellowork_portal.ui.shell.ways_on import way_on


class WaitlistState(PageState, rx.State):
    """Everything the person waits for; it looks by itself whether a seat has come."""

    active: list[WaitingRow] = []
    offered: list[WaitingRow] = []
    ended: list[WaitingRow] = []
    wait_error: Words = {}
    wait_done: str = ""
    most_wishes: int = rules.MOST_WISHES
    most_lapsed: int = rules.MOST_LAPSED
    now_ms: int = 0
    look_ms: int = 0

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load it; opening the page changes nothing (product.md decision 8)."""
        self.wait_error, self.wait_done = {}, ""
        await self._show()

    @rx.event
    @requires(APPLICANT)
    @by_itself
    async def look(self):
        """Look whether a seat has come or gone."""
        await self._show()

    @rx.event
    @requires(APPLICANT)
    async def leave(self, entry_id: int):
        """「順番待ちをやめる」."""
        await self._do(leave, entry_id, "left")
        return rx.set_focus("page-title")

    @rx.event
    @requires(APPLICANT)
    async def refuse(self, entry_id: int):
        """「この席は見送る」: the next in line gets it at once."""
        await self._do(refuse, entry_id, "refused")
        return rx.set_focus("page-title")

    async def _do(self, command: Any, entry_id: int, done: str) -> None:
        limits = waitlist_limits(await self._principal())
        result = await self._run(command, limits=limits, entry_id=known_id(entry_id))
        await self._show()
        self.error, self.way = {}, way_on(result.error)
        self.wait_error = of_error(result.error) if result.error else {}
        self.wait_done = "" if result.error else done

    async def _show(self) -> None:
        found = await self._read(own_waiting)
        if not found.is_good:
            return
        waiting: OwnWaiting = found.value
        self.offered = [row for row in waiting.active if row.offer.hold_id]
        self.active = [row for row in waiting.active if not row.offer.hold_id]
        self.ended, self.is_loaded = waiting.ended, True
        self.now_ms = int(clock.now().timestamp() * 1000)
        ends = [row.offer.expires_ms for row in self.offered]
        self.look_ms = min([self.now_ms + LOOK_AGAIN_MS, *ends]) if waiting.active else 0
