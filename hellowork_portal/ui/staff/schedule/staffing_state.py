"""Staff on duty, and when days open: prepared here, shown before it is so."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.services.schedule_drafts import staffing
from hellowork_portal.services.schedule_drafts.calendar_views import StaffingView
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LOOKING, MANAGING, AtOffice


class StaffingState(AtOffice, rx.State):
    """Duty and windows of the office."""

    view: StaffingView = StaffingView()

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load both."""
        self._forget_words()
        await self._load()

    async def _load(self) -> None:
        found = await self._read(staffing.staffing_of, office_id=await self._office_id())
        self.is_loaded = found.is_good
        if found.is_good:
            self.view = found.value

    @rx.event
    @requires_role(*MANAGING)
    async def put(self, form: dict[str, Any]):
        """Put people on duty, on each weekday ticked."""
        done = await self._run(staffing.put_duty, office_id=await self._office_id(), form=form)
        return None if self._say_errors(done.error) else await self._drawn("staff.staffing.put")

    @rx.event
    @requires_role(*MANAGING)
    async def remove(self, key: str):
        """Take a stretch out."""
        done = await self._run(staffing.remove_duty, office_id=await self._office_id(), key=str(key))
        return None if self._say_errors(done.error) else await self._drawn("staff.staffing.removed")

    @rx.event
    @requires_role(*MANAGING)
    async def drop(self):
        """Throw away what was prepared."""
        done = await self._run(staffing.drop_duty, office_id=await self._office_id())
        return None if self._say_errors(done.error) else await self._drawn("staff.week.dropped")

    async def _drawn(self, told: str) -> Any:
        self.done = in_all(told)
        self.form_count += 1
        await self._load()
        return rx.set_focus("duty-title")

    @rx.event
    @requires_role(*MANAGING)
    async def show(self, form: dict[str, Any]):
        """Go on to what the prepared duty changes."""
        done = await self._run(staffing.finish_duty, office_id=await self._office_id(), form=form)
        return await self._shown(done)

    @rx.event
    @requires_role(*MANAGING)
    async def release(self, form: dict[str, Any]):
        """Go on to what another window changes."""
        number = str(form.get("offering", ""))
        offering_id = (
            known_id(int(number)) if number.isascii() and number.isdigit() and len(number) < 12 else 0
        )
        done = await self._run(
            staffing.begin_release, office_id=await self._office_id(), offering_id=offering_id, form=form
        )
        return await self._shown(done)

    async def _shown(self, done: Any) -> Any:
        if self._say_errors(done.error):
            return None
        return rx.redirect(await self._address(routes.STAFF_PREVIEW, draft=done.value))
