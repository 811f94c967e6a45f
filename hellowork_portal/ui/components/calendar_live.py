"""Seats that change while a calendar is open: merged in the browser into what was loaded.

Vars are those of calendar_views.py and of a state with `ui/shell/live_seats.LiveSeats`.
"""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportDict, ImportVar
from reflex_base.vars.base import VarData
from reflex_base.vars.function import FunctionStringVar

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.calendar_views import DayCell, MonthCells, TimeCell, Words
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import marks, words

LIVE_JS = "$/public" + rx.asset("live_seats.jsx", shared=False)
_seats_now = FunctionStringVar.create(
    "seatsNow", _var_data=VarData(imports={LIVE_JS: [ImportVar(tag="seatsNow")]})
)


@dataclass(frozen=True)
class SeatsNow:
    """What a page with a calendar shows at this moment; counts are of what can be taken.

    `listed` are the days that are free or were when the month was loaded: found in the
    browser, because sent beside the cells they would be a third of a calendar's message.
    """

    month: MonthCells
    listed: list[DayCell]
    morning: list[TimeCell]
    afternoon: list[TimeCell]
    nearest: list[TimeCell]
    first_free: TimeCell
    """The first time that can be taken, where more than a few full ones stand before it; else slot 0."""
    free_days: int
    free_times: int
    day_state: str
    next_free_on: str
    next_free: Words = field(default_factory=dict)


def seats_now(seen: Shown) -> Shown:
    """Return a state's calendar with the seats that were told since it was loaded, as a SeatsNow."""
    return _seats_now.call(
        seen.month,
        seen.morning,
        seen.afternoon,
        seen.nearest,
        seen.day_state,
        seen.next_free_on,
        seen.next_free,
        seen.stamp,
        seen.live,
    ).to(SeatsNow)


class SeatNews(rx.Component):
    """The one live region of a calendar; it also lets changed cells light up and keeps the focus."""

    library = LIVE_JS
    tag = "SeatNews"
    said: rx.Var[dict[str, Any]]
    """What the page's own script tells month_cells.js before anything is drawn; no prop."""
    now: rx.Var[SeatsNow]
    day: rx.Var[str]
    """Which day is shown, in one language: it tells days apart, whatever is chosen."""
    slot: rx.Var[int]
    lost: rx.Var[str]
    count: rx.Var[str]
    full: rx.Var[str]
    back: rx.Var[str]
    on_look: rx.EventHandler[rx.event.no_args_event_spec]

    def _exclude_props(self) -> list[str]:
        return ["said"]

    def add_imports(self) -> ImportDict:
        """Bring what takes the words."""
        return {LIVE_JS: ImportVar(tag="say", alias="sayCalendarWords")}

    def add_custom_code(self) -> list[str]:
        """Tell the words as the page's script is loaded."""
        return [f"sayCalendarWords({self.said!s})"]


def seat_news(seen: Shown, said: dict[str, Any], on_look: Any) -> rx.Component:
    """Say politely what changes: how many times of the day shown are free, and the time chosen.

    `said` is what the browser makes a month's words of (calendar_words); `on_look` fires where a
    change may concern the person alone.
    """
    day = words(seen.day)
    return SeatNews.create(
        said=rx.Var.create(said),
        now=seats_now(seen),
        day=rx.cond(seen.day_state == "none", "", seen.day.to(dict[str, str])[DEFAULT_LANGUAGE]),
        slot=seen.chosen_slot,
        lost=words(seen.lost),
        count=marks("calendar.times.count", day=day, count="[n]"),
        full=marks("calendar.times.full", day=day),
        back=marks("calendar.live.back"),
        on_look=on_look,
        class_name=theme.HIDDEN,
    )
