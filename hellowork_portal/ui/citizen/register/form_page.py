"""Step 6: 「利用者ID入力」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.citizen.register.state import FormState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import password_conditions, password_input
from hellowork_portal.ui.components.form_field import autosave, form_error_summary, form_sections
from hellowork_portal.ui.components.layout import section, stack, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import live, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import t, tr, words


@page(routes.REGISTER_FORM, "access.form.title", load=FormState.open)
def register_form() -> rx.Component:
    """Return the form behind the mail's link."""
    return frame(
        way(3),
        title(tr("access.form.title"), tr("access.form.lead", mail=FormState.mail_address)),
        page_error(FormState),
        rx.cond(FormState.is_loaded, _form(), waiting(words(FormState.error), 8)),
    )


def _form() -> rx.Component:
    return script_form(
        stack(
            form_error_summary(FormState.form),
            _passwords(),
            autosave(form_sections(FormState.form), on_save=FormState.keep),
            live(rx.cond(FormState.is_saved, t("access.form.saved"), "")),
            rx.el.div(primary(tr("access.form.continue"), type="submit")),
            gap="lg",
        ),
        on_submit=FormState.check,
    )


def _passwords() -> rx.Component:
    kept = rx.cond(FormState.has_password, tr("access.form.password_kept"), tr("access.form.password_help"))
    return section(
        tr("access.form.password_heading"),
        password_input(
            "password",
            tr("access.form.password"),
            required=True,
            help=kept,
            error=FormState.password_errors["password"],
            autocomplete="new-password",
            conditions=password_conditions("password"),
        ),
        password_input(
            "password_again",
            tr("access.form.password_again"),
            error=FormState.password_errors["password_again"],
            autocomplete="new-password",
        ),
    )
