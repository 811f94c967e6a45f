"""Whoever opens the meeting waits for the counsellor from then on, and the office's day board says so."""

import reflex as rx

from hellowork_portal.services.interviews.service import arrived
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import GUEST, requires


class JoinState(PageState, rx.State):
    """Beside every link into a meeting."""

    @rx.event
    @requires(GUEST)
    async def joined(self, number: str):
        """Note that the meeting of one's own reservation was opened; the link itself needs no answer."""
        await self._run(arrived, number=str(number)[:60])
