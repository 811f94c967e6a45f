"""「職員用ログイン」, the first step: address and password."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import password_input
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import hidden, native_form, native_link
from hellowork_portal.ui.components.notices import alert_line
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.sign_in.state import REFUSAL, StaffSignInState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_SIGN_IN, "staff.sign_in.title", load=StaffSignInState.open)
def staff_sign_in() -> rx.Component:
    """Return the form; it is a real HTML form, so it works before the script has arrived."""
    return staff_frame(
        title(tr("staff.sign_in.title"), tr("staff.sign_in.lead")),
        alert_line(words(StaffSignInState.refusal), id=REFUSAL),
        native_form(
            stack(
                text_input(
                    "mail_address",
                    tr("staff.sign_in.mail"),
                    type="email",
                    required=True,
                    default_value=StaffSignInState.mail_address,
                    autocomplete="username",
                    input_mode="email",
                    max_length=300,
                ),
                password_input(
                    "password",
                    tr("access.form.password"),
                    autocomplete="current-password",
                    max_length=300,
                ),
                hidden("next", StaffSignInState.back),
                rx.el.div(primary(tr("staff.sign_in.next"), type="submit")),
            ),
            action=routes.DO_STAFF_SIGN_IN,
        ),
        text(tr("staff.sign_in.forgot")),
        text(native_link(tr("staff.sign_in.citizens"), routes.HOME)),
    )
