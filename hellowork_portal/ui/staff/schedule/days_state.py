"""Days other than usual: what is typed here is shown with all it does before it is so."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedule_drafts import days
from hellowork_portal.services.schedule_drafts.calendar_views import DaysView
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LONGEST_ASKED, LOOKING, MANAGING, AtOffice


class DaysState(AtOffice, rx.State):
    """The day of the address (`?day=`) and the form of what is to be changed (`?what=`)."""

    view: DaysView = DaysView()
    what: str = "close"
    office_asked: str = ""
    """The office's code, for a form that the browser sends by itself."""

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load the day and what is to come."""
        self._forget_words()
        asked = self._asked("what")
        self.what = asked if asked in days.KINDS else days.KINDS[0]
        day = self._asked("day")[:LONGEST_ASKED]
        self.office_asked = await self._office_code()
        found = await self._read(days.days_view, office_id=await self._office_id(), day=day)
        self.is_loaded = found.is_good
        if found.is_good:
            self.view = found.value

    @rx.event
    @requires_role(*LOOKING)
    async def look(self, form: dict[str, Any]):
        """Go to another day."""
        day = str(form.get("day", ""))[:LONGEST_ASKED]
        return rx.redirect(await self._address(routes.STAFF_DAYS, day=day))

    @rx.event
    @requires_role(*MANAGING)
    async def show(self, form: dict[str, Any]):
        """Go on to what the change of the form would do."""
        asked = self._asked("what")
        kind = asked if asked in days.KINDS else days.KINDS[0]
        done = await self._run(days.begin_day_change, office_id=await self._office_id(), kind=kind, form=form)
        return await self._shown(done)

    @rx.event
    @requires_role(*MANAGING)
    async def take_back(self, iso: str, index: int):
        """Go on to what it would mean that a day is as usual again."""
        number = index if isinstance(index, int) else -1
        done = await self._run(
            days.begin_taking_back,
            office_id=await self._office_id(),
            iso=str(iso)[:LONGEST_ASKED],
            index=number,
        )
        return await self._shown(done)

    async def _shown(self, done: Any) -> Any:
        if self._say_errors(done.error):
            return None
        return rx.redirect(await self._address(routes.STAFF_PREVIEW, draft=done.value))
