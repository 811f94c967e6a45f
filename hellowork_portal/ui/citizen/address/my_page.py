"""「利用者IDの変更」: the new address, and what is under way."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.account.parts import back_to_my_page, present_password
from hellowork_portal.ui.citizen.address.states import AddressState
from hellowork_portal.ui.components.buttons import button_row, primary, secondary
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, tr_of, words

_VIEW: Shown = AddressState.view
_SAID: Shown = AddressState.said
_ERRORS: Shown = AddressState.field_errors
_HOURS = int(OBJECTION_LIFE.total_seconds()) // 3600


@page(routes.MY_ADDRESS, "account.address.title", load=AddressState.open)
def my_address() -> rx.Component:
    """Return the page."""
    said = rx.cond(
        _SAID,
        notice(
            "success",
            tr_of(_SAID, "account.address", ["withdrawn", "sent_again"]),
        ),
    )
    loaded = stack(
        facts(fact(tr("account.address.present"), rx.el.strong(_VIEW.present))),
        rx.cond(_VIEW.is_open, _open(), rx.cond(_VIEW.pending, _pending(), _form())),
        gap="lg",
    )
    return frame(
        title(tr("account.address.title"), tr("account.address.lead")),
        rx.el.div(said, role="status", class_name=theme.ALERT_AREA),
        error_summary(AddressState.summary),
        page_error(AddressState),
        rx.cond(AddressState.is_loaded, loaded, waiting(words(AddressState.error), 4)),
    )


def _open() -> rx.Component:
    told = text(tr("account.address.open.body", until=words(_VIEW.open_until)))
    return stack(notice("info", tr("account.address.open.title"), told), rx.el.div(back_to_my_page()))


def _pending() -> rx.Component:
    body = tr("account.address.sent.body", mail=_VIEW.pending, until=words(_VIEW.pending_until))
    return stack(
        notice("info", tr("account.address.sent.title"), text(body)),
        section(
            tr("access.sent.missing"),
            rx.el.ul(
                rx.el.li(tr("access.sent.missing_spam")),
                rx.el.li(tr("access.sent.missing_typo")),
                class_name=theme.BULLETS,
            ),
            button_row(
                secondary(tr("account.address.again"), on_click=AddressState.send_again),
                secondary(tr("account.address.withdraw"), on_click=AddressState.withdraw),
            ),
        ),
        rx.el.details(
            rx.el.summary(tr("account.address.other"), class_name=theme.SUMMARY_LINE),
            rx.el.div(_form(), class_name=theme.FOLDED),
            open=AddressState.was_refused,
        ),
        rx.el.div(back_to_my_page()),
        gap="lg",
    )


def _form() -> rx.Component:
    return native_form(
        stack(
            text_input(
                "mail_address",
                tr("account.address.new"),
                type="email",
                required=True,
                error=_ERRORS["mail_address"],
                default_value=AddressState.typed,
                autocomplete="email",
                input_mode="email",
            ),
            present_password(_ERRORS),
            text(tr("account.address.told", hours=_HOURS)),
            button_row(
                primary(tr("account.address.send"), type="submit"),
                rx.cond(_VIEW.pending, rx.fragment(), back_to_my_page()),
            ),
        ),
        action=routes.DO_CHANGE_ADDRESS,
    )
