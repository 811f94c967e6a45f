"""「変更の内容」: what a change does and to whom; applied here, and taken back from here."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, link_plain, primary, secondary
from hellowork_portal.ui.components.fields import error_summary, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import external_link, script_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.schedule.preview_parts import cautions, counts, days, differing, stranded
from hellowork_portal.ui.staff.schedule.preview_state import PreviewState
from hellowork_portal.ui.staff.schedule.tabs import at_offering, schedule_tabs
from hellowork_portal.ui.texts import tr, worded, words

_view: Shown = PreviewState.view
_difference: Shown = PreviewState.difference
_errors: Shown = PreviewState.field_errors


@page(routes.STAFF_PREVIEW, "staff.preview.title", load=PreviewState.open)
def staff_preview() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.preview.title"), rx.cond(_is_of_this_address(), worded(_view.sentence), "")),
        schedule_tabs(),
        error_summary(PreviewState.summary),
        page_error(PreviewState, unless=_difference.length() > 0),
        rx.cond(
            _is_of_this_address(),
            rx.cond(PreviewState.is_done, _done(), _plan()),
            waiting(words(PreviewState.error), 8),
        ),
        rx.cond(
            words(PreviewState.error) & ~PreviewState.is_loaded,
            rx.el.div(link_plain(tr("staff.schedule.tab.changes"), here(routes.STAFF_CHANGES))),
        ),
    )


def _is_of_this_address() -> Shown:
    """Whether what is loaded is the change that the address names, and not the one looked at before it."""
    asked = rx.Var(
        "(new URLSearchParams(globalThis.location?.search ?? '').get('draft') ?? '')", _var_type=str
    )
    return PreviewState.is_loaded & (_view.draft_id.to_string() == asked.to(str))


def _plan() -> rx.Component:
    main = stack(differing(), counts(), cautions(), stranded(), days())
    return rx.el.div(rx.el.div(main, class_name="min-w-0"), _applying(), class_name=theme.STAFF_COLUMNS)


def _applying() -> rx.Component:
    """Return the form that carries the change out; who is moved or cancelled reads the reason."""
    reason = rx.cond(
        _view.needs_reason,
        rx.fragment(
            text_input(
                "reason_ja",
                tr("staff.preview.reason_ja"),
                required=True,
                help=tr("staff.preview.reason_help"),
                error=_errors["reason_ja"],
                default_value=_view.reason_ja,
                max_length=300,
                width="full",
            ),
            text_input(
                "reason_en",
                tr("staff.preview.reason_en"),
                default_value=_view.reason_en,
                max_length=300,
                width="full",
            ),
        ),
    )
    return rx.el.section(
        rx.el.h2(tr("staff.preview.decide"), class_name=theme.H3),
        script_form(
            rx.cond(
                _view.undecided > 0,
                text(tr("staff.preview.decide_first", count=_view.undecided)),
                text(tr("staff.preview.means")),
            ),
            reason,
            rx.el.div(primary(tr("staff.preview.apply"), type="submit")),
            on_submit=PreviewState.apply,
            class_name=theme.DENSE,
        ),
        rx.el.div(link_plain(tr("staff.preview.back"), PreviewState.back)),
        rx.el.div(danger(tr("staff.preview.drop"), on_click=PreviewState.drop)),
        class_name=theme.joined(theme.STAFF_CARD, theme.STICKY),
    )


def _week() -> Any:
    """Return the week's screen, at the offering that was changed where it is one."""
    at_its = at_offering(routes.STAFF_SCHEDULE, _view.offering_id)
    return rx.cond(_view.offering_id > 0, at_its, here(routes.STAFF_SCHEDULE))


def _done() -> rx.Component:
    """Return what was done, how to take it back, and where to go on."""
    told = tr(
        "staff.preview.done_counts",
        added=_view.added,
        removed=_view.removed,
        resized=_view.resized,
        affected=_view.stranded_count,
    )
    citizens = rx.Var.create(f"{routes.OFFICE}?code=") + StaffState.office_code
    links = rx.el.div(
        external_link(tr("staff.preview.as_citizens"), citizens),
        link_plain(tr("staff.home.booking"), here(routes.STAFF_BOOKING)),
        link_plain(tr("staff.schedule.tab.week"), _week()),
        link_plain(tr("staff.schedule.tab.month"), here(routes.STAFF_MONTH)),
        link_plain(tr("staff.preview.to_office"), here(routes.STAFF_OFFICE)),
        class_name=theme.WRAPPING,
    )
    undo = rx.cond(
        _view.kind == "undo",
        rx.fragment(),
        rx.el.div(
            text(tr("staff.preview.undo_means")),
            rx.el.div(secondary(tr("staff.preview.undo"), on_click=PreviewState.undo)),
            class_name=theme.STACK["sm"],
        ),
    )
    return stack(
        rx.el.div(notice("success", tr("staff.preview.done"), text(told)), role="status"), links, undo
    )
