"""「予約日を選択」「予約時間を選択」: offering, month, day and time stand in the address."""

from datetime import date, timedelta

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import Words, of_day, of_error
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.procedures.offerings import OfferingView, offering_head
from hellowork_portal.services.reservations.errors import SlotFull
from hellowork_portal.services.reservations.holds import hold_limits, hold_seat, refused_person
from hellowork_portal.services.reservations.service import own_record, own_reservations
from hellowork_portal.services.schedules.calendar import day_of, month_of
from hellowork_portal.services.schedules.demand import record_refused
from hellowork_portal.services.schedules.views import DayState, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import asked, views
from hellowork_portal.ui.citizen.calendar.head import Head, head_of
from hellowork_portal.ui.citizen.calendar.standing import Standing, standing_of
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.components.calendar_views import MonthCells, TimeCell
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

DAYS, TIMES, CHOSEN = "days", "times", "chosen"
"""The ids of the three headings; an address that ends with one keeps the page where the person is."""


class CalendarState(PageState, rx.State):
    """One month, the times of one day, and the time that was chosen."""

    shown_for: str = ""
    """The offering as the address named it, so that no other one's days are shown while loading."""
    is_found: bool = False
    head: Head = Head()
    standing: Standing = Standing()
    month: MonthCells = MonthCells()
    month_before: str = ""
    month_after: str = ""
    next_free_on: str = ""
    next_free: Words = {}
    day: Words = {}
    day_state: str = ""
    day_why: Words = {}
    morning: list[TimeCell] = []
    afternoon: list[TimeCell] = []
    free_times: int = 0
    chosen: Words = {}
    refusal: Words = {}
    refusal_code: str = ""
    nearest: list[TimeCell] = []
    is_busy: bool = False
    """From a click until its page is left or opened anew: a double click leads on once."""

    @rx.event
    @public
    async def open(self):
        """Show what the address states; also when somebody asks for the newest seats."""
        self.refusal, self.refusal_code, self.is_busy = {}, "", False
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
    async def reserve(self):
        """「予約する」: hold the seat and go on to the terms; an anonymous person signs in and comes back."""
        if self.is_busy:
            return
        slot_id, principal = self._asked_int("slot"), await self._principal()
        if principal.id is None:
            here = routes.calendar(self._offering_id(), day=self._asked("day"), slot_id=slot_id or None)
            yield rx.redirect(routes.sign_in_and_return(here))
            return
        self.is_busy = True
        yield
        held = await self._run(hold_seat, limits=hold_limits(principal), slot_id=slot_id)
        if held.error is None:
            yield rx.redirect(routes.with_query(routes.RESERVE_TERMS, hold=held.value))
            return
        self.is_busy = False
        await self._refuse(held.error, slot_id)

    def _offering_id(self) -> int:
        return self._asked_int("offering")

    def _lead_to(self, heading: str, address: str) -> list[EventSpec]:
        return [rx.redirect(f"{address}#{heading}"), rx.set_focus(heading)]

    async def _refuse(self, error: PortalError, slot_id: int) -> None:
        """Say why the seat was not given, beside what is free now."""
        day = asked.day_asked(self._asked("day"))
        if isinstance(error, SlotFull) and day:
            await self._count_refused(day, slot_id)
        await self._load()
        self.refusal, self.refusal_code = of_error(error), error.code

    async def _count_refused(self, day: date, slot_id: int = 0) -> None:
        """Count demand that could not be met; the service takes each person and day once."""
        person = refused_person(await self._principal())
        await self._run(
            record_refused, person=person, offering_id=self._offering_id(), wanted_on=day, slot_id=slot_id
        )

    async def _load(self) -> None:
        """Build everything from address and database."""
        offering: OfferingView | None = (
            await self._read(offering_head, offering_id=self._offering_id())
        ).value
        self.is_found = offering is not None and offering.is_open
        if offering is not None and offering.is_open:
            await self._show_head(offering)
            view = await self._month_view()
            if view is not None:
                self._show_month(view)
                await self._show_day(view)
        self.shown_for, self.is_loaded = self._asked("offering"), True

    async def _show_head(self, offering: OfferingView) -> None:
        definition = await self._read(definition_of, procedure_version_id=offering.procedure_version_id)
        self.head = head_of(offering, definition.value)
        principal = await self._principal()
        record = (await self._read(own_record)).value
        today = clock.day_in_japan(clock.now())
        self.standing = standing_of(
            offering.purpose,
            offering.office.id,
            record,
            is_known=principal.id is not None,
            window=(today, today + timedelta(days=offering.opens_days_ahead)),
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
        found = await self._read(month_of, offering_id=self._offering_id(), year=year, month=month)
        if found.value is None or self.standing.may_choose_any_day:
            return found.value
        return views.narrowed(found.value, self._own_days())

    def _own_days(self) -> set[str]:
        return {own.iso for own in self.standing.own_days}

    def _may_come(self, day: date | None) -> bool:
        return day is not None and (self.standing.may_choose_any_day or day.isoformat() in self._own_days())

    def _show_month(self, view: MonthView) -> None:
        self.month = views.month_cells(view, self._asked("day"), self._own_days())
        self.month_before, self.month_after = asked.month_beside(view, -1), asked.month_beside(view, 1)
        self.next_free_on = view.next_free_on
        self.next_free = of_day(date.fromisoformat(view.next_free_on)) if view.next_free_on else {}

    async def _show_day(self, view: MonthView) -> None:
        day = asked.day_asked(self._asked("day"))
        times = await self._times(day)
        mine = await self._mine() if times else Mine()
        self._show_times(times, mine)
        self.day = of_day(day) if day else {}
        self.day_state = views.day_summary(times, self.free_times) if day else ""
        self.day_why = views.why_none(view, day, times, may_come=self._may_come(day)) if day else {}
        self.chosen, self.nearest = {}, []
        if day and self.day_state == DayState.FULL:
            await self._count_refused(day)
        if day and self._asked_int("slot"):
            await self._show_chosen(day, times, mine)

    async def _times(self, day: date | None) -> list[TimeView]:
        """Return the times of a day on which the person may come."""
        if not self._may_come(day):
            return []
        return (await self._read(day_of, offering_id=self._offering_id(), day=day)).value or []

    def _show_times(self, times: list[TimeView], mine: Mine) -> None:
        slot_id = self._asked_int("slot")
        self.morning = views.time_cells(filter(views.is_morning, times), slot_id, mine)
        self.afternoon = views.time_cells([one for one in times if not views.is_morning(one)], slot_id, mine)
        self.free_times = sum(cell.is_bookable for cell in [*self.morning, *self.afternoon])

    async def _mine(self) -> Mine:
        principal = await self._principal()
        if principal.id is None:
            return Mine()
        return views.mine_of((await self._read(own_reservations)).value or [])

    async def _show_chosen(self, day: date, times: list[TimeView], mine: Mine) -> None:
        """Show the time of the address, or say that it is gone and what is free beside it."""
        slot_id = self._asked_int("slot")
        time = next((one for one in times if one.slot_id == slot_id), None)
        if time and (views.is_bookable(time) or mine.code(slot_id)):
            self.chosen = views.span_words(day, time)
            return
        gone = views.why_gone(time, may_come=self._may_come(day))
        self.refusal, self.refusal_code = of_error(gone), gone.code
        self.nearest = views.time_cells(views.nearest(times, time), 0, mine)
        if isinstance(gone, SlotFull):
            await self._count_refused(day, slot_id)
