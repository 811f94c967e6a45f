"""「予約を取り消しました」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting, to_number
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, stack, text, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_detail: Shown = DetailState.detail


@page(routes.CANCELLED, "cancelled.title", load=DetailState.open_done)
def cancelled() -> rx.Component:
    """Return what was cancelled, and the way to book again."""
    return frame(
        title(rx.cond(_is_standing(), tr("cancel.title"), tr("cancelled.title"))),
        page_error(DetailState, unless=DetailState.is_missing),
        rx.cond(_detail.number, _found(), missing_or_waiting(DetailState)),
    )


def _is_standing() -> Shown:
    """Whether somebody came here whose reservation was not cancelled."""
    return (_detail.number != "") & (_detail.state != "cancelled")


def _found() -> rx.Component:
    to_detail = to_number(routes.RESERVATION, _detail.number)
    standing = notice(
        "info",
        tr("cancelled.not"),
        rx.el.div(link_secondary(tr("change.back"), to_detail)),
    )
    return rx.cond(_detail.state == "cancelled", _done(), standing)


def _done() -> rx.Component:
    again = rx.Var.create(f"{routes.CALENDAR}?offering=") + _detail.offering_id.to_string()
    return stack(
        text(tr("cancelled.lead")),
        place_facts(_detail.place, fact(tr("lookup.number"), _detail.number_shown)),
        button_row(
            link_primary(tr("detail.cancelled.again"), again),
            link_secondary(tr("reserve.gone.lookup"), routes.LOOKUP),
        ),
        gap="lg",
    )
