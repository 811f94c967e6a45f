"""Cases without a doubt, decided together: the list is shown, a sample opened, exactly those decided."""

from typing import Any

import reflex as rx

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.reviews.bulk import approve_list, bulk_list
from hellowork_portal.services.reviews.errors import BulkEmpty, BulkStale
from hellowork_portal.services.reviews.views import BulkView
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.staff.applications.state import WORKING

_LONGEST_LIST = 20_000


class BulkState(StaffPageState, rx.State):
    """What may be decided together at the office of the address; what was seen comes back with the button."""

    found: BulkView = BulkView()
    done: Words = {}

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show the list."""
        self.done = {}
        await self._load()

    async def _load(self) -> None:
        found = await self._run(bulk_list, office_code=await self._office_code())
        self.found, self.is_loaded = found.value or BulkView(), found.is_good

    @rx.event
    @requires_role(*WORKING)
    async def approve(self, form: dict[str, Any]):
        """Decide everything on the list that this form was shown with."""
        seen = str(form.get("seen", ""))[:_LONGEST_LIST]
        done = await self._run(approve_list, office_code=await self._office_code(), fingerprint=seen)
        error, way = self.error, self.way
        if done.is_good or isinstance(done.error, BulkStale | BulkEmpty):
            await self._load()
        self.error, self.way = error, way
        self.done = in_all("staff.bulk.done", count=done.value) if done.is_good else {}
