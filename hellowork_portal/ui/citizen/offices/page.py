"""「ハローワークを探す」: every office by name, reading or prefecture; public."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.offices.parts import found, search_form
from hellowork_portal.ui.citizen.offices.state import OfficesState
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = OfficesState


@page(routes.OFFICES, "offices.title", "offices.description", load=OfficesState.open)
def offices() -> rx.Component:
    """Return the search and what it found."""
    return frame(title(tr("offices.title"), tr("offices.lead")), search_form(), page_error(_seen), found())
