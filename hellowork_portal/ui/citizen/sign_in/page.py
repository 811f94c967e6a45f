"""「ログイン」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.sign_in.state import REFUSAL, SignInState
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, primary
from hellowork_portal.ui.components.choices import password_input
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import hidden, native_form
from hellowork_portal.ui.components.notices import alert_line
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.SIGN_IN, "access.sign_in.title", load=SignInState.open)
def sign_in() -> rx.Component:
    """Return the form; it is a real HTML form, so it works before the script has arrived."""
    lead = rx.cond(SignInState.back, tr("access.sign_in.returning"), tr("access.sign_in.lead"))
    return frame(
        title(tr("access.sign_in.title"), lead),
        alert_line(words(SignInState.refusal), id=REFUSAL),
        native_form(
            stack(
                text_input(
                    "mail_address",
                    tr("access.sign_in.mail"),
                    type="email",
                    required=True,
                    default_value=SignInState.mail_address,
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
                hidden("next", SignInState.back),
                rx.el.div(primary(tr("access.sign_in.button"), type="submit")),
                link_plain(tr("access.sign_in.forgot"), routes.RESET),
            ),
            action=routes.DO_SIGN_IN,
        ),
        rx.cond(SignInState.guest_href, _as_guest()),
        section(tr("access.sign_in.no_account"), rx.el.div(_register())),
    )


def _as_guest() -> rx.Component:
    """Return the way to one reservation without an account at hand."""
    link = rx.el.div(link_secondary(tr("guest.sign_in.link"), SignInState.guest_href))
    return section(tr("guest.sign_in"), text(tr("guest.ways.code.body")), link)


def _register() -> rx.Component:
    """Return the way to registration that does not forget where the person was going."""
    back: Shown = SignInState.back
    target = rx.cond(
        back,
        rx.Var.create(f"{routes.REGISTER}?next=") + _encoded(back),
        routes.REGISTER,
    )
    return link_secondary(tr("access.sign_in.register"), target)


def _encoded(text: Shown) -> Shown:
    """Return a text as part of an address's query."""
    return rx.Var(f"encodeURIComponent({text!s})", _var_type=str, _var_data=text._get_all_var_data()).to(str)
