"""Behind the invitation, third: ten recovery codes, shown until the last button is pressed."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.authenticator import recovery_codes
from hellowork_portal.ui.components.buttons import button_row, primary
from hellowork_portal.ui.components.layout import bullets, stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.join.name_page import joining_steps
from hellowork_portal.ui.staff.join.states import JoiningState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_JOIN_CODES, "staff.join.codes", load=JoiningState.open)
def staff_join_codes() -> rx.Component:
    """Return the page."""
    return staff_frame(
        joining_steps(3),
        title(tr("staff.join.codes"), tr("staff.codes.lead")),
        page_error(JoiningState),
        rx.cond(JoiningState.is_loaded, _codes(), waiting(words(JoiningState.error), 8)),
    )


def _codes() -> rx.Component:
    return stack(
        recovery_codes(JoiningState.view.codes),
        bullets(tr("staff.join.codes_until"), tr("staff.codes.keep"), tr("staff.codes.gone")),
        button_row(
            native_form(primary(tr("staff.join.finish"), type="submit"), action=routes.DO_STAFF_FINISH),
            print_button(tr("staff.codes.print")),
        ),
    )
