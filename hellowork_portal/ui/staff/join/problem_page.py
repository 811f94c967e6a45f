"""An invitation that does not lead on."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.join.states import StaffLinkState
from hellowork_portal.ui.texts import tr

_REASONS = ("expired", "used", "altered", "foreign")


@page(routes.STAFF_LINK_PROBLEM, "staff.link.title", load=StaffLinkState.open)
def staff_link_problem() -> rx.Component:
    """Return the page."""
    reasons = [(reason, tr(f"staff.link.{reason}")) for reason in _REASONS]
    sentence = rx.match(StaffLinkState.reason, *reasons, rx.fragment())
    return staff_frame(
        title(tr("staff.link.title"), sentence),
        button_row(link_primary(tr("staff.signed_out.again"), routes.STAFF_SIGN_IN)),
    )
