"""Why a mail link did not lead on."""

import reflex as rx

from hellowork_portal.services.access.links import RESET
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public


class ProblemState(PageState, rx.State):
    """Reads the reason from the address; an unknown one is shown as expired."""

    reason: str = ""
    is_reset: bool = False

    @rx.event
    @public
    async def open(self):
        """Take reason and purpose from the address."""
        reason = self._asked("reason")
        self.reason = reason if reason in ("expired", "used", "altered", "foreign") else "expired"
        self.is_reset = self._asked("purpose") == RESET
