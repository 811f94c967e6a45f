"""Pages that tell what a form of one's account has done: only in the browser that sent it."""

import reflex as rx

from hellowork_portal.kit import cookies, routes
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.session import SessionState


class AccountDoneState(PageState, rx.State):
    """After recovery, a change of address, an objection, closing; says nothing about anybody."""

    @rx.event
    @public
    async def open(self):
        """Tell it where it has just been done; lead everybody else on."""
        page = self.router.url.path.rstrip("/")
        cookie = self.router.headers.raw_headers.get("cookie", "")
        self.is_loaded = cookies.read(cookie, cookies.DONE) == page
        if self.is_loaded:
            return None
        if (await self.get_state(SessionState)).is_signed_in:
            return rx.redirect(routes.MY_PAGE, replace=True)
        return rx.redirect(routes.HOME if page == routes.CLOSED else routes.SIGN_IN, replace=True)
