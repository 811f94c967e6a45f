"""After a change of 利用者ID."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.done_parts import done_frame
from hellowork_portal.ui.citizen.account.done_state import AccountDoneState
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.ADDRESS_DONE, "account.confirm.done.title", load=AccountDoneState.open)
def address_done() -> rx.Component:
    """Return the page."""
    return done_frame(
        "account.confirm.done.title",
        "account.confirm.done.lead",
        "account.confirm.title",
        button_row(link_primary(tr("access.done.my"), routes.MY_PAGE)),
    )
