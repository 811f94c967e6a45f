"""After signing out of the staff side, or when a session has ended."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.texts import tr


@page(routes.STAFF_SIGNED_OUT, "staff.signed_out.title")
def staff_signed_out() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.signed_out.title"), tr("staff.signed_out.lead")),
        button_row(link_primary(tr("staff.signed_out.again"), routes.STAFF_SIGN_IN)),
    )
