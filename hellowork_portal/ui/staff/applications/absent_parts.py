"""Who filed nothing for a 認定日 that is over: the list of the tab."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, empty_state
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.texts import tr, worded, words


def absences(state: Any) -> rx.Component:
    """Return the list with what it means; it decides nothing."""
    heads = [
        tr("staff.reservations.person"), tr("staff.applications.certification"),
        tr("staff.absent.last"), tr("lookup.state"),
    ]  # fmt: skip
    found: Shown = state.found.absences
    table = list_table("staff.absent.title", heads, rx.foreach(found, _line))
    none = empty_state(tr("staff.absent.none"), tr("staff.absent.none_body"))
    return stack(text(tr("staff.absent.lead")), _day(state), rx.cond(found.length() > 0, table, none))


def _day(state: Any) -> rx.Component:
    """Return the box that narrows the list to one 認定日."""
    box = text_input(
        "day", tr("staff.applications.day"), type="date", default_value=state.asked["day"], width="full"
    )
    return script_form(
        rx.el.div(
            rx.el.div(box, class_name=theme.FILTER),
            rx.el.div(primary(tr("staff.applications.narrow"), type="submit")),
            class_name=theme.FEW_FILTERS,
        ),
        on_submit=state.search,
    )


def _line(row: Shown) -> rx.Component:
    begin = rx.Var.create(f"{routes.STAFF_CLAIMANT}?office=") + StaffState.office_code + "&id="
    person = rx.el.a(
        as_written(row.name), href=begin + row.claimant_id.to_string(), class_name=theme.LIST_LINK
    )
    last = rx.cond(words(row.last), worded(row.last), tr("staff.absent.unknown"))
    return list_row(
        rx.el.div(person, " ", as_written(row.reading, theme.SMALL), class_name="min-w-0"),
        rx.el.span(worded(row.day), class_name=theme.TABULAR),
        rx.el.span(last, class_name=theme.TABULAR),
        rx.el.div(_state(row), class_name=theme.WRAPPING),
    )


def _state(row: Shown) -> rx.Component:
    """Return how it stands: to come still, asked about, come since, or over."""
    return rx.cond(
        row.has_come,
        badge(tr("staff.absent.has_come"), "success"),
        rx.cond(
            row.has_asked,
            badge(tr("staff.absent.has_asked"), "info"),
            rx.cond(
                row.is_past,
                badge(tr("staff.absent.is_past"), "warning"),
                badge(tr("staff.absent.waits"), "info"),
            ),
        ),
    )
