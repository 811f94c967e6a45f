"""A mail link that does not lead on: each reason has its own sentence and way."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.register.problem_state import ProblemState
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_REASONS = ("expired", "used", "altered", "foreign")


@page(routes.LINK_PROBLEM, "access.link.title", load=ProblemState.open)
def link_problem() -> rx.Component:
    """Return the page."""
    sentence = rx.match(
        ProblemState.reason, *[(reason, tr(f"access.link.{reason}")) for reason in _REASONS], rx.fragment()
    )
    again = rx.cond(
        ProblemState.is_reset,
        link_primary(tr("access.link.reset"), routes.RESET),
        link_primary(tr("access.link.restart"), routes.REGISTER),
    )
    return frame(
        title(tr("access.link.title")),
        text(sentence),
        button_row(again, link_secondary(tr("access.sign_in.title"), routes.SIGN_IN)),
    )
