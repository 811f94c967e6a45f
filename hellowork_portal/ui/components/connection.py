"""What the portal says by itself when the line or the page breaks."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.vars.function import ArgsFunctionOperation
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_too_many_connection_errors

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.countdown import CLOCKS_JS
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.texts import tr


class OfflineNote(rx.Component):
    """Shows its children while the server or the network is away; a polite live region."""

    library = CLOCKS_JS
    tag = "OfflineNote"
    is_lost: rx.Var[bool]


def connection_banner() -> rx.Component:
    """Return the note on a lost connection; it goes by itself when the websocket is back."""
    return OfflineNote.create(
        rx.el.p(tr("components.connection.lost"), class_name="font-bold"),
        rx.el.p(tr("components.connection.kept")),
        is_lost=has_too_many_connection_errors,
        class_name=theme.CONNECTION,
    )


def _broken_page() -> rx.Component:
    return rx.el.main(
        rx.el.h1(tr("components.broken.title"), class_name=theme.H1),
        rx.el.p(tr("components.broken.body"), class_name=theme.TEXT),
        native_link(tr("components.broken.home"), "/"),
        class_name=theme.joined(theme.CONTAINER, theme.MAIN, theme.STACK["md"]),
    )


def app_wraps() -> dict[tuple[int, str], Callable[[bool], Any]]:
    """Return what rx.App puts around every page, in place of the framework's English notes.

    Use with `toaster=None`: the framework's toasts need script that our policy forbids.
    """
    fallback = ArgsFunctionOperation.create(("event_args",), rx.Var.create(_broken_page()))
    return {
        (55, "ErrorBoundary"): lambda _: ErrorBoundary.create(fallback_render=fallback),
        (5, "Overlay"): lambda stateful: rx.fragment(connection_banner()) if stateful else None,
    }
