"""「操作記録」: who did and saw what, searchable, and whether the record is still whole."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import empty_state, live, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.audit.parts import export_form, filters, record_table, standing
from hellowork_portal.ui.staff.audit.state import AuditState
from hellowork_portal.ui.staff.lists import found_heading
from hellowork_portal.ui.texts import t, tr, words

_lines: Shown = AuditState.found.lines
_wrong: Shown = AuditState.summary


@page(routes.STAFF_AUDIT, "staff.audit.title", load=AuditState.open)
def staff_audit() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.audit.title"), rx.cond(AuditState.is_loaded, _whose(), "")),
        error_summary(AuditState.summary),
        page_error(AuditState),
        rx.cond(
            AuditState.is_loaded,
            stack(
                filters(AuditState),
                rx.cond(_wrong.length() == 0, _results()),
                standing(AuditState.chain),
            ),
            waiting(words(AuditState.error), 10),
        ),
    )


def _whose() -> rx.Component:
    """Return whose records these are, and for a system administrator the way to all of them."""
    own = rx.fragment(
        tr("staff.audit.of_office", office=words(StaffState.office_words)),
        rx.cond(
            AuditState.has_choice,
            rx.fragment(" ", link_plain(tr("staff.audit.to_everywhere"), routes.STAFF_AUDIT)),
        ),
    )
    return rx.cond(AuditState.is_everywhere, tr("staff.audit.everywhere"), own)


def _results() -> rx.Component:
    """Return what was found, page by page."""
    some = stack(record_table(_lines), _paging(), gap="sm")
    return stack(
        found_heading(tr("staff.audit.results"), id="results"),
        live(
            rx.cond(
                _lines.length() > 0,
                t("staff.audit.shown", count=_lines.length()),
                t("staff.audit.none"),
            )
        ),
        rx.cond(_lines.length() > 0, some, _nothing()),
    )


def _nothing() -> rx.Component:
    body = rx.cond(AuditState.is_narrowed, tr("staff.audit.none_narrowed"), tr("staff.audit.none_yet"))
    return empty_state(tr("staff.audit.none"), body)


def _paging() -> rx.Component:
    """Return the ways to older and newest entries, and to the file; a later page says that it is one."""
    later = rx.cond(AuditState.is_later_page, link_plain(tr("staff.audit.first_page"), AuditState.first_href))
    older = rx.cond(
        AuditState.next_href,
        link_plain(tr("staff.audit.next_page"), AuditState.next_href),
        rx.el.span(tr("staff.audit.end")),
    )
    return rx.el.div(later, older, export_form(AuditState), class_name=theme.FILTER_BUTTONS)
