"""What leaves an office's house: what is stuck, and the letters of some days."""

from datetime import timedelta
from typing import Any

import reflex as rx

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
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
_A_WEEK, _MOST_PAGES = timedelta(days=7), 2000


class DeliveriesState(StaffPageState, rx.State):
    """Both lists; days and page stand in the address."""

    waiting: list[DeliveryLine] = []
    sent: DeliveryPage = DeliveryPage()
    first: str = ""
    last: str = ""
    only_refused: bool = False
    next_href: str = ""
    previous_href: str = ""
    done: Words = {}

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Show what is stuck, and the letters of the days asked for, else of the last week."""
        self.done = {}
        await self._load()

    async def _load(self) -> None:
        code, today = await self._office_code(), clock.day_in_japan(clock.now())
        last = day_of(self._asked("to")) or today
        first = day_of(self._asked("from")) or last - _A_WEEK
        self.first, self.last, self.only_refused = (
            first.isoformat(),
            last.isoformat(),
            self._asked("refused") == "1",
        )
        page = min(self._asked_int("page") or 1, _MOST_PAGES)
        waiting = await self._run(waiting_at, office_code=code)
        if not waiting.is_good:
            self.waiting, self.sent = [], DeliveryPage()
            return
        span: dict[str, Any] = {"first": first, "last": last, "refused": self.only_refused, "page": page}
        found = await self._run(letters_sent, office_code=code, **span)
        self.waiting, self.sent, self.is_loaded = waiting.value, found.value or DeliveryPage(), True
        self._link(code, page)

    def _link(self, code: str, page: int) -> None:
        asked = {
            "office": code,
            "from": self.first,
            "to": self.last,
            "refused": "1" if self.only_refused else "",
        }
        beside = {
            turn: routes.with_query(routes.STAFF_DELIVERIES, **asked, page=turn)
            for turn in (page - 1, page + 1)
        }
        self.next_href = beside[page + 1] if self.sent.has_more else ""
        self.previous_href = beside[page - 1] if page > 1 else ""

    @rx.event
    @requires_role(*WORKING)
    async def search(self, form: dict[str, Any]):
        """Ask by the address."""
        asked = {name: str(form.get(name, ""))[:10] for name in ("from", "to")}
        asked |= {"office": await self._office_code(), "refused": "1" if form.get("refused") else ""}
        return rx.redirect(routes.with_query(routes.STAFF_DELIVERIES, **asked))

    @rx.event
    @requires_role(*WORKING)
    async def retry(self, job_id: int):
        """Try it again."""
        await self._show(await self._run(retry_delivery, job_id=known_id(job_id)), "staff.deliveries.retried")

    @rx.event
    @requires_role(*WORKING)
    async def stop(self, job_id: int):
        """Give it up."""
        await self._show(await self._run(stop_delivery, job_id=known_id(job_id)), "staff.deliveries.stopped")

    async def _show(self, outcome: Outcome, told: str) -> None:
        error, way = self.error, self.way
        await self._load()
        self.done = in_all(told) if outcome.is_good else {}
        if not outcome.is_good:
            self.error, self.way = error, way
