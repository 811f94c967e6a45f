"""The first page: what the service does, the two services, and the ways in."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.home.parts import (
    common_tasks,
    help_without_internet,
    hero,
    how_it_works,
    services,
)
from hellowork_portal.ui.citizen.home.state import HomeState
from hellowork_portal.ui.shell.citizen_frame import wide_frame
from hellowork_portal.ui.shell.pages import page


@page(routes.HOME, "frame.service", load=HomeState.open)
def home() -> rx.Component:
    """Return the page."""
    return wide_frame(hero(), services(), how_it_works(), common_tasks(), help_without_internet())
