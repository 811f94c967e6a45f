"""「申請の状況」: state, timeline, what is asked for, the decision, and what can be done."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.draft_parts import asked_fields
from hellowork_portal.ui.citizen.apply.own_states import ApplicationPageState
from hellowork_portal.ui.citizen.apply.parts import (
    STATES,
    by_office,
    day_facts,
    gone_or_waiting,
    interview_section,
    paper_link,
    state_badge,
    to_draft,
    to_number,
    whom_to_call,
    wrote_in_japanese,
)
from hellowork_portal.ui.components.attachments import attachments
from hellowork_portal.ui.components.buttons import button_row, link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, tr_of, worded, words

EVENTS = [
    "begun", "submitted", "replaced", "opened", "returned", "corrected", "decided", "decision_corrected",
    "withdrawn",
]  # fmt: skip
_seen: Shown = ApplicationPageState
_view: Shown = ApplicationPageState.view


@page(routes.APPLICATION, "apply.detail.title", load=ApplicationPageState.open)
def application() -> rx.Component:
    """Return one's own application."""
    return frame(
        title(tr("apply.detail.title")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_view.number, _found(), gone_or_waiting(ApplicationPageState, _seen.is_missing)),
        rx.el.div(link_plain(tr("apply.back"), routes.APPLY)),
    )


def _found() -> rx.Component:
    again = [
        (one, fact(tr(f"apply.detail.{one}"), worded(_view.stated))) for one in ("replaced", "corrected")
    ]
    head = day_facts(
        _view,
        fact(tr("apply.done.number"), rx.el.strong(_view.number_shown, class_name=theme.TABULAR)),
        fact(
            tr("apply.detail.state"),
            rx.fragment(
                rx.el.p(state_badge(_view.state)), rx.el.p(tr_of(_view.state, "apply.meaning", STATES))
            ),
        ),
        fact(tr("apply.detail.submitted"), worded(_view.submitted)),
        rx.fragment(rx.match(_view.filed_as, *again, rx.fragment())),
        rx.cond(
            words(_view.stated),
            fact(tr("apply.detail.stated"), tr("apply.detail.stated_at", when=words(_view.stated))),
        ),
    )
    unconfirmed = notice("info", tr("apply.form.unconfirmed"), text(tr("apply.form.unconfirmed_body")))
    return stack(
        _asked(),
        head,
        rx.cond(_view.is_unconfirmed_claim, unconfirmed),
        rx.cond(_view.decision.outcome, _decision()),
        _deeds(),
        _files(),
        section(
            tr("apply.detail.history"),
            rx.el.ol(rx.foreach(_view.history, _event), class_name=theme.LINES),
        ),
        interview_section(_view.interview),
        _answers(),
        whom_to_call(_view.office),
        gap="lg",
    )


def _asked() -> rx.Component:
    """Return what a 返却 asks for, with the way to answer it."""
    view: Shown = _view.asked
    told = notice(
        "warning",
        tr("apply.form.returned"),
        rx.el.p(by_office(view.message, view.is_japanese)),
        asked_fields(view),
        wrote_in_japanese(_view.office, view.is_japanese),
        rx.cond(words(view.due), text(tr("apply.detail.due", due=words(view.due)))),
        rx.el.div(
            link_primary(tr("apply.detail.correct"), to_draft(routes.APPLY_FORM, _view.application_id))
        ),
    )
    return rx.cond(_view.can_correct, told)


def _decision() -> rx.Component:
    """Return the decision notice with its reasons and the right of appeal."""
    view: Shown = _view.decision
    yen = fact(tr("apply.decision.paid"), tr("apply.decision.yen", yen=view.yen))
    reduced = tr("apply.decision.reduced_value", days=view.reduced_days, yen=view.reduction)
    deferred = tr("apply.decision.deferred_value", days=view.deferred_days)
    reasons = fact(
        tr("apply.decision.reasons"),
        rx.fragment(
            rx.el.ul(rx.foreach(view.reasons, lambda one: rx.el.li(worded(one))), class_name="list-none"),
            by_office(view.reason, view.is_japanese),
        ),
    )
    message = fact(tr("apply.decision.message"), by_office(view.message, view.is_japanese))
    return section(
        tr("apply.decision"),
        facts(
            fact(tr("apply.detail.state"), tr_of(view.outcome, "status.application", STATES)),
            fact(tr("apply.decision.at"), worded(view.decided)),
            fact(tr("apply.decision.days"), tr("apply.decision.days_value", days=view.days)),
            rx.cond(view.reduction, fact(tr("apply.decision.reduced"), reduced)),
            rx.cond(view.deferred_days > 0, fact(tr("apply.decision.deferred"), deferred)),
            rx.cond(view.yen, yen),
            rx.cond((view.reasons.length() > 0) | (view.reason != ""), reasons),
            rx.cond(view.message, message),
            rx.cond(
                words(view.next_day),
                rx.fragment(
                    fact(tr("apply.decision.next"), worded(view.next_day)),
                    fact(tr("apply.next.files"), worded(view.next_window)),
                ),
            ),
        ),
        wrote_in_japanese(_view.office, view.is_japanese),
        rx.cond(
            view.is_negative,
            notice("info", tr("apply.decision.appeal"), text(tr("apply.decision.appeal_body"))),
        ),
        rx.el.div(native_link(tr("paper.save_notice"), to_number(routes.DECISION_PAPER, _view.number))),
    )


def _deeds() -> rx.Component:
    replace = link_secondary(tr("apply.detail.replace"), to_draft(routes.APPLY_FORM, _view.application_id))
    withdraw = link_secondary(tr("apply.detail.withdraw"), to_number(routes.WITHDRAW, _view.number))
    return rx.el.div(
        button_row(
            paper_link(_view.number),
            rx.cond(_view.can_replace, replace),
            rx.cond(_view.can_withdraw, withdraw),
        ),
        class_name="no-print",
    )


def _files() -> rx.Component:
    """Return what is attached, where there is something or something may come."""
    files: Shown = _seen.files
    back = to_number(routes.APPLICATION, _view.number)
    shown = attachments(files, _seen.file_error, _seen.file_done, back)
    return rx.cond(files.takes_files | (files.lines.length() > 0), shown)


def _event(line: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.p(worded(line.when), class_name=theme.MUTED),
        rx.el.p(tr_of(line.kind, "application.event", EVENTS), class_name=theme.STRONG),
        by_office(line.message, line.is_office_japanese),
        wrote_in_japanese(_view.office, line.is_office_japanese),
        class_name=theme.RULED,
    )


def _answers() -> rx.Component:
    """Return what was declared; opened by a press."""
    opener = rx.el.summary(
        icon("next", 20, "transition-transform group-open:rotate-90"),
        rx.el.h2(tr("apply.detail.show")),
        class_name=theme.joined(theme.LINK_LINE, "cursor-pointer"),
    )
    said = rx.el.div(confirm_sections(_view.answers, level=3), class_name=theme.FOLDED)
    return rx.el.details(opener, said, class_name="group")
