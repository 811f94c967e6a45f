"""The time left of a hold, by the server's clock."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import marks

CLOCKS_JS = "$/public" + rx.asset("clocks.jsx", shared=False)


class Countdown(rx.Component):
    """Ticks in the browser; the difference between its clock and the server's is taken when it appears."""

    library = CLOCKS_JS
    tag = "Countdown"
    ends_ms: rx.Var[int]
    now_ms: rx.Var[int]
    long: rx.Var[str]
    short: rx.Var[str]
    over: rx.Var[str]
    on_expired: rx.EventHandler[rx.event.no_args_event_spec]


def countdown(expires_ms: Shown, server_now_ms: Shown, on_expired: Any) -> rx.Component:
    """Return 「残り 9分30秒」; both times are milliseconds since 1970 of the server's clock.

    `server_now_ms` is set by the page's load. `on_expired` fires once per `expires_ms`.
    """
    return Countdown.create(
        ends_ms=expires_ms,
        now_ms=server_now_ms,
        long=marks("components.left.minutes", minutes="[m]", seconds="[s]"),
        short=marks("components.left.seconds", seconds="[s]"),
        over=marks("components.left.over"),
        on_expired=on_expired,
        class_name=theme.COUNTDOWN,
    )
