"""「集計」: seats, interviews, no-shows and refused demand, as tables and as bars."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.charts import chart_patterns
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.reports.parts import figures, files, filters, ranges
from hellowork_portal.ui.staff.reports.state import ReportsState
from hellowork_portal.ui.staff.reports.tables import comparison, lead_section, split
from hellowork_portal.ui.texts import tr, words


@page(routes.STAFF_REPORTS, "staff.reports.title", load=ReportsState.open)
def staff_reports() -> rx.Component:
    """Return the page."""
    return staff_frame(
        title(tr("staff.reports.title"), rx.cond(ReportsState.view.since, _whose(), "")),
        error_summary(ReportsState.summary),
        page_error(ReportsState),
        chart_patterns(),
        rx.cond(ReportsState.is_loaded, _report(), waiting(words(ReportsState.error), 12)),
    )


def _whose() -> rx.Component:
    office = words(ReportsState.view.office)
    everybody = rx.cond(
        ReportsState.has_choice,
        rx.fragment(" ", link_plain(tr("staff.reports.to_everywhere"), routes.STAFF_REPORTS)),
    )
    return rx.cond(
        ReportsState.is_everywhere,
        tr("staff.reports.of_everywhere"),
        rx.fragment(tr("staff.reports.of_office", office=office), everybody),
    )


def _report() -> rx.Component:
    """Return filters, figures, and one section for each way to look at them."""
    body = stack(
        figures(ReportsState.view),
        rx.cond(ReportsState.is_everywhere, comparison(ReportsState)),
        split("procedures", ReportsState.view.procedures, ReportsState.procedure_bars),
        split("weekdays", ReportsState.view.weekdays, ReportsState.weekday_bars),
        split("hours", ReportsState.view.hours, ReportsState.hour_bars),
        lead_section(ReportsState),
    )
    nothing = empty_state(tr("staff.reports.nothing"), tr("staff.reports.nothing_means"))
    shown = rx.cond(ReportsState.is_empty, nothing, body)
    return rx.el.div(
        rx.el.div(
            ranges(ReportsState.view),
            rx.cond(ReportsState.view.since, files(ReportsState)),
            class_name=theme.REPORT_TOP,
        ),
        filters(ReportsState),
        rx.cond(ReportsState.view.since, shown),
        class_name=theme.STACK["md"],
    )
