"""「退会」: what goes, what stays, and the last word."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.parts import back_to_my_page, present_password
from hellowork_portal.ui.citizen.account.states import ClosingState
from hellowork_portal.ui.components.buttons import button_row, danger, link_plain
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, worded, words

_VIEW: Shown = ClosingState.view
_ERASED = ("person", "id", "log")


@page(routes.MY_CLOSING, "account.closing.title", load=ClosingState.open)
def closing() -> rx.Component:
    """Return the page."""
    loaded = stack(_what_happens(), _way_on(), gap="lg")
    return frame(
        title(tr("account.closing.title"), tr("account.closing.lead")),
        error_summary(ClosingState.summary),
        page_error(ClosingState),
        rx.cond(ClosingState.is_loaded, loaded, waiting(words(ClosingState.error), 8)),
    )


def _what_happens() -> rx.Component:
    return stack(
        section(
            tr("account.closing.erased"), bullets(*[tr(f"account.closing.erased_{one}") for one in _ERASED])
        ),
        section(
            tr("account.closing.kept"),
            bullets(
                tr("account.closing.kept_reservations", years=_VIEW.reservation_years),
                tr("account.closing.kept_declarations", years=_VIEW.declaration_years),
                tr("account.closing.kept_log", years=_VIEW.log_years),
                tr("account.closing.kept_office"),
            ),
            text(tr("account.closing.again")),
        ),
        gap="lg",
    )


def _way_on() -> rx.Component:
    """Return the form, or why it has to wait."""
    begun = notice("warning", tr("account.closing.begun"), text(tr("account.closing.begun_body")))
    is_open = notice(
        "warning",
        tr("account.address.open.title"),
        text(tr("account.address.open.body", until=words(_VIEW.open_until))),
    )
    back = rx.el.div(back_to_my_page())
    return rx.cond(
        words(_VIEW.open_until),
        stack(is_open, back),
        rx.cond(_VIEW.has_begun, stack(begun, back), _form()),
    )


def _form() -> rx.Component:
    ahead: Shown = _VIEW.reservations
    return native_form(
        stack(
            rx.cond(ahead.length() > 0, _ahead(ahead)),
            present_password(ClosingState.field_errors),
            button_row(danger(tr("account.closing.button"), type="submit"), back_to_my_page()),
        ),
        action=routes.DO_CLOSE,
    )


def _ahead(ahead: Shown) -> rx.Component:
    return notice(
        "warning",
        tr("account.closing.ahead"),
        text(tr("account.closing.ahead_body")),
        rx.el.ul(rx.foreach(ahead, lambda when: rx.el.li(worded(when))), class_name="list-disc pl-6"),
        checkbox_input("cancel_too", tr("account.closing.cancel_too"), value="on"),
        rx.el.div(link_plain(tr("account.closing.lookup"), f"{routes.LOOKUP}?all=1")),
    )
