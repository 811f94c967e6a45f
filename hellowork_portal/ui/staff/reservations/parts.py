"""The boxes above the list of reservations, and its lines."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import button_row, link_plain, primary
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, badge_of
from hellowork_portal.ui.shell.staff_frame import here
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.lists import as_written, list_row
from hellowork_portal.ui.texts import bracketed, tr, tr_of, worded, words

STATES = ["confirmed", "checked_in", "in_progress", "completed", "no_show", "cancelled"]
MODES = ["online", "in_person", "telephone"]
MEETINGS = ["pending", "unknown", "ready", "failed", "deleted", "none"]
_STATE_KINDS = [
    ("confirmed", "success"), ("checked_in", "success"), ("in_progress", "info"), ("no_show", "warning"),
]  # fmt: skip
_MEETING_KINDS = [("pending", "warning"), ("unknown", "warning"), ("failed", "error")]


def state_badge(state: Shown) -> rx.Component:
    """Return a reservation's state in words with shape and colour."""
    kind: Any = rx.match(state, *_STATE_KINDS, "neutral")
    return badge_of(tr_of(state, "status.reservation", STATES), kind.to(str))


def meeting_badge(meeting: Shown) -> rx.Component:
    """Return how far a meeting is, in words with shape and colour."""
    kind: Any = rx.match(meeting, *_MEETING_KINDS, "neutral")
    return badge_of(tr_of(meeting, "staff.meeting", MEETINGS), kind.to(str))


def detail_href(number: Shown) -> Any:
    """Return the address of a reservation's page, at the office chosen."""
    begin = rx.Var.create(f"{routes.STAFF_RESERVATION}?office=") + StaffState.office_code
    return begin + "&number=" + number.to(str)


def filters(state: Any) -> rx.Component:
    """Return the search: one box for whatever is known, and what narrows it."""
    boxes = rx.el.div(
        rx.el.div(
            text_input(
                "q",
                tr("staff.reservations.words"),
                default_value=state.asked["q"],
                autocomplete="off",
                max_length=60,
                width="full",
            ),
            class_name=theme.FILTER_WIDE,
        ),
        _day("from", tr("staff.reservations.from"), state.asked["from"]),
        _day("to", tr("staff.reservations.to"), state.asked["to"]),
        _choice("state", tr("lookup.state"), _states(), state.asked["state"]),
        _choice("offering", tr("reserve.place.procedure"), _offerings(state), state.asked["offering"]),
        rx.el.div(primary(tr("lookup.search"), type="submit")),
        class_name=theme.FILTERS,
    )
    ways = button_row(
        link_plain(tr("staff.reservations.today"), state.today_href),
        link_plain(tr("staff.reservations.ahead"), here(routes.STAFF_RESERVATIONS)),
        link_plain(tr("staff.reservations.past"), state.past_href),
    )
    return script_form(stack(boxes, ways, gap="sm"), on_submit=state.search)


def _day(name: str, label: Any, value: Shown) -> rx.Component:
    control = text_input(name, label, type="date", default_value=value, width="full")
    return rx.el.div(control, class_name=theme.FILTER)


def _choice(name: str, label: Any, options: list[Any], value: Shown) -> rx.Component:
    control = select_input(name, label, rx.fragment(*options), default_value=value)
    return rx.el.div(control, class_name=theme.FILTER)


def _states() -> list[Any]:
    every = rx.el.option(bracketed("staff.list.all"), value="")
    return [every, *(rx.el.option(bracketed(f"status.reservation.{one}"), value=one) for one in STATES)]


def _offerings(state: Any) -> list[Any]:
    every = rx.el.option(bracketed("staff.list.all"), value="")
    return [every, rx.foreach(state.offerings, _offering)]


def _offering(one: Shown) -> rx.Component:
    return rx.el.option(words(one.words), value=one.offering_id.to_string())


def line(row: Shown) -> rx.Component:
    """Return one reservation of the list."""
    person = rx.el.div(
        as_written(row.name, theme.STRONG), " ", as_written(row.reading, theme.SMALL), class_name="min-w-0"
    )
    when, *rest = _cells(row)
    return list_row(when, person, *rest)


def line_of_one(row: Shown) -> rx.Component:
    """Return one reservation in the list of one person, who is not named again."""
    return list_row(*_cells(row))


def _cells(row: Shown) -> list[rx.Component]:
    """Return when, what, how it stands, the meeting, and the number."""
    number = rx.el.a(row.number_shown, href=detail_href(row.number), class_name=theme.LIST_NUMBER)
    how = rx.el.span(tr_of(row.mode, "reserve.mode", MODES), class_name=theme.SMALL)
    marks = rx.el.div(
        state_badge(row.state),
        rx.cond(row.is_unconfirmed_claim, badge(tr("staff.reservations.unconfirmed"), "warning")),
        rx.cond(row.is_by_staff, badge(tr("staff.reservations.by_staff"), "neutral")),
        class_name=theme.WRAPPING,
    )
    what = rx.el.div(rx.el.span(worded(row.procedure)), " ", how)
    meeting = rx.cond(
        (row.mode == "online") & (row.state == "confirmed"), meeting_badge(row.meeting), rx.el.span("－")
    )
    return [rx.el.span(worded(row.when), class_name=theme.TABULAR), what, marks, meeting, number]
