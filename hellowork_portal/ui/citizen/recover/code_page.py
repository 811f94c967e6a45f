"""「メールが受け取れなくなったとき」: the way to the counter, and the form for its code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.accounts.rules import CODE_LIFE
from hellowork_portal.ui.citizen.account.parts import new_passwords
from hellowork_portal.ui.citizen.recover.states import RecoverState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_HOURS = int(CODE_LIFE.total_seconds()) // 3600


@page(routes.RECOVER, "account.recover.title", load=RecoverState.open)
def recover() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("account.recover.title"), tr("account.recover.lead")),
        error_summary(RecoverState.summary),
        page_error(RecoverState),
        section(
            tr("account.recover.how"),
            bullets(
                tr("account.recover.how_office"),
                tr("account.recover.how_card"),
                tr("account.recover.how_life", hours=_HOURS),
            ),
        ),
        section(
            tr("account.recover.form"),
            rx.cond(RecoverState.is_loaded, _form(), waiting(words(RecoverState.error), 6)),
        ),
    )


def _form() -> rx.Component:
    errors: Shown = RecoverState.field_errors
    return native_form(
        stack(
            text_input(
                "code",
                tr("account.recover.code"),
                required=True,
                help=tr("account.recover.code_help"),
                error=errors["code"],
                default_value=RecoverState.code,
                autocomplete="one-time-code",
                width="short",
            ),
            text_input(
                "mail_address",
                tr("account.recover.mail"),
                type="email",
                required=True,
                error=errors["mail_address"],
                default_value=RecoverState.mail_address,
                autocomplete="email",
                input_mode="email",
            ),
            new_passwords(errors, tr("account.recover.password"), tr("account.recover.again")),
            rx.el.div(primary(tr("account.recover.send"), type="submit")),
        ),
        action=routes.DO_RECOVER,
    )
