"""How far everybody can use the service: the goal, what was tested, what has not been checked."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.layout import bullets, fact, facts, section, text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_ABILITIES = ("1", "2", "3", "4")
_TESTS = ("axe", "keys", "width", "zoom", "system", "time", "script")
"""Each is what the browser tests really do; whoever takes one away there takes its line away here."""


def _part(code: str, *more: rx.Component) -> rx.Component:
    key = f"static.accessibility.{code}"
    return section(tr(f"{key}.heading"), text(tr(f"{key}.body")), *more)


def _tests() -> rx.Component:
    key = "static.accessibility.tests"
    results = [fact(tr(f"{key}.{test}"), tr(f"{key}.{test}.result")) for test in _TESTS]
    return section(tr(f"{key}.heading"), text(tr(f"{key}.lead")), facts(*results))


@page(routes.ACCESSIBILITY, "static.accessibility.title")
def accessibility() -> rx.Component:
    """Return the page."""
    abilities = bullets(*[tr(f"static.accessibility.can.{number}") for number in _ABILITIES])
    contact = rx.el.div(link_plain(tr("contact.title"), routes.CONTACT))
    return frame(
        title(tr("static.accessibility.title"), tr("static.accessibility.lead")),
        _part("scope"),
        _part("goal"),
        _part("status"),
        section(tr("static.accessibility.can.heading"), abilities),
        _tests(),
        _part("limits"),
        _part("tell", contact),
    )
