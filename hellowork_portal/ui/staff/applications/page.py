"""「申請の審査」: an office's cases by their 認定日."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary, tertiary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.applications.absent_parts import absences
from hellowork_portal.ui.staff.applications.keys import key, keys_help
from hellowork_portal.ui.staff.applications.parts import TABS, export, filters, giving, line, meanings, tabs
from hellowork_portal.ui.staff.applications.state import ApplicationsState
from hellowork_portal.ui.staff.lists import list_table, pager
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.texts import tr, tr_of, words

_KEYS = (
    ("↑ ↓", "staff.applications.key.move"),
    ("Enter", "staff.applications.key.open"),
    ("x", "staff.applications.key.tick"),
    ("a", "staff.applications.key.give"),
    ("s", "staff.applications.key.search"),
    ("l", "staff.applications.key.look"),
    ("?", "staff.applications.key.help"),
)


@page(routes.STAFF_APPLICATIONS, "staff.applications.title", load=ApplicationsState.open)
def staff_applications() -> rx.Component:
    """Return the page."""
    state = ApplicationsState
    ways = rx.el.div(
        tertiary(tr("staff.applications.look"), on_click=state.look, custom_attrs=key("l")),
        link_secondary(tr("staff.bulk.title"), here(routes.STAFF_BULK)),
        class_name=theme.WRAPPING,
    )
    return staff_frame(
        rx.el.div(title(tr("staff.applications.title")), ways, class_name=theme.PAGER),
        done_line(state),
        page_error(state),
        rx.cond(state.is_loaded, _loaded(), waiting(words(state.error), 8)),
    )


def _loaded() -> rx.Component:
    state: Any = ApplicationsState
    roles: Shown = StaffState.roles_here
    return stack(
        tabs(state),
        rx.cond(
            state.shown == "absent",
            absences(state),
            stack(filters(state), rx.cond(state.found.rows.length() > 0, _listed(), _nothing())),
        ),
        pager(state.previous_href, state.next_href, state.found.page),
        rx.el.div(
            meanings(),
            keys_help(*_KEYS),
            rx.cond(roles.contains(Role.OFFICE_MANAGER.value), export(state)),
            class_name=theme.STACK["sm"],
        ),
    )


def _listed() -> rx.Component:
    state: Any = ApplicationsState
    heads = [
        tr("staff.applications.tick"), tr("staff.applications.certification"),
        tr("staff.reservations.person"), tr("lookup.state"), tr("staff.applications.doubts"),
        tr("staff.applications.assigned"), tr("staff.applications.submitted"),
    ]  # fmt: skip
    table = list_table("staff.applications.title", heads, rx.foreach(state.found.rows, line))
    return script_form(
        stack(table, giving(state), gap="sm"), on_submit=state.give, key=state.load_count.to_string()
    )


def _nothing() -> rx.Component:
    """Return why the list is empty: nothing fits what was asked, or there is nothing of this kind."""
    state: Any = ApplicationsState
    way = link_secondary(tr("staff.applications.without"), state.without_href)
    return rx.cond(
        state.is_narrowed,
        empty_state(tr("staff.applications.none"), tr("staff.applications.none_body"), way),
        empty_state(
            tr_of(state.shown, "staff.applications.empty", [*TABS]), tr("staff.applications.empty_body")
        ),
    )
