"""What was booked, to be told across a counter or printed: number, time, how it is held, how one joins."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import fact, facts, number_panel, text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.texts import tr, tr_of, worded

MODES = ["online", "in_person", "telephone"]


def booked_box(state: Any) -> rx.Component:
    """Return all that the person needs, and the ways on of who has booked."""
    booked: Shown = state.booked
    ways = rx.el.div(
        link_plain(tr("staff.booking.booked_open"), state.booked_href),
        print_button(tr("staff.booking.booked_print")),
        class_name=theme.joined(theme.WRAPPING, "no-print"),
    )
    return notice(
        "success",
        tr("staff.booking.booked", name=booked.name),
        number_panel(tr("lookup.number"), booked.number_shown),
        facts(
            fact(tr("staff.booking.name"), rx.el.span(booked.name, custom_attrs={**AS_WRITTEN})),
            fact(tr("reserve.place.when"), rx.el.strong(worded(booked.when))),
            fact(tr("reserve.place.procedure"), worded(booked.procedure)),
            fact(tr("reserve.place.mode"), tr_of(booked.mode, "reserve.mode", MODES)),
            fact(tr("staff.booking.joining"), _joining(booked)),
        ),
        rx.el.div(text(tr("staff.booking.booked_means")), class_name="no-print"),
        ways,
        id="booked",
    )


def _joining(booked: Shown) -> rx.Component:
    """Return how the person takes part; who gets no mail is told what the reservation's page has."""
    mail = rx.cond(
        booked.has_mail, tr("staff.booking.joining.by_mail"), tr("staff.booking.joining.without_mail")
    )
    online = rx.cond(booked.has_host, mail, tr("staff.booking.joining.no_host"))
    return rx.fragment(
        rx.match(
            booked.mode,
            ("online", online),
            ("telephone", tr("staff.booking.joining.telephone", phone=booked.phone)),
            tr("staff.booking.joining.in_person"),
        )
    )
