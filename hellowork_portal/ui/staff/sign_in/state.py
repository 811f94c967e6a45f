"""What the staff's sign-in pages show; the forms post natively (web/staff_door)."""

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.staff.second_step import waiting_member
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState

_TYPED = "staff_typed"
RECOVERY = "recovery"
REFUSAL = "refusal"
"""The id of the sentence that says why one was not let in; it takes the focus."""
_SENTENCES = {
    "wrong_credentials": "staff.sign_in.wrong",
    "staff_code_wrong": "error.staff_code_wrong",
    "too_late": "staff.sign_in.too_late",
}


class StaffSignInState(StaffPageState, rx.State):
    """Both steps: what was wrong, what had been typed, where it leads back to."""

    mail_address: str = ""
    back: str = ""
    refusal: Words = {}
    has_lost_device: bool = False

    @rx.event
    @public
    async def open(self):
        """Show the first step; who is signed in goes on."""
        self._read_address()
        if (await self.get_state(StaffState)).is_signed_in:
            return rx.redirect(self.back or routes.STAFF)
        self.mail_address = cookies.unpacked(self._cookie(_TYPED))
        return self._focus_on_refusal()

    @rx.event
    @public
    async def open_code(self):
        """Show the second step to whoever has passed the first in the last ten minutes."""
        self._read_address()
        self.has_lost_device = self._asked("way") == RECOVERY
        waiting = self._cookie(cookies.staff_waiting_name())
        if not waiting or await runtime.read(waiting_member, token=waiting) is None:
            return rx.redirect(routes.with_query(routes.STAFF_SIGN_IN, error="too_late", next=self.back))
        self.is_loaded = True
        return self._focus_on_refusal()

    def _focus_on_refusal(self) -> EventSpec | None:
        """Give the focus to what was wrong; without that the page's title has it."""
        return rx.set_focus(REFUSAL) if self.refusal else None

    def _read_address(self) -> None:
        asked = self._asked("next")
        is_ours = routes.is_own_path(asked) and routes.is_staff_side(asked.partition("?")[0])
        self.back, self.refusal = (asked if is_ours else ""), self._refusal(self._asked("error"))

    def _cookie(self, name: str) -> str:
        return cookies.read(self.router.headers.raw_headers.get("cookie", ""), name)

    def _refusal(self, code: str) -> Words:
        if code == "too_many":
            return in_all("error.too_many", minutes=self._asked_int("minutes") or 1)
        return in_all(_SENTENCES.get(code, "error.unexpected")) if code else {}
