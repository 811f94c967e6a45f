"""People with an account whom an office may know; one of them, and a code for a lost mailbox."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.claimants.codes import recovery_code
from hellowork_portal.services.claimants.errors import PersonUnknown
from hellowork_portal.services.claimants.people import person_page, search_people
from hellowork_portal.services.claimants.views import PeoplePage, PersonPage
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_LONGEST, _MOST_PAGES = 254, 2000


class ApplicantsState(StaffPageState, rx.State):
    """People found; what was typed is personal and never stands in the address."""

    found: PeoplePage = PeoplePage()
    words: str = ""
    was_asked: bool = False

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Begin with an empty list: nobody browses through people."""
        self.found, self.words, self.was_asked, self.is_loaded = PeoplePage(), "", False, True

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Find people."""
        await self._find(str(form.get("q", ""))[:_LONGEST], 1)

    @rx.event
    @requires_role(*WORKING)
    async def turn(self, words: str, page: int):
        """Show another page of the same search, which comes back with the button."""
        await self._find(str(words)[:_LONGEST], min(known_id(page) or 1, _MOST_PAGES))

    async def _find(self, words: str, page: int) -> None:
        self.words, self.was_asked = words, bool(words.strip())
        code = await self._office_code()
        found = await self._run(search_people, office_code=code, words=words, page=page)
        self.found, self.is_loaded = found.value or PeoplePage(), True


class ApplicantState(StaffPageState, rx.State):
    """The person that the address names."""

    view: PersonPage = PersonPage()
    is_missing: bool = False
    code: str = ""
    """A code that was just made; it is shown until the page is left."""
    done: Words = {}
    done_count: int = 0
    record_href: str = ""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Load them; people whom the office may not know are answered like nobody."""
        self.code, self.done = "", {}
        await self._load()

    async def _load(self) -> None:
        found = await self._run(person_page, applicant_id=self._asked_int("id"))
        self.is_missing = isinstance(found.error, PersonUnknown)
        self.view, self.is_loaded = found.value or PersonPage(), found.is_good
        record = self.view.claimant_id or self.view.may_claim_id
        office = await self._office_code()
        self.record_href = routes.with_query(routes.STAFF_CLAIMANT, office=office, id=record or "")

    @rx.event
    @requires_role(*WORKING)
    async def make_code(self, form: dict[str, Any]):
        """Make a code with which the person starts a new address."""
        document = str(form.get("document", ""))
        done = await self._run(recovery_code, applicant_id=self._asked_int("id"), document=document)
        error, way = self.error, self.way
        self.code, self.done = "", {}
        if done.is_good:
            await self._load()
            self.code, self.done = number_shown(done.value), in_all("staff.claimant.code_made")
            self.done_count += 1
        else:
            self.error, self.way = error, way
