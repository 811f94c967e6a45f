"""After a change of 利用者ID was undone."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.done_parts import done_frame
from hellowork_portal.ui.citizen.account.done_state import AccountDoneState
from hellowork_portal.ui.components.buttons import button_row, link_secondary
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.OBJECTION_DONE, "account.objection.done.title", load=AccountDoneState.open)
def objection_done() -> rx.Component:
    """Return the page."""
    return done_frame(
        "account.objection.done.title",
        "account.objection.done.lead",
        "account.objection.title",
        button_row(link_secondary(tr("account.objection.done.reset"), routes.RESET)),
    )
