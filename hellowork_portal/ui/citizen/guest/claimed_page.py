"""「予約を移しました」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting, to_number
from hellowork_portal.ui.citizen.lookup.parts import calendar_link
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, stack, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_detail: Shown = DetailState.detail


@page(routes.CLAIMED, "guest.claimed.title", load=DetailState.open_own)
def claimed() -> rx.Component:
    """Return the reservation as one's own."""
    return frame(
        title(tr("guest.claimed.title"), tr("guest.claimed.lead")),
        page_error(DetailState, unless=DetailState.is_missing),
        rx.cond(_detail.number, _done(), missing_or_waiting(DetailState)),
    )


def _done() -> rx.Component:
    detail = link_primary(tr("reserve.done.detail"), to_number(routes.RESERVATION, _detail.number))
    return stack(
        place_facts(_detail.place, fact(tr("lookup.number"), _detail.number_shown)),
        button_row(detail, calendar_link(_detail)),
        gap="lg",
    )
