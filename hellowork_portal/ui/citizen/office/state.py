"""The page of one office: its code stands in the address."""

import reflex as rx

from hellowork_portal.services.directory.service import OfficeNotFound, office_page
from hellowork_portal.ui.citizen.office.views import OfficeText, text_of
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

_LONGEST_CODE = 16


class OfficeState(PageState, rx.State):
    """One office as everybody may see it."""

    office: OfficeText = OfficeText()
    is_missing: bool = False

    @rx.event
    @public
    async def open(self):
        """Load the office of the address."""
        found = await self._read(office_page, code=self._asked("code")[:_LONGEST_CODE])
        self.is_missing = isinstance(found.error, OfficeNotFound)
        self.office = text_of(found.value) if found.is_good else OfficeText()
        self.is_loaded = True
