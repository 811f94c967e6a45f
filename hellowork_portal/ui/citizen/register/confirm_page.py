"""Step 7: the check, and the final 「登録する」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.access.registration import TERMS_VERSION
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.citizen.register.state import FormState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.layout import fact, facts, stack, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.REGISTER_CONFIRM, "access.confirm.title", load=FormState.open_check)
def register_confirm() -> rx.Component:
    """Return everything as it will be registered; the button posts natively and sets the cookie."""
    account = facts(
        fact(tr("access.mail.label"), FormState.mail_address),
        fact(tr("access.form.password"), tr("access.confirm.password_set")),
        fact(tr("access.confirm.terms"), tr("access.confirm.agreed", version=TERMS_VERSION)),
    )
    buttons = native_form(
        button_row(
            primary(tr("access.confirm.button"), type="submit"),
            link_secondary(tr("access.confirm.back"), routes.REGISTER_FORM),
        ),
        action=routes.DO_REGISTER,
    )
    loaded = stack(account, confirm_sections(FormState.checked), buttons, gap="lg")
    return frame(
        way(4),
        title(tr("access.confirm.title"), tr("access.confirm.lead")),
        page_error(FormState),
        rx.cond(FormState.is_loaded, loaded, waiting(words(FormState.error), 8)),
    )
