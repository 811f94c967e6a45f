"""One reservation at its office: everything for one decision in one place."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.reservations.deeds import deeds, done_line
from hellowork_portal.ui.staff.reservations.detail_parts import (
    answers,
    back,
    head,
    history,
    joining,
    person,
    sent,
)
from hellowork_portal.ui.staff.reservations.detail_state import OfficeReservationState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_RESERVATION, "staff.reservation.title", load=OfficeReservationState.open)
def staff_reservation() -> rx.Component:
    """Return the page."""
    state = OfficeReservationState
    view: Shown = state.view
    missing = empty_state(
        tr("staff.reservation.missing"),
        tr("staff.reservation.missing_body"),
        link_primary(tr("staff.reservation.back"), here(routes.STAFF_RESERVATIONS)),
    )
    number = rx.el.strong(view.number_shown, class_name=theme.joined(theme.STRONG, theme.TABULAR))
    return staff_frame(
        title(tr("staff.reservation.title"), number),
        done_line(state),
        page_error(state, unless=state.is_missing),
        rx.cond(
            view.number,
            _found(),
            rx.cond(state.is_missing, missing, waiting(words(state.error), 8)),
        ),
    )


def _found() -> rx.Component:
    state = OfficeReservationState
    for_all = rx.cond(state.view.join_url, "no-print", "")
    own = rx.el.div(
        stack(person(state), answers(state.view), history(state.view), back()), class_name=for_all
    )
    main = stack(head(state.view), joining(state.view), own)
    side = rx.el.div(stack(deeds(state), sent(state)), class_name=for_all)
    return rx.el.div(main, side, class_name=theme.DESK)
