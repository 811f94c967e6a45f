"""A lookup without sign-in: the code that is waited for, and a reservation that may be claimed."""

import reflex as rx

from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.guests.asking import code_view
from hellowork_portal.services.guests.claiming import claim_limits, claim_reservation, claim_view
from hellowork_portal.services.guests.errors import GuestOver
from hellowork_portal.services.guests.views import ClaimView, CodeView
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.ui.citizen.reserve.hold_page import NO_PLACE
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.refusals import above, at_boxes, summary_of
from hellowork_portal.ui.shell.rights import APPLICANT, public, requires
from hellowork_portal.ui.shell.session import SessionState

_NO_CODE = CodeView(number_shown="", until={}, tries_left=0, is_live=False)
_NO_CLAIM = ClaimView(number="", number_shown="", place=NO_PLACE, state="", is_own=False)

_LABELS = {"code": "guest.code.box"}


class GuestCodeState(PageState, rx.State):
    """What this browser waits for; the forms themselves post natively (web/guests)."""

    view: CodeView = _NO_CODE
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @public
    async def open(self):
        """Show the number as it was understood, and what the last try lacked."""
        token = cookies.read(self.router.headers.raw_headers.get("cookie", ""), cookies.guest_name())
        found = await self._read(code_view, token=token)
        if isinstance(found.error, GuestOver):
            session = await self.get_state(SessionState)
            number = session.guest_number if session.is_guest else ""
            there = routes.with_query(routes.RESERVATION, number=number) if number else routes.LOOKUP
            return rx.redirect(there, replace=True)
        self.view = found.value or _NO_CODE
        if found.is_good:
            self.field_errors, self.error = at_boxes(self._asked, _LABELS), above(self._asked)
            self.summary = summary_of(self.field_errors, _LABELS) if self.view.is_live else []
        self.is_loaded = True
        return None


class ClaimState(PageState, rx.State):
    """The reservation that a code has opened beside the session of another account."""

    view: ClaimView = _NO_CLAIM
    is_missing: bool = False
    is_busy: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show what would be moved; whose it is already is led to it."""
        self.is_busy = False
        return await self._load()

    @rx.event
    @requires(APPLICANT)
    async def claim(self, shown: str):
        """「この予約を自分の利用者IDに移す」: once, however often it is pressed."""
        number = self._asked("number")[:60]
        if self.is_busy or number_typed(number) != shown:
            return
        self.is_busy = True
        yield
        limits = claim_limits(await self._principal())
        done = await self._run(claim_reservation, limits=limits, number=number)
        if done.is_good:
            yield rx.redirect(routes.with_query(routes.CLAIMED, number=number))
            return
        told = self.error, self.way
        await self._load()
        (self.error, self.way), self.is_busy = told, False

    async def _load(self):
        number = self._asked("number")[:60]
        found = await self._read(claim_view, number=number)
        self.is_missing = isinstance(found.error, errors.ReservationNotFound)
        self.view = found.value or _NO_CLAIM
        if self.view.is_own:
            return rx.redirect(routes.with_query(routes.RESERVATION, number=number), replace=True)
        self.is_loaded = True
        return None
