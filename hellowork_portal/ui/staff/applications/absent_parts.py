"""Who filed nothing for a 認定日 that is over: the list of the tab."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import empty_state
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.absence import absence_state, settled_words
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.texts import tr, worded, words


def absences(state: Any) -> rx.Component:
    """Return the list with what it means, and apart what the office has settled; it decides nothing."""
    found: Shown = state.found.absences
    settled: Shown = state.found.settled
    none = empty_state(tr("staff.absent.none"), tr("staff.absent.none_body"))
    apart = rx.el.section(
        rx.el.h2(tr("staff.settled.list"), id="settled-title", class_name=theme.H2),
        _table("staff.settled.list", settled, "staff.settled.by", settled_words),
        aria_labelledby="settled-title",
        class_name=theme.STACK["sm"],
    )
    return stack(
        text(tr("staff.absent.lead")),
        text(tr("staff.settled.lead")),
        _day(state),
        rx.cond(found.length() > 0, _table("staff.absent.title", found, "staff.absent.last", _last), none),
        rx.cond(settled.length() > 0, apart),
    )


def _table(caption: str, rows: Shown, third: str, cell: Callable[[Shown], rx.Component]) -> rx.Component:
    heads = [
        tr("staff.reservations.person"), tr("staff.applications.certification"), tr(third),
        tr("lookup.state"),
    ]  # fmt: skip
    return list_table(caption, heads, rx.foreach(rows, lambda row: _line(row, cell(row))))


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


def _line(row: Shown, third: rx.Component) -> rx.Component:
    """Return somebody with the way to their record, where the day is settled or that is taken back."""
    begin = rx.Var.create(f"{routes.STAFF_CLAIMANT}?office=") + StaffState.office_code
    there = begin + "&id=" + row.claimant_id.to_string() + "&day=" + row.iso
    person = rx.el.a(as_written(row.name), href=there, class_name=theme.LIST_LINK)
    return list_row(
        rx.el.div(person, " ", as_written(row.reading, theme.SMALL), class_name="min-w-0"),
        rx.el.span(worded(row.day), class_name=theme.TABULAR),
        third,
        rx.el.div(absence_state(row), class_name=theme.WRAPPING),
    )


def _last(row: Shown) -> rx.Component:
    shown = rx.cond(words(row.last), worded(row.last), tr("staff.absent.unknown"))
    return rx.el.span(shown, class_name=theme.TABULAR)
