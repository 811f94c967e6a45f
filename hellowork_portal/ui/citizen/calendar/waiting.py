"""What the calendar says of seats of one's own: waiting, what is kept, what was given up."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar.state import LOSS, CalendarState
from hellowork_portal.ui.citizen.waitlist.parts import look_again, seat_kept, seat_link, wait_here
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, worded, words

_seen: Shown = CalendarState


def kept() -> rx.Component:
    """Return the seat that is kept for the person; who waits is told of it by itself."""
    return rx.fragment(seat_kept(_seen.seat), look_again(_seen, CalendarState.look_for_seat))


def given_back() -> rx.Component:
    """Return that the person has given a time up; the region stands there before it is filled."""
    told = notice(
        "success",
        tr("calendar.given_back", when=words(_seen.given_back)),
        text(tr("calendar.given_back.body")),
    )
    shown = rx.cond(words(_seen.given_back).bool(), told)
    return rx.el.div(shown, role="status", class_name=theme.ALERT_AREA)


def wait_for_day() -> rx.Component:
    """Return the way to wait for any time of a full day."""
    return wait_here(CalendarState, "day", _seen.day_entry, CalendarState.wait_for_day, _seen.day)


def lost() -> rx.Component:
    """Return why the time chosen cannot be had any more; the live region has said it politely.

    Where it is full one can wait for it.
    """
    place = (_seen.slot_entry, CalendarState.wait_for_slot, _seen.chosen)
    return notice(
        "warning",
        worded(_seen.lost),
        text(tr("calendar.live.kept")),
        rx.cond(_seen.is_full_time, wait_here(CalendarState, "slot", *place)),
    )


def gives_up() -> Shown:
    """Return the hold won by waiting that reserving the chosen time would end, 0 where there is none."""
    is_other = (_seen.seat.hold_id > 0) & (_seen.seat.slot_id != _seen.chosen_slot)
    return rx.cond(is_other, _seen.seat.hold_id, 0)


def loss() -> rx.Component:
    """Return what would be lost; it comes before the button that does it, and takes the focus when asked."""
    seat = _seen.seat
    told = notice(
        "warning",
        tr("calendar.loss", when=words(seat.when), until=words(seat.until)),
        text(tr("calendar.loss.body")),
        rx.el.div(link_plain(tr("waitlist.offer.see"), routes.WAITLIST)),
        id=LOSS,
    )
    return rx.cond(gives_up() > 0, told)


def is_kept() -> Shown:
    """Return whether the time chosen is the very seat that is kept for the person."""
    return (_seen.seat.hold_id > 0) & (_seen.seat.slot_id == _seen.chosen_slot)


def kept_here() -> rx.Component:
    """Return that the time chosen is the person's own until when, with the way on to it."""
    seat = _seen.seat
    body = rx.cond(seat.number != "", tr("waitlist.offer.body.earlier"), tr("waitlist.offer.body"))
    return rx.fragment(
        rx.el.p(tr("calendar.kept", until=words(seat.until)), class_name=theme.STRONG),
        text(body),
        rx.el.div(seat_link(seat)),
    )
