"""The report's conditions, its main figures and its files."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary, secondary
from hellowork_portal.ui.components.fields import day_input, select_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import asking_form, hidden, native_form
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.texts import bracketed, grouped, t, tr, tr_of, words

RANGE_CODES = ["this_month", "last_month", "days_90", "ahead", "fiscal_year"]
_SORTS = ("booked", "offered", "fill", "no_show", "refused", "lead")


def ranges(view: Shown) -> rx.Component:
    """Return ranges of days that one click chooses."""
    return rx.el.nav(
        rx.el.ul(rx.foreach(view.choices, _range), class_name=theme.RANGES),
        aria_label=t("staff.reports.ranges"),
    )


def _range(choice: Shown) -> rx.Component:
    href = (
        rx.Var.create(f"{routes.STAFF_REPORTS}?office=")
        + StaffState.office_code
        + "&since="
        + choice.since
        + "&until="
        + choice.until
    )
    return rx.el.li(
        rx.el.a(
            tr_of(choice.code, "staff.reports.range", RANGE_CODES),
            href=href,
            aria_current=rx.cond(choice.is_chosen, "true", "false"),
            class_name=theme.RANGE,
        )
    )


def filters(state: Any) -> rx.Component:
    """Return the form of days and procedure, and of the order where offices are compared."""
    asked, errors = state.asked, state.field_errors
    everything = rx.el.option(bracketed("staff.reports.all_procedures"), value="")
    procedures = rx.foreach(
        state.view.procedure_choices, lambda one: rx.el.option(words(one.name), value=one.id)
    )
    sort = select_input(
        "sort",
        tr("staff.reports.sort"),
        [(code, bracketed(f"staff.reports.sorted.{code}")) for code in _SORTS],
        default_value=asked["sort"],
    )
    boxes = rx.el.div(
        day_input("since", tr("staff.reports.since"), asked, errors),
        day_input("until", tr("staff.reports.until"), asked, errors),
        select_input(
            "procedure",
            tr("staff.reports.procedure"),
            rx.fragment(everything, procedures),
            default_value=asked["procedure"],
        ),
        rx.cond(state.is_everywhere, sort),
        class_name=theme.FIGURE_FILTERS,
    )
    return asking_form(
        hidden(OFFICE, StaffState.office_code),
        boxes,
        rx.el.div(primary(tr("staff.reports.show"), type="submit")),
        action=routes.STAFF_REPORTS,
        on_submit=state.show,
        class_name=theme.STACK["sm"],
    )


def files(state: Any) -> rx.Component:
    """Return the buttons that save the report; the browser posts them and stays where it is."""
    buttons = [
        native_form(
            hidden(OFFICE, StaffState.office_code),
            *[hidden(name, state.asked[name]) for name in ("since", "until", "procedure")],
            hidden("kind", kind),
            secondary(tr(f"staff.reports.save_{kind}"), type="submit"),
            action=routes.STAFF_REPORT_FILE,
        )
        for kind in ("xlsx", "csv")
    ]
    return rx.el.div(*buttons, class_name=theme.FILTER_BUTTONS)


def figures(view: Shown) -> rx.Component:
    """Return the main figures of the whole report."""
    total: Shown = view.total
    shown = {
        "offered": grouped(total.offered),
        "booked": grouped(total.booked),
        "fill": total.fill,
        "attended": grouped(total.attended),
        "no_show": grouped(total.no_show),
        "no_show_rate": total.no_show_rate,
        "cancelled": grouped(total.cancelled),
        "refused": grouped(total.refused),
    }
    return rx.el.dl(*[_figure(name, value) for name, value in shown.items()], class_name=theme.FIGURES)


def _figure(name: str, value: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tr(f"staff.reports.figure.{name}"), class_name=theme.FIGURE_NAME),
        rx.el.dd(value, class_name=theme.FIGURE_NUMBER),
        class_name=theme.FIGURE,
    )
