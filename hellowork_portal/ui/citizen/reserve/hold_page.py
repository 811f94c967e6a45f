"""What the steps of a booking share: the hold of the address, its time, giving it up."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.reservations import errors, holds
from hellowork_portal.services.reservations.lookup import hold_view, nearest_times
from hellowork_portal.services.reservations.views import FreeTime, HoldView, PlaceView
from hellowork_portal.ui.shell.page_state import PageState, known_id
from hellowork_portal.ui.shell.rights import APPLICANT, by_itself, requires

NO_PLACE = PlaceView({}, {}, {}, "", "", "")
NO_HOLD = HoldView(
    hold_id=0,
    slot_id=0,
    offering_id=0,
    place=NO_PLACE,
    expires_ms=0,
    now_ms=0,
    extensions_left=0,
    is_live=False,
    is_confirmed=False,
    number="",
    has_agreed=False,
    needs_number=False,
    is_unconfirmed_claim=False,
)


class HoldPage(PageState, mixin=True):
    """Mixin of the steps: everything is found anew from the address and the database."""

    hold: HoldView = NO_HOLD
    near: list[FreeTime] = []
    is_gone: bool = False
    is_lost: bool = False
    gives_up: int = 0
    """The seat won by waiting that the next press would end; the error says so first."""

    def _hold_id(self) -> int:
        return self._asked_int("hold")

    async def _find_hold(self) -> bool:
        """Load the hold of the address; False where there is none of this person."""
        found = await self._read(hold_view, hold_id=self._hold_id())
        self.is_gone = isinstance(found.error, errors.HoldGone)
        self.hold = found.value or NO_HOLD
        if self.is_gone:
            self.error = {}
        self.is_loaded = True
        return found.is_good

    def _step(self, route: str, hold_id: int | None = None):
        return rx.redirect(routes.with_query(route, hold=hold_id or self._hold_id()))

    def _done(self):
        return rx.redirect(routes.with_query(routes.RESERVE_DONE, number=self.hold.number))

    async def _take(self, slot_id: int, gives_up: int):
        """Hold a slot instead and stay on this step; where it is full, say so and offer the nearest.

        Where it would end a seat won by waiting, say so, and do it at the next press.
        """
        limits = holds.hold_limits(await self._principal())
        taken = await self._run(holds.hold_seat, limits=limits, slot_id=slot_id, gives_up=gives_up)
        if taken.is_good:
            self.is_lost, self.near, self.gives_up = False, [], 0
            return self._step(self.router.url.path, taken.value)
        if not self._is_asked(taken.error):
            await self._offer_nearest()
        return None

    def _is_asked(self, error: Any) -> bool:
        """Whether the person is asked about a seat that would be given up."""
        is_asked = isinstance(error, errors.OfferKept)
        self.gives_up = error.hold_id if is_asked else 0
        return is_asked

    async def _offer_nearest(self) -> None:
        sentence = self.error
        found = await self._read(nearest_times, hold_id=self._hold_id())
        self.near, self.is_lost, self.error = found.value or [], True, sentence

    @rx.event
    @requires(APPLICANT)
    async def hold_again(self, gives_up: int):
        """Take the same time again after the hold has ended."""
        if await self._find_hold():
            return await self._take(self.hold.slot_id, known_id(gives_up))
        return None

    @rx.event
    @requires(APPLICANT)
    async def choose_near(self, slot_id: int, gives_up: int):
        """Take one of the nearest free times; what was typed comes along."""
        return await self._take(known_id(slot_id), known_id(gives_up))

    @rx.event
    @requires(APPLICANT)
    async def extend(self):
        """Ten more minutes, twice at most."""
        await self._run(holds.extend_hold, hold_id=self._hold_id())
        told = self.error, self.way
        await self._find_hold()
        if told[0]:
            self.error, self.way = told

    @rx.event
    @requires(APPLICANT)
    async def run_out(self):
        """The countdown has ended: look what the database says."""
        await self._find_hold()

    @rx.event
    @requires(APPLICANT)
    @by_itself
    async def nears_end(self):
        """Ten minutes are left of an offer: from now on extending adds something."""
        await self._find_hold()

    @rx.event
    @requires(APPLICANT)
    async def give_up(self):
        """Give the seat back at once and go back to the calendar, which says so."""
        if not await self._find_hold():
            return None
        released = await self._run(holds.release_hold, hold_id=self._hold_id())
        if not released.is_good:
            return None
        where = {"offering": self.hold.offering_id, "released": self._hold_id()}
        return rx.redirect(routes.with_query(routes.CALENDAR, **where))
