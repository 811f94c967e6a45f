"""「日時の変更」: number, month, day and time stand in the address; seats follow by themselves."""

from collections.abc import Iterable
from datetime import date

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.words import Words, of_day
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.reservations.changes import change_view
from hellowork_portal.services.reservations.views import ChangeView
from hellowork_portal.services.schedules.calendar import day_of, month_of
from hellowork_portal.services.schedules.views import MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import asked
from hellowork_portal.ui.citizen.calendar.day import DayTimes
from hellowork_portal.ui.citizen.calendar.state import CHOSEN, DAYS, TIMES
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.citizen.change import views
from hellowork_portal.ui.components.calendar_views import MonthDays, TimeCell
from hellowork_portal.ui.shell.live_seats import LiveSeats
from hellowork_portal.ui.shell.rights import GUEST, requires


class ChangeState(LiveSeats, DayTimes, rx.State):
    """One's own reservation, the days and times it may move to, and the one that was chosen."""

    view: ChangeView = views.NO_CHANGE
    is_missing: bool = False
    month: MonthDays = MonthDays()
    month_before: str = ""
    month_after: str = ""
    next_free_on: str = ""
    next_free: Words = {}
    has_one_day: bool = False
    """Whether only times of one day are to be had: then no month is shown."""

    @rx.event
    @requires(GUEST)
    async def open(self):
        """Show what the address states; also when somebody asks for the newest seats."""
        self.refusal, self.refusal_code = {}, ""
        await self._find()
        if self.view.can_change and self.has_one_day and self._asked("day") != self.view.days[0]:
            return rx.redirect(self._address(day=self.view.days[0]), replace=True)
        if self.view.can_change:
            await self._show_days()
        else:
            await self._follow_no_seats()
        self.is_loaded = True
        return None

    @rx.event
    @requires(GUEST)
    async def choose_day(self, iso: str):
        """Put a day into the address; its times take the focus."""
        if asked.day_asked(str(iso)) is None:
            return None
        return self._lead_to(TIMES, day=str(iso))

    @rx.event
    @requires(GUEST)
    async def choose_time(self, slot_id: int):
        """Put a time into the address; what will change takes the focus."""
        if not isinstance(slot_id, int):
            return None
        return self._lead_to(CHOSEN, day=self._asked("day"), slot=slot_id)

    @rx.event
    @requires(GUEST)
    async def turn_month(self, month: str):
        """Show another month (`2026-12`); the day and the time chosen stay."""
        if asked.month_asked(str(month)) is None:
            return None
        kept = {"day": self._asked("day"), "slot": self._asked_int("slot") or ""}
        return rx.redirect(f"{self._address(month=str(month), **kept)}#{DAYS}")

    def _address(self, **chosen: object) -> str:
        return routes.with_query(routes.CHANGE, number=self._asked("number")[:60], **chosen)

    def _lead_to(self, heading: str, **chosen: object) -> list[EventSpec]:
        return [rx.redirect(f"{self._address(**chosen)}#{heading}"), rx.set_focus(heading)]

    async def _find(self) -> None:
        """Load the reservation that the address names; foreign numbers are answered like wrong ones."""
        found = await self._read(change_view, number=self._asked("number")[:60])
        self.is_missing = isinstance(found.error, errors.ReservationNotFound)
        self.view = found.value or views.NO_CHANGE
        self.has_one_day = len(self.view.days) == 1

    async def _show_days(self) -> None:
        view = await self._month_view()
        if view is None:
            return
        self.month = views.month_days(view, self._asked("day"), self.view)
        self.month_before, self.month_after = asked.month_beside(view, -1), asked.month_beside(view, 1)
        self.next_free_on = view.next_free_on
        self.next_free = of_day(date.fromisoformat(view.next_free_on)) if view.next_free_on else {}
        await self._show_day(view)

    async def _month_view(self) -> MonthView | None:
        """Return the month of the address, else that of its day, else the reservation's own."""
        day = asked.day_asked(self._asked("day")) or date.fromisoformat(self.view.on_day)
        return await self._month(*(asked.month_asked(self._asked("month")) or (day.year, day.month)))

    async def _month(self, year: int, month: int) -> MonthView | None:
        """Return a month, or the nearest one that can be booked; its seats are followed from here on."""
        offering_id, day = self._offering_id(), asked.day_asked(self._asked("day"))
        if self._may_follow():
            await self._follow_seats(offering_id, year, month, day)
        else:
            await self._follow_no_seats()
        view = (await self._read(month_of, offering_id=offering_id, year=year, month=month)).value
        if view is not None and (view.year, view.month) != (year, month):
            return await self._month(view.year, view.month)
        return view

    def _may_follow(self) -> bool:
        """Whether what is told to all is true here: on the day itself these times may be had for longer."""
        is_ahead = self.view.on_day > clock.day_in_japan(clock.now()).isoformat()
        return self.view.closes_minutes is None or is_ahead

    def _offering_id(self) -> int:
        return self.view.offering_id

    def _may_come(self, day: date | None) -> bool:
        return day is not None and (not self.view.days or day.isoformat() in self.view.days)

    async def _times(self, day: date | None) -> list[TimeView]:
        """Return the times of a day that the reservation may move to, found anew like all else."""
        await self._find()
        if not self.view.can_change or not self._may_come(day):
            return []
        limit = self.view.closes_minutes if day and day.isoformat() == self.view.on_day else None
        place = {"offering_id": self._offering_id(), "day": day, "closes_minutes": limit}
        return (await self._read(day_of, **place)).value or []

    def _cells(self, times: Iterable[TimeView], mine: Mine) -> list[TimeCell]:
        return views.time_cells(times, self._asked_int("slot"), mine, self.view)
