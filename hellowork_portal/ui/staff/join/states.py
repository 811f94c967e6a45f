"""Behind an invitation: where one is, and what the last form lacked (the forms post natively)."""

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.staff.joining import AUTHENTICATOR, CODES, NAME, joining
from hellowork_portal.services.staff.views import JoiningView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState

_LABELS = {
    "name": "staff.join.name",
    "password": "access.form.password",
    "password_again": "access.form.password_again",
    "code": "staff.code.label",
}
_PAGES = {
    NAME: routes.STAFF_JOIN,
    AUTHENTICATOR: routes.STAFF_JOIN_AUTHENTICATOR,
    CODES: routes.STAFF_JOIN_CODES,
}
_REASONS = ("expired", "used", "altered", "foreign")


class JoiningState(StaffPageState, rx.State):
    """The three pages behind an invitation; each leads to the one that comes next for this link."""

    view: JoiningView = JoiningView("", "")
    name: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @public
    async def open(self):
        """Show how far the link of this browser's cookie has come."""
        header = self.router.headers.raw_headers.get("cookie", "")
        signed, language = (
            cookies.read(header, cookies.staff_link_name()),
            (await self.get_state(Language)).lang,
        )
        try:
            self.view = await runtime.read(joining, signed=signed, language=language)
        except LinkProblem as problem:
            if not signed and (await self.get_state(StaffState)).is_signed_in:
                return rx.redirect(routes.STAFF)  # back from the first page inside
            return rx.redirect(routes.with_query(routes.STAFF_LINK_PROBLEM, reason=problem.reason))
        if self._belongs_elsewhere():
            return rx.redirect(_PAGES[self.view.stage])
        self.field_errors = at_boxes(self._asked, _LABELS)
        self.summary, self.error = summary_of(self.field_errors, _LABELS), above(self._asked)
        self.name = cookies.unpacked(cookies.read(header, "staff_typed")) or self.view.name
        self.is_loaded = True
        return None

    def _belongs_elsewhere(self) -> bool:
        """Whether this page is ahead of the link, or behind what cannot be undone."""
        here = self.router.url.path.rstrip("/")
        if self.view.stage == AUTHENTICATOR and here == routes.STAFF_JOIN:
            return False  # coming back to mend name or password
        return here != _PAGES[self.view.stage]


class StaffLinkState(StaffPageState, rx.State):
    """Why an invitation does not lead on."""

    reason: str = ""

    @rx.event
    @public
    async def open(self):
        """Take the reason from the address; one that nobody knows is shown as expired."""
        asked = self._asked("reason")
        self.reason = asked if asked in _REASONS else "expired"
