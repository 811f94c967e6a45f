"""「パスワードの再設定」: asking for the mail."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reset.state import ResetState
from hellowork_portal.ui.components.buttons import link_plain, primary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RESET, "access.reset.title")
def reset() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("access.reset.title"), tr("access.reset.lead")),
        page_error(ResetState),
        script_form(
            stack(
                text_input(
                    "mail_address",
                    tr("access.mail.label"),
                    type="email",
                    required=True,
                    error=ResetState.field_errors["mail_address"],
                    default_value=ResetState.mail_address,
                    autocomplete="username",
                    input_mode="email",
                ),
                rx.el.div(primary(tr("access.reset.send"), type="submit")),
                link_plain(tr("account.recover.link"), routes.RECOVER),
            ),
            on_submit=ResetState.send,
        ),
    )
