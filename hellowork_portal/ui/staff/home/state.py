"""The staff's first page: one's offices and roles, and why something was not allowed."""

from dataclasses import dataclass

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.deliveries.service import stuck
from hellowork_portal.services.deliveries.views import Stuck
from hellowork_portal.ui.shell.rights import STAFF, requires
from hellowork_portal.ui.shell.staff_nav import ITEMS
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState


@dataclass(frozen=True)
class StuckOffice:
    """An office with what is stuck there, and where it is seen to."""

    office: Words
    letters: int
    meetings: int
    since: Words
    href: str


class StaffHomeState(StaffPageState, rx.State):
    """What stands above the page; offices and roles are the session's own (StaffState)."""

    is_welcome: bool = False
    refusal: Words = {}
    stuck: list[StuckOffice] = []
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
        self.stuck = await self._stuck()
        self.is_loaded = True

    async def _stuck(self) -> list[StuckOffice]:
        """Return those of one's offices in which something does not get through."""
        found = []
        for office in (await self.get_state(StaffState)).offices:
            told = (await self._read(stuck, office_id=office.id)).value or Stuck()
            if told.letters or told.meetings:
                where = routes.at_office(routes.STAFF_DELIVERIES, office.code)
                found.append(StuckOffice(office.words, told.letters, told.meetings, told.since, where))
        return found
