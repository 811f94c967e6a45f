"""The week drawn as seven columns, and on a phone as a list of days."""

import reflex as rx

from hellowork_portal.services.schedule_drafts.views import Block, DayColumn, HourLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.staff.schedule.week_state import WeekState
from hellowork_portal.ui.texts import labelled, t, tr, tr_of

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_view: Shown = WeekState.view


def week_grid() -> rx.Component:
    """Return the drawing; a click into an empty hour begins a stretch there."""
    hours, columns = _view.hours.to(list[HourLine]), _view.columns.to(list[DayColumn])
    axis = rx.el.div(
        rx.el.div(class_name=theme.WEEK_CORNER),
        rx.foreach(hours, lambda hour: rx.el.div(hour.label, class_name=theme.WEEK_HOUR_LABEL)),
        aria_hidden="true",
    )
    return rx.el.div(
        axis,
        rx.foreach(columns, _column),
        role="group",
        aria_label=t("staff.week.drawing"),
        class_name=theme.WEEK_GRID,
    )


def _column(column: Shown) -> rx.Component:
    blocks, hours = column.blocks.to(list[Block]), _view.hours.to(list[HourLine])
    lines = rx.foreach(
        hours,
        lambda hour: rx.el.div(
            on_click=WeekState.begin(column.weekday, hour.minute), class_name=theme.WEEK_HOUR
        ),
    )
    return rx.el.div(
        _head(column),
        rx.el.div(
            rx.el.div(lines, aria_hidden="true"),
            rx.foreach(blocks, _block),
            class_name=theme.WEEK_HOURS,
        ),
        class_name=theme.WEEK_COLUMN,
    )


def _head(column: Shown) -> rx.Component:
    name = rx.el.span(tr_of(column.code, "components.weekday.short", WEEKDAYS))
    plain = rx.el.div(name, class_name=theme.joined(theme.WEEK_HEAD, "!cursor-default !no-underline"))
    add = _adding(column, theme.WEEK_HEAD, name, rx.el.span("＋", aria_hidden="true"))
    return rx.cond(_view.can_change, add, plain)


def _adding(column: Shown, look: str, *contents: rx.Component) -> rx.Component:
    """Return the button that opens the form for a weekday."""
    return rx.el.button(
        *contents,
        type="button",
        aria_label=rx.match(
            column.code,
            *[(one, t("staff.week.add_to", day=t(f"components.weekday.long.{one}"))) for one in WEEKDAYS],
            "",
        ),
        on_click=WeekState.begin(column.weekday, -1),
        class_name=look,
    )


def _block(block: Shown) -> rx.Component:
    return rx.el.button(
        rx.el.span(block.starts, "–", block.ends, class_name="block font-bold whitespace-nowrap"),
        rx.el.span(tr("staff.week.in_block", seats=block.seats, places=block.places), class_name="block"),
        rx.cond(
            block.held_back > 0,
            rx.el.span(tr("staff.week.held_in_block", seats=block.held_back), class_name="block"),
        ),
        type="button",
        aria_label=labelled(block.label),
        aria_pressed=rx.cond(WeekState.panel == block.key, "true", "false"),
        on_click=WeekState.choose(block.key),
        style={"top": block.top, "height": block.height},
        class_name=theme.WEEK_BLOCK,
    )


def week_list() -> rx.Component:
    """Return the same week as a list, for narrow windows."""
    columns = _view.columns.to(list[DayColumn])
    return rx.el.div(rx.foreach(columns, _day), class_name=theme.WEEK_LIST)


def _day(column: Shown) -> rx.Component:
    blocks = column.blocks.to(list[Block])
    add = _adding(column, theme.LINK_LINE, rx.el.span("＋ ", aria_hidden="true"), tr("staff.week.add"))
    return rx.el.div(
        rx.el.h2(tr_of(column.code, "components.weekday.long", WEEKDAYS), class_name=theme.STRONG),
        rx.foreach(blocks, _row),
        rx.cond(_view.can_change, rx.el.div(add)),
        class_name=theme.WEEK_LIST_DAY,
    )


def _row(block: Shown) -> rx.Component:
    return rx.el.button(
        rx.el.span(block.starts, "–", block.ends, class_name="font-bold"),
        rx.el.span(tr("staff.week.in_block", seats=block.seats, places=block.places)),
        type="button",
        aria_label=labelled(block.label),
        aria_pressed=rx.cond(WeekState.panel == block.key, "true", "false"),
        on_click=WeekState.choose(block.key),
        class_name=theme.STRETCH_ROW,
    )


def sums() -> rx.Component:
    """Return how many times and seats the week has."""
    return rx.el.p(
        tr("staff.week.sums", places=_view.weekly_places, seats=_view.weekly_seats),
        rx.cond(
            (_view.lanes >= 0) & (_view.lanes < 1),
            rx.el.strong(" ", tr("staff.week.no_hosts")),
            rx.cond(_view.lanes > 0, rx.el.span(" ", tr("staff.week.lanes", count=_view.lanes))),
        ),
        rx.cond(_view.has_weekend, rx.el.span(" ", tr("staff.week.weekend"))),
        class_name=theme.TEXT,
    )
