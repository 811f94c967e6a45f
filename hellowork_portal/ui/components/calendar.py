"""The month as a table, the same days as a list, and the times of a day.

Vars are those of calendar_views.py. Arrow keys are handled in the browser (calendar_keys.jsx).
"""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text, visually_hidden
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_LEGEND = (("○", "available"), ("△", "few"), ("×", "full"), ("－", "closed"))
_WEEKS = range(6)
_SHORTEST_MONTH_WEEKS = 4
"""Later rows are there in months that reach them."""


class CalendarKeys(rx.Component):
    """Arrows move a day, Page Up and Down a month, Home and End to the ends of a week."""

    library = "$/public" + rx.asset("calendar_keys.jsx", shared=False)
    tag = "CalendarKeys"
    month: rx.Var[str]


def month_calendar(view_var: Shown, on_day: Any, on_month: Any) -> rx.Component:
    """Return the table of a MonthCells; `on_day(iso)`, `on_month(-1 | 1)`."""
    title = worded(view_var.title)
    return CalendarKeys.create(
        _month_head(view_var, title, on_month),
        rx.el.table(
            rx.el.caption(labelled(view_var.title), class_name=theme.HIDDEN),
            rx.el.thead(rx.el.tr(*[_weekday(code) for code in _WEEKDAYS])),
            rx.el.tbody(*[_week(view_var, week, on_day) for week in _WEEKS]),
            class_name=theme.MONTH_TABLE,
        ),
        rx.el.ul(
            rx.foreach(view_var.cells, lambda day: rx.cond(day.is_told, rx.el.li(worded(day.name)))),
            class_name=theme.CLOSURES,
            aria_hidden="true",
        ),
        month=words(view_var.title),
        class_name="flex flex-col",
    )


def _month_head(view_var: Shown, title: Shown, on_month: Any) -> rx.Component:
    return rx.el.div(
        _month_button("previous", view_var.has_previous, lambda: on_month(-1)),
        rx.el.h3(title, aria_live="polite", class_name=theme.joined(theme.H3, theme.MONTH_TITLE)),
        _month_button("next", view_var.has_next, lambda: on_month(1)),
        class_name=theme.joined(theme.MONTH_HEAD, "mb-3"),
    )


def _month_button(side: str, is_there: Shown, go: Any) -> rx.Component:
    drawing = icon(side)
    label = rx.el.span(tr(f"components.calendar.{side}"))
    return rx.el.button(
        *([drawing, label] if side == "previous" else [label, drawing]),
        type="button",
        on_click=rx.cond(is_there, go(), rx.noop()),
        aria_disabled=rx.cond(is_there, "false", "true"),
        custom_attrs={"data-month": side},
        class_name=theme.joined(theme.ACTION_OUTLINED, "!px-2 !gap-1 whitespace-nowrap"),
    )


def _weekday(code: str) -> rx.Component:
    colour = theme.WEEKEND.get(code, "")
    return rx.el.th(
        rx.el.span(tr(f"components.weekday.short.{code}"), aria_hidden="true"),
        visually_hidden(t(f"components.weekday.long.{code}")),
        scope="col",
        class_name=theme.joined(theme.WEEKDAY, colour),
    )


def _week(view_var: Shown, week: int, on_day: Any) -> rx.Component:
    cells = rx.foreach(
        view_var.cells[week * 7 : week * 7 + 7],
        lambda day, index: rx.el.td(
            rx.cond(day.in_month, _day(day, index + week * 7, on_day), _outside(day)),
            class_name=theme.DAY_CELL,
        ),
    )
    if week < _SHORTEST_MONTH_WEEKS:
        return rx.el.tr(cells)
    return rx.el.tr(cells, class_name=rx.cond(view_var.cells[week * 7].in_month, "", "hidden"))


def _outside(day: Shown) -> rx.Component:
    return rx.el.span(day.day, class_name=theme.DAY_OUTSIDE, aria_hidden="true")


def _day(day: Shown, position: Shown, on_day: Any) -> rx.Component:
    can_open = day.is_bookable | (day.mark == "×")
    number = theme.DAY_NUMBER
    return rx.el.button(
        rx.el.span(day.day, class_name=rx.cond(day.is_today, theme.joined(number, theme.DAY_TODAY), number)),
        rx.el.span(day.mark, class_name=theme.MARK),
        rx.el.span(
            worded(day.short),
            class_name=rx.cond(day.is_told, theme.joined(theme.DAY_SHORT, theme.DAY_REASON), theme.DAY_SHORT),
        ),
        type="button",
        id=rx.Var.create("day-") + position.to_string(),
        aria_label=labelled(day.name) + rx.cond(day.is_today, t("components.calendar.today"), "").to(str),
        aria_pressed=rx.cond(day.is_selected, "true", "false"),
        aria_disabled=rx.cond(can_open, "false", "true"),
        on_click=rx.cond(can_open, on_day(day.iso), rx.noop()),
        custom_attrs={"data-day": day.iso},
        class_name=theme.joined(theme.DAY, theme.DAY_BOOKABLE),
    )


def legend() -> rx.Component:
    """Return what the four marks mean, and the words that stand in cells beside them."""
    return rx.el.ul(
        *[rx.el.li(f"{mark} ", tr(f"components.mark.{code}")) for mark, code in _LEGEND],
        *[rx.el.li(tr(f"components.mark.{code}")) for code in ("not_yet", "day_off")],
        class_name=theme.LEGEND,
    )


def days_beside(now: Shown, on_day: Any) -> rx.Component:
    """Return a month's free days as a list beside its table, where there is room."""
    heading = rx.el.h3(_of_month(now, "calendar.list.heading"), class_name=theme.H3)
    return rx.el.div(heading, _free_days(now, on_day), class_name="hidden desktop:flex flex-col gap-3")


def days_below(now: Shown, on_day: Any) -> rx.Component:
    """Return the same list on phones, folded so that the times stay near."""
    opener = rx.el.summary(
        icon("next", 20, "transition-transform group-open:rotate-90"),
        rx.el.span(_of_month(now, "calendar.list")),
        class_name=theme.joined(theme.LINK_LINE, "cursor-pointer"),
    )
    return rx.el.details(opener, _free_days(now, on_day), class_name=theme.DAYS_FOLDED)


def _of_month(now: Shown, key: str) -> rx.Component:
    return rx.fragment(worded(now.month.title), tr("components.colon"), tr(key, count=now.free_days))


def _free_days(now: Shown, on_day: Any) -> rx.Component:
    days = rx.el.ul(
        rx.foreach(now.listed, lambda day: _choice(day, on_day(day.iso))), class_name=theme.CHOICE_LIST
    )
    listed = rx.el.div(
        days,
        class_name=theme.joined(theme.CARD, "!p-2 desktop:max-h-[40rem] overflow-y-auto"),
    )
    return rx.cond(now.listed.length() > 0, listed, text(tr("calendar.list.none")))


def _choice(item: Shown, event: Any) -> rx.Component:
    button = rx.el.button(
        rx.el.span(worded(item.name)),
        rx.el.span(item.mark, class_name=theme.MARK, aria_hidden="true"),
        type="button",
        on_click=event,
        aria_pressed=rx.cond(item.is_selected, "true", "false"),
        class_name=theme.CHOICE_ROW,
    )
    # By its day, not by its place: when a day comes in between, the focus stays on its own.
    return rx.el.li(button, key=item.iso)


def shortened(over: Shown, first_free: Shown, on_time: Any) -> rx.Component:
    """Return one line for the times that are over, and the way to the first free one."""
    label = rx.el.span(words(first_free.label), class_name=theme.DATE)
    go = secondary(
        rx.fragment(tr("calendar.times.first_free"), tr("components.colon"), " ", label),
        drawing="clock",
        on_click=on_time(first_free.slot_id),
    )
    return rx.fragment(
        rx.cond(words(over), rx.el.p(worded(over), class_name=theme.HELP)),
        rx.cond(first_free.slot_id > 0, rx.el.div(go, class_name=theme.BUTTON_ROW)),
    )


def time_list(times_var: Shown, on_time: Any) -> rx.Component:
    """Return the times of a day (list[TimeCell]); `on_time(slot_id)` also comes for full ones, to say so."""
    return rx.el.ul(rx.foreach(times_var, lambda time: _time(time, on_time)), class_name=theme.TIME_GRID)


def _time(time: Shown, on_time: Any) -> rx.Component:
    can_open = time.is_bookable | (time.mark == "×")
    return rx.el.li(
        rx.el.button(
            rx.el.span(words(time.label), class_name="font-bold tabular-nums"),
            rx.el.span(
                rx.el.span(time.mark, class_name=theme.MARK),
                worded(time.short),
                class_name="flex items-center gap-2",
            ),
            type="button",
            on_click=rx.cond(can_open, on_time(time.slot_id), rx.noop()),
            aria_label=labelled(time.name),
            aria_pressed=rx.cond(time.is_selected, "true", "false"),
            aria_disabled=rx.cond(can_open, "false", "true"),
            custom_attrs={"data-slot": time.slot_id},
            class_name=theme.CHOICE_ROW,
        ),
        key=time.slot_id.to_string(),
    )
