"""Sections that the lookup and the completion page share."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.reserve.parts import markdown
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, text
from hellowork_portal.ui.components.native import external_link, native_link
from hellowork_portal.ui.components.notices import badge_of, notice
from hellowork_portal.ui.texts import t, t_of, tr, words

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
    return badge_of(t_of(state, "status.reservation", STATES), _kind(state))


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
    return rx.el.div(
        text(tr("detail.meeting_ready")),
        facts(
            fact(
                tr("detail.meeting_url"),
                native_link(detail.join_url, detail.join_url, class_name="break-all"),
            ),
            fact(tr("detail.meeting_passcode"), rx.el.span(detail.passcode, class_name=theme.TABULAR)),
        ),
        text(tr("detail.meeting_name", number=detail.number_shown)),
        rx.el.div(
            external_link(tr("detail.meeting_join"), detail.join_url, look=join_look), class_name="no-print"
        ),
        class_name=theme.STACK["md"],
    )


def _pending(state: Any) -> rx.Component:
    return notice(
        "info",
        tr("detail.meeting_pending_title"),
        text(tr("detail.meeting_pending")),
        rx.el.div(secondary(t("detail.meeting_reload"), on_click=state.open)),
    )


def change_section(detail: Shown) -> rx.Component:
    """Return until when, and by which telephone, one may change or cancel."""
    operator = settings().contact.phone or settings().contact.mail
    phone = rx.cond(
        detail.place.phone,
        native_link(detail.place.phone, rx.Var.create("tel:") + detail.place.phone.to(str)),
        tr("detail.phone_unknown", phone=operator or "－"),
    )
    return section(
        tr("detail.change"),
        rx.cond(
            detail.can_change,
            text(tr("detail.change_until", until=words(detail.change_until))),
            text(tr("detail.change_over", until=words(detail.change_until))),
        ),
        facts(fact(tr("reserve.place.phone"), phone)),
    )


def bring_section(state: Any) -> rx.Component:
    """Return what to have ready for the interview."""
    return section(tr("detail.bring"), markdown(state.bring), markdown(state.notes))


def calendar_link(detail: Shown) -> rx.Component:
    """Return the link to the calendar file; a real link, because it is a download."""
    href = rx.Var.create(f"{routes.CALENDAR_FILE}?number=") + detail.number.to(str)
    return native_link(tr("reserve.done.calendar"), href, look=theme.ACTION_OUTLINED)
