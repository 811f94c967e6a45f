"""Cases without a doubt, decided together: the list is shown, a sample opened, exactly those decided."""

from typing import Any

import reflex as rx

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.reviews.bulk import approve_list, bulk_list
from hellowork_portal.services.reviews.errors import BulkEmpty, BulkStale
from hellowork_portal.services.reviews.second_person import approve_waiting, waiting_list
from hellowork_portal.services.reviews.views import BulkView
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.staff.applications.state import WORKING

_LONGEST_LIST = 20_000


class BulkState(StaffPageState, rx.State):
    """What may be decided together at the office of the address; what was seen comes back with the button."""

    found: BulkView = BulkView()
    waiting: BulkView = BulkView()
    """What others have decided together, for the second person."""
    done: Words = {}

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show the list."""
        self.done = {}
        await self._load()

    async def _load(self) -> None:
        code = await self._office_code()
        found = await self._run(bulk_list, office_code=code)
        waiting = await self._run(waiting_list, office_code=code) if found.is_good else found
        self.found, self.waiting = found.value or BulkView(), waiting.value or BulkView()
        self.is_loaded = waiting.is_good

    @rx.event
    @requires_role(*WORKING)
    async def approve(self, form: dict[str, Any]):
        """Decide everything on the list that this form was shown with."""
        await self._approve(approve_list, form, "staff.bulk.done")

    @rx.event
    @requires_role(*WORKING)
    async def approve_others(self, form: dict[str, Any]):
        """Approve everything on the list of what others have decided together, as the second person."""
        await self._approve(approve_waiting, form, "staff.bulk.approved")

    async def _approve(self, command: Any, form: dict[str, Any], told: str) -> None:
        seen = str(form.get("seen", ""))[:_LONGEST_LIST]
        done = await self._run(command, office_code=await self._office_code(), fingerprint=seen)
        error, way = self.error, self.way
        if done.is_good or isinstance(done.error, BulkStale | BulkEmpty):
            await self._load()
        self.error, self.way = error, way
        self.done = in_all(told, count=done.value) if done.is_good else {}
