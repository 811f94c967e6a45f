"""Step 4: 「メール送信完了（利用者登録）」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.citizen.register.state import MailState
from hellowork_portal.ui.components.buttons import button_row, link_plain, secondary
from hellowork_portal.ui.components.layout import section, text, title
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.REGISTER_SENT, "access.sent.title")
def register_sent() -> rx.Component:
    """Return the page after sending; it looks the same for known and unknown addresses."""
    lead = rx.cond(
        MailState.mail_address,
        tr("access.sent.lead", mail=MailState.mail_address),
        tr("access.sent.lead_plain"),
    )
    return frame(
        way(2),
        title(tr("access.sent.title"), lead),
        text(tr("access.sent.valid")),
        _mailbox(),
        section(
            tr("access.sent.missing"),
            rx.el.ul(
                rx.el.li(tr("access.sent.missing_spam")),
                rx.el.li(tr("access.sent.missing_typo")),
                rx.el.li(tr("access.sent.missing_filter", sender=settings().smtp.sender)),
                class_name=theme.BULLETS,
            ),
            rx.cond(MailState.is_sent_again, notice("success", tr("access.sent.sent_again"))),
            page_error(MailState),
            button_row(
                secondary(tr("access.sent.again"), on_click=MailState.send_again),
                link_plain(tr("access.sent.other"), routes.REGISTER),
            ),
        ),
    )


def _mailbox() -> rx.Component:
    """Return, in a demonstration, the way to the mailbox that catches every mail."""
    address = settings().mailbox_url
    if not (settings().is_demonstration and address):
        return rx.fragment()
    return notice("info", tr("frame.mailbox"), native_link(address, address, target="_blank"))
