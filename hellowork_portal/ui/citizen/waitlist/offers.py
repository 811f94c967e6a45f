"""Seats that are kept for somebody, as the pages of one's own tell them."""

import reflex as rx

from hellowork_portal.services.waitlist.own import own_waiting
from hellowork_portal.services.waitlist.views import WaitingRow
from hellowork_portal.ui.shell.page_state import PageState


class HasOffers(PageState, rx.State, mixin=True):
    """Mixin of pages of one's own: the seats that the waitlist keeps for the person."""

    offers: list[WaitingRow] = []

    async def _find_offers(self) -> None:
        found = (await self._read(own_waiting)).value
        self.offers = [row for row in found.active if row.offer.hold_id] if found else []
