"""Security, notices, data and closing: what the pages around one's account show."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.accounts.closing import closing_view
from hellowork_portal.services.accounts.history import disown, sign_ins
from hellowork_portal.services.accounts.views import ClosingView, SignInLine
from hellowork_portal.services.applicants.preferences import change_preferences, preferences
from hellowork_portal.services.applicants.service import browsers
from hellowork_portal.services.applicants.views import BrowserView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.page_state import PageState, known_id
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import APPLICANT, requires

_DISOWNED = "disowned"
FOLLOW = "follow"
"""The choice of a language for mails that is none: as the pages are read."""

_LABELS = {
    "present": "account.present",
    "password": "account.recover.password",
    "password_again": "account.recover.again",
}


class SecurityState(PageState, rx.State):
    """Where one is signed in, who has tried, and 「自分ではない」."""

    browsers: list[BrowserView] = []
    lines: list[SignInLine] = []
    has_failures: bool = False
    was_changed: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load both lists."""
        self.was_changed = bool(self._asked("changed"))
        found = await self._read(sign_ins)
        if found.is_good:
            self.lines = found.value
            self.has_failures = any(line.outcome != "good" for line in self.lines)
            self.browsers = (await self._read(browsers)).value or []
        self.is_loaded = found.is_good

    @rx.event
    @requires(APPLICANT)
    async def disown(self, sign_in_id: int):
        """End that session and all others, then lead to a new password."""
        done = await self._run(disown, sign_in_id=known_id(sign_in_id))
        return rx.redirect(routes.with_query(routes.MY_RESET, why=_DISOWNED)) if done.is_good else None


class PasswordState(PageState, rx.State):
    """A new password; the form itself posts natively (web/accounts)."""

    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    was_disowned: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show what the last try lacked."""
        self.was_disowned = self._asked("why") == _DISOWNED
        self.field_errors = at_boxes(self._asked, _LABELS)
        self.summary = summary_of(self.field_errors, _LABELS)
        self.error = above(self._asked)
        self.is_loaded = True


class NoticesState(PageState, rx.State):
    """The language of mails, and reminders."""

    language: str = FOLLOW
    wants_reminders: bool = True
    is_saved: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load what was chosen."""
        self.is_saved = False
        await self._show()

    async def _show(self) -> None:
        found = await self._read(preferences)
        if found.is_good:
            self.language = found.value.language or FOLLOW
            self.wants_reminders = found.value.wants_reminders
        self.is_loaded = found.is_good

    @rx.event
    @requires(APPLICANT)
    async def save(self, form: dict[str, Any]):
        """Keep the choice."""
        language, wants = str(form.get("language", "")), bool(form.get("wants_reminders"))
        done = await self._run(change_preferences, language=language, wants_reminders=wants)
        if done.is_good:
            await self._show()
        self.is_saved = done.is_good


class DataState(PageState, rx.State):
    """One's own data; the file itself comes from an HTTP route (web/own_data)."""

    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show what the last try lacked."""
        self.field_errors = at_boxes(self._asked, ("present",))
        self.summary = summary_of(self.field_errors, _LABELS)
        self.error = above(self._asked)
        self.is_loaded = True


class ClosingState(PageState, rx.State):
    """What closing the account means, and what stands in its way."""

    view: ClosingView = ClosingView([], has_begun=False, open_until={})
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load what lies ahead; the form itself posts natively (web/accounts)."""
        found = await self._read(closing_view)
        if found.is_good:
            self.view = found.value
            self.field_errors = at_boxes(self._asked, ("present",))
            self.summary = summary_of(self.field_errors, _LABELS)
            self.error = above(self._asked)
        self.is_loaded = found.is_good
