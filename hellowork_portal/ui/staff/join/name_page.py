"""Behind the invitation, first: name and password."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import password_conditions, password_input
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, steps, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.join.states import JoiningState
from hellowork_portal.ui.texts import tr, words


def joining_steps(current: int) -> rx.Component:
    """Return the strip of the three steps."""
    return steps(
        current, tr("staff.join.step_name"), tr("staff.join.step_authenticator"), tr("staff.join.step_codes")
    )


@page(routes.STAFF_JOIN, "staff.join.title", load=JoiningState.open)
def staff_join() -> rx.Component:
    """Return the page; opening it changes nothing."""
    return staff_frame(
        joining_steps(1),
        title(tr("staff.join.title"), tr("staff.join.lead", mail=JoiningState.view.mail_address)),
        error_summary(JoiningState.summary),
        page_error(JoiningState),
        rx.cond(JoiningState.is_loaded, _form(), waiting(words(JoiningState.error), 6)),
    )


def _form() -> rx.Component:
    errors: Shown = JoiningState.field_errors
    return native_form(
        stack(
            text_input(
                "name",
                tr("staff.join.name"),
                required=True,
                help=tr("staff.join.name_help"),
                error=errors["name"],
                default_value=JoiningState.name,
                autocomplete="name",
                max_length=100,
            ),
            password_input(
                "password",
                tr("access.form.password"),
                help=tr("access.form.password_help"),
                error=errors["password"],
                autocomplete="new-password",
                conditions=password_conditions("password"),
            ),
            password_input(
                "password_again",
                tr("access.form.password_again"),
                error=errors["password_again"],
                autocomplete="new-password",
            ),
            rx.el.div(primary(tr("staff.join.next"), type="submit")),
        ),
        action=routes.DO_STAFF_JOIN,
    )
