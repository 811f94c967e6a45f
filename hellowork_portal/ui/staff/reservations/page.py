"""「予約」: an office's reservations, searched and paged."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.lists import found_count, list_table, pager
from hellowork_portal.ui.staff.reservations.parts import filters, line
from hellowork_portal.ui.staff.reservations.state import ReservationsState
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_RESERVATIONS, "staff.reservations.title", load=ReservationsState.open)
def staff_reservations() -> rx.Component:
    """Return the page."""
    roles: Shown = StaffState.roles_here
    day = rx.cond(
        roles.contains(Role.OFFICE_MANAGER.value),
        rx.el.div(link_secondary(tr("staff.cancel_day.title"), here(routes.STAFF_CANCEL_DAY))),
    )
    return staff_frame(
        rx.el.div(title(tr("staff.reservations.title")), day, class_name=theme.PAGER),
        page_error(ReservationsState),
        rx.cond(ReservationsState.is_loaded, _loaded(), waiting(words(ReservationsState.error), 8)),
    )


def _loaded() -> rx.Component:
    rows: Shown = ReservationsState.found.rows
    heads = [
        _by_time(),
        tr("staff.reservations.person"),
        tr("reserve.place.procedure"),
        tr("lookup.state"),
        tr("detail.meeting"),
        tr("lookup.number"),
    ]
    table = list_table("staff.reservations.title", heads, rx.foreach(rows, line))
    nothing = empty_state(
        tr("staff.reservations.none"),
        tr("staff.reservations.none_body"),
        link_secondary(tr("staff.reservations.ahead"), here(routes.STAFF_RESERVATIONS)),
    )
    by_number = rx.cond(ReservationsState.by_claimant, text(tr("staff.reservations.by_claimant")))
    links = pager(ReservationsState.previous_href, ReservationsState.next_href, ReservationsState.found.page)
    shown = rx.cond(rows.length() > 0, table, nothing)
    return stack(filters(ReservationsState), found_count(rows), by_number, shown, links)


def _by_time() -> rx.Component:
    """Return the heading of the times: it says the order, and turns it round."""
    order = rx.cond(
        ReservationsState.is_newest_first, tr("staff.list.newest_first"), tr("staff.list.oldest_first")
    )
    return rx.el.span(
        tr("reserve.place.when"),
        " ",
        link_plain(order, ReservationsState.order_href, class_name="!font-normal"),
    )
