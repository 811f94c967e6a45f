"""Cancelling a day: the list is shown, and exactly those on it are cancelled."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.office_reservations.day import cancel_day, day_list
from hellowork_portal.services.office_reservations.errors import DayListEmpty, DayListStale
from hellowork_portal.services.office_reservations.rules import LONGEST_REASON, day_of
from hellowork_portal.services.office_reservations.search import offerings_at
from hellowork_portal.services.office_reservations.views import DayList, OfferingChoice
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

_LONGEST_LIST = 20_000


class CancelDayState(StaffPageState, rx.State):
    """The day and offering of the address; what was seen comes back with the button."""

    found: DayList = DayList()
    offerings: list[OfferingChoice] = []
    asked_day: str = ""
    asked_offering: str = ""
    was_asked: bool = False
    done: Words = {}
    why: str = ""
    text: str = ""

    @rx.event
    @requires_role(Role.OFFICE_MANAGER)
    async def open(self):
        """Show who is booked on the day that the address names."""
        self.done, self.why, self.text = {}, "", ""
        self.asked_day, self.asked_offering = self._asked("day")[:10], str(self._asked_int("offering") or "")
        self.was_asked = bool(self._asked("day"))
        self.offerings = (await self._read(offerings_at, office_code=await self._office_code())).value or []
        self.found = DayList()
        if self.was_asked:
            await self._load()
        self.is_loaded = True

    async def _load(self) -> None:
        found = await self._run(day_list, **await self._place())
        self.found = found.value or DayList()

    async def _place(self) -> dict[str, Any]:
        return {
            "office_code": await self._office_code(),
            "day": day_of(self._asked("day")),
            "offering_id": self._asked_int("offering"),
        }

    @rx.event
    @requires_role(Role.OFFICE_MANAGER)
    async def show(self, form: dict[str, Any]):
        """Ask for a day by the address."""
        asked = {
            "day": str(form.get("day", ""))[:10] or "none",
            "offering": str(form.get("offering", ""))[:12],
        }
        code = await self._office_code()
        return rx.redirect(routes.with_query(routes.STAFF_CANCEL_DAY, office=code, **asked))

    @rx.event
    @requires_role(Role.OFFICE_MANAGER)
    async def cancel(self, form: dict[str, Any]):
        """Cancel everybody on the list that this form was shown with."""
        self.why = str(form.get("why", ""))
        self.text = str(form.get("text", ""))[: LONGEST_REASON + 1]
        seen = str(form.get("seen", ""))[:_LONGEST_LIST]
        done = await self._run(
            cancel_day, fingerprint=seen, why=self.why, text=self.text, **await self._place()
        )
        error, way = self.error, self.way
        if done.is_good or isinstance(done.error, DayListStale | DayListEmpty):
            await self._load()
        self.error, self.way = error, way
        self.done = in_all("staff.cancel_day.done", count=done.value) if done.is_good else {}
