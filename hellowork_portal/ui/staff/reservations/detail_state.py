"""One reservation at its office, and what is done to it."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.deliveries.service import retry_delivery, stop_delivery
from hellowork_portal.services.office_reservations import commands
from hellowork_portal.services.office_reservations.detail import office_reservation, times_on
from hellowork_portal.services.office_reservations.errors import ReservationUnknown
from hellowork_portal.services.office_reservations.rules import LONGEST_REASON, day_of
from hellowork_portal.services.office_reservations.views import FreeTimeChoice, OfficeReservation
from hellowork_portal.ui.shell.page_state import Outcome, known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.staff.reservations.state import WORKING

_LONGEST_NUMBER = 60


class OfficeReservationState(StaffPageState, rx.State):
    """The reservation that the address names; every button acts on that number alone."""

    view: OfficeReservation = OfficeReservation()
    times: list[FreeTimeChoice] = []
    asked_day: str = ""
    """The day whose free times are shown; empty for the nearest ones."""
    is_missing: bool = False
    done: Words = {}
    done_count: int = 0
    """A success folds the forms again: they are drawn anew under this key."""
    person_href: str = ""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Load it; others' numbers are answered like wrong ones."""
        self.done, self.asked_day = {}, ""
        await self._load()

    async def _load(self) -> None:
        found = await self._run(office_reservation, number=self._number())
        self.is_missing = isinstance(found.error, ReservationUnknown)
        self.view = found.value or OfficeReservation()
        self.times, self.is_loaded = self.view.nearest, found.is_good
        office, person = await self._office_code(), self.view.person.applicant_id
        self.person_href = routes.with_query(routes.STAFF_APPLICANT, office=office, id=person)

    def _number(self) -> str:
        return self._asked("number")[:_LONGEST_NUMBER]

    @rx.event
    @requires_role(*WORKING)
    async def choose_day(self, day: str):
        """Show the free times of another day, or the nearest ones again."""
        chosen = day_of(str(day))
        self.asked_day = chosen.isoformat() if chosen else ""
        if chosen is None:
            self.times = self.view.nearest
            return
        found = await self._read(times_on, number=self._number(), day=chosen)
        self.times = found.value or []

    @rx.event
    @requires_role(*WORKING)
    async def move(self, form: dict[str, Any]):
        """Move it to the time chosen."""
        slot = str(form.get("slot", ""))
        slot_id = known_id(int(slot)) if slot.isascii() and slot.isdigit() and len(slot) < 12 else 0
        done = await self._run(
            commands.move_reservation,
            number=self._number(),
            slot_id=slot_id,
            revision=self.view.revision,
            **_why(form),
        )
        await self._show(done, "staff.reservation.moved", "staff.reservation.there_already")

    @rx.event
    @requires_role(*WORKING)
    async def cancel(self, form: dict[str, Any]):
        """Cancel it."""
        done = await self._run(
            commands.cancel_at_office, number=self._number(), revision=self.view.revision, **_why(form)
        )
        await self._show(done, "staff.reservation.was_cancelled", "staff.reservation.cancelled_already")

    @rx.event
    @requires_role(*WORKING)
    async def resend(self):
        """Send the letter once more that says how it stands."""
        done = await self._run(commands.resend_mail, number=self._number())
        await self._show(done, "staff.reservation.resent")

    @rx.event
    @requires_role(*WORKING)
    async def try_meeting_again(self):
        """Have the missing meeting made now."""
        done = await self._run(commands.try_meeting_again, number=self._number())
        await self._show(done, "staff.reservation.meeting_tried")

    @rx.event
    @requires_role(*WORKING)
    async def confirm_eligibility(self):
        """Take 「未確認」 off."""
        done = await self._run(commands.confirm_eligibility, number=self._number())
        await self._show(done, "staff.reservation.eligible", "staff.reservation.eligible")

    @rx.event
    @requires_role(*WORKING)
    async def retry(self, job_id: int):
        """Try a letter or a meeting's work again."""
        done = await self._run(retry_delivery, job_id=known_id(job_id))
        await self._show(done, "staff.deliveries.retried")

    @rx.event
    @requires_role(*WORKING)
    async def stop(self, job_id: int):
        """Give a letter up."""
        done = await self._run(stop_delivery, job_id=known_id(job_id))
        await self._show(done, "staff.deliveries.stopped")

    async def _show(self, outcome: Outcome, told: str, otherwise: str = "") -> None:
        """Say what was done beside the reservation as it is now, or what was wrong."""
        error, way = self.error, self.way
        if outcome.is_good or _is_overtaken(outcome.error):
            await self._load()
        if outcome.is_good:
            said = otherwise if outcome.value is False and otherwise else told
            self.done, self.done_count, self.asked_day = in_all(said), self.done_count + 1, ""
        else:
            self.done, self.error, self.way = {}, error, way


def _why(form: dict[str, Any]) -> dict[str, Any]:
    """Return the reason as the form has it; one sign more than is allowed shows that it is too long."""
    return {"why": str(form.get("why", "")), "text": str(form.get("text", ""))[: LONGEST_REASON + 1]}


def _is_overtaken(error: PortalError | None) -> bool:
    """Whether the page is older than what has happened: then it is shown as it is now."""
    return error is not None and error.code in ("staff_reservation_changed", "staff_reservation_over")
