"""What other pages show of the waitlist: joining, leaving, and the seat that is kept."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.waitlist.views import WaitingRow
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.alarm import alarm
from hellowork_portal.ui.components.buttons import link_plain, link_primary, link_secondary, secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.page_error import error_line
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import labelled, t, tr, tr_of, worded, words

DONE = ["joined", "left", "refused"]


def said(state: Any, *, is_here: Any = True) -> rx.Component:
    """Return what was just done, and why it could not be; both are read out.

    Of several places on a page, `is_here` names the one that was acted on.
    """
    done = rx.el.p(tr_of(state.wait_done, "waitlist.done", DONE), class_name=theme.STRONG)
    return rx.fragment(
        error_line(rx.cond(is_here, words(state.wait_error), ""), state.way),
        rx.el.div(
            rx.cond(is_here & (state.wait_done != ""), done), role="status", class_name=theme.ALERT_AREA
        ),
    )


def wait_button(
    entry: Shown, join: Any, stop: Any, *, joins: rx.Component, leaves: rx.Component, aria_label: Any
) -> rx.Component:
    """Return the one button that joins and leaves: it stays where it is, and so does the focus."""
    return secondary(
        rx.cond(entry > 0, leaves, joins),
        on_click=rx.cond(entry > 0, stop(entry), join()),
        aria_label=aria_label,
        class_name="self-start",
    )


def wait_here(state: Any, kind: str, entry: Shown, join: Any, about: Shown) -> rx.Component:
    """Return the offer to wait for a day or a time that is full, or that one waits for it already."""
    invitation = rx.fragment(
        text(tr(f"waitlist.join.{kind}")),
        rx.cond(SessionState.is_signed_in, rx.fragment(), text(tr("waitlist.join.sign_in"))),
    )
    return rx.el.div(
        rx.cond(entry > 0, text(tr(f"waitlist.waits.{kind}")), invitation),
        wait_button(
            entry,
            join,
            state.stop_waiting,
            joins=tr(f"waitlist.join.{kind}.button"),
            leaves=tr(f"waitlist.leave.{kind}"),
            aria_label=rx.cond(
                entry > 0,
                t(f"waitlist.leave.{kind}") + rx.Var.create(" ") + labelled(about),
                t(f"waitlist.join.{kind}.button") + rx.Var.create(" ") + labelled(about),
            ),
        ),
        said(state, is_here=state.wait_about == kind),
        rx.cond(entry > 0, rx.el.div(link_plain(tr("waitlist.all"), routes.WAITLIST))),
        class_name="flex flex-col gap-4",
    )


def wait_earlier(state: Any, when: Shown, *, is_same_day: Shown) -> rx.Component:
    """Return the offer to wait for a time earlier than a reservation's."""
    entry = state.earlier_entry
    invitation = rx.cond(is_same_day, tr("waitlist.join.earlier.time"), tr("waitlist.join.earlier.body"))
    return rx.el.div(
        text(rx.cond(entry > 0, tr("waitlist.waits.earlier"), invitation)),
        wait_button(
            entry,
            state.wait_for_earlier,
            state.stop_waiting,
            joins=tr("waitlist.join.earlier"),
            leaves=tr("waitlist.leave"),
            aria_label=rx.cond(entry > 0, t("waitlist.leave.of", wish=when), t("waitlist.join.earlier")),
        ),
        said(state),
        rx.cond(entry > 0, rx.el.div(link_plain(tr("waitlist.all"), routes.WAITLIST))),
        class_name="no-print flex flex-col gap-4",
    )


def seat_link(seat: Shown) -> rx.Component:
    """Return the screen's one filled action where a seat is kept: on to its booking, or to the change."""
    return rx.cond(
        seat.number != "",
        link_primary(tr("waitlist.offer.move"), _change(seat)),
        link_primary(tr("waitlist.offer.take"), _booking(seat)),
    )


def _booking(seat: Shown) -> Shown:
    return rx.Var.create(f"{routes.RESERVE_TERMS}?hold=") + seat.hold_id.to_string()


def _change(seat: Shown) -> Shown:
    place = rx.Var.create(f"{routes.CHANGE_CONFIRM}?number=") + seat.number.to(str)
    slot = rx.Var.create("&slot=") + seat.slot_id.to_string()
    return (
        place
        + slot
        + rx.Var.create("&revision=")
        + rx.Var(f"String({seat.revision!s})", _var_type=str).to(str)
        + rx.Var.create("&day=")
        + seat.on_day.to(str)
    )


def seat_kept(seat: Shown) -> rx.Component:
    """Return that a seat is kept for the person, with the way to it; nothing where none is."""
    told = notice(
        "warning",
        tr("waitlist.today"),
        rx.el.p(worded(seat.when), class_name=theme.STRONG),
        text(tr("waitlist.offer.heading", until=words(seat.until))),
        text(tr("waitlist.offer.other")),
        rx.el.div(link_secondary(tr("waitlist.offer.see"), routes.WAITLIST)),
    )
    return rx.el.div(rx.cond(seat.hold_id, told), role="status", class_name=theme.ALERT_AREA)


def seats_kept(state: Any) -> rx.Component:
    """Return the seats that are kept for the person, on pages of one's own."""
    listed: Shown = state.offers.to(list[WaitingRow])
    return rx.fragment(rx.foreach(listed, _kept))


def _kept(row: Shown) -> rx.Component:
    seat: Shown = row.offer
    return notice(
        "warning",
        tr("waitlist.today"),
        rx.el.p(
            rx.el.strong(worded(seat.when)), rx.el.br(), worded(row.office), rx.el.br(), worded(row.procedure)
        ),
        text(tr("waitlist.offer.heading", until=words(seat.until))),
        rx.el.div(link_secondary(tr("waitlist.offer.see"), routes.WAITLIST)),
    )


def look_again(state: Any, event: Any) -> rx.Component:
    """Ask by itself after a while whether a seat has come, as long as the person waits."""
    return alarm(state.look_ms, state.now_ms, event)
