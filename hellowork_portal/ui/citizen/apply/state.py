"""The list of applications, and what is told before one is begun."""

from datetime import datetime
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.markdown import Block, blocks
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.services.applicants.service import own_office
from hellowork_portal.services.applications import starting
from hellowork_portal.services.applications.cases import Standing
from hellowork_portal.services.applications.errors import ApplicationUnknown
from hellowork_portal.services.applications.own import own_view
from hellowork_portal.services.applications.views import OwnView, StartView
from hellowork_portal.services.procedures.search import SearchPage, applications_once, search
from hellowork_portal.ui.citizen.apply import views
from hellowork_portal.ui.citizen.apply.views import ApplyCard
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import APPLICANT, public, requires

NO_OWN, NO_START = OwnView(), StartView()


class ApplyState(PageState, rx.State):
    """「電子申請」: one's own applications, and the procedures one can apply for.

    Only one's own office takes an application (product.md decision 4), so offices are listed where
    somebody looks for one, and each procedure once where nobody does.
    """

    own: OwnView = NO_OWN
    is_signed: bool = False
    has_record: bool = False
    """Whether an office has a record of the person: then there is nothing to be looked for."""
    query: str = ""
    cards: list[ApplyCard] = []
    total: int = 0
    is_discarded: bool = False
    """Whether the page comes right after a draft was given up."""
    previous_page: str = ""
    next_page: str = ""

    @rx.event
    @public
    async def open(self):
        """Show what the address looks for; one's own only to who is signed in."""
        principal = await self._principal()
        self.is_signed = principal.id is not None
        told = await self._read(own_view) if self.is_signed else None
        self.own = told.value if told and told.is_good else NO_OWN
        self.is_discarded = self.is_signed and bool(self._asked("discarded"))
        self.has_record = self.own.standing not in ("", Standing.UNKNOWN)
        is_other = self.is_loaded and self.query != views.query_of(self._asked("q"))
        self.query = views.query_of(self._asked("q"))
        found = await self._read(_found, wish=self.query, page=self._asked_int("page") or 1)
        if found.is_good:
            self._show(found.value)
        self.is_loaded = True
        return rx.set_value("q", self.query) if is_other else None

    def _show(self, found: SearchPage) -> None:
        self.cards, self.total = views.cards_of(found.results), found.total
        self.previous_page = views.address(self.query, found.page - 1) if found.page > 1 else ""
        self.next_page = views.address(self.query, found.page + 1) if found.page < found.pages else ""

    @rx.event
    @public
    async def search(self, form: dict[str, Any]):
        """「検索」: the words go into the address, so that back, reload and sharing work."""
        query = views.query_of(str((form if isinstance(form, dict) else {}).get("q") or ""))
        return rx.redirect(views.address(query) + f"#{views.RESULTS}")


def _found(session: Any, *, wish: str, page: int, principal: Principal, now: datetime) -> SearchPage:
    """Look for applications, the own office of somebody signed in first; without a wish each stands once."""
    own_office_id = None if principal.id is None else own_office(session, principal=principal)
    if wish:
        return search(
            session, query=wish, own_office_id=own_office_id, page=page, for_applications=True, now=now
        )
    once = applications_once(session, own_office_id=own_office_id)
    return SearchPage(once, len(once), page=1, pages=1, hint="")


class StartState(PageState, rx.State):
    """「申請の前に」: when it can be filed and by whom, the terms, and what only the person can say."""

    start: StartView = NO_START
    terms: list[Block] = []
    is_missing: bool = False
    must_agree: bool = False
    day_error: Words = {}
    previous_error: Words = {}
    number_error: Words = {}

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show it; what was begun already is gone on with."""
        self.must_agree = False
        self.day_error = self.previous_error = self.number_error = {}
        found = await self._read(starting.start_view, **self._place())
        self.is_missing = isinstance(found.error, ApplicationUnknown)
        self.start = found.value or NO_START
        self.is_loaded = True
        if self.start.application_id:
            return self._to_form(self.start.application_id)
        if self.start.number:
            return rx.redirect(routes.application(self.start.number), replace=True)
        language = (await self._principal()).language
        self.terms = blocks(self.start.terms.get(language) or self.start.terms.get("ja", ""))
        return None

    def _place(self) -> dict[str, Any]:
        return {"code": self._asked("procedure")[:64], "office_code": self._asked("office")[:20]}

    def _to_form(self, application_id: int):
        return rx.redirect(routes.with_query(routes.APPLY_FORM, application=application_id))

    @rx.event
    @requires(APPLICANT)
    async def agree(self, form: dict[str, Any]):
        """Begin the application; only with the tick, and one for each 認定日."""
        self.day_error = self.previous_error = self.number_error = {}
        self.must_agree = not form.get("agree")
        if self.must_agree:
            return rx.set_focus("agree")
        claim = starting.Claim(
            *(str(form.get(name) or "")[:40] for name in ("day", "previous", "claimant_number"))
        )
        limits = starting.start_limits(await self._principal())
        begun = await self._run(starting.begin, limits=limits, claim=claim, **self._place())
        if begun.is_good:
            return self._to_form(begun.value)
        return self._show_wrong(begun.error) if isinstance(begun.error, Invalid) else None

    def _show_wrong(self, error: Invalid):
        wrong = {name: of_error(one) for name, one in error.fields.items()}
        self.day_error, self.previous_error = wrong.get("day", {}), wrong.get("previous", {})
        self.number_error = wrong.get("claimant_number", {})
        first = next(iter(wrong), "")
        return rx.set_focus(first) if first != "day" else None
