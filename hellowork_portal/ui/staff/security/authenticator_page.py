"""「認証アプリの変更」: for a new device, and for whoever has come in by a recovery code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.authenticator import authenticator_steps, code_input
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.choices import password_input
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.security.states import StaffOwnFormState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_AUTHENTICATOR, "staff.authenticator.title", load=StaffOwnFormState.open_authenticator)
def staff_authenticator() -> rx.Component:
    """Return the page; the present authenticator works until the other one is confirmed."""
    return staff_frame(
        title(tr("staff.authenticator.title"), tr("staff.authenticator.change_lead")),
        error_summary(StaffOwnFormState.summary),
        page_error(StaffOwnFormState),
        rx.cond(StaffOwnFormState.is_loaded, _form(), waiting(words(StaffOwnFormState.error), 8)),
    )


def _form() -> rx.Component:
    errors: Shown = StaffOwnFormState.field_errors
    return stack(
        authenticator_steps(StaffOwnFormState.view),
        native_form(
            stack(
                code_input(tr("staff.authenticator.new_code"), errors["code"]),
                password_input("present", tr("staff.password.present"), error=errors["present"]),
                button_row(
                    primary(tr("staff.authenticator.button"), type="submit"),
                    link_secondary(tr("staff.security.back"), routes.STAFF_SECURITY),
                ),
            ),
            action=routes.DO_STAFF_AUTHENTICATOR,
        ),
    )
