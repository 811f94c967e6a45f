"""The list of an office's cases; what is asked stands in the address."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all, of_error
from hellowork_portal.services.reviews.errors import ExportDaysWrong
from hellowork_portal.services.reviews.exporting import MOST_DAYS
from hellowork_portal.services.reviews.inbox import case_list
from hellowork_portal.services.reviews.opening import MOST_AT_ONCE, assign
from hellowork_portal.services.reviews.rules import SHOWN, wanted_cases
from hellowork_portal.services.reviews.views import CasePage
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_ASKED = ("show", "whose", "flagged", "unconfirmed", "day", "q", "page")
_NARROWING = ("whose", "flagged", "unconfirmed", "day", "q")
_LONGEST, TICK = 20, "case-"
TO_MYSELF = "me"


class ApplicationsState(StaffPageState, rx.State):
    """A page of the list, and the boxes above it as the address has them."""

    found: CasePage = CasePage()
    asked: dict[str, str] = {}
    shown: str = ""
    tabs: dict[str, str] = {}
    without_href: str = ""
    """The list shown, without anything that narrows it."""
    next_href: str = ""
    previous_href: str = ""
    done: Words = {}
    load_count: int = 0
    """The ticks are drawn anew under this key."""
    is_narrowed: bool = False
    """Something beside the tab narrows the list."""
    is_exporting: bool = False
    """An export was refused and came back: its form stands open."""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show what the address asks for; an export that was refused came back here."""
        self.done = {}
        await self._load()
        self.is_exporting = bool(self._asked("kind"))
        if self.is_exporting:
            self.error = of_error(ExportDaysWrong(most=MOST_DAYS))

    async def _load(self) -> None:
        code = await self._office_code()
        asked = {name: self._asked(name)[:_LONGEST] for name in _ASKED}
        wanted = wanted_cases(asked)
        found = await self._run(case_list, office_code=code, wanted=wanted)
        self.found, self.is_loaded = found.value or CasePage(), found.is_good
        self.asked, self.shown = asked, wanted.shown
        self.is_narrowed = any(asked[name] for name in _NARROWING)
        self.load_count += 1
        self._link(code, asked)

    def _link(self, code: str, asked: dict[str, str]) -> None:
        page = self.found.page

        def to(**changes: str) -> str:
            return routes.with_query(routes.STAFF_APPLICATIONS, office=code, **asked | changes)

        self.tabs = {one: to(show=one, page="") for one in SHOWN}
        self.without_href = to(**dict.fromkeys(_NARROWING, ""), show=self.shown, page="")
        self.next_href = to(page=str(page + 1)) if self.found.has_more else ""
        self.previous_href = to(page=str(page - 1)) if page > 1 else ""

    @rx.event
    @requires_role(*WORKING)
    async def look(self):
        """Load the list again."""
        self.done = {}
        await self._load()

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Ask by the address."""
        typed = {name: str(form.get(name) or "")[:_LONGEST].strip() for name in _ASKED}
        ticks = {name: "1" if form.get(name) not in (None, False, "") else "" for name in _ASKED[2:4]}
        asked = typed | ticks | {"page": "", "show": self._asked("show")[:_LONGEST]}
        if typed["q"]:
            asked["show"] = ""
        code = await self._office_code()
        return rx.redirect(routes.with_query(routes.STAFF_APPLICATIONS, office=code, **asked))

    @rx.event
    @requires_role(*WORKING)
    async def give(self, form: dict[str, Any]):
        """Give the ticked cases to whoever is chosen."""
        numbers = [name.removeprefix(TICK) for name, on in form.items() if name.startswith(TICK) and on]
        to = str(form.get("to", ""))
        staff_id = await self._own_id() if to == TO_MYSELF else _id_of(to)
        done = await self._run(
            assign,
            office_code=await self._office_code(),
            numbers=[one[:_LONGEST] for one in numbers[:MOST_AT_ONCE]],
            staff_id=staff_id,
        )
        error, way = self.error, self.way
        if done.is_good:
            await self._load()
        self.error, self.way = error, way
        self.done = in_all("staff.applications.given", count=done.value) if done.is_good else {}

    async def _own_id(self) -> int:
        return (await self._principal()).staff_id


def _id_of(text: str) -> int:
    return known_id(int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 0
