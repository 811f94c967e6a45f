"""The card of the next 認定日: the day, its interview, its declaration, and what is to be done."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.parts import state_badge
from hellowork_portal.ui.citizen.apply.standing import deed, others, told
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, text
from hellowork_portal.ui.texts import tr, tr_of, worded, words

_WAYS = ["interview", "form", "in_person"]
_AT_THE_COUNTER = ("not_online", "no_day", "unknown")


def has_certification(seen: Shown) -> Shown:
    """Return whether there is anything to tell (a var for conditions)."""
    its = seen.certification
    return (its.way != "") | (its.declaration.standing != "")


def certification_card(seen: Shown, *, may_lead: Shown = True) -> rx.Component:
    """Return the card of a state with HasCertification; `may_lead`: nothing on the screen is more urgent."""
    its: Shown = seen.certification
    own: Shown = its.declaration
    heading = rx.cond(
        its.is_today,
        tr("today.certification.now"),
        rx.cond(its.way, tr("today.certification"), tr("apply.for_reservation")),
    )
    day = rx.el.p(worded(its.day), class_name=theme.joined(theme.BOX_HEADING, theme.TABULAR))
    return card(
        rx.el.h3(heading, class_name=theme.H3),
        rx.cond(words(its.day), day),
        rx.cond(its.way, text(tr_of(its.way, "today.certification", _WAYS))),
        rx.cond(its.needs_booking, _unbooked(seen)),
        rx.match(
            own.standing, *[(one, rx.fragment()) for one in _AT_THE_COUNTER], _declaration(its, may_lead)
        ),
        others(own),
        rx.cond(words(its.following), text(tr("today.certification.following", day=words(its.following)))),
        rx.cond(its.way, rx.el.div(link_plain(tr("day_change.link"), routes.MY_DAYS))),
    )


def _unbooked(seen: Shown) -> rx.Component:
    return rx.fragment(
        text(tr("today.certification.unbooked")),
        rx.el.div(link_secondary(tr("today.certification.book"), seen.booking_href, drawing="calendar")),
    )


def _declaration(its: Shown, may_lead: Shown) -> rx.Component:
    """Return how the declaration of the day stands: its state once it was begun, and what is to be done."""
    own: Shown = its.declaration
    head = rx.el.div(
        rx.el.p(tr("apply.for_reservation"), class_name=theme.STRONG),
        rx.cond(own.state, state_badge(own.state)),
        class_name=theme.WRAPPING,
    )
    is_first = (own.due == "this") if may_lead is True else (own.due == "this") & may_lead
    return rx.fragment(rx.cond(its.way, head), told(own), deed(own, is_first=is_first))
