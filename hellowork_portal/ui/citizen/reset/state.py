"""A forgotten password: asking for the mail, and the form behind its link."""

from typing import Any

import reflex as rx

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.words import of_error
from hellowork_portal.services.access import addresses, links, reset
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.registration import mail_limits
from hellowork_portal.ui.shell.forms import words_by_field
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.session import SessionState

_PROBLEMS = ("required", "password_conditions", "password_own_words", "password_hopeless", "passwords_differ")


class ResetState(PageState, rx.State):
    """Both pages; the new password itself is posted natively (web/access)."""

    mail_address: str = ""
    field_errors: dict[str, dict[str, str]] = {}

    @rx.event
    @public
    async def send(self, form: dict[str, Any]):
        """Send the mail; the answer is the same for known and unknown addresses."""
        self.mail_address = str(form.get("mail_address", ""))[:300]
        self.field_errors = {}
        try:
            address = addresses.checked(self.mail_address)
        except Invalid as error:
            self.field_errors = words_by_field(error.fields)
            return None
        limits = mail_limits(await self._principal(), address)
        done = await self._run(reset.request_reset, limits=limits, mail_address=address)
        return rx.redirect(routes.RESET_SENT) if done.is_good else None

    @rx.event
    @public
    async def open_form(self):
        """Check the link's cookie and show what the last try lacked."""
        signed = cookies.read(self.router.headers.raw_headers.get("cookie", ""), cookies.link_name())
        found = await self._read(links.check_link, purpose=links.RESET, signed=signed)
        if not found.is_good:
            reason = found.error.reason if isinstance(found.error, LinkProblem) else "expired"
            return rx.redirect(routes.with_query(routes.LINK_PROBLEM, reason=reason, purpose=links.RESET))
        self.is_loaded = True
        asked = {name: self._asked(name).removeprefix("field.") for name in ("password", "password_again")}
        self.field_errors = {
            name: of_error(FieldError(code)) for name, code in asked.items() if code in _PROBLEMS
        }
        return None

    @rx.event
    @public
    async def open_done(self):
        """Tell of the new password where one has just been set; others are led on."""
        self.is_loaded = False
        if not (await self.get_state(SessionState)).is_signed_in:
            return rx.redirect(routes.SIGN_IN, replace=True)
        if not (await self._read(links.has_just_used, purpose=links.RESET)).value:
            return rx.redirect(routes.MY_PAGE, replace=True)
        self.is_loaded = True
        return None
