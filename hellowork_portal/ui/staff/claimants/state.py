"""The list of an office's claimants, and one record with its account."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.claimants.codes import claimant_code
from hellowork_portal.services.claimants.eligibility import save_eligibility
from hellowork_portal.services.claimants.errors import ClaimantChanged, ClaimantUnknown, DayNotDue, DaySettled
from hellowork_portal.services.claimants.records import (
    claimant_view,
    link_claimant,
    search_claimants,
    unlink_claimant,
)
from hellowork_portal.services.claimants.settling import settle_day, unsettle_day
from hellowork_portal.services.claimants.views import ClaimantPage, ClaimantView
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import Outcome, known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_LONGEST, _MOST_PAGES = 60, 2000
_OVERTAKEN = (ClaimantChanged, DaySettled, DayNotDue)


class ClaimantsState(StaffPageState, rx.State):
    """A page of the list; names stand in the address, a 支給番号 is searched for without."""

    found: ClaimantPage = ClaimantPage()
    words: str = ""
    unlinked: bool = False
    by_number: bool = False
    next_href: str = ""
    previous_href: str = ""
    import_href: str = ""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show what the address asks for."""
        self.words, self.unlinked = self._asked("q")[:_LONGEST], self._asked("unlinked") == "1"
        self.by_number = False
        await self._find(self.words, min(self._asked_int("page") or 1, _MOST_PAGES))

    async def _find(self, words: str, page: int) -> None:
        code = await self._office_code()
        found = await self._run(
            search_claimants, office_code=code, words=words, unlinked=self.unlinked, page=page
        )
        self.found, self.is_loaded = found.value or ClaimantPage(), found.is_good
        asked = {"office": code, "q": self.words, "unlinked": "1" if self.unlinked else ""}
        beside = {
            turn: routes.with_query(routes.STAFF_CLAIMANTS, **asked, page=turn)
            for turn in (page - 1, page + 1)
        }
        self.next_href = beside[page + 1] if self.found.has_more else ""
        self.previous_href = beside[page - 1] if page > 1 else ""
        self.import_href = routes.at_office(routes.STAFF_IMPORT, code)

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Ask by the address; what holds a digit may be a 支給番号 and never stands there."""
        words, unlinked = str(form.get("q", ""))[:_LONGEST].strip(), bool(form.get("unlinked"))
        if any(sign.isdigit() for sign in words):
            self.words, self.unlinked, self.by_number = "", unlinked, True
            await self._find(words, 1)
            return None
        asked = {"office": await self._office_code(), "q": words, "unlinked": "1" if unlinked else ""}
        return rx.redirect(routes.with_query(routes.STAFF_CLAIMANTS, **asked))


class ClaimantState(StaffPageState, rx.State):
    """The record that the address names."""

    view: ClaimantView = ClaimantView()
    is_missing: bool = False
    done: Words = {}
    done_count: int = 0
    code: str = ""
    """A code that was just made; it is shown until the page is left."""
    person_href: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    is_settling: bool = False
    """The boxes that are wrong are those of a day, not those of the record."""
    chosen_day: str = ""
    """The day that the form of days has chosen: the address', else the first that is not settled."""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Load it; others' are answered like wrong ones."""
        self.done, self.code, self.field_errors, self.summary = {}, "", {}, []
        await self._load()

    async def _load(self) -> None:
        found = await self._run(claimant_view, claimant_id=self._asked_int("id"))
        self.is_missing = isinstance(found.error, ClaimantUnknown)
        self.view, self.is_loaded = found.value or ClaimantView(), found.is_good
        office, person = await self._office_code(), self.view.person.applicant_id
        self.person_href = routes.with_query(routes.STAFF_APPLICANT, office=office, id=person)
        open_days = [one.iso for one in self.view.due if not one.settled_how]
        asked = self._asked("day")
        self.chosen_day = asked if asked in open_days else next(iter(open_days), "")

    @rx.event
    @requires_role(*WORKING)
    async def link(self, form: dict[str, Any]):
        """Link the record to the account chosen."""
        chosen = str(form.get("account", ""))
        applicant_id = (
            known_id(int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 12 else 0
        )
        done = await self._run(
            link_claimant,
            claimant_id=self._asked_int("id"),
            applicant_id=applicant_id,
            is_checked=bool(form.get("checked")),
        )
        await self._show(done, "staff.claimant.linked")

    @rx.event
    @requires_role(*WORKING)
    async def unlink(self):
        """Take the link back."""
        done = await self._run(unlink_claimant, claimant_id=self._asked_int("id"))
        await self._show(done, "staff.claimant.unlinked")

    @rx.event
    @requires_role(*WORKING)
    async def make_code(self, form: dict[str, Any]):
        """Make a code for the person at the counter."""
        document = str(form.get("document", ""))
        done = await self._run(claimant_code, claimant_id=self._asked_int("id"), document=document)
        self.code = number_shown(done.value) if done.is_good else ""
        await self._show(done, "staff.claimant.code_made")

    @rx.event
    @requires_role(*WORKING)
    async def keep_eligibility(self, form: dict[str, Any]):
        """Write what was typed about the online right and the benefit; wrong boxes lose nothing."""
        seen = str(form.get("seen", ""))[:_LONGEST]
        done = await self._run(save_eligibility, claimant_id=self._asked_int("id"), seen=seen, form=form)
        told = "staff.claimant.eligibility_kept" if done.value else "staff.claimant.eligibility_same"
        await self._show(done, told)

    @rx.event
    @requires_role(*WORKING)
    async def settle(self, form: dict[str, Any]):
        """Note that a day was settled outside the portal; wrong boxes lose nothing."""
        done = await self._run(settle_day, claimant_id=self._asked_int("id"), form=form)
        await self._show(done, "staff.settled.kept" if done.value else "staff.settled.same")
        self.is_settling = bool(self.summary)

    @rx.event
    @requires_role(*WORKING)
    async def unsettle(self, form: dict[str, Any]):
        """Take back that a day was settled."""
        day, seen = (str(form.get(name, ""))[:_LONGEST] for name in ("day", "seen"))
        done = await self._run(unsettle_day, claimant_id=self._asked_int("id"), day=day, seen=seen)
        await self._show(done, "staff.settled.undone" if done.value else "staff.settled.undone_already")

    async def _show(self, outcome: Outcome, told: str) -> None:
        error, way = self.error, self.way
        fields = outcome.error.fields if isinstance(outcome.error, Invalid) else {}
        self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        self.is_settling = False
        if outcome.is_good or isinstance(outcome.error, _OVERTAKEN):
            await self._load()
        if outcome.is_good:
            self.done, self.done_count = in_all(told), self.done_count + 1
        else:
            self.done, self.error, self.way = {}, error, way
