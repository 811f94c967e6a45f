"""A change of 利用者ID: asked for on one's own page, confirmed or undone behind mail links."""

import reflex as rx

from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.accounts import address_change, objection
from hellowork_portal.services.accounts.views import AddressView, LinkedChangeView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import APPLICANT, public, requires

_LABELS = {"mail_address": "account.address.new", "present": "account.present"}


class AddressState(PageState, rx.State):
    """One's 利用者ID and what is under way; the form itself posts natively (web/accounts)."""

    view: AddressView = AddressView("")
    typed: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    was_refused: bool = False
    said: str = ""
    """What has just been done: `sent_again` or `withdrawn`."""

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load it, and show what the last try lacked."""
        self.said = ""
        await self._show()
        self.field_errors = at_boxes(self._asked, _LABELS)
        self.summary = summary_of(self.field_errors, _LABELS)
        self.error = above(self._asked) or self.error
        self.was_refused = bool(self.field_errors) or bool(self._asked("error"))
        cookie = self.router.headers.raw_headers.get("cookie", "")
        self.typed = cookies.unpacked(cookies.read(cookie, "typed")) if self.was_refused else ""

    async def _show(self) -> None:
        found = await self._read(address_change.address_view)
        if found.is_good:
            self.view = found.value
        self.is_loaded = found.is_good

    @rx.event
    @requires(APPLICANT)
    async def send_again(self):
        """Send the mail to the new address once more."""
        limits = address_change.change_limits(await self._principal(), self.view.pending)
        done = await self._run(address_change.resend_change, limits=limits)
        self.said = "sent_again" if done.is_good else ""

    @rx.event
    @requires(APPLICANT)
    async def withdraw(self):
        """Give the change up."""
        done = await self._run(address_change.withdraw_change)
        if done.is_good:
            await self._show()
        self.said = "withdrawn" if done.is_good else ""


class LinkedState(PageState, rx.State):
    """What a mail's link would do; the button itself posts natively (web/accounts)."""

    view: LinkedChangeView = LinkedChangeView("", "")

    @rx.event
    @public
    async def open_confirm(self):
        """Show the change that waits for its button."""
        return await self._open(address_change.linked_change, links.ADDRESS)

    @rx.event
    @public
    async def open_objection(self):
        """Show the change that can be undone."""
        return await self._open(objection.linked_objection, links.OBJECTION)

    async def _open(self, query, purpose: str):
        signed = cookies.read(self.router.headers.raw_headers.get("cookie", ""), cookies.link_name())
        found = await self._read(query, signed=signed)
        if not found.is_good:
            reason = found.error.reason if isinstance(found.error, LinkProblem) else "expired"
            return rx.redirect(routes.with_query(routes.LINK_PROBLEM, reason=reason, purpose=purpose))
        self.view, self.error, self.is_loaded = found.value, above(self._asked), True
        return None
