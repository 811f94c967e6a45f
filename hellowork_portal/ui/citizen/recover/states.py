"""A lost mailbox: the code from the counter, and the mail's button."""

import reflex as rx

from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.accounts import recovery
from hellowork_portal.services.accounts.views import LinkedChangeView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import public

_LABELS = {
    "code": "account.recover.code",
    "mail_address": "account.recover.mail",
    "password": "account.recover.password",
    "password_again": "account.recover.again",
}


class RecoverState(PageState, rx.State):
    """Both pages; the forms themselves post natively (web/accounts)."""

    code: str = ""
    mail_address: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    view: LinkedChangeView = LinkedChangeView("", "")

    def _cookie(self, name: str) -> str:
        return cookies.read(self.router.headers.raw_headers.get("cookie", ""), name)

    @rx.event
    @public
    async def open(self):
        """Show what the last try lacked, and what was typed; never a password."""
        self.field_errors, self.error = at_boxes(self._asked, _LABELS), above(self._asked)
        self.summary = summary_of(self.field_errors, _LABELS)
        was_refused = bool(self.field_errors) or bool(self.error)
        typed = cookies.unpacked(self._cookie("typed")) if was_refused else ""
        self.code, _, self.mail_address = typed.partition("\n")
        self.is_loaded = True

    @rx.event
    @public
    async def open_confirm(self):
        """Show the change that waits for its button."""
        found = await self._read(recovery.linked_recovery, signed=self._cookie(cookies.link_name()))
        if not found.is_good:
            reason = found.error.reason if isinstance(found.error, LinkProblem) else "expired"
            return rx.redirect(routes.with_query(routes.LINK_PROBLEM, reason=reason, purpose=links.RECOVERY))
        self.view, self.error, self.is_loaded = found.value, above(self._asked), True
        return None
