"""What is decided: the proposal with its working, the record's figures, return, decision, approval."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import radio_inputs
from hellowork_portal.ui.components.fields import text_area, text_input
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.applications.figure_parts import other_figures
from hellowork_portal.ui.staff.applications.folds import REASONS, folded, seen
from hellowork_portal.ui.staff.applications.keys import key
from hellowork_portal.ui.texts import tr, tr_of, worded, words

OUTCOMES = ["certified", "partly_certified", "not_certified"]
STANDING = ["in_force", "replaced", "waiting", "sent_back"]


def begin(state: Any) -> rx.Component:
    """Return the button that opens the case for review."""
    return script_form(
        seen(state.view.revision),
        rx.el.p(tr("staff.case.begin_means"), class_name=theme.SMALL),
        rx.el.div(primary(tr("staff.case.begin"), type="submit", custom_attrs=key("b"))),
        on_submit=state.begin,
        class_name=theme.STACK["sm"],
    )


def proposal(view: Shown) -> rx.Component:
    """Return what the portal proposes, and how it came to that."""
    one: Shown = view.proposal
    outcome = rx.cond(
        one.outcome, tr_of(one.outcome, "status.application", OUTCOMES), tr("staff.case.no_outcome")
    )
    money = rx.cond(one.payable_shown, tr("staff.case.yen", yen=one.payable_shown), tr("staff.case.unknown"))
    return rx.el.section(
        rx.el.h2(tr("staff.case.proposal"), class_name=theme.H3),
        rx.el.p(tr("staff.case.proposal_means"), class_name=theme.SMALL),
        rx.el.dl(
            _figure(tr("staff.case.outcome"), outcome),
            _figure(tr("staff.case.certified_days"), tr("staff.case.days", count=one.certified_days)),
            _figure(tr("staff.case.payable_yen"), money),
            class_name=theme.CASE_FIGURES,
        ),
        rx.cond(
            one.stretches.length() > 0,
            rx.el.ul(rx.foreach(one.stretches, _stretch_line), class_name=theme.BULLETS),
        ),
        folded(
            tr("staff.case.working"),
            rx.el.ol(
                rx.foreach(one.working, lambda step: rx.el.li(worded(step))),
                class_name="list-decimal pl-6 text-dns-16N-130 flex flex-col gap-1",
            ),
            sign="w",
        ),
        class_name=theme.STACK["sm"],
    )


def _figure(label: Label, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(label, class_name=theme.MUTED), rx.el.dd(value, class_name=theme.CASE_BIG))


def _stretch_line(one: Shown) -> rx.Component:
    return rx.el.li(worded(one.words), " ", tr_of(one.why, "apply.not_certified", REASONS))


def decision(state: Any) -> rx.Component:
    """Return the form that decides; figures are folded, because most decisions are as proposed."""
    view: Shown = state.view
    errors: Any = state.field_errors
    label = rx.cond(
        view.is_correction,
        tr("staff.case.correct"),
        rx.cond(view.needs_two, tr("staff.case.propose"), tr("staff.case.decide")),
    )
    return script_form(
        seen(view.revision),
        rx.cond(view.is_correction, text(tr("staff.case.correct_means"))),
        rx.el.div(
            radio_inputs(
                "outcome",
                tr("staff.case.decision"),
                [(one, tr(f"status.application.{one}")) for one in OUTCOMES],
                required=True,
                error=errors["outcome"],
                default_value=view.proposal.outcome,
            ),
            class_name=theme.CASE_CHOICES,
        ),
        text_input(
            "next_on", tr("staff.case.next_on"), type="date", default_value=view.proposal.next_on,
            error=errors["next_on"], width="full",
        ),
        text_area(
            "reason", tr("staff.case.reason"), rows=2, help=tr("staff.case.reason_help"),
            error=errors["reason"],
        ),
        other_figures(state),
        folded(
            tr("staff.case.message"),
            text_area("message", tr("staff.case.message_box"), rows=3, error=errors["message"]),
        ),
        rx.el.div(primary(label, type="submit", custom_attrs=key("d", goes=True))),
        on_submit=state.decide,
        key=state.done_count.to_string() + "-" + view.revision.to_string(),
        class_name=theme.CASE_FORM,
    )  # fmt: skip


def decisions(view: Shown) -> rx.Component:
    """Return what was decided, the newest first."""
    listed = rx.el.ol(rx.foreach(view.decisions, _decision), class_name=theme.LINES)
    heading = rx.el.h2(tr("staff.case.decisions"), class_name=theme.H3)
    return rx.cond(view.decisions.length() > 0, rx.el.section(heading, listed, class_name=theme.STACK["sm"]))


def _decision(one: Shown) -> rx.Component:
    facts = [
        tr("staff.case.days", count=one.certified_days),
        rx.cond(one.payable, tr("staff.case.yen", yen=one.payable)),
        rx.cond(words(one.next_on), rx.fragment(tr("staff.case.next_on"), " ", worded(one.next_on))),
    ]
    return rx.el.li(
        rx.el.div(
            rx.el.strong(tr_of(one.outcome, "status.application", OUTCOMES)),
            badge(tr_of(one.standing, "staff.case.standing", STANDING)),
            rx.cond(one.is_bulk, badge(tr("staff.case.in_bulk"))),
            class_name=theme.WRAPPING,
        ),
        rx.el.p(worded(one.when), " ", _name(one.who), class_name=theme.SMALL),
        rx.el.div(*[rx.el.span(fact) for fact in facts], class_name=theme.WRAPPING),
        rx.el.ul(rx.foreach(one.stretches, _stretch_line), class_name="list-disc pl-6"),
        _told("reason", one.reason),
        _told("override_reason", one.override_reason),
        _told("message", one.message),
        _second(one),
        _told("send_back_why", one.approval_reason),
        class_name=theme.LIST_LINE,
    )  # fmt: skip


def _second(one: Shown) -> rx.Component:
    who = rx.el.p(tr("staff.case.second_person"), " ", _name(one.approver), class_name=theme.SMALL)
    return rx.cond(one.approver, who)


def _name(name: Shown) -> rx.Component:
    return rx.el.span(name, custom_attrs={**AS_WRITTEN})


def _told(label: str, said: Shown) -> rx.Component:
    written = rx.el.span(said, custom_attrs={**AS_WRITTEN}, class_name="whitespace-pre-line break-words")
    return rx.cond(said, rx.el.p(rx.el.strong(tr(f"staff.case.{label}")), " ", written))
