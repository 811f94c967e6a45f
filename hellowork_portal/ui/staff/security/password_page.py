"""「パスワードの変更」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.choices import password_conditions, password_input
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


@page(routes.STAFF_RESET, "staff.password.title", load=StaffOwnFormState.open_password)
def staff_password() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.password.title"), tr("staff.password.lead")),
        error_summary(StaffOwnFormState.summary),
        page_error(StaffOwnFormState),
        rx.cond(StaffOwnFormState.is_loaded, _form(), waiting(words(StaffOwnFormState.error), 6)),
    )


def _form() -> rx.Component:
    errors: Shown = StaffOwnFormState.field_errors
    return native_form(
        stack(
            password_input("present", tr("staff.password.present"), error=errors["present"]),
            password_input(
                "password",
                tr("staff.password.new"),
                help=tr("access.form.password_help"),
                error=errors["password"],
                autocomplete="new-password",
                conditions=password_conditions("password"),
            ),
            password_input(
                "password_again",
                tr("staff.password.again"),
                error=errors["password_again"],
                autocomplete="new-password",
            ),
            button_row(
                primary(tr("staff.password.button"), type="submit"),
                link_secondary(tr("staff.security.back"), routes.STAFF_SECURITY),
            ),
        ),
        action=routes.DO_STAFF_RESET,
    )
