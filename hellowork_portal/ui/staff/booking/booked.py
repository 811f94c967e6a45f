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
    """Return all that the person needs, and the ways on of who has booked.

    What is said to staff is not printed; the paper is the person's, and speaks to them.
    """
    booked: Shown = state.booked
    ways = rx.el.div(
        link_plain(tr("staff.booking.booked_open"), state.booked_href),
        print_button(tr("staff.booking.booked_print")),
        class_name=theme.joined(theme.WRAPPING, "no-print"),
    )
    return notice(
        "success",
        rx.fragment(
            rx.el.span(tr("staff.booking.booked", name=booked.name), class_name="no-print"),
            rx.el.span(tr("staff.booking.paper"), class_name=theme.ON_PAPER),
        ),
        number_panel(tr("lookup.number"), booked.number_shown),
        facts(
            fact(tr("staff.booking.name"), rx.el.span(booked.name, custom_attrs={**AS_WRITTEN})),
            fact(tr("reserve.place.when"), rx.el.strong(worded(booked.when))),
            fact(tr("reserve.place.procedure"), worded(booked.procedure)),
            fact(tr("reserve.place.mode"), tr_of(booked.mode, "reserve.mode", MODES)),
            fact(tr("staff.booking.joining"), rx.fragment(_joining(booked), on_paper(booked))),
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
    return rx.el.span(
        rx.match(
            booked.mode,
            ("online", online),
            ("telephone", tr("staff.booking.joining.telephone", phone=booked.phone)),
            tr("staff.booking.joining.in_person"),
        ),
        class_name="no-print",
    )


def on_paper(booked: Shown) -> rx.Component:
    """Return how one takes part as the paper says it to the person; the screen does not show it."""
    mail = rx.cond(booked.has_mail, tr("staff.booking.paper.by_mail"), tr("staff.booking.paper.without_mail"))
    online = rx.cond(booked.has_host, mail, tr("staff.booking.paper.no_host"))
    way = rx.match(
        booked.mode,
        ("online", online),
        ("telephone", tr("staff.booking.paper.telephone", phone=booked.phone)),
        tr("staff.booking.paper.in_person"),
    )
    return rx.el.span(way, " ", tr("staff.booking.paper.number"), class_name=theme.ON_PAPER)
