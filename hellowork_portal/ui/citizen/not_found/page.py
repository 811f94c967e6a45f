"""What stands at an address that does not exist, on either side."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.texts import tr


@page("/404", "static.not_found.title")
def not_found() -> rx.Component:
    """Return the page, which leads to the home of its side; the server sends it with status 404."""
    path: Any = rx.State.router.url.path
    return rx.cond(path.startswith(f"{routes.STAFF}/"), _for_staff(), _for_citizens())


def _for_staff() -> rx.Component:
    return staff_frame(
        title(tr("static.not_found.title"), tr("staff.not_found.lead")),
        button_row(link_primary(tr("staff.way.home"), routes.STAFF)),
    )


def _for_citizens() -> rx.Component:
    return frame(
        title(tr("static.not_found.title"), tr("static.not_found.lead")),
        text(tr("static.not_found.mail")),
        button_row(
            link_primary(tr("static.not_found.home"), routes.HOME),
            link_secondary(tr("static.not_found.lookup"), routes.LOOKUP),
        ),
    )
