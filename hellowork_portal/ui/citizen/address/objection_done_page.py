"""After a change of 利用者ID was undone."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_secondary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.OBJECTION_DONE, "account.objection.done.title")
def objection_done() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("account.objection.done.title"), tr("account.objection.done.lead"), is_done=True),
        button_row(link_secondary(tr("account.objection.done.reset"), routes.RESET)),
    )
