"""Pieces of a lookup without sign-in."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import link_secondary, primary, secondary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import section, stack, text
from hellowork_portal.ui.components.native import hidden, native_form
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import tr


def two_ways(state: Any) -> rx.Component:
    """Return what somebody who is not signed in can do: sign in, or have a code sent."""
    return stack(
        _ended(state.ended),
        _now(),
        section(
            tr("guest.ways.sign_in"),
            text(tr("guest.ways.sign_in.body")),
            rx.el.div(link_secondary(tr("guest.ways.sign_in.button"), state.sign_in_href)),
        ),
        section(
            tr("guest.ways.code"),
            text(tr("guest.ways.code.body")),
            native_form(
                stack(
                    text_input(
                        "number",
                        tr("lookup.number"),
                        required=True,
                        help=tr("lookup.number_help"),
                        error=state.number_error,
                        default_value=state.typed,
                        autocomplete="off",
                        max_length=60,
                        width="short",
                    ),
                    rx.el.div(primary(tr("guest.ways.code.button"), type="submit")),
                ),
                action=routes.DO_LOOKUP,
            ),
        ),
        gap="lg",
    )


def _ended(ended: Shown) -> rx.Component:
    late = notice("warning", tr("guest.ended.late"), text(tr("guest.ended.late.body")))
    left = notice("success", tr("guest.ended.left"), text(tr("guest.ended.left.body")))
    return rx.fragment(rx.match(ended, ("late", late), ("left", left), rx.fragment()))


def _now() -> rx.Component:
    """Return the way back to the reservation that is looked at, if there is one."""
    number: Shown = SessionState.guest_number
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + number.to(str)
    link = rx.el.div(link_secondary(tr("guest.now.link"), href))
    return rx.cond(SessionState.is_guest, notice("info", tr("guest.now", number=number), link))


def code_for(number: Shown) -> rx.Component:
    """Return, for a signed-in person who finds nothing, the way to a reservation of another account."""
    return section(
        tr("guest.other"),
        text(tr("guest.other.body")),
        send_code(tr("guest.ways.code.button"), number),
    )


def send_code(label: Label, number: Shown) -> rx.Component:
    """Return a button that has a code sent for a number that stands on the page already."""
    return native_form(hidden("number", number), secondary(label, type="submit"), action=routes.DO_LOOKUP)


def claim_offer(number: Shown) -> rx.Component:
    """Return, for a guest, the way to take the reservation into an account of their own."""
    href = rx.Var.create(f"{routes.CLAIM}?number=") + number.to(str)
    offer = section(
        tr("guest.claim.offer"),
        text(tr("guest.claim.offer.body")),
        rx.el.div(link_secondary(tr("guest.claim.offer.link"), href)),
        id="claim",
    )
    return rx.cond(SessionState.is_guest, rx.el.div(offer, class_name="no-print"))
