"""After closing one's account."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.done_parts import done_frame
from hellowork_portal.ui.citizen.account.done_state import AccountDoneState
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.CLOSED, "account.closed.title", load=AccountDoneState.open)
def closed() -> rx.Component:
    """Return the page; it says nothing about anybody."""
    return done_frame(
        "account.closed.title",
        "account.closed.lead",
        "account.closing.title",
        text(tr("account.closing.again")),
        button_row(link_primary(tr("frame.home"), routes.HOME)),
    )
