"""A record's 認定日 with nothing filed: how each stands, and that it was settled outside the portal."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.choices import choice_group, radio, radio_inputs
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.absence import HOW, absence_state, settled_words
from hellowork_portal.ui.texts import labelled, t, tr, worded, words


def settling(state: Any) -> rx.Component:
    """Return the days and the form; nothing where no declaration is waited for."""
    due: Shown = state.view.due
    shown = rx.el.section(
        rx.el.h2(tr("staff.settled.title"), id="days-title", class_name=theme.H2),
        rx.el.ul(rx.foreach(due, lambda one: _day(state, one)), class_name=theme.STACK["xs"]),
        rx.cond(state.chosen_day, _form(state)),
        id="days",
        aria_labelledby="days-title",
        class_name=theme.STACK["sm"],
    )
    return rx.cond(due.length() > 0, shown)


def _day(state: Any, one: Shown) -> rx.Component:
    """Return a day with how it stands; what was settled can be taken back."""
    undo = script_form(
        hidden("day", one.iso),
        hidden("seen", one.seen),
        tertiary(
            tr("staff.settled.undo"),
            type="submit",
            aria_label=t("staff.settled.undo") + " " + labelled(one.day),
        ),
        on_submit=state.unsettle,
    )
    last = rx.el.span(tr("staff.settled.last", last=words(one.last)), class_name=theme.SMALL)
    return rx.el.li(
        rx.el.div(
            rx.el.span(worded(one.day), class_name=theme.STRONG),
            absence_state(one),
            rx.cond(words(one.last) & (one.settled_how == "") & ~one.is_coming, last),
            class_name=theme.WRAPPING,
        ),
        rx.cond(one.settled_how, rx.el.div(settled_words(one), undo, class_name=theme.WRAPPING)),
        class_name=theme.DEED,
    )


def _form(state: Any) -> rx.Component:
    due: Shown = state.view.due
    days = rx.foreach(due, lambda one: rx.cond(one.settled_how == "", _choice(state, one)))
    return script_form(
        rx.el.p(tr("staff.settled.means"), class_name=theme.SMALL),
        choice_group("settled_day", tr("staff.settled.day"), days),
        radio_inputs(
            "settled_how",
            tr("staff.settled.how"),
            [(one, tr(f"staff.settled.how.{one}")) for one in HOW],
            error=state.field_errors["settled_how"],
        ),
        text_input(
            "settled_note",
            tr("staff.settled.note"),
            help=tr("staff.settled.note_help"),
            error=state.field_errors["settled_note"],
            max_length=200,
            autocomplete="off",
            width="full",
        ),
        rx.el.div(secondary(tr("staff.settled.keep"), type="submit")),
        on_submit=state.settle,
        key="settle-" + state.done_count.to_string() + state.chosen_day,
        class_name=theme.CASE_FORM,
    )


def _choice(state: Any, one: Shown) -> rx.Component:
    is_chosen = one.iso == state.chosen_day
    return radio(rx.Var.create("settled_day-") + one.iso, "settled_day", one.iso, worded(one.day), is_chosen)
