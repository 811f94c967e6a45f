"""The page of one office: how to reach it, what can be booked there, when it is closed; public."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.office.parts import closures, gone, offered, others, reach
from hellowork_portal.ui.citizen.office.state import OfficeState
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = OfficeState


@page(routes.OFFICE, "office.title", "office.description", load=OfficeState.open)
def office() -> rx.Component:
    """Return the page."""
    whole = stack(reach(), offered(), closures(), others(), gap="lg")
    return frame(
        title(tr("office.title")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_seen.is_loaded, rx.cond(_seen.is_missing, gone(), whole), skeleton(10)),
    )
