"""Where a newly registered person had been."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.session import SessionState


class DoneState(PageState, rx.State):
    """Keeps the way back, if it stays inside the portal."""

    back: str = ""

    @rx.event
    @public
    async def open(self):
        """Take the way back from the address; who is not signed in has registered nothing here."""
        if not (await self.get_state(SessionState)).is_signed_in:
            return rx.redirect(routes.SIGN_IN, replace=True)
        asked = self._asked("next")
        self.back = asked if routes.is_own_path(asked) else ""
        return None
