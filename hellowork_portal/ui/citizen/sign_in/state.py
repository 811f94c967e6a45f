"""What the sign-in page shows after a refused try."""

from urllib.parse import parse_qs, urlsplit

import reflex as rx

from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.session import SessionState

_ABOUT_A_RESERVATION = (
    routes.LOOKUP, routes.RESERVATION, routes.CHANGE, routes.CHANGE_CONFIRM, routes.CANCEL, routes.INTERVIEW,
)  # fmt: skip
REFUSAL = "refusal"
"""The id of the sentence that says why one was not let in; it takes the focus."""


class SignInState(PageState, rx.State):
    """The form itself posts natively (web/access); errors come back in the address."""

    mail_address: str = ""
    back: str = ""
    refusal: Words = {}
    guest_href: str = ""
    """Where one sees a reservation without signing in, if that is what one came for."""

    @rx.event
    @public
    async def open(self):
        """Show what was wrong and what had been typed; who is signed in goes on."""
        asked = self._asked("next")
        self.back = asked if routes.is_own_path(asked) else ""
        if (await self.get_state(SessionState)).is_signed_in:
            return rx.redirect(self.back or routes.MY_PAGE)
        self.guest_href = self._guest_way()
        self.mail_address = cookies.unpacked(
            cookies.read(self.router.headers.raw_headers.get("cookie", ""), "typed")
        )
        self.refusal = self._refusal(self._asked("error"))
        return rx.set_focus(REFUSAL) if self.refusal else None

    def _guest_way(self) -> str:
        page = urlsplit(self.back)
        if page.path not in _ABOUT_A_RESERVATION:
            return ""
        number = parse_qs(page.query).get("number", [""])[0][:60]
        return routes.with_query(routes.LOOKUP, number=number)

    def _refusal(self, code: str) -> Words:
        if not code:
            return {}
        if code == "wrong_credentials":
            return in_all("access.sign_in.wrong")
        if code == "too_many":
            return in_all("access.sign_in.slowed", minutes=self._asked_int("minutes") or 1)
        return in_all("access.sign_in.fault")
