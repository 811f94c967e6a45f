"""After the code from the counter was given."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.layout import section, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RECOVER_SENT, "account.recover.sent.title")
def recover_sent() -> rx.Component:
    """Return the page; it looks the same for known and unknown addresses."""
    return frame(
        title(tr("account.recover.sent.title"), tr("account.recover.sent.lead")),
        section(
            tr("access.sent.missing"),
            rx.el.ul(
                rx.el.li(tr("access.sent.missing_spam")),
                rx.el.li(tr("access.sent.missing_typo")),
                rx.el.li(tr("access.sent.missing_filter", sender=settings().smtp.sender)),
                class_name=theme.BULLETS,
            ),
            rx.el.div(link_secondary(tr("account.recover.sent.other"), routes.RECOVER)),
        ),
    )
