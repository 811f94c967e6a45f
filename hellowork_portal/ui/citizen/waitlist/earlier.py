"""「もっと早い日時が空いたら知らせる」 on the page of one's own reservation."""

from typing import Any

import reflex as rx

from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.services.waitlist.own import own_waiting
from hellowork_portal.services.waitlist.service import join_earlier, leave, waitlist_limits
from hellowork_portal.ui.shell.page_state import PageState, known_id
from hellowork_portal.ui.shell.rights import APPLICANT, requires
from hellowork_portal.ui.shell.ways_on import way_on


class WaitsEarlier(PageState, rx.State, mixin=True):
    """Mixin of the reservation's page: whether its owner waits for an earlier time."""

    earlier_entry: int = 0
    wait_error: Words = {}
    wait_done: str = ""

    @rx.event
    @requires(APPLICANT)
    async def wait_for_earlier(self):
        """Join the list."""
        await self._told(join_earlier, "joined", number=self._asked("number")[:60])

    @rx.event
    @requires(APPLICANT)
    async def stop_waiting(self, entry_id: int):
        """Leave the list."""
        await self._told(leave, "left", entry_id=known_id(entry_id))

    async def _told(self, command: Any, done: str, **args: Any) -> None:
        result = await self._run(command, limits=waitlist_limits(await self._principal()), **args)
        await self._find_earlier()
        error = of_error(result.error) if result.error else {}
        self.error, self.way = {}, way_on(result.error)
        self.wait_error, self.wait_done = error, "" if error else done

    async def _find_earlier(self) -> None:
        """Find the wish for the reservation that is shown."""
        found = (await self._read(own_waiting)).value
        rows = found.active if found else []
        mine = [row.entry_id for row in rows if row.kind == "earlier" and row.number == self._number()]
        self.earlier_entry = mine[0] if mine else 0

    def _number(self) -> str:
        """Return the number of the reservation that is shown."""
        raise NotImplementedError
