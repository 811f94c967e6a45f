"""The form behind the reset mail's link."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reset.state import ResetState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import password_conditions, password_input
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.RESET_FORM, "access.reset_form.title", load=ResetState.open_form)
def reset_form() -> rx.Component:
    """Return the form; posted natively, because it ends in a signed-in browser."""
    form = native_form(
        stack(
            password_input(
                "password",
                tr("access.form.password"),
                help=tr("access.form.password_help"),
                error=ResetState.field_errors["password"],
                autocomplete="new-password",
                conditions=password_conditions("password"),
            ),
            password_input(
                "password_again",
                tr("access.form.password_again"),
                error=ResetState.field_errors["password_again"],
                autocomplete="new-password",
            ),
            rx.el.div(primary(tr("access.reset_form.button"), type="submit")),
        ),
        action=routes.DO_RESET,
    )
    return frame(
        title(tr("access.reset_form.title"), tr("access.reset_form.lead")),
        page_error(ResetState),
        rx.cond(ResetState.is_loaded, form, waiting(words(ResetState.error), 4)),
    )
