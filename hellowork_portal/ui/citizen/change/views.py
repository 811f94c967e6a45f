"""What the change page shows of days and times beside what every calendar shows. No Reflex here."""

from collections.abc import Iterable
from dataclasses import replace

from hellowork_portal.kit.words import in_all
from hellowork_portal.services.reservations.views import ChangeView
from hellowork_portal.services.schedules.views import MonthView, TimeView
from hellowork_portal.ui.citizen.calendar import views
from hellowork_portal.ui.citizen.calendar.views import Mine
from hellowork_portal.ui.citizen.reserve.hold_page import NO_PLACE
from hellowork_portal.ui.components.calendar_views import CLOSED, MonthDays, TimeCell

NO_CHANGE = ChangeView(
    number="",
    number_shown="",
    place=NO_PLACE,
    state="",
    revision=0,
    slot_id=0,
    offering_id=0,
    on_day="",
    days=[],
    closes_minutes=None,
    is_certification=False,
    can_change=False,
    change_until={},
)


def month_days(view: MonthView, chosen: str, current: ChangeView) -> MonthDays:
    """Return the month with the day of the reservation marked; only days that it may move to are offered."""
    narrowed = views.narrowed(view, current.days) if current.days else view
    return replace(views.month_days(narrowed, chosen, ()), marked={current.on_day: "current"})


def time_cells(times: Iterable[TimeView], chosen: int, mine: Mine, current: ChangeView) -> list[TimeCell]:
    """Return a day's times with the reservation's own one marked."""
    times = list(times)
    cells = views.time_cells(times, chosen, mine)
    return [
        _current(cell, time) if cell.slot_id == current.slot_id else cell
        for cell, time in zip(cells, times, strict=True)
    ]


def _current(cell: TimeCell, time: TimeView) -> TimeCell:
    now = in_all("change.time.current")
    span = {"starts": views.clock_time(time.starts), "ends": views.clock_time(time.ends)}
    name = in_all("calendar.time.name", state=now, **span)
    return replace(cell, name=name, short=now, mark=CLOSED, is_bookable=False, state="reserved")
