"""The second step: the authenticator's code, or a recovery code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import button_row, link_plain, primary, tertiary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import hidden, native_form
from hellowork_portal.ui.components.notices import alert_line
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.sign_in.state import RECOVERY, REFUSAL, StaffSignInState
from hellowork_portal.ui.texts import tr, words

_OTHER_WAY = f"{routes.STAFF_CODE}?way={RECOVERY}"


@page(routes.STAFF_CODE, "staff.code.title", load=StaffSignInState.open_code)
def staff_code() -> rx.Component:
    """Return the form of the authenticator, or that of a recovery code."""
    lost: Shown = StaffSignInState.has_lost_device
    return staff_frame(
        title(tr("staff.code.title"), rx.cond(lost, tr("staff.code.recovery_lead"), tr("staff.code.lead"))),
        alert_line(words(StaffSignInState.refusal), id=REFUSAL),
        rx.cond(lost, _form(_recovery_box(), RECOVERY), _form(_code_box(), "")),
        rx.el.div(
            rx.cond(
                lost,
                link_plain(tr("staff.code.by_app"), _back_to(routes.STAFF_CODE, "?")),
                link_plain(tr("staff.code.lost"), _back_to(_OTHER_WAY, "&")),
            )
        ),
        native_form(
            tertiary(tr("staff.code.other"), type="submit"),
            hidden("next", StaffSignInState.back),
            action=routes.DO_STAFF_OTHER,
        ),
    )


def _back_to(address: str, joint: str) -> Shown:
    """Return the other way's address, which does not forget where one was going."""
    back: Shown = StaffSignInState.back
    encoded = rx.Var(f"encodeURIComponent({back!s})", _var_type=str, _var_data=back._get_all_var_data())
    return rx.cond(back, rx.Var.create(f"{address}{joint}next=") + encoded.to(str), address)


def _form(box: rx.Component, way: str) -> rx.Component:
    return native_form(
        stack(
            box,
            hidden("next", StaffSignInState.back),
            hidden("way", way),
            button_row(primary(tr("staff.code.button"), type="submit")),
        ),
        action=routes.DO_STAFF_CODE,
    )


def _code_box() -> rx.Component:
    return text_input(
        "code",
        tr("staff.code.label"),
        required=True,
        help=tr("staff.code.help"),
        autocomplete="one-time-code",
        input_mode="numeric",
        max_length=20,
        width="short",
        auto_focus=True,
    )


def _recovery_box() -> rx.Component:
    return rx.el.div(
        text_input(
            "recovery",
            tr("staff.code.recovery_label"),
            name="code",
            required=True,
            help=tr("staff.code.recovery_help"),
            autocomplete="off",
            max_length=30,
            width="short",
        ),
        rx.el.p(tr("staff.code.neither"), class_name=theme.HELP),
        class_name=theme.STACK["sm"],
    )
