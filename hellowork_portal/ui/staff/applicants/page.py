"""「利用者」: people with an account whom the office may know, found by what they say."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary, secondary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.applicants.state import ApplicantsState
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.texts import tr, worded, words


@page(routes.STAFF_APPLICANTS, "staff.applicants.title", load=ApplicantsState.open)
def staff_applicants() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.applicants.title"), tr("staff.applicants.lead")),
        page_error(ApplicantsState),
        rx.cond(ApplicantsState.is_loaded, _loaded(), waiting(words(ApplicantsState.error), 6)),
    )


def _loaded() -> rx.Component:
    state: Any = ApplicantsState
    rows: Shown = state.found.rows
    box = text_input("q", tr("staff.applicants.words"), autocomplete="off", max_length=254, width="full")
    form = script_form(
        rx.el.div(
            rx.el.div(box, class_name=theme.FILTER_WIDE),
            rx.el.div(primary(tr("lookup.search"), type="submit")),
            class_name=theme.FEW_FILTERS,
        ),
        on_submit=state.search,
    )
    heads = [
        tr("staff.person.name"), tr("staff.person.born"), tr("staff.person.number"),
        tr("staff.person.record"),
    ]  # fmt: skip
    table = list_table("staff.applicants.title", heads, rx.foreach(rows, _line))
    nothing = empty_state(tr("staff.applicants.none"), tr("staff.applicants.none_body"))
    begin = text(tr("staff.applicants.begin"))
    found = rx.cond(rows.length() > 0, stack(table, _pages(state)), rx.cond(state.was_asked, nothing, begin))
    return stack(form, rx.el.div(found, role="status"))


def _pages(state: Any) -> rx.Component:
    """Return the buttons to the pages before and after; the search goes along."""
    at: Shown = state.found.page
    back = secondary(tr("staff.list.previous"), on_click=state.turn(state.words, at - 1))
    on = secondary(tr("staff.list.next"), on_click=state.turn(state.words, at + 1))
    number = rx.el.p(tr("staff.list.page", page=at), class_name=theme.TABULAR)
    shown = rx.el.div(
        rx.cond(at > 1, back, rx.el.span()),
        number,
        rx.cond(state.found.has_more, on, rx.el.span()),
        class_name=theme.PAGER,
    )
    return rx.cond(state.found.has_more | (at > 1), shown)


def _line(row: Shown) -> rx.Component:
    begin = rx.Var.create(f"{routes.STAFF_APPLICANT}?office=") + StaffState.office_code + "&id="
    name = rx.el.a(
        as_written(row.name), href=begin + row.applicant_id.to_string(), class_name=theme.LIST_LINK
    )
    number = rx.el.div(
        rx.el.span(rx.cond(row.masked_number, row.masked_number, "－"), class_name=theme.TABULAR),
        rx.cond(row.is_sharing, badge(tr("staff.applicants.sharing"), "warning")),
        class_name=theme.WRAPPING,
    )
    linked = rx.cond(
        row.is_linked,
        badge(tr("staff.claimants.is_linked"), "success"),
        badge(tr("staff.claimants.is_unlinked"), "neutral"),
    )
    who = rx.el.div(name, " ", as_written(row.reading, theme.SMALL))
    return list_row(who, worded(row.born_on), number, linked)
