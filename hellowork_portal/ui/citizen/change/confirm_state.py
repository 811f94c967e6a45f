"""「変更内容の確認」: from when to when, and the change itself."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.reservations.changes import (
    change_limits,
    change_reservation,
    change_view,
    new_time,
)
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.services.reservations.views import ChangeView
from hellowork_portal.ui.citizen.change.views import NO_CHANGE
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import GUEST, requires


class ChangeConfirmState(PageState, rx.State):
    """The reservation of the address, its new time, and which revision the person has seen."""

    view: ChangeView = NO_CHANGE
    new: Words = {}
    is_missing: bool = False
    is_refused: bool = False
    """Whether the change was tried and did not come about."""
    is_busy: bool = False
    back: str = routes.CHANGE

    @rx.event
    @requires(GUEST)
    async def open(self):
        """Show from when to when; what is done already shows its completion."""
        self.is_busy, self.is_refused = False, False
        return await self._load()

    @rx.event
    @requires(GUEST)
    async def change(self, shown: str):
        """「この日時に変更する」: once, however often it is pressed; `shown` is the number on the screen."""
        number, slot_id = self._asked("number")[:60], self._asked_int("slot")
        if self.is_busy or number_typed(number) != shown:
            return
        self.is_busy = True
        yield
        limits = change_limits(await self._principal())
        wanted = {"number": number, "slot_id": slot_id, "revision": self._asked_int("revision")}
        changed = await self._run(change_reservation, limits=limits, **wanted)
        if changed.is_good:
            yield rx.redirect(routes.with_query(routes.CHANGE_DONE, number=number))
            return
        told = self.error, self.way
        await self._load()
        (self.error, self.way), self.is_refused, self.is_busy = told, True, False

    async def _load(self):
        number, slot_id = self._asked("number")[:60], self._asked_int("slot")
        found = await self._read(change_view, number=number)
        self.is_missing = isinstance(found.error, errors.ReservationNotFound)
        self.view = found.value or NO_CHANGE
        asked = {"day": self._asked("day")[:10], "slot": slot_id or ""}
        self.back = routes.with_query(routes.CHANGE, number=number, **asked)
        if found.is_good and slot_id == self.view.slot_id:
            return rx.redirect(routes.with_query(routes.CHANGE_DONE, number=number), replace=True)
        if found.is_good:
            self.new = (await self._read(new_time, number=number, slot_id=slot_id)).value or {}
        self.is_loaded = True
        return None
