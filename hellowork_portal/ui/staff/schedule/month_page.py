"""「月の予約状況」: how full each day is, as word, number and shape; a day leads to its times."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedule_drafts.calendar_views import MonthDay
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import title, visually_hidden
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.schedule.inputs import WEEKDAYS
from hellowork_portal.ui.staff.schedule.month_state import MonthState
from hellowork_portal.ui.staff.schedule.tabs import at_day, at_offering, offering_choice, schedule_tabs
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_view: Shown = MonthState.view
_WEEKS = range(6)


@page(routes.STAFF_MONTH, "staff.month.title", load=MonthState.open)
def staff_month() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.month.title")),
        schedule_tabs(),
        page_error(MonthState),
        rx.cond(MonthState.is_loaded, _month(), waiting(words(MonthState.error), 8)),
    )


def _month() -> rx.Component:
    return rx.el.div(
        offering_choice(routes.STAFF_MONTH, _view.offerings, _view.offering_id, has_all=True),
        _head(),
        _table(),
        _legend(),
        class_name=theme.STACK["sm"],
    )


def _head() -> rx.Component:
    def turn(words_key: str, month: Shown, drawing: str) -> rx.Component:
        return link_secondary(
            tr(words_key),
            at_offering(routes.STAFF_MONTH, _view.offering_id, "&month=") + month,
            drawing=drawing,
            class_name="!min-h-11 !py-1.5 !px-3",
        )

    return rx.el.div(
        turn("staff.month.previous", _view.previous, "previous"),
        rx.el.div(
            rx.el.h2(worded(_view.title), class_name=theme.H3),
            rx.el.p(tr("staff.month.sums", taken=_view.taken, seats=_view.seats), class_name=theme.TABULAR),
            class_name="text-center",
        ),
        turn("staff.month.next", _view.next, "next"),
        class_name=theme.MONTH_HEAD,
    )


def _table() -> rx.Component:
    heads = [
        rx.el.th(
            rx.el.span(tr(f"components.weekday.short.{code}"), aria_hidden="true"),
            visually_hidden(t(f"components.weekday.long.{code}")),
            scope="col",
            class_name=theme.WEEKDAY,
        )
        for code in WEEKDAYS
    ]
    return rx.el.table(
        rx.el.caption(labelled(_view.title), class_name=theme.HIDDEN),
        rx.el.thead(rx.el.tr(*heads), class_name="hidden desktop:table-header-group"),
        rx.el.tbody(*[_week(week) for week in _WEEKS]),
        class_name="w-full table-fixed border-collapse",
    )


def _week(week: int) -> rx.Component:
    days = _view.days.to(list[MonthDay])
    cells = rx.foreach(days[week * 7 : week * 7 + 7], _cell)
    return rx.cond(days.length() > week * 7, rx.el.tr(cells, class_name="max-desktop:grid"))


def _cell(day: Shown) -> rx.Component:
    return rx.el.td(
        rx.cond(day.in_month, _link(day), rx.fragment()),
        class_name=rx.cond(
            day.in_month,
            theme.MONTH_CELL,
            theme.MONTH_OUTSIDE,
        ),
    )


def _link(day: Shown) -> rx.Component:
    filled = rx.el.span(class_name=theme.MONTH_BAR_FILL, style={"width": day.percent.to_string() + "%"})
    bar = rx.cond(day.mark == "－", rx.fragment(), rx.el.span(filled, class_name=theme.MONTH_BAR))
    inside = rx.el.span(
        rx.el.span(
            rx.el.span(day.day, class_name="tabular-nums font-bold"),
            rx.el.span(day.mark, class_name="text-std-18B-160 leading-100"),
            class_name="flex justify-between items-center",
        ),
        rx.el.span(worded(day.fill), class_name="tabular-nums"),
        bar,
        rx.cond(words(day.note), rx.el.span(worded(day.note), class_name="break-words")),
        aria_hidden="true",
        class_name="hidden desktop:flex flex-col gap-0.5",
    )
    line = rx.el.span(
        rx.el.span(day.mark, " ", worded(day.label)), bar, aria_hidden="true", class_name="desktop:hidden"
    )
    return rx.el.a(
        inside,
        line,
        href=at_day(day.iso),
        aria_label=labelled(day.label),
        class_name=theme.MONTH_LINK,
    )


def _legend() -> rx.Component:
    marks = (("○", "free"), ("△", "few"), ("×", "full"), ("－", "none"))
    return rx.el.ul(
        *[rx.el.li(f"{mark} ", tr(f"staff.month.state.{code}")) for mark, code in marks],
        class_name=theme.LEGEND,
    )
