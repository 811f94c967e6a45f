"""What leaves an office's house: what is stuck, what was sent, and what is to be."""

from datetime import date, timedelta
from typing import Any

import reflex as rx

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.deliveries.queued import due_at, planned_at
from hellowork_portal.services.deliveries.service import (
    letters_sent,
    retry_delivery,
    stop_delivery,
    waiting_at,
)
from hellowork_portal.services.deliveries.views import DeliveryLine, DeliveryPage
from hellowork_portal.services.office_reservations.rules import day_of
from hellowork_portal.ui.shell.page_state import Outcome, known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
LISTS = ("sent", "refused", "waiting", "planned")
_A_WEEK, _AHEAD, _MOST_PAGES = timedelta(days=7), timedelta(days=28), 2000


class DeliveriesState(StaffPageState, rx.State):
    """What is stuck, and one of LISTS; which, its days and its page stand in the address."""

    waiting: list[DeliveryLine] = []
    found: DeliveryPage = DeliveryPage()
    shown: str = LISTS[0]
    tabs: dict[str, str] = {}
    first: str = ""
    last: str = ""
    next_href: str = ""
    previous_href: str = ""
    done: Words = {}

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show what is stuck, and the list asked for."""
        self.done = {}
        await self._load()

    async def _load(self) -> None:
        code = await self._office_code()
        self.shown = self._asked("show") if self._asked("show") in LISTS else LISTS[0]
        first, last = self._days()
        self.first, self.last = first.isoformat(), last.isoformat()
        stuck = await self._run(waiting_at, office_code=code)
        if not stuck.is_good:
            self.waiting, self.found = [], DeliveryPage()
            return
        page = min(self._asked_int("page") or 1, _MOST_PAGES)
        listed = await self._listed(page=page, first=first, last=last, office_code=code)
        self.waiting, self.found, self.is_loaded = stuck.value, listed.value or DeliveryPage(), True
        self._link(code, page)

    def _days(self) -> tuple[date, date]:
        """Return the days asked for, else the last week; of what is planned, the weeks to come."""
        today, is_planned = clock.day_in_japan(clock.now()), self.shown == "planned"
        asked, until = day_of(self._asked("from")), day_of(self._asked("to"))
        if is_planned:
            first = asked or today
            return first, until or first + _AHEAD
        last = until or today
        return asked or last - _A_WEEK, last

    async def _listed(self, **asked: Any) -> Outcome:
        if self.shown == "waiting":
            return await self._run(due_at, office_code=asked["office_code"], page=asked["page"])
        if self.shown == "planned":
            return await self._run(planned_at, **asked)
        return await self._run(letters_sent, refused=self.shown == "refused", **asked)

    def _link(self, code: str, page: int) -> None:
        def to(**asked: Any) -> str:
            return routes.with_query(routes.STAFF_DELIVERIES, office=code, **asked)

        days = {} if self.shown == "waiting" else {"from": self.first, "to": self.last}
        self.tabs = {one: to(show=one) for one in LISTS}
        self.next_href = to(show=self.shown, **days, page=page + 1) if self.found.has_more else ""
        self.previous_href = to(show=self.shown, **days, page=page - 1) if page > 1 else ""

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Ask by the address."""
        asked = {name: str(form.get(name, ""))[:10] for name in ("from", "to")}
        asked |= {"office": await self._office_code(), "show": self.shown}
        return rx.redirect(routes.with_query(routes.STAFF_DELIVERIES, **asked))

    @rx.event
    @requires_role(*WORKING)
    async def retry(self, job_id: int):
        """Try it again."""
        return await self._show(
            await self._run(retry_delivery, job_id=known_id(job_id)), "staff.deliveries.retried"
        )

    @rx.event
    @requires_role(*WORKING)
    async def stop(self, job_id: int):
        """Give it up."""
        return await self._show(
            await self._run(stop_delivery, job_id=known_id(job_id)), "staff.deliveries.stopped"
        )

    async def _show(self, outcome: Outcome, told: str) -> Any:
        """Say what was done; the button pressed may be gone, so the focus goes to where it is said."""
        error, way = self.error, self.way
        await self._load()
        self.done = in_all(told) if outcome.is_good else {}
        if outcome.is_good:
            return rx.set_focus("page-title")
        self.error, self.way = error, way
        return None
