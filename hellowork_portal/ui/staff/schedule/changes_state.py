"""The history of an office's schedule."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedule_drafts import history
from hellowork_portal.services.schedule_drafts.views import HistoryLine
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LOOKING, MANAGING, AtOffice


class ChangesState(AtOffice, rx.State):
    """What was changed, by whom, when."""

    lines: list[HistoryLine] = []

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load the history."""
        found = await self._read(history.history_of, office_id=await self._office_id())
        self.lines, self.is_loaded = (found.value or []), found.is_good

    @rx.event
    @requires_role(*MANAGING)
    async def undo(self):
        """Show what taking the last change back would do."""
        done = await self._run(history.begin_undo, office_id=await self._office_id())
        if done.is_good:
            return rx.redirect(await self._address(routes.STAFF_PREVIEW, draft=done.value))
        return None
