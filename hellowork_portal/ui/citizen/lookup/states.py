"""「予約内容照会」: search, detail, and the completion page of a booking."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.markdown import Block, blocks
from hellowork_portal.kit.words import Words
from hellowork_portal.services.applications.own import declaration_of_interview
from hellowork_portal.services.applications.views import DeclarationLink
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.reservations.lookup import lookup, reservation_detail
from hellowork_portal.services.reservations.rules import CERTIFICATION, has_shape
from hellowork_portal.services.reservations.views import ReservationDetail, ReservationRow
from hellowork_portal.ui.citizen.reserve.hold_page import NO_PLACE
from hellowork_portal.ui.citizen.waitlist.earlier import WaitsEarlier
from hellowork_portal.ui.citizen.waitlist.offers import HasOffers
from hellowork_portal.ui.shell.refusals import above, at_boxes
from hellowork_portal.ui.shell.rights import APPLICANT, GUEST, public, requires
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.shell.ways_on import WayOn

NO_LINK = DeclarationLink()
NO_DETAIL = ReservationDetail(
    number="",
    number_shown="",
    place=NO_PLACE,
    state="",
    is_future=False,
    is_unconfirmed_claim=False,
    meeting_state="none",
    join_url="",
    passcode="",
    bring={},
    notes={},
    purpose="",
    slot_id=0,
    offering_id=0,
    revision=0,
    change_until={},
    cancel_until={},
    can_change=False,
    can_cancel=False,
    is_same_day_only=False,
    history=[],
)


class LookupState(HasOffers, rx.State):
    """The list; what was asked stands in the address, so that back and reload work."""

    typed: str = ""
    rows: list[ReservationRow] = []
    was_asked: bool = False
    may_be_others: bool = False
    """Whether a number was asked for that is not one's own, but may be another account's."""
    is_stranger: bool = False
    """Whether nobody is signed in: then the two ways to a reservation are shown."""
    ended: str = ""
    """Why a lookup without sign-in is over: `late`, or `left` by the person's own button."""
    number_error: Words = {}
    sign_in_href: str = routes.SIGN_IN

    @rx.event
    @public
    async def open(self):
        """Search what the address asks, nothing until 「検索」 was pressed; show strangers both ways."""
        self.is_stranger = not (await self.get_state(SessionState)).is_signed_in
        if self.is_stranger:
            self._show_ways()
        else:
            await self._search()
            self.error = above(self._asked) or self.error
        self.is_loaded = True

    def _show_ways(self) -> None:
        """Keep the number of the address, and say what went wrong with the one that was sent."""
        self.typed, self.rows, self.was_asked = self._asked("number")[:60], [], False
        self.ended = {"1": "late", "2": "left"}.get(self._asked("ended"), "")
        self.number_error = at_boxes(self._asked, ("code_number",)).get("code_number", {})
        self.error, self.way = above(self._asked), WayOn()
        asked = {"number": self.typed} if self.typed else {"all": "1"}
        self.sign_in_href = routes.sign_in_and_return(routes.with_query(routes.LOOKUP, **asked))

    async def _search(self) -> None:
        self.was_asked = "number" in self.router.url.query_parameters or bool(self._asked("all"))
        self.typed, self.rows = self._asked("number")[:60], []
        if self.was_asked:
            limits = [("lookup_per_person", str((await self._principal()).applicant_id))]
            found = await self._read(lookup, limits=limits, typed=self.typed)
            self.rows = found.value or []
        self.may_be_others = self.was_asked and not self.rows and has_shape(self.typed)
        await self._find_offers()

    @rx.event
    @requires(APPLICANT)
    async def search(self, form: dict[str, Any]):
        """「検索」: a number, or blank for all of one's own."""
        typed = str(form.get("number", "")).strip()[:60]
        asked = {"number": typed} if typed else {"all": "1"}
        return rx.redirect(routes.with_query(routes.LOOKUP, **asked))


class DetailState(WaitsEarlier, rx.State):
    """One reservation with its 「会議情報」; also what the completion pages show."""

    detail: ReservationDetail = NO_DETAIL
    bring: list[Block] = []
    notes: list[Block] = []
    is_missing: bool = False
    declaration: DeclarationLink = NO_LINK
    """The declaration of that 認定日; never told to a guest of the reservation."""

    @rx.event
    @requires(GUEST)
    async def open(self):
        """Load one's own reservation; another person's number is answered like a wrong one.

        One that a code has opened and that is another account's leads to where it can be claimed.
        """
        limits = [("lookup_per_person", (await self._principal()).counted_as)]
        found = await self._read(reservation_detail, limits=limits, number=self._asked("number")[:60])
        self.is_missing = isinstance(found.error, errors.ReservationNotFound)
        number = self._asked("number")[:60]
        if self.is_missing and (await self.get_state(SessionState))._has_pass_for(number):
            return rx.redirect(routes.with_query(routes.CLAIM, number=number), replace=True)
        self.detail = found.value or NO_DETAIL
        language = (await self._principal()).language
        self.bring = blocks(self.detail.bring.get(language, ""))
        self.notes = blocks(self.detail.notes.get(language, ""))
        self.wait_error, self.wait_done, self.declaration = {}, "", NO_LINK
        if self.detail.purpose == CERTIFICATION:
            told = await self._read(declaration_of_interview, number=self.detail.number)
            self.declaration = told.value or NO_LINK
        if self.detail.can_change and (await self.get_state(SessionState)).is_signed_in:
            await self._find_earlier()
        self.is_loaded = True
        return None

    @rx.event
    @requires(GUEST)
    async def open_done(self):
        """Load what has just been completed; without it, or once it is cancelled, nothing is celebrated."""
        led = await self.open()
        is_over = self.detail.state == "cancelled" and self.router.url.path.rstrip("/") != routes.CANCELLED
        if led is None and (self.is_missing or is_over):
            return rx.redirect(routes.reservation(self._asked("number")[:60]), replace=True)
        return led

    @rx.event
    @requires(APPLICANT)
    async def open_own(self):
        """Load a reservation that has just come to one's account."""
        return await self.open()

    def _number(self) -> str:
        return self.detail.number
