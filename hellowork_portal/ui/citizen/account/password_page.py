"""「パスワードの変更」 for somebody who is signed in."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.parts import back_to_my_page, new_passwords, present_password
from hellowork_portal.ui.citizen.account.states import PasswordState
from hellowork_portal.ui.components.buttons import button_row, link_plain, primary
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.MY_RESET, "account.password.title", load=PasswordState.open)
def password() -> rx.Component:
    """Return the form; posted natively, because it ends in a new session."""
    errors = PasswordState.field_errors
    form = native_form(
        stack(
            present_password(errors),
            rx.el.div(link_plain(tr("account.password.forgot"), routes.RESET)),
            new_passwords(errors, tr("account.recover.password"), tr("account.recover.again")),
            button_row(primary(tr("account.password.button"), type="submit"), back_to_my_page()),
        ),
        action=routes.DO_MY_RESET,
    )
    disowned = notice(
        "warning", tr("account.password.disowned.title"), text(tr("account.password.disowned.body"))
    )
    return frame(
        title(tr("account.password.title"), tr("account.password.lead")),
        rx.cond(PasswordState.was_disowned, disowned),
        error_summary(PasswordState.summary),
        page_error(PasswordState),
        rx.cond(PasswordState.is_loaded, form, waiting(words(PasswordState.error), 4)),
    )
