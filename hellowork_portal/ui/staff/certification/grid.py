"""The year as four tables, one for each type; a day leads to where it can be moved."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.certifications.calendar_views import CellView, CycleRow, TypeTable
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text, visually_hidden
from hellowork_portal.ui.components.notices import badge, empty_state
from hellowork_portal.ui.shell.staff_frame import here
from hellowork_portal.ui.staff.certification.moving import moving
from hellowork_portal.ui.staff.certification.state import CertificationDaysState
from hellowork_portal.ui.texts import t, tr

_state: Shown = CertificationDaysState
_view: Shown = CertificationDaysState.view
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


class GridKeys(rx.Component):
    """Arrows walk through a table of links, Home and End to the ends of a row."""

    library = "$/public" + rx.asset("grid_keys.jsx", shared=False)
    tag = "GridKeys"
    shown: rx.Var[str]


def at_calendar(more: Shown) -> Shown:
    """Return the calendar's address with more of a query."""
    return here(routes.STAFF_CERTIFICATION_DAYS) + rx.Var.create("&").to(str) + more


def calendar() -> rx.Component:
    """Return the year's head, its tables, and beside them what is to be changed."""
    tables = GridKeys.create(
        rx.foreach(_view.types.to(list[TypeTable]), _table),
        shown=_view.fiscal_year.to_string() + _state.chosen_iso,
        class_name="grid gap-x-6 gap-y-4 tablet:grid-cols-2 desktop:grid-cols-2 xl:grid-cols-4",
    )
    return rx.el.div(
        _head(),
        moving(),
        rx.cond(_view.is_made, rx.el.div(_legend(), tables, class_name=theme.STACK["sm"]), _not_made()),
        class_name=theme.STACK["md"],
    )


def _head() -> rx.Component:
    def turn(key: str, year: Shown, drawing: str) -> rx.Component:
        href = at_calendar(rx.Var.create("year=") + year.to_string())
        return rx.cond(year > 0, link_secondary(tr(key, year=year), href, drawing=drawing, class_name=_SMALL))

    make = link_secondary(
        rx.cond(_view.is_made, tr("staff.certification.make_again"), tr("staff.certification.make")),
        at_calendar(rx.Var.create("make=1&year=") + _view.fiscal_year.to_string()),
        class_name=_SMALL,
    )
    return rx.el.div(
        rx.el.h2(tr("staff.certification.year", year=_view.fiscal_year), class_name=theme.H3),
        turn("staff.certification.earlier", _view.earlier, "previous"),
        turn("staff.certification.later", _view.later, "next"),
        rx.cond(_view.can_make, make),
        class_name=theme.WRAPPING,
    )


_SMALL = "!min-h-11 !py-1.5 !px-3"


def _not_made() -> rx.Component:
    return empty_state(tr("staff.certification.none"), tr("staff.certification.none_body"))


def _legend() -> rx.Component:
    hint = rx.cond(_view.can_change, tr("staff.certification.hint"), tr("staff.certification.only_looking"))
    return rx.el.div(
        text(hint),
        rx.el.ul(
            rx.el.li(badge("▲"), " ", tr("staff.certification.legend.moved", count=_view.moved_count)),
            rx.el.li(badge("◆"), " ", tr("staff.certification.legend.edited")),
            class_name=theme.LEGEND,
        ),
        class_name=theme.STACK["xs"],
    )


def _table(one: Shown) -> rx.Component:
    heads = [
        rx.el.th(
            rx.el.span(tr(f"components.weekday.short.{code}"), aria_hidden="true"),
            visually_hidden(t(f"components.weekday.long.{code}")),
            scope="col",
            class_name=theme.CERTIFICATION_HEAD,
        )
        for code in _WEEKDAYS
    ]
    week = rx.el.th(tr("staff.certification.week"), scope="col", class_name=theme.CERTIFICATION_HEAD)
    return rx.el.table(
        rx.el.caption(
            tr("staff.certification.type", type=one.day_type), class_name="text-left font-bold py-1"
        ),
        rx.el.thead(rx.el.tr(week, *heads)),
        rx.el.tbody(rx.foreach(one.rows.to(list[CycleRow]), _row)),
        class_name="w-full table-fixed border-collapse tabular-nums self-start",
    )


def _row(row: Shown) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.monday, scope="row", class_name=theme.CERTIFICATION_WEEK),
        rx.foreach(row.cells.to(list[CellView]), lambda cell: _cell(cell, row.row)),
    )


def _cell(cell: Shown, row: Shown) -> rx.Component:
    mark = rx.cond(cell.is_edited, "◆", rx.cond(cell.is_moved, "▲", ""))
    moved = visually_hidden(tr("staff.certification.moved_from", rule=cell.rule))
    inside = rx.fragment(
        rx.el.span(cell.shown, class_name="whitespace-nowrap"),
        rx.el.span(mark, aria_hidden="true", class_name=theme.KEY_INK),
        rx.cond(cell.is_moved, moved),
    )
    link = rx.el.a(
        inside,
        href=at_calendar(rx.Var.create("day=") + cell.iso),
        aria_current=rx.cond(cell.iso == _state.chosen_iso, "true", "false"),
        custom_attrs={"data-row": row.to_string(), "data-column": cell.column.to_string()},
        class_name=theme.CERTIFICATION_DAY,
    )
    plain = rx.el.span(inside, class_name=theme.CERTIFICATION_PAST)
    shown = rx.cond(cell.is_past | ~_view.can_change, plain, link)
    return rx.el.td(rx.cond(cell.iso, shown), class_name=theme.CERTIFICATION_CELL)
