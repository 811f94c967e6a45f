"""After a new password was set."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reset.state import ResetState
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.RESET_DONE, "access.reset_done.title", load=ResetState.open_done)
def reset_done() -> rx.Component:
    """Return the page; nothing is celebrated before it is known that there is something to celebrate."""
    done = stack(
        title(tr("access.reset_done.title"), tr("access.reset_done.lead"), is_done=True),
        button_row(
            link_primary(tr("access.done.my"), routes.MY_PAGE),
            link_secondary(tr("access.done.book"), routes.PROCEDURES),
        ),
        gap="lg",
    )
    asked = stack(title(tr("access.reset.title")), waiting(words(ResetState.error), 3))
    return frame(page_error(ResetState), rx.cond(ResetState.is_loaded, done, asked))
