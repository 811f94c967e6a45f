"""How far everybody can use the service: the goal, what works, what has not been checked."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.layout import bullets, section, text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_ABILITIES = ("1", "2", "3", "4")


def _part(code: str) -> rx.Component:
    return section(tr(f"static.accessibility.{code}.heading"), text(tr(f"static.accessibility.{code}.body")))


@page(routes.ACCESSIBILITY, "static.accessibility.title")
def accessibility() -> rx.Component:
    """Return the page."""
    abilities = bullets(*[tr(f"static.accessibility.can.{number}") for number in _ABILITIES])
    return frame(
        title(tr("static.accessibility.title"), tr("static.accessibility.lead")),
        _part("goal"),
        section(tr("static.accessibility.can.heading"), abilities),
        _part("limits"),
        _part("tell"),
    )
