"""「予約の取消し」: what will be lost, and the cancelling itself. Opening the page changes nothing."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.changes import change_limits
from hellowork_portal.services.reservations.lookup import reservation_detail
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.services.reservations.views import ReservationDetail
from hellowork_portal.ui.citizen.lookup.states import NO_DETAIL
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import GUEST, requires


class CancelState(PageState, rx.State):
    """The reservation of the address; one that is cancelled already shows that."""

    detail: ReservationDetail = NO_DETAIL
    is_missing: bool = False
    is_busy: bool = False

    @rx.event
    @requires(GUEST)
    async def open(self):
        """Show what would be lost."""
        self.is_busy = False
        return await self._load()

    @rx.event
    @requires(GUEST)
    async def cancel(self, form: dict[str, Any]):
        """「この予約を取り消す」: once, whatever is clicked how often; only what is on the screen."""
        number, reason = self._asked("number")[:60], str(form.get("reason", ""))[:40]
        if self.is_busy or number_typed(number) != form.get("number"):
            return
        self.is_busy = True
        yield
        limits = change_limits(await self._principal())
        done = await self._run(cancel_reservation, limits=limits, number=number, reason=reason)
        if done.is_good:
            yield rx.redirect(routes.with_query(routes.CANCELLED, number=number))
            return
        told = self.error, self.way
        await self._load()
        (self.error, self.way), self.is_busy = told, False

    async def _load(self):
        number = self._asked("number")[:60]
        found = await self._read(reservation_detail, number=number)
        self.is_missing = isinstance(found.error, errors.ReservationNotFound)
        self.detail = found.value or NO_DETAIL
        if self.detail.state == "cancelled":
            return rx.redirect(routes.with_query(routes.CANCELLED, number=number), replace=True)
        self.is_loaded = True
        return None
