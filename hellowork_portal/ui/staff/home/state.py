"""The staff's first page: one's offices in figures, a new one's steps, and what was refused."""

import reflex as rx

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.staff_home.service import offices_today
from hellowork_portal.services.staff_home.views import OfficeToday
from hellowork_portal.ui.shell.rights import STAFF, requires
from hellowork_portal.ui.shell.staff_nav import ITEMS
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState


class StaffHomeState(StaffPageState, rx.State):
    """One's offices with today's figures; names and roles are the session's own (StaffState)."""

    is_welcome: bool = False
    refusal: Words = {}
    offices: list[OfficeToday] = []
    has_own_alone: bool = False
    """None of the roles opens any screen but one's own."""

    @rx.event
    @requires(STAFF)
    async def open(self):
        """Take from the address what has led here, and count what today brings."""
        self.is_welcome = bool(self._asked("welcome"))
        roles = (await self.get_state(StaffState)).roles
        self.has_own_alone = not any(role in roles for item in ITEMS for role in item.roles)
        found = await self._read(offices_today)
        self.offices, self.is_loaded = found.value or [], found.is_good
        self.refusal = in_all("staff.home.not_allowed") if self._asked("error") == "not_allowed" else {}
