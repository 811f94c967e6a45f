"""「1日の予約をまとめて取り消す」: a day, its list, the reason, one button."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, secondary
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.components.notices import badge, notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.staff.reservations.day_state import CancelDayState
from hellowork_portal.ui.staff.reservations.deeds import FOR_ALL, done_line, reasons
from hellowork_portal.ui.staff.reservations.detail_parts import back
from hellowork_portal.ui.staff.reservations.parts import detail_href, state_badge
from hellowork_portal.ui.texts import bracketed, tr, worded, words


@page(routes.STAFF_CANCEL_DAY, "staff.cancel_day.title", load=CancelDayState.open)
def staff_cancel_day() -> rx.Component:
    """Return the page."""
    state = CancelDayState
    return staff_frame(
        title(tr("staff.cancel_day.title"), tr("staff.cancel_day.lead")),
        done_line(state),
        page_error(state),
        rx.cond(state.is_loaded, stack(_day(), _listed(), back()), waiting(words(state.error), 6)),
    )


def _day() -> rx.Component:
    state: Any = CancelDayState
    every = rx.el.option(bracketed("staff.cancel_day.every_offering"), value="")
    offerings = rx.fragment(every, rx.foreach(state.offerings, _offering))
    boxes = rx.el.div(
        rx.el.div(
            text_input(
                "day", tr("staff.cancel_day.day"), type="date", default_value=state.asked_day, width="full"
            ),
            class_name=theme.FILTER,
        ),
        rx.el.div(
            select_input(
                "offering", tr("reserve.place.procedure"), offerings, default_value=state.asked_offering
            ),
            class_name=theme.FILTER_WIDE,
        ),
        rx.el.div(secondary(tr("staff.cancel_day.show"), type="submit")),
        class_name=theme.FEW_FILTERS,
    )
    return script_form(boxes, on_submit=state.show)


def _offering(one: Shown) -> rx.Component:
    return rx.el.option(words(one.words), value=one.offering_id.to_string())


def _listed() -> rx.Component:
    found: Shown = CancelDayState.found
    heads = [
        tr("reserve.place.when"), tr("staff.reservations.person"), tr("reserve.place.procedure"),
        tr("lookup.state"), tr("lookup.number"),
    ]  # fmt: skip
    table = list_table("staff.cancel_day.list", heads, rx.foreach(found.lines, _line))
    nobody = text(tr("staff.cancel_day.nobody", day=words(found.day_words)))
    who = rx.cond(found.lines.length() > 0, table, nobody)
    shown = stack(
        rx.cond(found.count > 0, _cancelling(), rx.fragment()),
        section(tr("staff.cancel_day.list_of", day=words(found.day_words), count=found.count), who),
    )
    return rx.cond(found.day, shown)


def _line(row: Shown) -> rx.Component:
    number = rx.el.a(row.number_shown, href=detail_href(row.number), class_name=theme.LIST_NUMBER)
    stays = rx.cond(row.can_cancel, rx.fragment(), badge(tr("staff.cancel_day.stays"), "warning"))
    marks = rx.el.div(state_badge(row.state), stays, class_name=theme.WRAPPING)
    return list_row(worded(row.when), as_written(row.name), worded(row.procedure), marks, number)


def _cancelling() -> rx.Component:
    """Return what will happen, to how many, why, and the button."""
    state: Any = CancelDayState
    found: Shown = state.found
    form = script_form(
        stack(
            hidden("seen", found.fingerprint),
            reasons("day", FOR_ALL),
            rx.el.div(
                danger(
                    tr("staff.cancel_day.cancel", count=found.count),
                    type="submit",
                    aria_describedby="acts-on",
                )
            ),
            gap="sm",
        ),
        on_submit=state.cancel,
        key=found.fingerprint,
    )
    left = rx.cond(found.left > 0, text(tr("staff.cancel_day.left", count=found.left)))
    held = rx.cond(found.holds > 0, text(tr("staff.cancel_day.holds", count=found.holds)))
    means = bullets(
        tr("staff.cancel_day.means_mail"),
        tr("staff.cancel_day.means_closed"),
        tr("staff.cancel_day.means_undo"),
    )
    heading = rx.el.span(
        tr("staff.cancel_day.will", day=words(found.day_words), count=found.count), id="acts-on"
    )
    return notice("warning", heading, means, left, held, form)
