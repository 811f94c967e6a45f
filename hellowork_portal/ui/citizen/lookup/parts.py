"""Sections that the lookup and the completion page share."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.interview.joining import JoinState
from hellowork_portal.ui.citizen.reserve.parts import markdown
from hellowork_portal.ui.components.buttons import button_row, link_secondary, secondary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, text
from hellowork_portal.ui.components.native import external_link, native_link
from hellowork_portal.ui.components.notices import badge_of, notice
from hellowork_portal.ui.shell.prose import prose
from hellowork_portal.ui.texts import tr, tr_of, words

EVENTS = [
    "held", "terms_agreed", "confirmed", "changed", "cancelled", "looked_up", "claimed",
    "mail_confirmed", "mail_changed", "mail_cancelled", "mail_link", "mail_reminder", "mail_refused",
]  # fmt: skip
"""What a line of the history can say (services/reservations/history)."""
STATES = ["confirmed", "checked_in", "in_progress", "completed", "no_show", "cancelled"]
_KINDS = [
    ("confirmed", "success"),
    ("checked_in", "success"),
    ("in_progress", "info"),
    ("no_show", "warning"),
]


def _kind(state: Shown) -> Any:
    kind: Any = rx.match(state, *_KINDS, "neutral")
    return kind.to(str)


def state_badge(state: Shown) -> rx.Component:
    """Return a reservation's state in words with shape and colour."""
    return badge_of(tr_of(state, "status.reservation", STATES), _kind(state))


def meeting_section(state: Any, *, join_look: str = theme.ACTION) -> rx.Component:
    """Return 「会議情報」: the address to join by, or that it follows."""
    detail = state.detail
    return section(
        tr("detail.meeting"),
        rx.match(
            detail.meeting_state,
            ("ready", _ready(detail, join_look)),
            ("none", text(tr("detail.meeting_none"))),
            (
                "failed",
                notice("warning", tr("detail.meeting_failed_title"), text(tr("detail.meeting_failed"))),
            ),
            ("deleted", text(tr("detail.meeting_none"))),
            _pending(state),
        ),
        id="meeting",
    )


def _ready(detail: Any, join_look: str) -> rx.Component:
    press = JoinState.joined(detail.number)
    return rx.el.div(
        text(tr("detail.meeting_ready")),
        facts(
            fact(
                tr("detail.meeting_url"),
                native_link(detail.join_url, detail.join_url, class_name="break-all", on_click=press),
            ),
            fact(tr("detail.meeting_passcode"), rx.el.span(detail.passcode, class_name=theme.TABULAR)),
        ),
        text(tr("detail.meeting_name", number=detail.number_shown)),
        rx.el.div(
            external_link(
                tr("detail.meeting_join"),
                detail.join_url,
                look=theme.joined(join_look, theme.WIDE_ON_PHONES),
                on_click=press,
            ),
            class_name="no-print",
        ),
        class_name=theme.STACK["md"],
    )


def _pending(state: Any) -> rx.Component:
    return notice(
        "info",
        tr("detail.meeting_pending_title"),
        text(tr("detail.meeting_pending")),
        rx.el.div(secondary(tr("detail.meeting_reload"), on_click=state.open)),
    )


def change_section(detail: Shown) -> rx.Component:
    """Return until when one may change or cancel and the ways to do so; after that, whom to call."""
    until = {"change": words(detail.change_until), "cancel": words(detail.cancel_until)}
    told = rx.cond(
        detail.can_change,
        rx.cond(
            detail.is_same_day_only,
            rx.cond(
                detail.can_cancel,
                text(tr("detail.change.same_day", **until)),
                text(tr("detail.change.time_only", **until)),
            ),
            text(tr("detail.change_until", until=until["change"])),
        ),
        text(tr("detail.change_over", until=until["change"])),
    )
    waits = section(tr("detail.change"), told, _ways_to_change(detail), call_facts(detail.place), id="change")
    return rx.cond(detail.state == "confirmed", waits)


def _ways_to_change(detail: Shown) -> rx.Component:
    number = detail.number.to(str)
    label = rx.cond(detail.is_same_day_only, tr("detail.change.time_button"), tr("detail.change.button"))
    change = link_secondary(label, rx.Var.create(f"{routes.CHANGE}?number=") + number)
    cancel = link_secondary(tr("detail.cancel.button"), rx.Var.create(f"{routes.CANCEL}?number=") + number)
    buttons = button_row(rx.cond(detail.can_change, change), rx.cond(detail.can_cancel, cancel))
    shown = rx.el.div(buttons, class_name="no-print")
    return rx.cond(detail.can_change | detail.can_cancel, shown)


def call_facts(place: Shown) -> rx.Component:
    """Return whom to call: the office, or the operator where the office's telephone is unknown."""
    phone = rx.cond(
        place.phone,
        native_link(place.phone, rx.Var.create("tel:") + place.phone.to(str)),
        rx.fragment(tr("detail.phone_unknown"), _operator()),
    )
    return facts(fact(tr("reserve.place.phone"), phone))


def _operator() -> rx.Component:
    """Return the operator's telephone as a link, else their mail address."""
    contact = settings().contact
    if not contact.phone:
        return rx.el.span(contact.mail or "－", class_name=theme.DATE)
    return native_link(contact.phone, f"tel:{contact.phone.replace('-', '')}", class_name=theme.DATE)


def bring_section(state: Any) -> rx.Component:
    """Return what to have ready for the interview."""
    return section(tr("detail.bring"), markdown(state.bring))


def calendar_link(detail: Shown) -> rx.Component:
    """Return the link to the calendar file; a real link, because it is a download."""
    href = rx.Var.create(f"{routes.CALENDAR_FILE}?number=") + detail.number.to(str)
    look = theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES)
    return native_link(tr("reserve.done.calendar"), href, look=look)


def advice() -> rx.Component:
    """Return the guide's advice on video, sound, sharing, permissions and leaving; opened by a press."""
    opener = rx.el.summary(
        icon("next", 20, "transition-transform group-open:rotate-90"),
        rx.el.h2(tr("detail.advice")),
        class_name=theme.joined(theme.LINK_LINE, "cursor-pointer"),
    )
    words_of_it = rx.el.div(prose("join", has_contents=False), class_name=theme.FOLDED)
    return rx.el.details(opener, words_of_it, class_name="group")
