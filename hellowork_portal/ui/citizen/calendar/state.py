"""「予約日を選択」「予約時間を選択」: offering, month, day and time stand in the address."""

from datetime import date, timedelta

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.together import Urgent
from hellowork_portal.kit.words import Words, of_day, of_error
from hellowork_portal.services.procedures.offerings import OfferingView, offering_head
from hellowork_portal.services.reservations.errors import OfferKept, SlotFull
from hellowork_portal.services.reservations.holds import hold_limits, hold_seat
from hellowork_portal.services.reservations.lookup import hold_view
from hellowork_portal.services.reservations.rules import CERTIFICATION
from hellowork_portal.services.reservations.service import own_record, own_reservations
from hellowork_portal.services.schedules.calendar import month_of
from hellowork_portal.services.schedules.views import MonthView
from hellowork_portal.ui.citizen.calendar import asked, views
from hellowork_portal.ui.citizen.calendar.day import DayTimes
from hellowork_portal.ui.citizen.calendar.head import Head, head_of
from hellowork_portal.ui.citizen.calendar.standing import standing_of
from hellowork_portal.ui.citizen.waitlist.here import WaitsHere
from hellowork_portal.ui.components.calendar_views import MonthDays
from hellowork_portal.ui.shell.live_seats import LiveSeats
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import public

DAYS, TIMES, CHOSEN = "days", "times", "chosen"
"""The ids of the three headings; an address that ends with one keeps the page where the person is."""
RETURNED = "returned"
"""Ends the address to which signing in leads back: the time chosen takes the focus, once."""

_RUSH = Urgent(patience_seconds=1.0)
LOSS = "what-is-lost"
"""The id of the notice that a seat won by waiting would be given up."""


class CalendarState(LiveSeats, DayTimes, WaitsHere, rx.State):
    """One month, the times of one day, and the time that was chosen; seats follow by themselves."""

    shown_for: str = ""
    """The offering as the address named it, so that no other one's days are shown while loading."""
    is_found: bool = False
    head: Head = Head()
    month: MonthDays = MonthDays()
    month_before: str = ""
    month_after: str = ""
    opens_next: Words = {}
    next_free_on: str = ""
    next_free: Words = {}
    given_back: Words = {}
    """The time that the person has just given up, where the address names its hold."""
    is_busy: bool = False
    """From a click until its page is left or opened anew: a double click leads on once."""

    @rx.event
    @public
    async def open(self):
        """Show what the address states; also when somebody asks for the newest seats."""
        self.refusal, self.refusal_code, self.is_busy = {}, "", False
        self.wait_error, self.wait_done = {}, ""
        await self._load()

    @rx.event
    @public
    async def choose_day(self, iso: str):
        """Put a day into the address; its times take the focus."""
        if asked.day_asked(str(iso)) is None:
            return None
        return self._lead_to(TIMES, routes.calendar(self._offering_id(), day=str(iso)))

    @rx.event
    @public
    async def choose_time(self, slot_id: int):
        """Put a time of the day into the address; what will be reserved takes the focus."""
        if not isinstance(slot_id, int):
            return None
        chosen = routes.calendar(self._offering_id(), day=self._asked("day"), slot_id=slot_id)
        return self._lead_to(CHOSEN, chosen)

    @rx.event
    @public
    async def turn_month(self, month: str):
        """Show another month (`2026-12`); the day and the time chosen stay."""
        if asked.month_asked(str(month)) is None:
            return None
        address = routes.with_query(
            routes.CALENDAR,
            offering=self._offering_id(),
            month=str(month),
            day=self._asked("day"),
            slot=self._asked_int("slot") or "",
        )
        return rx.redirect(f"{address}#{DAYS}")

    @rx.event
    @public
    async def reserve(self, gives_up: int):
        """「予約する」: hold the seat and go on to the terms; an anonymous person signs in and comes back.

        `gives_up` is the seat won by waiting that the button named as lost. Where there is
        another one, the page says first what would be lost, and only a second press does it.
        """
        if self.is_busy:
            return
        slot_id, principal = self._asked_int("slot"), await self._principal()
        if principal.id is None:
            here = routes.calendar(self._offering_id(), day=self._asked("day"), slot_id=slot_id or None)
            yield rx.redirect(routes.sign_in_and_return(f"{here}#{RETURNED}"))
            return
        self.is_busy = True
        yield
        limits, given_up = hold_limits(principal), known_id(gives_up)
        with _RUSH.answering():
            held = await self._run(hold_seat, limits=limits, slot_id=slot_id, gives_up=given_up)
        if held.error is None:
            yield rx.redirect(routes.with_query(routes.RESERVE_TERMS, hold=held.value))
            return
        self.is_busy = False
        if isinstance(held.error, OfferKept):
            await self._show_waiting()
            self.error = {}
            yield
            yield rx.set_focus(LOSS)
            return
        if isinstance(held.error, SlotFull) and self.chosen_slot == slot_id:
            # The answers first: where many lose at once, all would wait for what is free instead.
            self.lost = of_error(held.error)
            yield
            await _RUSH.rest()
            await self._look_beside(slot_id)
        else:
            await self._load()
        if not self.lost:
            self.refusal, self.refusal_code = of_error(held.error), held.error.code

    async def _look(self, day: date | None) -> None:
        await super()._look(day)
        await self._show_waiting()

    def _lead_to(self, heading: str, address: str) -> list[EventSpec]:
        return [rx.redirect(f"{address}#{heading}"), rx.set_focus(heading)]

    async def _load(self) -> None:
        """Build everything from address and database."""
        await self._show_given_back()
        offering: OfferingView | None = (
            await self._read_together(offering_head, offering_id=self._offering_id())
        ).value
        self.is_found = offering is not None and offering.is_open
        if offering is not None and offering.is_open:
            await self._show_head(offering)
            view = await self._month_view()
            if view is not None:
                self._show_month(view)
                await self._show_day(view)
                await self._show_waiting()
        else:
            await self._follow_no_seats()
        self.shown_for, self.is_loaded = self._asked("offering"), True

    async def _show_given_back(self) -> None:
        """Show which of the person's own holds has ended by giving it up; an address alone tells nothing."""
        hold_id, principal = self._asked_int("released"), await self._principal()
        asks = hold_id > 0 and principal.id is not None
        hold = (await self._read(hold_view, hold_id=hold_id)).value if asks else None
        self.given_back = hold.place.when if hold and not (hold.is_live or hold.is_confirmed) else {}

    async def _show_head(self, offering: OfferingView) -> None:
        self.head = head_of(offering)
        principal = await self._principal()
        counts = offering.purpose == CERTIFICATION and principal.id is not None
        record = (await self._read(own_record)).value if counts else None
        standing = (await self._read(own_reservations)).value or [] if record else []
        today = clock.day_in_japan(clock.now())
        self.standing = standing_of(
            offering.purpose,
            offering.office.id,
            record,
            is_known=principal.id is not None,
            window=(today, today + timedelta(days=offering.opens_days_ahead)),
            booked=views.booked_days(standing),
        )

    async def _month_view(self) -> MonthView | None:
        """Return the month of the address, else that of its day, else the first with a seat."""
        day = asked.day_asked(self._asked("day"))
        wanted = (
            asked.month_asked(self._asked("month")) or (day and (day.year, day.month)) or self._own_month()
        )
        today = clock.day_in_japan(clock.now())
        view = await self._month(*(wanted or (today.year, today.month)))
        if wanted is None and view is not None and view.next_free_on:
            free = date.fromisoformat(view.next_free_on)
            if (free.year, free.month) != (view.year, view.month):
                return await self._month(free.year, free.month)
        return view

    def _own_month(self) -> tuple[int, int] | None:
        """Return the month of the next 認定日 of somebody who may come on no other day."""
        if self.standing.may_choose_any_day or not self.standing.own_days:
            return None
        day = date.fromisoformat(self.standing.own_days[0].iso)
        return day.year, day.month

    async def _month(self, year: int, month: int) -> MonthView | None:
        """Return a month, or the nearest one that can be booked; its seats are followed from here on."""
        offering_id, day = self._offering_id(), asked.day_asked(self._asked("day"))
        await self._follow_seats(offering_id, year, month, day)
        view = (await self._read_together(month_of, offering_id=offering_id, year=year, month=month)).value
        if view is not None and (view.year, view.month) != (year, month):
            return await self._month(view.year, view.month)
        if view is None or self.standing.may_choose_any_day:
            return view
        return views.narrowed(view, self._own_days())

    def _show_month(self, view: MonthView) -> None:
        self.month = views.month_days(view, self._asked("day"), self._own_days())
        self.month_before, self.month_after = asked.month_beside(view, -1), asked.month_beside(view, 1)
        self.opens_next = view.opens_next
        self.next_free_on = view.next_free_on
        self.next_free = of_day(date.fromisoformat(view.next_free_on)) if view.next_free_on else {}
