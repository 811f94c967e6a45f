"""Asks two minutes before a session ends whether one is still there."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.countdown import CLOCKS_JS
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import marks, tr


class SessionWarning(rx.Component):
    """A native dialog that opens by itself; it asks the server's clock by an answer's Date header.

    Its children are title, text and the button's words.
    """

    library = CLOCKS_JS
    tag = "SessionWarning"
    ends_ms: rx.Var[int]
    can_stay: rx.Var[bool]
    long: rx.Var[str]
    short: rx.Var[str]
    gone_href: rx.Var[str]
    look: rx.Var[dict[str, str]]
    on_check: rx.EventHandler[rx.event.no_args_event_spec]
    on_stay: rx.EventHandler[rx.event.no_args_event_spec]


def session_warning(
    is_there: Shown,
    ends_ms: Shown,
    can_stay: Shown,
    *,
    on_check: Any,
    on_stay: Any,
    gone_href: Shown,
    is_guest: Shown,
) -> rx.Component:
    """Return the warning for signed-in people and guests; Escape and the button fire `on_stay`.

    Where the session cannot be extended (`can_stay` is false) it says so, and both only close it.
    `on_check` fires just before the warning, because another tab may have extended the session,
    and when the time is over; it must not extend the session itself. A page that then gets no
    answer leaves for `gone_href`, so that nothing personal stays on the screen.
    """
    dialog = SessionWarning.create(
        rx.cond(is_guest, tr("components.session.guest"), tr("components.session.title")),
        rx.cond(
            is_guest, _words(can_stay, "components.session.guest"), _words(can_stay, "components.session")
        ),
        rx.cond(can_stay, tr("components.session.stay"), tr("components.session.understood")),
        ends_ms=ends_ms,
        can_stay=can_stay,
        long=marks("components.left.minutes", minutes="[m]", seconds="[s]"),
        short=marks("components.left.seconds", seconds="[s]"),
        gone_href=gone_href,
        look={
            "dialog": theme.DIALOG,
            "title": theme.H2,
            "body": theme.DIALOG_TEXT,
            "time": theme.DIALOG_TIME,
            "button": theme.joined(theme.ACTION, "mt-6 w-full"),
        },
        on_check=on_check,
        on_stay=on_stay,
    )
    return rx.cond(is_there, dialog)


def _words(can_stay: Shown, key: str) -> Any:
    return rx.cond(can_stay, tr(f"{key}.body"), tr(f"{key}.last"))
