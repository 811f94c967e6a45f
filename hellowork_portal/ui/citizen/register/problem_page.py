"""A mail link that does not lead on: each reason has its own sentence and way."""

from collections.abc import Callable

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE
from hellowork_portal.ui.citizen.register.problem_state import ProblemState
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_REASONS = ("expired", "used", "altered", "foreign")
_OF_ACCOUNT = ("objection_used", "address_used", "recovery_used")
_AGAIN = (
    ("reset", "access.link.reset", routes.RESET),
    ("address", "account.link.address_restart", routes.MY_ADDRESS),
    ("recovery", "account.link.recovery_restart", routes.RECOVER),
    ("objection", "account.link.objection_restart", routes.RECOVER),
)
_HOURS = int(OBJECTION_LIFE.total_seconds()) // 3600


@page(routes.LINK_PROBLEM, "access.link.title", load=ProblemState.open)
def link_problem() -> rx.Component:
    """Return the page."""
    sentence = rx.match(
        ProblemState.why,
        *[(reason, tr(f"access.link.{reason}")) for reason in _REASONS],
        *[(why, tr(f"account.link.{why}")) for why in _OF_ACCOUNT],
        ("objection_expired", tr("account.link.objection_expired", hours=_HOURS)),
        rx.fragment(),
    )
    buttons = rx.cond(
        ProblemState.reason == "used",
        button_row(link_primary(tr("access.sign_in.title"), routes.SIGN_IN), _again(link_secondary)),
        button_row(_again(link_primary), link_secondary(tr("access.sign_in.title"), routes.SIGN_IN)),
    )
    return frame(title(tr("access.link.title"), sentence), buttons)


def _again(link: Callable[..., rx.Component]) -> rx.Component:
    ways = [(purpose, link(tr(key), route)) for purpose, key, route in _AGAIN]
    again = link(tr("access.link.restart"), routes.REGISTER)
    return rx.fragment(rx.match(ProblemState.purpose, *ways, again))
