"""A moment at which a page shows something else, such as the button to join an interview."""

from typing import Any

import reflex as rx

from hellowork_portal.ui.components.kinds import Shown


class Alarm(rx.Component):
    """Rings once in the browser; both times are milliseconds since 1970 of the server's clock."""

    library = "$/public" + rx.asset("alarm.jsx", shared=False)
    tag = "Alarm"
    at_ms: rx.Var[int]
    now_ms: rx.Var[int]
    on_ring: rx.EventHandler[rx.event.no_args_event_spec]


def alarm(at_ms: Shown, server_now_ms: Shown, on_ring: Any) -> rx.Component:
    """Call `on_ring` at `at_ms`; an instant that is over never rings. `server_now_ms` is set by the load."""
    return Alarm.create(at_ms=at_ms, now_ms=server_now_ms, on_ring=on_ring)
