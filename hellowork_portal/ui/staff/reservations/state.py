"""The list of an office's reservations; what is asked stands in the address."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.services.office_reservations.rules import claimant_hash, wanted_of
from hellowork_portal.services.office_reservations.search import offerings_at, search_reservations
from hellowork_portal.services.office_reservations.views import FoundPage, OfferingChoice
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_ASKED = ("q", "claimant", "from", "to", "state", "offering", "order", "page")
_LONGEST = 80


class ReservationsState(StaffPageState, rx.State):
    """A page of the list, and the boxes above it as the address has them."""

    found: FoundPage = FoundPage()
    offerings: list[OfferingChoice] = []
    asked: dict[str, str] = {}
    by_claimant: bool = False
    """A 支給番号 is searched for: it was typed once, and only its fingerprint stands in the address."""
    next_href: str = ""
    previous_href: str = ""
    today_href: str = ""
    past_href: str = ""
    order_href: str = ""
    is_newest_first: bool = False

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Search what the address asks; without any question what lies ahead."""
        code, today = await self._office_code(), clock.day_in_japan(clock.now())
        asked = {name: self._asked(name)[:_LONGEST] for name in _ASKED}
        wanted = wanted_of(asked, today)
        self.offerings = (await self._read(offerings_at, office_code=code)).value or []
        found = await self._run(search_reservations, office_code=code, wanted=wanted)
        self.found, self.is_loaded = found.value or FoundPage(), found.is_good
        if not asked["from"] and wanted.first:
            asked["from"] = wanted.first.isoformat()
        self.asked, self.by_claimant = asked, bool(wanted.claimant)
        self.is_newest_first = wanted.newest_first
        self._link(code, asked, today.isoformat())

    def _link(self, code: str, asked: dict[str, str], today: str) -> None:
        """Make the addresses of the pages beside this one, and of the days asked for most."""
        page = self.found.page

        def to(**changes: str) -> str:
            return routes.with_query(routes.STAFF_RESERVATIONS, office=code, **asked | changes)

        self.next_href = to(page=str(page + 1)) if self.found.has_more else ""
        self.previous_href = to(page=str(page - 1)) if page > 1 else ""
        self.order_href = to(order="oldest" if self.is_newest_first else "newest", page="")
        bare = {"office": code}
        self.today_href = routes.with_query(routes.STAFF_RESERVATIONS, **bare, **{"from": today, "to": today})
        self.past_href = routes.with_query(routes.STAFF_RESERVATIONS, **bare, to=today, order="newest")

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Ask by the address; a 支給番号 leaves only its fingerprint there."""
        typed = {name: str(form.get(name, ""))[:_LONGEST].strip() for name in _ASKED}
        hashed = claimant_hash(typed["q"])
        asked = typed | ({"q": "", "claimant": hashed} if hashed else {"claimant": ""})
        asked |= {"page": "", "order": ""}
        return rx.redirect(
            routes.with_query(routes.STAFF_RESERVATIONS, office=await self._office_code(), **asked)
        )
