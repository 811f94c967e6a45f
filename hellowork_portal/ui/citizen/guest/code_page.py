"""「確認コードを送りました」: the same page for every number, and the box for the code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.guest.parts import send_code
from hellowork_portal.ui.citizen.guest.states import GuestCodeState
from hellowork_portal.ui.components.buttons import link_plain, primary
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, worded, words

_view: Shown = GuestCodeState.view
_errors: Shown = GuestCodeState.field_errors


@page(routes.LOOKUP_CODE, "guest.code.title", load=GuestCodeState.open)
def lookup_code() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("guest.code.title"), tr("guest.code.lead")),
        error_summary(GuestCodeState.summary),
        page_error(GuestCodeState),
        rx.cond(GuestCodeState.is_loaded, _waited_for(), waiting(words(GuestCodeState.error), 6)),
    )


def _waited_for() -> rx.Component:
    spent = notice(
        "warning",
        tr("guest.code.spent"),
        text(tr("guest.code.spent.body")),
        send_code(tr("guest.code.new"), _view.number_shown),
    )
    number = rx.el.span(_view.number_shown, class_name=theme.joined(theme.TABULAR, "break-all"))
    return stack(
        facts(
            fact(tr("guest.code.number"), number),
            rx.cond(_view.is_live, fact(tr("guest.code.until"), worded(_view.until))),
        ),
        rx.cond(_view.is_live, _form(), spent),
        _no_mail(),
        gap="lg",
    )


def _form() -> rx.Component:
    return native_form(
        stack(
            text_input(
                "code",
                tr("guest.code.box"),
                required=True,
                help=tr("guest.code.help", count=_view.tries_left),
                error=_errors["code"],
                autocomplete="one-time-code",
                input_mode="numeric",
                max_length=60,
                width="short",
            ),
            text(tr("guest.code.secret")),
            rx.el.div(primary(tr("guest.code.button"), type="submit")),
        ),
        action=routes.DO_LOOKUP_CODE,
    )


def _no_mail() -> rx.Component:
    """Return what to do where no mail comes; it says nothing of whether there is such a reservation."""
    why = bullets(*[tr(f"guest.code.none.{part}") for part in ("number", "spam", "past", "call")])
    return section(
        tr("guest.code.none"),
        why,
        rx.cond(_view.is_live, send_code(tr("guest.code.resend"), _view.number_shown)),
        rx.el.div(link_plain(tr("guest.code.again"), routes.LOOKUP)),
        rx.el.div(link_plain(tr("guest.code.offices"), routes.OFFICES)),
    )
