"""「受給資格者」: an office's records, searched and paged."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary, primary
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.claimants.state import ClaimantsState
from hellowork_portal.ui.staff.lists import as_written, found_count, list_row, list_table, pager
from hellowork_portal.ui.texts import tr, tr_of, words

KINDS = ["none", "a", "b"]


@page(routes.STAFF_CLAIMANTS, "staff.claimants.title", load=ClaimantsState.open)
def staff_claimants() -> rx.Component:
    """Return the page."""
    roles: Shown = StaffState.roles_here
    bring = rx.cond(
        roles.contains(Role.OFFICE_MANAGER.value),
        rx.el.div(link_secondary(tr("staff.import.title"), here(routes.STAFF_IMPORT))),
    )
    return staff_frame(
        rx.el.div(title(tr("staff.claimants.title")), bring, class_name=theme.PAGER),
        page_error(ClaimantsState),
        rx.cond(ClaimantsState.is_loaded, _loaded(), waiting(words(ClaimantsState.error), 8)),
    )


def _loaded() -> rx.Component:
    state: Any = ClaimantsState
    rows: Shown = state.found.rows
    heads = [
        tr("staff.claimants.column.name"), tr("staff.claimants.column.number"),
        tr("staff.claimants.column.kind"), tr("staff.claimants.account"),
    ]  # fmt: skip
    table = list_table("staff.claimants.title", heads, rx.foreach(rows, _line))
    nothing = empty_state(tr("staff.claimants.none"), tr("staff.claimants.none_body"))
    links = pager(state.previous_href, state.next_href, state.found.page)
    shown = rx.cond(rows.length() > 0, table, nothing)
    return stack(_search(state), found_count(rows), shown, rx.cond(state.by_number, rx.fragment(), links))


def _search(state: Any) -> rx.Component:
    box = text_input(
        "q",
        tr("staff.claimants.words"),
        default_value=state.words,
        max_length=60,
        autocomplete="off",
        width="full",
    )
    unlinked = checkbox_input("unlinked", tr("staff.claimants.unlinked"), default_checked=state.unlinked)
    boxes = rx.el.div(
        rx.el.div(box, class_name=theme.FILTER_WIDE),
        unlinked,
        rx.el.div(primary(tr("lookup.search"), type="submit")),
        class_name=theme.FEW_FILTERS,
    )
    return script_form(boxes, on_submit=state.search)


def _line(row: Shown) -> rx.Component:
    begin = rx.Var.create(f"{routes.STAFF_CLAIMANT}?office=") + StaffState.office_code + "&id="
    name = rx.el.a(
        rx.cond(row.name, as_written(row.name), tr("staff.claimants.nameless")),
        href=begin + row.claimant_id.to_string(),
        class_name=theme.LIST_LINK,
    )
    person = rx.el.div(name, " ", as_written(row.reading, theme.SMALL))
    linked = rx.cond(
        row.is_linked,
        badge(tr("staff.claimants.is_linked"), "success"),
        badge(tr("staff.claimants.is_unlinked"), "warning"),
    )
    kind = tr_of(row.kind, "staff.claimants.kind", KINDS)
    return list_row(person, rx.el.span(row.masked_number, class_name=theme.TABULAR), kind, linked)
