"""「手続き一覧」: the address says what is looked for, the state shows what was found."""

from datetime import datetime
from typing import Any

import reflex as rx

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import Words
from hellowork_portal.services.applicants.service import own_office
from hellowork_portal.services.offices.service import office_of, offices_in, prefecture_names
from hellowork_portal.services.procedures.search import SearchPage, search
from hellowork_portal.ui.citizen.search import views
from hellowork_portal.ui.citizen.search.views import KindText, OfficeChoice, PageLink, ResultCard, Wish
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

_NAMES = ("q", "purpose", "prefecture", "mode", "office", "page")


class SearchState(PageState, rx.State):
    """One page of results and what the form shows."""

    query: str = ""
    purpose: str = ""
    prefecture: str = ""
    mode: str = ""
    cards: list[ResultCard] = []
    kinds: dict[str, KindText] = {}
    total: int = 0
    first: int = 0
    last: int = 0
    page: int = 1
    pages: int = 1
    page_links: list[PageLink] = []
    previous_page: str = ""
    next_page: str = ""
    hint: str = ""
    hint_href: str = ""
    has_conditions: bool = False
    without_conditions: str = ""
    offices: list[OfficeChoice] = []
    chosen_office: Words = {}
    all_offices: str = ""
    is_own_first: bool = False

    @rx.event
    @public
    async def open(self):
        """Look for what the address states."""
        wish = views.wish_of({name: self._asked(name) for name in _NAMES}, prefecture_names())
        is_other_query = self.is_loaded and self.query != wish.query
        found = await self._read(_found, wish=wish)
        if found.is_good:
            self._show(wish, found.value)
            await self._show_offices(wish)
        self.is_loaded = True
        return rx.set_value("q", wish.query) if is_other_query else None

    @rx.event
    @public
    async def submit(self, form: dict[str, Any]):
        """「検索」: the wish goes into the address, so that back, reload and sharing work."""
        given = form if isinstance(form, dict) else {}
        typed = {name: str(given.get(name) or "") for name in ("q", "purpose", "prefecture", "mode")}
        return rx.redirect(views.wish_of(typed, prefecture_names()).address() + f"#{views.RESULTS}")

    def _show(self, wish: Wish, found: SearchPage) -> None:
        self.query, self.purpose, self.prefecture, self.mode = (
            wish.query,
            wish.purpose,
            wish.prefecture,
            wish.mode,
        )
        self.cards, self.kinds = views.cards_of(found), views.kinds_of(found)
        self.is_own_first = any(card.is_own for card in self.cards)
        self.total, self.page, self.pages = found.total, found.page, found.pages
        self.first, self.last = views.span_of(found)
        self.hint, self.hint_href = found.hint, wish.address(query=found.hint) if found.hint else ""
        self.has_conditions = wish.has_conditions
        self.without_conditions = Wish(query=wish.query).address()
        self._show_paging(wish, found)

    def _show_paging(self, wish: Wish, found: SearchPage) -> None:
        self.page_links = views.pages_of(wish, found.page, found.pages)
        self.previous_page = views.page_address(wish, found.page - 1) if found.page > 1 else ""
        self.next_page = views.page_address(wish, found.page + 1) if found.page < found.pages else ""

    async def _show_offices(self, wish: Wish) -> None:
        """Offer the offices of the prefecture picked; name the one that was chosen."""
        listed = await self._read(offices_in, prefecture_code=wish.prefecture) if wish.prefecture else None
        chosen = await self._read(office_of, office_id=wish.office_id) if wish.office_id else None
        self.offices = views.offices_of(listed.value or [], wish) if listed else []
        self.chosen_office = chosen.value.words if chosen and chosen.value else {}
        self.all_offices = wish.address(office_id=0)


def _found(session: Any, *, wish: Wish, principal: Principal, now: datetime) -> SearchPage:
    """Search for a wish, the own office of somebody signed in first (in charge of them, or booked last).

    The words of the wish cannot travel as `query`, which runtime.read means otherwise.
    """
    own_office_id = None if principal.id is None else own_office(session, principal=principal)
    return search(
        session,
        query=wish.query,
        filters=wish.filters,
        own_office_id=own_office_id,
        page=wish.page,
        now=now,
    )
