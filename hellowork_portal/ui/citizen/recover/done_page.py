"""After the account was started again."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RECOVER_DONE, "account.recover.done.title")
def recover_done() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("account.recover.done.title"), tr("account.recover.done.lead"), is_done=True),
        button_row(link_primary(tr("access.done.my"), routes.MY_PAGE)),
    )
