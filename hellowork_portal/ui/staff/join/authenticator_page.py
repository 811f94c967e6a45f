"""Behind the invitation, second: the authenticator, confirmed by a code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.authenticator import authenticator_steps, code_input
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.join.name_page import joining_steps
from hellowork_portal.ui.staff.join.states import JoiningState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_JOIN_AUTHENTICATOR, "staff.join.authenticator", load=JoiningState.open)
def staff_join_authenticator() -> rx.Component:
    """Return the page."""
    return staff_frame(
        joining_steps(2),
        title(tr("staff.join.authenticator"), tr("staff.authenticator.lead")),
        error_summary(JoiningState.summary),
        page_error(JoiningState),
        rx.cond(JoiningState.is_loaded, _form(), waiting(words(JoiningState.error), 8)),
    )


def _form() -> rx.Component:
    errors: Shown = JoiningState.field_errors
    return stack(
        authenticator_steps(JoiningState.view),
        native_form(
            stack(
                code_input(tr("staff.code.label"), errors["code"]),
                button_row(
                    primary(tr("staff.join.next"), type="submit"),
                    link_secondary(tr("staff.join.back"), routes.STAFF_JOIN),
                ),
            ),
            action=routes.DO_STAFF_ENROL,
        ),
    )
