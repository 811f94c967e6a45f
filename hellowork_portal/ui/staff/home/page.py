"""「職員ホーム」: today at one's offices in figures that lead to work; a new office's next step."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import alert_line, notice, waiting
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.home.national import national
from hellowork_portal.ui.staff.home.parts import office_today
from hellowork_portal.ui.staff.home.state import StaffHomeState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF, "staff.home.title", load=StaffHomeState.open)
def staff_home() -> rx.Component:
    """Return the page."""
    welcome = rx.cond(StaffHomeState.is_welcome, notice("success", tr("staff.home.welcome")))
    return staff_frame(
        title(tr("staff.home.title")),
        rx.el.div(welcome, role="status", class_name=theme.ALERT_AREA),
        alert_line(words(StaffHomeState.refusal)),
        rx.cond(StaffHomeState.is_loaded, _work(), waiting(words(StaffHomeState.error), 4)),
    )


def _work() -> rx.Component:
    offices: Shown = StaffHomeState.offices
    return stack(
        rx.foreach(offices, office_today),
        national(),
        rx.cond(StaffHomeState.has_own_alone, _own_alone()),
        gap="lg",
    )


def _own_alone() -> rx.Component:
    """Return what is there for those whose roles open no further screen."""
    link = link_plain(tr("staff.nav.security"), routes.STAFF_SECURITY)
    return stack(text(tr("staff.home.own_alone")), rx.el.div(link), gap="sm")
