"""What the pages around one's account share."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.choices import password_conditions, password_input
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.texts import tr


def present_password(field_errors: Shown) -> rx.Component:
    """Return the box for the password that somebody who is signed in has now."""
    return password_input(
        "present", tr("account.present"), help=tr("account.present_help"), error=field_errors["present"]
    )


def new_passwords(field_errors: Shown, label: Label, again: Label) -> rx.Component:
    """Return the two boxes of a new password, with the conditions ticked off while typing."""
    return rx.fragment(
        password_input(
            "password",
            label,
            help=tr("access.form.password_help"),
            error=field_errors["password"],
            autocomplete="new-password",
            conditions=password_conditions("password"),
        ),
        password_input(
            "password_again", again, error=field_errors["password_again"], autocomplete="new-password"
        ),
    )


def back_to_my_page() -> rx.Component:
    """Return the way back."""
    return link_secondary(tr("account.address.back"), routes.MY_PAGE)
