"""Steps 2 and 3: the address that the link is sent to."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.citizen.register.state import MailState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.REGISTER_MAIL, "access.mail.title", load=MailState.open)
def register_mail() -> rx.Component:
    """Return the page that asks for the address."""
    sender = settings().smtp.sender
    return frame(
        way(2),
        title(tr("access.mail.title"), tr("access.mail.lead")),
        error_summary(MailState.summary),
        page_error(MailState),
        script_form(
            stack(
                text_input(
                    "mail_address",
                    tr("access.mail.label"),
                    type="email",
                    required=True,
                    help=rx.fragment(
                        tr("access.mail.help", sender=sender), rx.el.br(), tr("access.mail.purpose")
                    ),
                    error=MailState.field_errors["mail_address"],
                    default_value=MailState.mail_address,
                    autocomplete="username",
                    input_mode="email",
                ),
                rx.el.div(primary(tr("access.mail.send"), type="submit")),
                text(tr("access.sent.valid")),
            ),
            on_submit=MailState.send,
        ),
    )
