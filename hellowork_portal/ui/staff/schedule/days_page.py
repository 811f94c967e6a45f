"""「休み・臨時の変更」: a day looked at closely, changed, and what is to come that is not as usual."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedule_drafts.calendar_views import ComingLine, OfferingDay, TimeLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, secondary
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import asking_form, hidden
from hellowork_portal.ui.components.notices import badge, notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.lists import found_heading
from hellowork_portal.ui.staff.schedule.days_forms import change_form
from hellowork_portal.ui.staff.schedule.days_state import DaysState
from hellowork_portal.ui.staff.schedule.tabs import at_day, schedule_tabs, stopped_line
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_view: Shown = DaysState.view


@page(routes.STAFF_DAYS, "staff.days.title", load=DaysState.open)
def staff_days() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.days.title")),
        schedule_tabs(),
        error_summary(DaysState.summary),
        page_error(DaysState),
        rx.cond(DaysState.is_loaded, _columns(), waiting(words(DaysState.error), 8)),
    )


def _columns() -> rx.Component:
    looked = stack(_other_day(), _coming(), _times())
    form = rx.cond(_view.can_change, change_form(), text(tr("staff.schedule.only_looking")))
    return rx.el.div(
        rx.el.div(looked, class_name="min-w-0"),
        form,
        class_name="grid gap-6 desktop:grid-cols-[minmax(0,1fr)_minmax(20rem,28rem)] desktop:items-start",
    )


def _times() -> rx.Component:
    """Return the chosen day: why it is closed, and its times with their seats."""
    offerings = _view.offerings.to(list[OfferingDay])
    closed = notice(
        "info",
        worded(_view.closure),
        rx.cond(
            _view.is_closed_by_law & _view.can_change,
            text(link_plain(tr("staff.days.open_all_the_same"), at_day(_view.iso) + "&what=open")),
        ),
    )
    return rx.el.section(
        found_heading(worded(_view.day), theme.H3),
        rx.cond(words(_view.closure), closed),
        rx.cond(_view.is_opened, notice("info", tr("staff.days.opened"))),
        rx.foreach(offerings, _offering),
        class_name=theme.STACK["sm"],
    )


def _offering(offering: Shown) -> rx.Component:
    times = offering.times.to(list[TimeLine])
    table = rx.el.table(
        rx.el.caption(labelled(offering.name), class_name=theme.HIDDEN),
        rx.el.thead(
            rx.el.tr(
                *[
                    rx.el.th(tr(f"staff.days.head.{one}"), scope="col", class_name=theme.STAFF_TH)
                    for one in ("time", "taken", "held_back", "state")
                ]
            )
        ),
        rx.el.tbody(rx.foreach(times, _time)),
        class_name=theme.STAFF_TABLE,
    )
    none = rx.el.p(tr("staff.days.no_times"), class_name=theme.TEXT)
    return rx.el.div(
        rx.el.h3(worded(offering.name), class_name=theme.STRONG),
        rx.cond(offering.is_stopped, stopped_line()),
        rx.cond(times.length() > 0, table, none),
        class_name=theme.STACK["xs"],
    )


def _time(time: Shown) -> rx.Component:
    state = rx.cond(
        time.is_closed,
        badge(tr("staff.days.kept_in_closed"), "warning"),
        rx.cond(time.taken >= time.seats, tr("staff.month.state.full"), tr("staff.days.free")),
    )
    cells = (time.span, tr("staff.days.taken", taken=time.taken, seats=time.seats), time.held_back, state)
    return rx.el.tr(
        *[rx.el.td(cell, class_name=theme.joined(theme.STAFF_TD, theme.TABULAR)) for cell in cells]
    )


def _other_day() -> rx.Component:
    day = rx.el.input(
        id="day",
        name="day",
        type="date",
        default_value=_view.iso,
        key=_view.iso,
        class_name=theme.joined(theme.CONTROL, theme.NARROW["short"], "!min-h-11 !py-1.5"),
    )
    return asking_form(
        hidden("office", DaysState.office_asked),
        rx.el.label(tr("staff.days.other_day"), html_for="day", class_name=theme.LABEL),
        day,
        rx.el.div(secondary(tr("staff.days.look"), type="submit", class_name="!min-h-11 !py-1.5")),
        action=routes.STAFF_DAYS,
        on_submit=DaysState.look,
        class_name=theme.WRAPPING,
    )


def _coming() -> rx.Component:
    lines = _view.coming.to(list[ComingLine])
    listed = rx.el.ul(rx.foreach(lines, _coming_line), class_name=theme.LINES)
    none = text(tr("staff.days.nothing_coming"))
    return rx.el.section(
        rx.el.h2(tr("staff.days.coming"), class_name=theme.H3),
        rx.cond(lines.length() > 0, listed, none),
        class_name=theme.STACK["sm"],
    )


def _coming_line(line: Shown) -> rx.Component:
    button = secondary(
        tr("staff.days.take_back"),
        on_click=DaysState.take_back(line.iso, line.index),
        aria_label=t("staff.days.take_back_what", what=labelled(line.sentence)),
    )
    return rx.el.li(
        rx.el.a(worded(line.sentence), href=at_day(line.iso), class_name=theme.LINK),
        rx.cond(_view.can_change, button),
        class_name=theme.LINE,
    )
