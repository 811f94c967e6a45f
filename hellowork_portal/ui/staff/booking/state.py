"""Booking for somebody who telephones or stands at the counter: who, when, and that they agree."""

from datetime import date
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.counter import booking, people
from hellowork_portal.services.counter.views import BookedView, OfferingChoice, PersonLine, TimesView
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import StaffState

MAY = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_BOXES = ("name", "reading", "born_on", "phone", "claimant_number")
_LONGEST = 300
NOBODY, NO_TIMES, NO_OFFERING, NOT_BOOKED = PersonLine(), TimesView(), OfferingChoice(), BookedView()


class BookingState(StaffPageState, rx.State):
    """A person, a time and a consent; `?person=` and `?offering=` say what a link of the board brings."""

    people: list[PersonLine] = []
    person: PersonLine = NOBODY
    was_asked: bool = False
    is_writing: bool = False
    offerings: list[OfferingChoice] = []
    times: TimesView = NO_TIMES
    offering: OfferingChoice = NO_OFFERING
    """The procedure whose times are shown."""
    slot: int = 0
    is_manager: bool = False
    done: Words = {}
    booked: BookedView = NOT_BOOKED
    booked_href: str = ""
    """What is to be told of the reservation just made, and where it is looked after."""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires_role(*MAY)
    async def open(self):
        """Begin anew, with the person of an interview where the board has led here."""
        self._begin()
        staff = await self.get_state(StaffState)
        self.is_manager = Role.OFFICE_MANAGER.value in staff.roles_here
        code = await self._office_code()
        found = await self._read(booking.offerings_to_book, office_code=code)
        self.offerings = found.value or []
        self.is_loaded = found.is_good
        if applicant_id := self._asked_int("person"):
            person = await self._run(people.person_of_office, office_code=code, applicant_id=applicant_id)
            self.person = person.value or NOBODY
        if self.is_loaded and self.offerings and not self.error:
            await self._show(self._first(self._asked_int("offering")), None)

    def _first(self, asked: int) -> int:
        """Return the offering that is shown first: the one asked for, else one that everybody can have."""
        known = [one.id for one in self.offerings]
        for_all = [one.id for one in self.offerings if not one.needs_number]
        return asked if asked in known else (for_all or known)[0]

    def _begin(self) -> None:
        self.people, self.person, self.was_asked, self.is_writing = [], NOBODY, False, False
        self.times, self.slot, self.done, self.booked = NO_TIMES, 0, {}, NOT_BOOKED
        self.field_errors, self.summary = {}, []

    @rx.event
    @requires_role(*MAY)
    async def search(self, form: dict[str, Any]):
        """Look for a person."""
        self.done, self.booked, self.is_writing, self.person = {}, NOT_BOOKED, False, NOBODY
        words = str(form.get("q", ""))[:_LONGEST]
        found = await self._run(people.find_people, office_code=await self._office_code(), words=words)
        self.people, self.was_asked = found.value or [], found.is_good

    @rx.event
    @requires_role(*MAY)
    async def take(self, key: str):
        """Book for one of those that were found."""
        chosen = [one for one in self.people if one.key == str(key)]
        self.person = chosen[0] if chosen else NOBODY
        return rx.set_focus("person") if chosen else None

    @rx.event
    @requires_role(*MAY)
    async def write(self):
        """Write down somebody who has no account."""
        self.is_writing, self.person = True, NOBODY
        return rx.set_focus("name")

    @rx.event
    @requires_role(*MAY)
    async def write_down(self, form: dict[str, Any]):
        """Keep what somebody without an account says of themselves."""
        typed = {name: str(form.get(name, ""))[:_LONGEST] for name in _BOXES}
        told = {"typed": typed, "consent": str(form.get("consent", ""))[:20]}
        done = await self._run(people.write_down, office_code=await self._office_code(), **told)
        fields = done.error.fields if isinstance(done.error, Invalid) else {}
        self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        if done.is_good:
            self.person, self.is_writing, self.people, self.was_asked = done.value, False, [], False
            return rx.set_focus("person")
        return None

    @rx.event
    @requires_role(*MAY)
    async def choose_offering(self, offering: str):
        """Show the times of another procedure, from the first day with a seat on."""
        await self._show(_typed_id(offering), None)

    @rx.event
    @requires_role(*MAY)
    async def turn(self, day: str):
        """Show the times of another day."""
        await self._show(self.times.offering_id, _day(str(day)))

    @rx.event
    @requires_role(*MAY)
    async def choose(self, slot_id: int):
        """Choose a time."""
        self.slot, self.done = known_id(slot_id), {}

    @rx.event
    @requires_role(*MAY)
    async def add_seat(self, form: dict[str, Any]):
        """Give the time chosen one seat more; the service lets nobody but the office's manager do it."""
        given = {"slot_id": _typed_id(form.get("slot")), "reason": str(form.get("reason", ""))[:20]}
        added = await self._run(booking.overbook, **given)
        error = self.error, self.way
        await self._show(self.times.offering_id, _day(self.times.on_day), slot=given["slot_id"])
        self.error, self.way = error
        self.done = in_all("staff.booking.seat_added") if added.is_good else {}

    @rx.event
    @requires_role(*MAY)
    async def book(self, form: dict[str, Any]):
        """Book the time chosen for the person chosen."""
        given = {
            "person_key": str(form.get("person", ""))[:_LONGEST],
            "slot_id": _typed_id(form.get("slot")),
            "consent": str(form.get("consent", ""))[:20],
        }
        done = await self._run(booking.book_for, office_code=await self._office_code(), **given)
        error = self.error, self.way
        await self._show(self.times.offering_id, _day(self.times.on_day), slot=given["slot_id"])
        self.error, self.way = error
        if done.is_good:
            await self._tell(done.value)
            self.slot, self.person, self.people, self.was_asked = 0, NOBODY, [], False
        return rx.set_focus("booked") if done.is_good else None

    async def _tell(self, booked: BookedView) -> None:
        self.booked, office = booked, await self._office_code()
        self.booked_href = routes.with_query(routes.STAFF_RESERVATION, office=office, number=booked.number)

    async def _show(self, offering_id: int, day: date | None, *, slot: int = 0) -> None:
        given = {"offering_id": offering_id, "on_day": day}
        found = await self._read(booking.times_to_give, office_code=await self._office_code(), **given)
        self.times, self.slot = found.value or NO_TIMES, slot
        shown = self.times.offering_id
        self.offering = next((one for one in self.offerings if one.id == shown), NO_OFFERING)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _typed_id(value: object) -> int:
    text = str(value or "")[:12]
    return known_id(int(text)) if text.isascii() and text.isdigit() else 0
