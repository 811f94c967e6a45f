"""One's own safety: sign-ins, recovery codes, password, authenticator."""

from typing import Any

import reflex as rx

from hellowork_portal.kit.words import Words, in_all, of_error
from hellowork_portal.services.staff.own import (
    new_authenticator,
    own_code_limits,
    own_security,
    renew_recovery_codes,
)
from hellowork_portal.services.staff.views import NewAuthenticator, OwnSecurity
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import STAFF, requires
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

_DONE = ("password", "authenticator")

_LABELS = {
    "present": "staff.password.present",
    "password": "staff.password.new",
    "password_again": "staff.password.again",
    "code": "staff.code.label",
}


class StaffSecurityState(StaffPageState, rx.State):
    """Where one is signed in, who has tried, and recovery codes made anew (shown until one leaves)."""

    view: OwnSecurity = OwnSecurity("", 0)
    codes: list[str] = []
    code_error: Words = {}
    done: Words = {}

    @rx.event
    @requires(STAFF)
    async def open(self):
        """Load all of it."""
        asked = self._asked("done")
        (await self.get_state(StaffOwnFormState)).view = NewAuthenticator("", 0, "", "")
        self.codes, self.code_error = [], {}
        self.done = in_all(f"staff.security.done_{asked}") if asked in _DONE else {}
        await self._load()

    async def _load(self) -> None:
        found = await self._read(own_security)
        if found.is_good:
            self.view = found.value
        self.is_loaded = found.is_good

    @rx.event
    @requires(STAFF)
    async def renew(self, form: dict[str, Any]):
        """Make new recovery codes, after a code of the authenticator."""
        code, limits = str(form.get("code", ""))[:30], own_code_limits(await self._principal())
        done = await self._run(renew_recovery_codes, limits=limits, code=code)
        self.codes = done.value or []
        is_wrong = done.error is not None and done.error.code == "staff_code_wrong"
        self.code_error = of_error(done.error) if is_wrong and done.error else {}
        if is_wrong:
            self.error = {}
        if done.is_good:
            await self._load()


class StaffOwnFormState(StaffPageState, rx.State):
    """A new password or another authenticator; the forms post natively (web/staff_forms)."""

    view: NewAuthenticator = NewAuthenticator("", 0, "", "")
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires(STAFF)
    async def open_password(self):
        """Show what the last try lacked."""
        self._read_refusal("present", "password", "password_again")
        self.is_loaded = True

    @rx.event
    @requires(STAFF)
    async def open_authenticator(self):
        """Show what to set the other authenticator up with; it stays the same after a slip."""
        found = await self._run(new_authenticator)
        if found.is_good:
            self.view = found.value
            self._read_refusal("present", "code")
        self.is_loaded = found.is_good

    def _read_refusal(self, *boxes: str) -> None:
        self.field_errors = at_boxes(self._asked, boxes)
        self.summary, self.error = summary_of(self.field_errors, _LABELS), above(self._asked)
