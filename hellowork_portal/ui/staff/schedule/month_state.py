"""A month's fill."""

import reflex as rx

from hellowork_portal.services.schedule_drafts import months
from hellowork_portal.services.schedule_drafts.calendar_views import MonthFill
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LONGEST_ASKED, LOOKING, AtOffice


class MonthState(AtOffice, rx.State):
    """The month of the address (`?month=2026-12`, `?offering=`)."""

    view: MonthFill = MonthFill()

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load the month."""
        found = await self._read(
            months.month_of,
            office_id=await self._office_id(),
            month=self._asked("month")[:LONGEST_ASKED],
            offering_id=self._asked_int("offering"),
        )
        self.is_loaded = found.is_good
        if found.is_good:
            self.view = found.value
