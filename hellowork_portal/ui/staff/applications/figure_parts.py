"""The figures of a case: what the record lacks, and what of the proposal is decided otherwise."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.fields import error_line, text_area, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.applications.folds import REASONS, folded, seen
from hellowork_portal.ui.texts import bracketed, tr, words

_FIGURES = ("certified_days", "reduced_days", "deferred_days", "reduction_yen", "payable_yen")
_AMOUNTS = ("daily_wage", "daily_allowance", "total_days", "remaining_days")


def inputs(state: Any) -> rx.Component:
    """Return the record's figures, to be completed where the core system's file lacks them."""
    view: Shown = state.view.inputs
    boxes = [
        text_input(
            name, tr(f"staff.case.{name}"), default_value=getattr(view, name),
            error=state.field_errors[name], input_mode="numeric", autocomplete="off", width="full",
        )
        for name in _AMOUNTS
    ]  # fmt: skip
    form = script_form(
        seen(view.revision),
        rx.el.div(*boxes, class_name=theme.CASE_NARROW),
        rx.el.p(tr("staff.case.deduction", yen=view.deduction), class_name=theme.SMALL),
        rx.el.p(tr("staff.case.amounts_means"), class_name=theme.SMALL),
        rx.el.div(secondary(tr("staff.case.keep_amounts"), type="submit")),
        on_submit=state.keep_amounts,
        key=state.done_count.to_string(),
        class_name=theme.CASE_FORM,
    )
    unknown = text(tr("staff.case.amounts_no_record"))
    missing = rx.cond(
        state.view.proposal.is_complete, rx.fragment(), badge(tr("staff.case.amounts_missing"), "warning")
    )
    return rx.el.div(
        missing, folded(tr("staff.case.amounts"), rx.cond(view.has_record, form, unknown), sign="m")
    )


def other_figures(state: Any) -> rx.Component:
    """Return every figure of the proposal, to be overridden with a reason."""
    errors: Any = state.field_errors
    boxes = [
        text_input(
            name, tr(f"staff.case.{name}"), default_value=getattr(state.view.proposal, name).to(str),
            error=errors[name], input_mode="numeric", autocomplete="off", width="full",
        )
        for name in _FIGURES
    ]  # fmt: skip
    rows = rx.foreach(state.stretches, lambda one: _stretch(one, errors))
    why = text_area(
        "override_reason", tr("staff.case.override_reason"), rows=2,
        help=tr("staff.case.override_help"), error=errors["override_reason"],
    )  # fmt: skip
    return folded(
        tr("staff.case.override"),
        rx.el.div(*boxes, class_name=theme.CASE_NARROW),
        rx.el.p(tr("staff.case.stretches"), class_name=theme.STRONG),
        rows,
        why,
        sign="f",
        open=rx.cond(state.summary.length() > 0, True, False),  # noqa: FBT003
    )


def _stretch(one: Shown, errors: Any) -> rx.Component:
    """Return the boxes of days in a row that are not certified; empty ones take nothing."""
    turn = one.turn.to_string()
    options: list[Any] = [rx.el.option("－", value="")]
    options += [rx.el.option(bracketed(f"apply.not_certified.{reason}"), value=reason) for reason in REASONS]
    days = [_box(name, turn, getattr(one, name), errors) for name in ("first", "last")]
    return rx.el.fieldset(
        rx.el.legend(tr("staff.case.stretch_number", number=one.turn + 1), class_name=theme.SMALL),
        *days,
        rx.el.div(_labelled("why", turn, errors, _choice(turn, one.why, options)), class_name="col-span-2"),
        class_name=theme.CASE_STRETCH,
    )


def _its(name: str, turn: Shown) -> Any:
    return rx.Var.create(f"{name}_") + turn


def _box(name: str, turn: Shown, value: Shown, errors: Any) -> rx.Component:
    its = _its(name, turn)
    box = rx.el.input(
        id=its,
        name=its,
        type="date",
        default_value=value,
        key=its + value.to(str),
        aria_describedby=its + "-error",
        class_name=theme.CONTROL,
    )
    return _labelled(name, turn, errors, box)


def _choice(turn: Shown, value: Shown, options: list[Any]) -> rx.Component:
    its = _its("why", turn)
    return rx.el.select(
        *options,
        id=its,
        name=its,
        default_value=value,
        key=its + value.to(str),
        aria_describedby=its + "-error",
        class_name=theme.SELECT,
    )


def _labelled(name: str, turn: Shown, errors: Any, control: rx.Component) -> rx.Component:
    its = _its(name, turn)
    return rx.el.div(
        rx.el.label(tr(f"staff.case.{name}"), html_for=its, class_name=theme.LABEL),
        error_line(its + "-error", words(errors[its])),
        control,
        class_name=theme.FIELD,
    )
