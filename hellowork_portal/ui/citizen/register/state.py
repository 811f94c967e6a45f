"""Registering: handlers of the ways from the terms to the check page."""

from dataclasses import replace
from typing import Any

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.particulars import particulars_form
from hellowork_portal.forms.schema import gather, validate
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.forms.views import ErrorLine as FormErrorLine
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.i18n import say_marked
from hellowork_portal.services.access import addresses, links, registration
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.links import LinkView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public
from hellowork_portal.ui.shell.session import SessionState


class TermsState(PageState, rx.State):
    """Agreement to the terms of registration."""

    must_agree: bool = False

    @rx.event
    @public
    async def agree(self, form: dict[str, Any]):
        """Go on only with the tick; the version agreed to travels in the address."""
        self.must_agree = not form.get("agree")
        if self.must_agree:
            return rx.set_focus("agree")
        return rx.redirect(
            routes.with_query(
                routes.REGISTER_MAIL, terms=registration.TERMS_VERSION, next=self._asked("next")
            )
        )


class MailState(PageState, rx.State):
    """The address that gets the link."""

    mail_address: str = ""
    field_errors: dict[str, dict[str, str]] = {}
    summary: list[ErrorLine] = []
    is_sent_again: bool = False

    @rx.event
    @public
    async def open(self):
        """Nobody types an address before the present terms were agreed to."""
        self.field_errors, self.summary = {}, []
        if self._asked("terms") != registration.TERMS_VERSION:
            return rx.redirect(routes.with_query(routes.REGISTER, next=self._asked("next")))
        return None

    @rx.event
    @public
    async def send(self, form: dict[str, Any]):
        """Send the mail; the answer is the same for known and unknown addresses."""
        self.mail_address = str(form.get("mail_address", ""))[:300]
        if not await self._ask_for_mail():
            return None
        self.is_sent_again = False
        return rx.redirect(
            routes.with_query(
                routes.REGISTER_SENT, terms=registration.TERMS_VERSION, next=self._asked("next")
            )
        )

    @rx.event
    @public
    async def send_again(self):
        """Send once more; without the address (state lost, another device) ask for it."""
        if not self.mail_address:
            return rx.redirect(
                routes.with_query(
                    routes.REGISTER_MAIL, terms=registration.TERMS_VERSION, next=self._asked("next")
                )
            )
        self.is_sent_again = await self._ask_for_mail()
        return None

    async def _ask_for_mail(self) -> bool:
        self.field_errors, self.summary = {}, []
        back = self._asked("next")
        try:
            address = addresses.checked(self.mail_address)
        except Invalid as error:
            self._show(error)
            return False
        done = await self._run(
            registration.request_registration,
            limits=registration.mail_limits(await self._principal(), address),
            mail_address=address,
            return_to=back if routes.is_own_path(back) else "",
        )
        if done.is_good:
            self.mail_address = done.value
        return done.is_good

    def _show(self, error: Invalid) -> None:
        self.field_errors, self.summary = words_by_field(error.fields), error_lines(error.fields)


class FormState(PageState, rx.State):
    """「利用者ID入力」 and its check page; what was typed lives sealed behind the link."""

    mail_address: str = ""
    form: FormView = FormView([], [], [])
    checked: list[ConfirmSection] = []
    has_password: bool = False
    password_errors: dict[str, dict[str, str]] = {}
    is_saved: bool = False

    def _signed(self) -> str:
        return cookies.read(self.router.headers.raw_headers.get("cookie", ""), cookies.link_name())

    async def _link(self) -> LinkView | None:
        found = await self._read(links.check_link, purpose=links.REGISTER, signed=self._signed())
        return found.value

    async def _to_problem(self, problem: PortalError | None = None):
        """Lead to why the link does not lead on; who went back after registering, to the completion."""
        if not self._signed() and (await self.get_state(SessionState)).is_signed_in:
            return rx.redirect(routes.REGISTER_DONE, replace=True)
        reason = problem.reason if isinstance(problem, LinkProblem) else "expired"
        return rx.redirect(routes.with_query(routes.LINK_PROBLEM, reason=reason, purpose=links.REGISTER))

    @rx.event
    @public
    async def open(self):
        """Show what was typed so far; a link that does not lead on has its own page."""
        found = await self._read(links.check_link, purpose=links.REGISTER, signed=self._signed())
        if not found.is_good:
            return await self._to_problem(found.error)
        await self._show(found.value, {})
        return None

    async def _show(
        self, link: LinkView, fields: dict[str, Any], passwords: dict[str, PortalError] | None = None
    ) -> None:
        language = (await self._principal()).language
        today = clock.day_in_japan(clock.now())
        self.mail_address = link.mail_address
        self.has_password = "password_hash" in link.typed
        view = form_view(particulars_form(), _answers(link.typed), fields, language, today)
        self.form = replace(view, errors=[*_password_lines(passwords or {}, language), *view.errors])
        self.is_loaded = True

    @rx.event
    @public
    async def keep(self, name: str, value: str):
        """Keep a box when it is left, so that reload and another device go on from here."""
        link = await self._link()
        if link is None:
            return
        typed = dict(link.typed.get("boxes", {})) | {str(name)[:60]: str(value)[:10_000]}
        await self._run(registration.keep_registration_draft, signed=self._signed(), boxes=typed)
        self.is_saved = True

    @rx.event
    @public
    async def check(self, form: dict[str, Any]):
        """「確認へ進む」: take everything, or say at each field what is wrong."""
        found = await self._read(links.check_link, purpose=links.REGISTER, signed=self._signed())
        if not found.is_good:
            return await self._to_problem(found.error)
        typed = gather(particulars_form(), form)
        today = clock.day_in_japan(clock.now())
        wrong = validate(particulars_form(), typed, today).errors
        has_one = "password_hash" in found.value.typed
        named = {
            **typed,
            "password": form.get("password", ""),
            "password_again": form.get("password_again", ""),
        }
        wrong_password = registration.password_errors(named, found.value.mail_address, has_one=has_one)
        self.password_errors = words_by_field(wrong_password)
        await self._run(registration.keep_registration_draft, signed=self._signed(), boxes=_boxes(form))
        if wrong or wrong_password:
            link = await self._link()
            if link is not None:
                await self._show(link, dict(wrong), wrong_password)
            return None
        return await self._take(typed, str(form.get("password", "")))

    async def _take(self, typed: dict[str, Any], password: str):
        hashed = await runtime.off_loop(runtime.port("passwords").hash, password) if password else None
        taken = await self._run(
            registration.check_registration, signed=self._signed(), typed=typed, password_hash=hashed
        )
        return rx.redirect(routes.REGISTER_CONFIRM) if taken.is_good else None

    @rx.event
    @public
    async def open_check(self):
        """Show the check page; who has not filled the form in goes back to it."""
        found = await self._read(links.check_link, purpose=links.REGISTER, signed=self._signed())
        if not found.is_good:
            return await self._to_problem(found.error)
        link: LinkView = found.value
        if "password_hash" not in link.typed or "person" not in link.typed:
            return rx.redirect(routes.REGISTER_FORM)
        language = (await self._principal()).language
        answers = validate(particulars_form(), link.typed["person"], clock.day_in_japan(clock.now())).answers
        self.mail_address = link.mail_address
        self.checked = confirm_view(particulars_form(), answers, language)
        self.is_loaded = True
        return None


def _password_lines(wrong: dict[str, PortalError], language: str) -> list[FormErrorLine]:
    """Return the lines of the summary for the two password boxes, which are no part of the form."""
    return [
        FormErrorLine(
            field_id=box,
            input_name=box,
            label=say_marked(language, f"access.form.{box}"),
            words=say_marked(language, f"error.{error.code}"),
        )
        for box, error in wrong.items()
    ]


def _boxes(form: dict[str, Any]) -> dict[str, str]:
    """Return every box but the passwords, as text."""
    return {
        str(name)[:60]: str(value)[:10_000]
        for name, value in list(form.items())[:100]
        if not str(name).startswith("password")
    }


def _answers(typed: Any) -> dict[str, Any]:
    """Return raw answers by field from the boxes that were kept."""
    boxes = typed.get("boxes", {})
    return gather(particulars_form(), boxes) if boxes else {}
