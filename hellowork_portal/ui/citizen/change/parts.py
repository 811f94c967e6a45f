"""Sections that the pages of changing and cancelling share."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.lookup.parts import call_facts
from hellowork_portal.ui.components.buttons import link_plain, link_primary
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import steps, text
from hellowork_portal.ui.components.notices import empty_state, notice, waiting
from hellowork_portal.ui.texts import tr, words


def way(current: int) -> rx.Component:
    """Return the progress strip of a change."""
    return steps(current, *[tr(f"reserve.steps.{step}") for step in ("time", "check", "done")])


def to_number(route: str, number: Shown) -> Any:
    """Return the address of a page about a reservation."""
    return rx.Var.create(f"{route}?number=") + number.to(str)


def missing_or_waiting(state: Any) -> rx.Component:
    """Return what is said of a number that is not one's own, or the shape of what is being loaded."""
    missing = empty_state(
        tr("detail.not_found"), tr("detail.not_found_body"), link_primary(tr("detail.back"), routes.LOOKUP)
    )
    return rx.cond(state.is_missing, missing, waiting(words(state.error), 8))


def over(heading: Label, body: Label, view: Shown) -> rx.Component:
    """Return that it is too late, and whom to call."""
    return rx.fragment(notice("warning", heading, text(body)), call_facts(view.place), back(view.number))


def back(number: Shown) -> rx.Component:
    """Return the way back to the reservation."""
    return rx.el.div(link_plain(tr("change.back"), to_number(routes.RESERVATION, number)))


def too_late(view: Shown, what: str, until: Shown) -> rx.Component:
    """Return why a reservation cannot be changed or cancelled any more; `what` is change or cancel."""
    return rx.fragment(
        rx.match(
            view.state,
            ("confirmed", over(tr(f"{what}.over"), tr(f"{what}.over.body", until=words(until)), view)),
            ("cancelled", over(tr("detail.cancelled"), tr("detail.cancelled.body"), view)),
            over(tr("change.under_way"), tr("error.reservation_under_way"), view),
        )
    )
