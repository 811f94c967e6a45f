"""What states of staff's pages share: the principal is the member of staff, ways on stay on their side."""

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.shell.ways_on import WayOn

_WAYS = {
    "sign_in_needed": (routes.STAFF_SIGN_IN, "staff.way.sign_in"),
    "not_allowed": (routes.STAFF, "staff.way.home"),
}
"""Code → where the nearest way on leads, and the words of the link."""


class StaffPageState(PageState, mixin=True):
    """Mixin of the states of staff's pages; their handlers declare STAFF or roles (ui/shell/rights)."""

    async def _principal(self) -> Principal:
        return await (await self.get_state(StaffState))._principal()

    async def _office_code(self) -> str:
        """Return the code of the office at which one works just now, checked by the guard; empty for none."""
        return (await self.get_state(StaffState)).office_code

    def _show_error(self, error: PortalError) -> None:
        """Say an error above the page; the way on never leads to the citizens' side."""
        super()._show_error(error)
        href, label = _WAYS.get(error.code, ("", ""))
        self.way = WayOn(href, in_all(label)) if href else WayOn()
