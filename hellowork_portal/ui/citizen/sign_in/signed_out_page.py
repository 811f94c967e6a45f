"""After signing out."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.SIGNED_OUT, "access.signed_out.title")
def signed_out() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("access.signed_out.title"), tr("access.signed_out.lead")),
        button_row(
            link_primary(tr("access.sign_in.title"), routes.SIGN_IN),
            link_secondary(tr("frame.home"), routes.HOME),
        ),
    )
