"""What stands at an address that does not exist."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page("/404", "static.not_found.title")
def not_found() -> rx.Component:
    """Return the page; the server sends it with status 404."""
    return frame(
        title(tr("static.not_found.title"), tr("static.not_found.lead")),
        text(tr("static.not_found.mail")),
        button_row(
            link_primary(tr("static.not_found.home"), routes.HOME),
            link_secondary(tr("static.not_found.lookup"), routes.LOOKUP),
        ),
    )
