"""The staff's first page: one's offices and roles, and why something was not allowed."""

import reflex as rx

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.ui.shell.rights import STAFF, requires
from hellowork_portal.ui.shell.staff_nav import ITEMS
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState


class StaffHomeState(StaffPageState, rx.State):
    """What stands above the page; offices and roles are the session's own (StaffState)."""

    is_welcome: bool = False
    refusal: Words = {}
    has_own_alone: bool = False
    """None of the roles opens any screen but one's own."""

    @rx.event
    @requires(STAFF)
    async def open(self):
        """Take from the address what has led here."""
        self.is_welcome = bool(self._asked("welcome"))
        self.refusal = in_all("staff.home.not_allowed") if self._asked("error") == "not_allowed" else {}
        roles = (await self.get_state(StaffState)).roles
        self.has_own_alone = not any(role in roles for item in ITEMS for role in item.roles)
        self.is_loaded = True
