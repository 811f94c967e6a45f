"""A change before it is so: what it does, to whom; decisions lie in the database."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.words import Words
from hellowork_portal.services.schedule_changes.errors import StrandedUndecided
from hellowork_portal.services.schedule_changes.plan import Fingerprint
from hellowork_portal.services.schedule_changes.stale import PreviewStale
from hellowork_portal.services.schedule_drafts import applying, history
from hellowork_portal.services.schedule_drafts.views import PlanView
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LONGEST_ASKED, MANAGING, AtOffice

_BACK = {
    "set_week": routes.STAFF_SCHEDULE,
    "copy_week": routes.STAFF_SCHEDULE,
    "set_duty": routes.STAFF_STAFFING,
    "set_release": routes.STAFF_STAFFING,
}
_OF_DAYS = (
    "add_exception", "remove_exception", "close_days", "reopen_days", "open_holidays", "keep_holidays",
)  # fmt: skip


class PreviewState(AtOffice, rx.State):
    """The change of the address (`?draft=`); `_seen` is what the plan on the screen rests on."""

    view: PlanView = PlanView()
    difference: list[Words] = []
    back: str = ""
    is_done: bool = False
    first: int = 0
    wide: int = 0
    _seen: Fingerprint | None = None

    @rx.event
    @requires_role(*MANAGING)
    async def open(self):
        """Show what the change would do now."""
        self._forget_words()
        self.difference, self.is_done, self.first, self.wide = [], False, 0, 0
        await self._load(is_opened=True)

    async def _load(self, *, is_opened: bool = False) -> None:
        """Show the plan as it is now; what was said of an error before stays.

        Names that were not on the screen before are recorded, and all of them where it is opened.
        """
        kept = (self.error, self.way)
        place = await self._place()
        is_same = not is_opened and self.view.draft_id == place["draft_id"]
        known = [one.reservation_id for one in self.view.stranded if is_same and not self.is_done]
        found = await self._run(applying.open_change, **place, first=self.first, wide=self.wide, known=known)
        self.is_loaded = found.is_good
        if found.is_good:
            self.view, self._seen = found.value.view, found.value.seen
            self.back = await self._way_back()
            self.error, self.way = kept

    async def _way_back(self) -> str:
        """Return the screen on which the change was drawn, at the offering that it changes."""
        if self.view.kind in _OF_DAYS:
            return await self._address(routes.STAFF_DAYS)
        route = _BACK.get(self.view.kind, routes.STAFF_CHANGES)
        its = {"offering": self.view.offering_id} if self.view.offering_id else {}
        return await self._address(route, **its)

    async def _place(self) -> dict[str, Any]:
        return {"office_id": await self._office_id(), "draft_id": self._asked_int("draft")}

    @rx.event
    @requires_role(*MANAGING)
    async def decide(self, reservation_id: int, value: str):
        """Keep what becomes of a reservation: `cancel`, `keep`, `move|<time>`, or ask for `more` times."""
        number = known_id(reservation_id)
        if value == "more":
            self.wide = number
        else:
            what, _, to = str(value)[:LONGEST_ASKED].partition("|")
            await self._run(applying.decide, **await self._place(), reservation_id=number, what=what, to=to)
        await self._load()

    @rx.event
    @requires_role(*MANAGING)
    async def decide_all(self, what: str):
        """Decide alike on all that have no decision yet."""
        done = await self._run(applying.decide_all, **await self._place(), what=str(what))
        if not done.is_good:
            return None
        await self._load()
        return rx.set_focus("undecided")

    @rx.event
    @requires_role(*MANAGING)
    async def turn(self, first: int):
        """Show another page of the reservations."""
        self.first = known_id(first)
        await self._load()
        return rx.set_focus("stranded")

    @rx.event
    @requires_role(*MANAGING)
    async def apply(self, form: dict[str, Any]):
        """Carry the change out as it was shown."""
        if self.is_done:
            return None
        self._forget_words()
        place = await self._place()
        await self._run(applying.keep_reason, **place, form=form)
        if self._seen is None:
            await self._load()
            return rx.set_focus("page-title")
        done = await self._run(applying.apply_draft, **place, seen=self._seen, form=form)
        if done.is_good:
            self.view, self.is_done, self.difference = done.value, True, []
            return rx.set_focus("page-title")
        self._say_errors(done.error)
        if isinstance(done.error, PreviewStale):
            await self._tell(done.error)
        await self._load()
        return _to_what_is_said(done.error)

    async def _tell(self, stale: PreviewStale) -> None:
        """Say what has changed since; the plan below is the one of now, with the decisions made."""
        kept = (self.error, self.way)
        office_id = await self._office_id()
        told = await self._read(applying.difference_words, office_id=office_id, difference=stale.difference)
        self.difference = told.value or []
        self.error, self.way = kept

    @rx.event
    @requires_role(*MANAGING)
    async def drop(self):
        """Throw the change away."""
        back = self.back or await self._address(routes.STAFF_SCHEDULE)
        done = await self._run(applying.drop_change, **await self._place())
        return rx.redirect(back) if done.is_good else None

    @rx.event
    @requires_role(*MANAGING)
    async def undo(self):
        """Show what taking the last change back would do."""
        done = await self._run(history.begin_undo, office_id=await self._office_id())
        if done.is_good:
            return rx.redirect(await self._address(routes.STAFF_PREVIEW, draft=done.value))
        return None


def _to_what_is_said(error: PortalError | None) -> Any:
    """Return what leads the focus to why nothing was applied; wrong boxes are told by their own summary.

    The sentence stands far above the button, on a phone out of sight.
    """
    if isinstance(error, Invalid):
        return None
    places = {PreviewStale: "stale", StrandedUndecided: "undecided"}
    return rx.set_focus(places.get(type(error), "page-title"))
