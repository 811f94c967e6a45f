"""The electronic application, before it opens: what it will be, and what to do until then."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import bullets, section, text, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_ABILITIES = ("1", "2", "3", "4")


@page(routes.APPLY, "static.apply.title")
def apply() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("static.apply.title")),
        notice("info", tr("static.apply.lead")),
        section(tr("static.apply.now.heading"), text(tr("static.apply.now.body"))),
        section(
            tr("static.apply.will.heading"),
            bullets(*[tr(f"static.apply.will.{number}") for number in _ABILITIES]),
        ),
        button_row(link_primary(tr("static.apply.back"), routes.PROCEDURES)),
    )
