"""The terms of use of the service."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.prose import prose
from hellowork_portal.ui.texts import tr


@page(routes.TERMS, "static.terms.title")
def terms() -> rx.Component:
    """Return the page."""
    return frame(title(tr("static.terms.title")), prose("terms"))
