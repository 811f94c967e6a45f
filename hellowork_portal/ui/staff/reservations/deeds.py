"""What can be done to a reservation: each folded up, with what it means above its button."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, primary, secondary
from hellowork_portal.ui.components.choices import choice_group, radio
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import stack, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.staff.reservations.detail_parts import REASONS
from hellowork_portal.ui.texts import bracketed, tr, worded, words

LONGEST_REASON = 200
FOR_ALL = [one for one in REASONS if one != "asked"]
"""Reasons for cancelling many: nobody has asked for it."""


def deeds(state: Any) -> rx.Component:
    """Return everything that may be done now; nothing where nothing may."""
    view: Shown = state.view
    key = state.done_count.to_string()
    return rx.el.div(
        rx.el.h2(tr("staff.reservation.deeds"), class_name=theme.H2),
        rx.cond(view.is_unconfirmed_claim & view.can_change, _eligible(state)),
        rx.cond(view.can_change, _moving(state, key)),
        rx.cond(view.can_change, _cancelling(state, key)),
        rx.cond(view.can_resend, _resending(state)),
        rx.cond(view.can_retry_meeting, _meeting(state)),
        rx.cond(view.can_change | view.can_resend, rx.fragment(), text(tr("staff.reservation.no_deeds"))),
        class_name=theme.DEEDS,
    )


def _folded(label: Label, *children: Any, key: Any = None) -> rx.Component:
    named = {} if key is None else {"key": key}
    inner = rx.el.div(*children, class_name=theme.joined("pt-2 pb-3", theme.STACK["sm"]))
    return rx.el.details(
        rx.el.summary(label, class_name=theme.SUMMARY_LINE), inner, class_name=theme.DEED, **named
    )


def _plain(means: Label, button: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.p(means, class_name=theme.SMALL), rx.el.div(button), class_name=theme.STACK["xs"])


def _eligible(state: Any) -> rx.Component:
    button = primary(tr("staff.reservation.confirm_eligible"), on_click=state.confirm_eligibility)
    return _plain(tr("staff.reservation.eligible_means"), button)


def _resending(state: Any) -> rx.Component:
    button = secondary(tr("staff.reservation.resend"), on_click=state.resend)
    return _plain(tr("staff.reservation.resend_means"), button)


def _meeting(state: Any) -> rx.Component:
    button = secondary(tr("staff.reservation.try_meeting"), on_click=state.try_meeting_again)
    return _plain(tr("staff.reservation.meeting_means"), button)


def _moving(state: Any, key: Any) -> rx.Component:
    day = text_input(
        "day",
        tr("staff.reservation.other_day"),
        type="date",
        on_change=state.choose_day,
        width="full",
    )
    form = script_form(
        stack(
            _times(state),
            reasons("move", REASONS),
            rx.el.div(secondary(tr("staff.reservation.move"), type="submit")),
            gap="sm",
        ),
        on_submit=state.move,
        key=key,
    )
    means = rx.el.p(tr("staff.reservation.move_means"), class_name=theme.SMALL)
    return _folded(tr("staff.reservation.move_title"), means, day, form)


def _times(state: Any) -> rx.Component:
    """Return the free times to choose from, or that there are none."""
    times: Shown = state.times
    legend = rx.cond(state.asked_day, tr("staff.reservation.times_of_day"), tr("staff.reservation.nearest"))
    choices = choice_group("slot", legend, rx.foreach(times, _time))
    nothing = rx.cond(state.asked_day, tr("staff.reservation.day_full"), tr("staff.reservation.nothing_near"))
    return rx.cond(times.length() > 0, choices, text(nothing))


def _time(one: Shown) -> rx.Component:
    value = one.slot_id.to_string()
    label = rx.fragment(worded(one.when), " ", tr("staff.reservation.left", count=one.left))
    return radio(rx.Var.create("slot-") + value, "slot", value, label)


def _cancelling(state: Any, key: Any) -> rx.Component:
    form = script_form(
        stack(
            rx.el.p(worded(state.view.when), class_name=theme.STRONG),
            reasons("cancel", REASONS),
            rx.el.div(danger(tr("staff.reservation.cancel"), type="submit")),
            gap="sm",
        ),
        on_submit=state.cancel,
        key=key,
    )
    means = rx.el.p(tr("staff.reservation.cancel_means"), class_name=theme.SMALL)
    return _folded(tr("staff.reservation.cancel_title"), means, form)


def reasons(prefix: str, codes: list[str]) -> rx.Component:
    """Return the choice of a reason that the letter says, and the box for one in the office's own words."""
    options: Any = [
        ("", bracketed("staff.why.choose")),
        *((one, bracketed(f"staff.why.{one}")) for one in codes),
    ]
    why = select_input(f"{prefix}-why", tr("staff.reservation.why"), options, required=True, name="why")
    own = text_input(
        f"{prefix}-text",
        tr("staff.reservation.own_words"),
        help=tr("staff.reservation.own_words_help", most=LONGEST_REASON),
        name="text",
        max_length=LONGEST_REASON,
        width="full",
    )
    return stack(why, own, gap="sm")


def done_line(state: Any) -> rx.Component:
    """Return what was done, read out at once."""
    told = rx.cond(words(state.done), notice("success", worded(state.done)))
    return rx.el.div(told, role="status", class_name=theme.ALERT_AREA)
