"""When: times of a day with the seats that staff can give, one seat more, and the booking's button."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary, secondary, tertiary
from hellowork_portal.ui.components.fields import select_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.booking.booked import MODES
from hellowork_portal.ui.staff.booking.parts import consent
from hellowork_portal.ui.staff.lists import dense_fact, dense_facts, dense_text, dense_words
from hellowork_portal.ui.texts import bracketed, tr, tr_of, worded, words

REASONS = ("urgent", "certification_day", "our_side", "other")


def when(state: Any) -> rx.Component:
    """Return the second step."""
    return rx.el.section(
        rx.el.h2(tr("staff.booking.when"), class_name=theme.H3),
        select_input(
            "offering",
            tr("staff.booking.offering"),
            rx.foreach(state.offerings, _offering),
            default_value=state.times.offering_id.to_string(),
            on_change=state.choose_offering,
        ),
        rx.cond(state.times.on_day, _day(state)),
        class_name=theme.STAFF_CARD,
    )


def _offering(one: Shown) -> rx.Component:
    return rx.el.option(words(one.name), value=one.id.to_string())


def _day(state: Any) -> rx.Component:
    seen = state.times
    turning = rx.el.div(
        rx.cond(seen.before, tertiary(tr("staff.day.before"), on_click=state.turn(seen.before))),
        rx.el.h3(worded(seen.day), class_name=theme.BOARD_DATE),
        rx.cond(seen.after, tertiary(tr("staff.day.after"), on_click=state.turn(seen.after))),
        class_name=theme.WRAPPING,
    )
    times = rx.el.ul(rx.foreach(seen.times, lambda one: _time(one, state)), class_name=theme.BOOKING_TIMES)
    nothing = text(tr("staff.booking.no_times"))
    return rx.el.div(
        turning,
        rx.cond(seen.times.length() > 0, times, nothing),
        class_name=theme.STACK["md"],
    )


def _time(one: Shown, state: Any) -> rx.Component:
    left = rx.cond(
        one.left > 0,
        tr("staff.booking.left", left=one.left, capacity=one.capacity),
        tr("staff.booking.full", capacity=one.capacity),
    )
    button = rx.el.button(
        rx.el.span(one.starts, "〜", one.ends, class_name="tabular-nums font-bold whitespace-nowrap"),
        rx.el.span(left, rx.cond(one.is_on, tr("staff.booking.is_on")), class_name="text-dns-14N-130"),
        type="button",
        on_click=state.choose(one.slot_id),
        aria_pressed=rx.cond(state.slot == one.slot_id, "true", "false"),
        class_name=theme.BOOKING_TIME,
    )
    return rx.el.li(button)


def last_step(state: Any) -> rx.Component:
    """Return the third step: consent and button, or what is missing for it."""
    chosen = rx.foreach(
        state.times.times, lambda one: rx.cond(one.slot_id == state.slot, _last_step(one, state))
    )
    return rx.el.section(
        rx.el.h2(tr("staff.booking.last"), class_name=theme.H3),
        rx.cond(state.slot > 0, chosen, text(tr("staff.booking.choose_time"))),
        class_name=theme.STAFF_CARD,
    )


def _last_step(one: Shown, state: Any) -> rx.Component:
    return rx.cond(one.left > 0, _booking(one, state), _full(one, state))


def _booking(one: Shown, state: Any) -> rx.Component:
    """Return the consent and the one filled button; all that will be booked stands above it."""
    form = script_form(
        hidden("person", state.person.key),
        hidden("slot", one.slot_id.to_string()),
        consent("consent", "consent"),
        _about(one, state),
        rx.el.div(primary(tr("staff.booking.book"), type="submit", aria_describedby="about")),
        on_submit=state.book,
        class_name=theme.STACK["md"],
    )
    has_what_it_needs = ~state.offering.needs_number | (state.person.claimant_number != "")
    may = rx.cond(has_what_it_needs, form, text(tr("staff.booking.needs_number")))
    return rx.cond(state.person.key, may, text(tr("staff.booking.choose_person")))


def _about(one: Shown, state: Any) -> rx.Component:
    when = rx.el.strong(worded(state.times.day), " ", one.starts, "〜", one.ends)
    return rx.el.div(
        dense_facts(
            dense_text(tr("staff.booking.name"), state.person.name),
            dense_fact(tr("reserve.place.when"), when),
            dense_words(tr("reserve.place.procedure"), state.offering.name),
            dense_fact(tr("reserve.place.mode"), tr_of(state.offering.mode, "reserve.mode", MODES)),
        ),
        id="about",
    )


def _full(one: Shown, state: Any) -> rx.Component:
    """Return that the time is full, and for a manager how it gets one seat more."""
    reasons = [("", bracketed("staff.booking.reason.none"))]
    reasons += [(code, bracketed(f"staff.booking.reason.{code}")) for code in REASONS]
    add = script_form(
        hidden("slot", one.slot_id.to_string()),
        text(tr("staff.booking.overbook_means")),
        select_input("reason", tr("staff.booking.reason"), reasons, required=True),
        rx.el.div(secondary(tr("staff.booking.overbook"), type="submit")),
        on_submit=state.add_seat,
        class_name=theme.STACK["sm"],
    )
    return rx.cond(state.is_manager, add, text(tr("staff.booking.ask_manager")))
