"""「送信の状況」: what is stuck above; what was sent, what waits and what is planned below."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge_of, notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.deliveries.state import LISTS, DeliveriesState
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table, pager
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.staff.reservations.detail_parts import DELIVERY_STATES, KINDS
from hellowork_portal.ui.staff.reservations.parts import detail_href
from hellowork_portal.ui.texts import t, tr, tr_of, worded, words

_LOOKS = [("retrying", "warning"), ("dead", "error"), ("refused", "error"), ("sent", "success")]


@page(routes.STAFF_DELIVERIES, "staff.deliveries.title", load=DeliveriesState.open)
def staff_deliveries() -> rx.Component:
    """Return the page."""
    state = DeliveriesState
    loaded = stack(_stuck(state), _lists(state))
    return staff_frame(
        title(tr("staff.deliveries.title"), tr("staff.deliveries.lead")),
        done_line(state),
        page_error(state),
        rx.cond(state.is_loaded, loaded, waiting(words(state.error), 8)),
    )


def _stuck(state: Any) -> rx.Component:
    lines: Shown = state.waiting
    heads = [
        tr("staff.deliveries.what"), tr("lookup.state"), tr("staff.deliveries.cause"),
        tr("staff.deliveries.interview"), tr("staff.deliveries.do"),
    ]  # fmt: skip
    table = list_table("staff.deliveries.stuck", heads, rx.foreach(lines, lambda one: _trouble(one, state)))
    fine = notice("success", tr("staff.deliveries.fine"))
    return section(tr("staff.deliveries.stuck"), rx.cond(lines.length() > 0, table, fine))


def _state(line: Shown) -> rx.Component:
    kind: Any = rx.match(line.state, *_LOOKS, "neutral")
    badge = badge_of(tr_of(line.state, "staff.deliveries.state", DELIVERY_STATES), kind.to(str))
    return rx.el.span(badge, class_name=theme.LIST_STATE)


def _state_and_cause(line: Shown) -> rx.Component:
    cause = rx.cond(words(line.error), rx.el.p(worded(line.error), class_name=theme.SMALL))
    return rx.el.div(_state(line), cause)


def _number(line: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.a(line.number_shown, href=detail_href(line.number), class_name=theme.LIST_NUMBER),
        " ",
        rx.el.span(worded(line.interview), class_name=theme.SMALL),
    )


def _trouble(line: Shown, state: Any) -> rx.Component:
    told = {"aria-description": line.number_shown.to(str)}
    again = secondary(tr("staff.deliveries.retry"), on_click=state.retry(line.job_id), custom_attrs=told)
    stop = tertiary(tr("staff.deliveries.stop"), on_click=state.stop(line.job_id), custom_attrs=dict(told))
    what = rx.el.strong(tr_of(line.kind, "staff.deliveries.kind", KINDS), class_name=theme.STRONG)
    deeds = rx.el.div(
        rx.cond(line.can_retry, again), rx.cond(line.can_stop, stop), class_name=theme.LIST_TD_DEEDS
    )
    return list_row(what, _state(line), worded(line.error), _number(line), deeds)


def _lists(state: Any) -> rx.Component:
    """Return the lists to choose from, and the one chosen."""
    links = [
        rx.el.li(
            rx.el.a(
                tr(f"staff.deliveries.list.{one}"),
                href=state.tabs[one],
                aria_current=rx.cond(state.shown == one, "true", "false"),
                class_name=theme.STAFF_TAB,
            )
        )
        for one in LISTS
    ]
    tabs = rx.el.nav(rx.el.ul(*links, class_name=theme.STAFF_TABS), aria_label=t("staff.deliveries.lists"))
    is_queue = (state.shown == "waiting") | (state.shown == "planned")
    found: Shown = state.found.lines
    nothing = rx.match(
        state.shown,
        *[(one, text(tr(f"staff.deliveries.none.{one}"))) for one in LISTS[1:]],
        text(tr(f"staff.deliveries.none.{LISTS[0]}")),
    )
    listed = rx.cond(is_queue, _queue(state, found), _letters(found))
    return section(
        tr("staff.deliveries.lists"),
        tabs,
        rx.cond(state.shown != "waiting", _days(state)),
        rx.cond(found.length() > 0, listed, nothing),
        pager(state.previous_href, state.next_href, state.found.page),
    )


def _letters(lines: Shown) -> rx.Component:
    heads = [
        tr("reserve.place.when"), tr("staff.deliveries.what"), tr("staff.deliveries.to"), tr("lookup.state"),
        tr("staff.deliveries.interview"),
    ]  # fmt: skip
    return list_table("staff.deliveries.list.sent", heads, rx.foreach(lines, _letter))


def _queue(state: Any, lines: Shown) -> rx.Component:
    heads = [
        tr("staff.deliveries.due"), tr("staff.deliveries.what"), tr("lookup.state"),
        tr("staff.deliveries.interview"), tr("staff.deliveries.do"),
    ]  # fmt: skip
    return list_table("staff.deliveries.queue", heads, rx.foreach(lines, lambda one: _queued(one, state)))


def _days(state: Any) -> rx.Component:
    """Return the days of the list; drawn anew where another list brings days of its own."""
    boxes = rx.el.div(
        text_input(
            "from", tr("staff.reservations.from"), type="date", default_value=state.first, width="full"
        ),
        text_input("to", tr("staff.reservations.to"), type="date", default_value=state.last, width="full"),
        rx.el.div(secondary(tr("lookup.search"), type="submit")),
        class_name=theme.FEW_FILTERS,
    )
    return script_form(boxes, on_submit=state.search, key=state.shown)


def _letter(line: Shown) -> rx.Component:
    return list_row(
        rx.el.span(worded(line.when), class_name=theme.TABULAR),
        tr_of(line.kind, "staff.deliveries.kind", KINDS),
        as_written(line.recipient),
        _state_and_cause(line),
        _number(line),
    )


def _queued(line: Shown, state: Any) -> rx.Component:
    told = {"aria-description": line.number_shown.to(str)}
    stop = tertiary(tr("staff.deliveries.stop"), on_click=state.stop(line.job_id), custom_attrs=told)
    return list_row(
        rx.el.span(worded(line.when), class_name=theme.TABULAR),
        tr_of(line.kind, "staff.deliveries.kind", KINDS),
        _state_and_cause(line),
        _number(line),
        rx.cond(line.can_stop, stop, "－"),
        key=line.job_id,
    )
