"""The form in which staff set one person's online right, the days of the benefit and its marks."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.choices import checkbox_input, radio_inputs
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.claimants.page import KINDS
from hellowork_portal.ui.texts import tr

_COLUMNS = {"online_from": "first", "online_until": "last"}
"""Boxes whose word is another one's in the office's file."""


def eligibility_form(state: Any) -> rx.Component:
    """Return the form, folded up until it is wanted; wrong boxes hold it open."""
    view: Shown = state.view.eligibility
    form = script_form(
        hidden("seen", view.revision),
        rx.el.p(tr("staff.claimant.eligibility_means"), class_name=theme.SMALL),
        _online(state),
        _benefit(state),
        rx.el.div(secondary(tr("staff.claimant.keep_eligibility"), type="submit")),
        on_submit=state.keep_eligibility,
        key=state.done_count.to_string() + view.revision,
        class_name=theme.CASE_FORM,
    )
    return rx.el.details(
        rx.el.summary(tr("staff.claimant.eligibility"), class_name=theme.SUMMARY_LINE),
        rx.el.div(form, class_name=theme.FOLDED),
        open=(state.summary.length() > 0) & ~state.is_settling,
    )


def _online(state: Any) -> rx.Component:
    kinds = radio_inputs(
        "online_kind",
        tr("staff.claimants.column.kind"),
        [(kind, tr(f"staff.claimants.kind.{kind}")) for kind in KINDS],
        default_value=state.view.eligibility.online_kind,
        error=state.field_errors["online_kind"],
    )
    return _group("staff.claimant.online", kinds, _pair(state, "online_from", "online_until"))


def _benefit(state: Any) -> rx.Component:
    view: Shown = state.view.eligibility
    day_type = text_input(
        "day_type",
        tr("staff.claimants.column.day_type"),
        default_value=view.day_type,
        error=state.field_errors["day_type"],
        help=tr("staff.claimant.day_type_help"),
        max_length=10,
        autocomplete="off",
        width="short",
    )
    difficulty = checkbox_input(
        "has_difficulty",
        tr("staff.claimants.column.has_difficulty"),
        default_checked=view.has_difficulty,
        help=tr("staff.claimant.has_difficulty_help"),
    )
    return _group(
        "staff.claimant.benefit_days",
        _pair(state, "sought_on", "waiting_ends_on"),
        rx.el.p(tr("staff.claimant.waiting_help"), class_name=theme.SMALL),
        _pair(state, "restricted_from", "restricted_until"),
        _pair(state, "benefit_ends_on"),
        _pair(state, "training_from", "training_until"),
        rx.el.p(tr("staff.claimant.training_help"), class_name=theme.SMALL),
        day_type,
        difficulty,
    )


def _group(legend: str, *rows: rx.Component) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(tr(legend), class_name=theme.STRONG), *rows, class_name=theme.RECORD_GROUP
    )


def _pair(state: Any, *names: str) -> rx.Component:
    """Return boxes for days beside each other, below each other on a phone."""
    view: Shown = state.view.eligibility
    boxes = [
        text_input(
            name,
            tr(f"staff.claimants.column.{_COLUMNS.get(name, name)}"),
            type="date",
            default_value=getattr(view, name),
            error=state.field_errors[name],
            width="full",
        )
        for name in names
    ]
    return rx.el.div(*boxes, class_name=theme.RECORD_DAYS)
