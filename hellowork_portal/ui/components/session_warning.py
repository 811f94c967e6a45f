"""Asks two minutes before a session ends whether one is still there."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.countdown import CLOCKS_JS
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import t


class SessionWarning(rx.Component):
    """A native dialog that opens by itself; it asks the server's clock by an answer's Date header."""

    library = CLOCKS_JS
    tag = "SessionWarning"
    ends_ms: rx.Var[int]
    title: rx.Var[str]
    body: rx.Var[str]
    long: rx.Var[str]
    short: rx.Var[str]
    stay: rx.Var[str]
    look: rx.Var[dict[str, str]]
    on_stay: rx.EventHandler[rx.event.no_args_event_spec]
    on_expired: rx.EventHandler[rx.event.no_args_event_spec]


def session_warning(
    is_signed_in: Shown, idle_ends_ms: Shown, on_stay: Any, on_expired: Any = None
) -> rx.Component:
    """Return the warning for signed-in people; Escape and the button fire `on_stay`.

    `on_expired` (else `on_stay`) fires once when the time is over: the guard then finds
    the session gone and takes personal data off the screen.
    """
    dialog = SessionWarning.create(
        ends_ms=idle_ends_ms,
        title=t("components.session.title"),
        body=t("components.session.body"),
        long=t("components.left.minutes", minutes="[m]", seconds="[s]"),
        short=t("components.left.seconds", seconds="[s]"),
        stay=t("components.session.stay"),
        look={
            "dialog": theme.DIALOG,
            "title": theme.H2,
            "body": theme.DIALOG_TEXT,
            "time": theme.DIALOG_TIME,
            "button": theme.joined(theme.ACTION, "mt-6 w-full"),
        },
        on_stay=on_stay,
        on_expired=on_expired or on_stay,
    )
    return rx.cond(is_signed_in, dialog)
