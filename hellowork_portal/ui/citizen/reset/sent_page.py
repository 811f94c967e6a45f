"""After asking for the reset mail."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.layout import section, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RESET_SENT, "access.reset_sent.title")
def reset_sent() -> rx.Component:
    """Return the page; it looks the same for known and unknown addresses."""
    return frame(
        title(tr("access.reset_sent.title"), tr("access.reset_sent.lead")),
        section(
            tr("access.sent.missing"),
            rx.el.ul(
                rx.el.li(tr("access.sent.missing_spam")),
                rx.el.li(tr("access.sent.missing_typo")),
                rx.el.li(tr("access.sent.missing_filter", sender=settings().smtp.sender)),
                class_name=theme.BULLETS,
            ),
            rx.el.div(link_secondary(tr("access.sent.again"), routes.RESET)),
        ),
    )
