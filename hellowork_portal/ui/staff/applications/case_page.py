"""One case: everything for one decision in one place."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.attachments import staff_attachments
from hellowork_portal.ui.components.buttons import link_plain, link_primary
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.applications.answer_parts import approval, giving_back
from hellowork_portal.ui.staff.applications.case_parts import answers, bar, doubts, papers, person, talks
from hellowork_portal.ui.staff.applications.case_state import CaseState
from hellowork_portal.ui.staff.applications.decide_parts import begin, decision, decisions, proposal
from hellowork_portal.ui.staff.applications.figure_parts import inputs
from hellowork_portal.ui.staff.applications.keys import key, keys_help
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.staff.reservations.detail_parts import history
from hellowork_portal.ui.texts import tr, words

_KEYS = (
    ("b", "staff.case.key.begin"),
    ("d", "staff.case.key.decide"),
    ("f", "staff.case.key.figures"),
    ("w", "staff.case.key.working"),
    ("m", "staff.case.key.amounts"),
    ("r", "staff.case.key.return"),
    ("y", "staff.case.key.approve"),
    ("n", "staff.case.key.send_back"),
    ("l", "staff.case.key.list"),
    ("?", "staff.applications.key.help"),
)


@page(routes.STAFF_APPLICATION, "staff.case.title", load=CaseState.open)
def staff_application() -> rx.Component:
    """Return the page."""
    state = CaseState
    view: Shown = state.view
    missing = empty_state(
        tr("staff.case.missing"),
        tr("staff.case.missing_body"),
        link_primary(tr("staff.case.back"), here(routes.STAFF_APPLICATIONS)),
    )
    return staff_frame(
        title(tr("staff.case.title")),
        done_line(state),
        error_summary(state.summary),
        page_error(state, unless=state.is_missing),
        rx.cond(view.number, _found(), rx.cond(state.is_missing, missing, waiting(words(state.error), 8))),
    )


def _found() -> rx.Component:
    state: Any = CaseState
    view: Shown = state.view
    back = link_plain(tr("staff.case.back"), here(routes.STAFF_APPLICATIONS), custom_attrs=key("l"))
    main = stack(
        doubts(view),
        answers(state),
        staff_attachments(state.files),
        talks(view),
        history(view),
        rx.el.div(back),
    )
    return stack(bar(view), rx.el.div(main, _side(state), class_name=theme.CASE_DESK), keys_help(*_KEYS))


def _side(state: Any) -> rx.Component:
    """Return what can be done now, above what it is decided by."""
    view: Shown = state.view
    deeds = rx.el.div(
        proposal(view),
        rx.cond(view.may_open, begin(state)),
        rx.cond(view.waiting_turn > 0, approval(state)),
        rx.cond(view.may_decide & ~view.is_correction, decision(state)),
        rx.cond(view.is_unconfirmed & view.may_return, text(tr("staff.case.unconfirmed_first"))),
        inputs(state),
        rx.cond(view.may_return, giving_back(state)),
        class_name=theme.CASE_PANEL,
    )
    past = rx.el.div(
        decisions(view),
        rx.cond(view.may_decide & view.is_correction, _correction(state)),
        class_name=theme.CASE_PANEL,
    )
    return rx.el.div(
        deeds,
        rx.cond(view.decisions.length() > 0, past),
        rx.el.div(person(state), papers(view), class_name=theme.CASE_PANEL),
        class_name=theme.CASE_SIDE,
    )


def _correction(state: Any) -> rx.Component:
    """Return the form of another decision, folded: a decision is not corrected in passing."""
    return rx.el.details(
        rx.el.summary(tr("staff.case.correct_title"), class_name=theme.SUMMARY_LINE),
        rx.el.div(decision(state), class_name="pt-2"),
        class_name=theme.DEED,
    )
