"""The declaration that belongs to a 失業認定 interview: when it is filed, and the way to it."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.apply.parts import to_number
from hellowork_portal.ui.citizen.apply.standing import deed, told
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, text
from hellowork_portal.ui.texts import tr, words

_NEVER: Shown = rx.Var.create(0)
"""The filled action of these pages is the reservation's."""
_CALLS = ("not_online", "first", "no_day")


def for_interview(link: Shown) -> rx.Component:
    """Return the section of a DeclarationLink; nothing where the interview is for no 認定日."""
    own: Shown = link.own
    filed = rx.fragment(
        text(tr("apply.for_reservation.filed", number=link.number_shown)),
        rx.cond(own.standing == "returned", told(own)),
        rx.el.div(link_plain(tr("apply.for_reservation.open"), to_number(routes.APPLICATION, link.number))),
    )
    to_list = rx.el.div(link_plain(tr("apply.for_reservation.begin"), routes.APPLY))
    due = rx.match(
        own.standing,
        ("", rx.fragment(text(tr("apply.for_reservation.none")), to_list)),
        *[(one, rx.fragment(told(own), deed(own))) for one in _CALLS],
        _due(own),
    )
    shown = section(tr("apply.for_reservation"), rx.cond(link.number, filed, due))
    return rx.cond(link.is_due, shown)


def _due(own: Shown) -> rx.Component:
    """Return that it is to be filed, from when until when, and the way to it once there is one."""
    dates: Shown = own.dates
    window = tr("apply.next.window", opens=words(dates.opens), until=words(dates.until))
    return rx.fragment(
        text(tr("apply.for_reservation.none")),
        told(own),
        facts(fact(tr("apply.next.files"), window)),
        deed(own, is_first=_NEVER),
    )
