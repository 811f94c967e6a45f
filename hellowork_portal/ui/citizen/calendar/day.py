"""「予約時間を選択」: the times of the day in the address, and the time that was chosen."""

from collections.abc import Iterable, Sequence
from datetime import date

import reflex as rx

from hellowork_portal.kit.words import Words, of_day, of_error
from hellowork_portal.services.reservations.holds import refused_person
from hellowork_portal.services.reservations.service import own_reservations
from hellowork_portal.services.schedules.calendar import day_of
from hellowork_portal.services.schedules.demand import record_refused
from hellowork_portal.services.schedules.views import DayState, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import asked, views
from hellowork_portal.ui.citizen.calendar.standing import Standing
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.components.calendar_views import TimeCell
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public


class DayTimes(PageState, rx.State, mixin=True):
    """Mixin of the calendar's state: one day's times, and what is chosen or gone."""

    standing: Standing = Standing()
    day: Words = {}
    day_state: str = ""
    day_why: Words = {}
    morning: list[TimeCell] = []
    afternoon: list[TimeCell] = []
    over: Words = {}
    """The one line that stands for the times of today that are over."""
    free_times: int = 0
    chosen: Words = {}
    chosen_slot: int = 0
    """The slot of `chosen`, 0 where nothing is."""
    lost: Words = {}
    """Why the time chosen cannot be had any more, while it stays on the screen."""
    is_full_time: bool = False
    """Whether that is because it is full: then one can wait for it."""
    refusal: Words = {}
    refusal_code: str = ""
    nearest: list[TimeCell] = []

    @rx.event
    @public
    async def look_again(self):
        """Look at the day once more, because seats moved that may be this very person's."""
        await self._look(asked.day_asked(self._asked("day")))

    async def _look_beside(self, slot_id: int) -> None:
        """Show what is free where the time chosen was lost; the month's seats follow by themselves."""
        day = asked.day_asked(self._asked("day"))
        if day is not None:
            await self._count_refused(day, slot_id)
        await self._look(day)

    async def _look(self, day: date | None) -> None:
        times = await self._times(day)
        mine = await self._mine() if times else Mine()
        self._show_times(times, mine)
        if self.chosen_slot:
            self._judge(day, times, mine)

    def _offering_id(self) -> int:
        return self._asked_int("offering")

    async def _count_refused(self, day: date, slot_id: int = 0) -> None:
        """Count demand that could not be met; the service takes each person and day once."""
        person = refused_person(await self._principal())
        await self._run(
            record_refused, person=person, offering_id=self._offering_id(), wanted_on=day, slot_id=slot_id
        )

    def _own_days(self) -> set[str]:
        return {own.iso for own in self.standing.own_days}

    def _may_come(self, day: date | None) -> bool:
        return day is not None and (self.standing.may_choose_any_day or day.isoformat() in self._own_days())

    async def _show_day(self, view: MonthView) -> None:
        day = asked.day_asked(self._asked("day"))
        times = await self._times(day)
        mine = await self._mine() if times else Mine()
        self._show_times(times, mine)
        self.day = of_day(day) if day else {}
        self.day_state = views.day_summary(times, self.free_times) if day else ""
        self.day_why = views.why_none(view, day, times, may_come=self._may_come(day)) if day else {}
        self.chosen, self.chosen_slot, self.lost, self.nearest = {}, 0, {}, []
        if day and self.day_state == DayState.FULL:
            await self._count_refused(day)
        if day and self._asked_int("slot"):
            await self._show_chosen(day, times, mine)

    async def _times(self, day: date | None) -> list[TimeView]:
        """Return the times of a day on which the person may come."""
        if not self._may_come(day):
            return []
        shown = await self._read_together(day_of, offering_id=self._offering_id(), day=day)
        return shown.value or []

    def _show_times(self, times: list[TimeView], mine: Mine) -> None:
        self.over, left = views.without_over(times, mine)
        self.morning = self._cells(filter(views.is_morning, left), mine)
        self.afternoon = self._cells([one for one in left if not views.is_morning(one)], mine)
        self.free_times = sum(cell.is_bookable for cell in [*self.morning, *self.afternoon])

    def _cells(self, times: Iterable[TimeView], mine: Mine) -> list[TimeCell]:
        return views.time_cells(times, self._asked_int("slot"), mine)

    async def _mine(self) -> Mine:
        principal = await self._principal()
        if principal.id is None:
            return Mine()
        return views.mine_of((await self._read(own_reservations)).value or [])

    async def _show_chosen(self, day: date, times: list[TimeView], mine: Mine) -> None:
        """Show the time of the address; one that is full stays there, with what is free beside it."""
        slot_id = self._asked_int("slot")
        time = _of(times, slot_id)
        if time is None or not (time.state is DayState.FULL or _is_there(time, mine)):
            gone = views.why_gone(time, may_come=self._may_come(day))
            self.refusal, self.refusal_code = of_error(gone), gone.code
            self.nearest = self._cells(views.nearest(times, time), mine)
            return
        self.chosen, self.chosen_slot = views.span_words(day, time), slot_id
        self._judge(day, times, mine)
        if self.lost:
            await self._count_refused(day, slot_id)

    def _judge(self, day: date | None, times: list[TimeView], mine: Mine) -> None:
        """Say of the time chosen whether it can be had; it stays where it is, so that the focus does."""
        time = _of(times, self.chosen_slot)
        if _is_there(time, mine):
            self.lost, self.nearest, self.is_full_time = {}, [], False
            return
        self.is_full_time = time is not None and time.state is DayState.FULL
        self.lost = of_error(views.why_gone(time, may_come=self._may_come(day)))
        self.nearest = self._cells(views.nearest(times, time), mine)


def _of(times: Sequence[TimeView], slot_id: int) -> TimeView | None:
    return next((time for time in times if time.slot_id == slot_id), None)


def _is_there(time: TimeView | None, mine: Mine) -> bool:
    """Whether a time can be had, or is the person's own already."""
    return time is not None and (views.is_bookable(time) or bool(mine.code(time.slot_id)))
