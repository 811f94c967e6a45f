"""「変更の記録」: who changed what of the schedule, when; the last change can be taken back."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.staff.schedule.changes_state import ChangesState
from hellowork_portal.ui.staff.schedule.tabs import schedule_tabs
from hellowork_portal.ui.texts import tr, worded, words

_lines: Shown = ChangesState.lines


@page(routes.STAFF_CHANGES, "staff.changes.title", load=ChangesState.open)
def staff_changes() -> rx.Component:
    """Return the page."""
    none = empty_state(tr("staff.changes.none"), tr("staff.changes.none_body"))
    return staff_frame(
        title(tr("staff.changes.title")),
        schedule_tabs(),
        page_error(ChangesState),
        rx.cond(
            ChangesState.is_loaded,
            rx.cond(_lines.length() > 0, _table(), none),
            waiting(words(ChangesState.error), 6),
        ),
    )


def _table() -> rx.Component:
    heads = [tr(f"staff.changes.{one}") for one in ("when", "who", "what", "state")]
    return stack(
        list_table("staff.changes.title", heads, rx.foreach(_lines, _row)),
        rx.el.p(tr("staff.changes.undo_means"), class_name=theme.TEXT),
    )


def _row(line: Shown) -> rx.Component:
    roles: Shown = StaffState.roles_here
    undo = rx.cond(
        line.can_undo & roles.contains(Role.OFFICE_MANAGER.value),
        secondary(tr("staff.preview.undo"), on_click=ChangesState.undo, class_name="!min-h-11 !py-1.5"),
    )
    state = rx.cond(line.is_undone, badge(tr("staff.changes.undone")), undo)
    return list_row(
        rx.el.span(worded(line.when), class_name=theme.TABULAR),
        as_written(line.who),
        worded(line.sentence),
        state,
    )
