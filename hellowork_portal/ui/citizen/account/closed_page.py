"""After closing one's account."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.CLOSED, "account.closed.title")
def closed() -> rx.Component:
    """Return the page; it says nothing about anybody."""
    return frame(
        title(tr("account.closed.title"), tr("account.closed.lead"), is_done=True),
        text(tr("account.closing.again")),
        button_row(link_primary(tr("frame.home"), routes.HOME)),
    )
