"""「電話・窓口の予約」: who, when, and that they agree, on one page."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.layout import stack
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.booking.booked import booked_box
from hellowork_portal.ui.staff.booking.parts import who
from hellowork_portal.ui.staff.booking.state import BookingState
from hellowork_portal.ui.staff.booking.times import last_step, when
from hellowork_portal.ui.texts import tr, worded, words


@page(routes.STAFF_BOOKING, "staff.booking.title", load=BookingState.open)
def staff_booking() -> rx.Component:
    """Return the page."""
    booked = rx.cond(BookingState.booked.number, booked_box(BookingState))
    done = rx.cond(words(BookingState.done), notice("success", worded(BookingState.done)))
    heading = rx.el.h1(tr("staff.booking.title"), id="page-title", tab_index=-1, class_name=theme.H1)
    back = link_plain(tr("staff.booking.back"), here(routes.STAFF_DAY))
    columns = rx.el.div(
        who(BookingState),
        stack(when(BookingState), last_step(BookingState)),
        class_name=rx.cond(
            BookingState.booked.number, theme.joined(theme.BOOKING_COLUMNS, "no-print"), theme.BOOKING_COLUMNS
        ),
    )
    return staff_frame(
        rx.el.div(
            heading,
            back,
            class_name=rx.cond(
                BookingState.booked.number, theme.joined(theme.BOARD_HEAD, "no-print"), theme.BOARD_HEAD
            ),
        ),
        rx.el.div(booked, done, role="status", class_name=theme.ALERT_AREA),
        error_summary(BookingState.summary),
        page_error(BookingState),
        rx.cond(BookingState.is_loaded, columns, waiting(words(BookingState.error), 8)),
    )
