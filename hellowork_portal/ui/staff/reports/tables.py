"""The sections of a report: bars beside the table that has the same figures."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.charts import bar_chart
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import section
from hellowork_portal.ui.texts import grouped, t, tr, worded

_COLUMNS = (
    "offered", "booked", "fill", "attended", "no_show", "no_show_rate", "cancelled", "open", "refused",
    "lead_median", "lead_p90",
)  # fmt: skip
_WORDED = ("fill", "no_show_rate", "lead_median", "lead_p90")
"""Figures that come as text, because there may be none."""


def split(by: str, lines: Shown, bars: Shown) -> rx.Component:
    """Return the report split by procedure, weekday or hour."""
    return section(
        tr(f"staff.reports.heading.{by}"),
        *([rx.el.p(tr("staff.reports.hours_refused"), class_name=theme.HELP)] if by == "hours" else []),
        rx.el.div(
            _chart(by, bars),
            _table(by, rx.foreach(lines, lambda line: _row(line, _named(by, line)))),
            class_name=theme.CHART_AND_TABLE,
        ),
    )


def _chart(by: str, bars: Shown) -> rx.Component:
    legend = [(code, tr(f"staff.reports.figure.{code}")) for code in ("attended", "open", "no_show")]
    return bar_chart(
        bars,
        *legend,
        label=t("staff.reports.chart", what=t(f"staff.reports.heading.{by}")),
        frame=tr("staff.reports.figure.offered"),
    )


def _table(by: str, rows: Any) -> rx.Component:
    heads = [
        rx.el.th(tr(f"staff.reports.figure.{name}"), scope="col", class_name=theme.TABLE_HEAD_NUMBER)
        for name in _COLUMNS
    ]
    first = rx.el.th(tr(f"staff.reports.by.{by}"), scope="col", class_name=theme.TABLE_HEAD)
    hint = rx.el.p(tr("staff.reports.wide"), id=f"wide-{by}", class_name=theme.HELP)
    boxed = _boxed(by, rx.el.tr(first, *heads), rows, aria_describedby=f"wide-{by}")
    return rx.el.div(hint, boxed, class_name=theme.WIDE_TABLE)


def _boxed(by: str, head: rx.Component, rows: Any, **props: Any) -> rx.Component:
    """Return a table that scrolls in itself where it is wider than its place."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(tr(f"staff.reports.heading.{by}"), class_name=theme.HIDDEN),
            rx.el.thead(head),
            rx.el.tbody(rows),
            class_name=theme.TABLE,
        ),
        role="region",
        aria_label=t("staff.reports.table", what=t(f"staff.reports.heading.{by}")),
        tab_index=0,
        class_name=theme.TABLE_BOX,
        **props,
    )


def _row(line: Shown, name: Label) -> rx.Component:
    cells = [rx.el.td(_cell(line, one), class_name=theme.TABLE_NUMBER) for one in _COLUMNS]
    return rx.el.tr(rx.el.th(name, scope="row", class_name=theme.TABLE_NAME), *cells)


def _named(by: str, line: Shown) -> rx.Component:
    """Return a line's name; those of procedures are long, and break where they can."""
    look = theme.TABLE_LONG_NAME if by == "procedures" else theme.TABLE_SHORT_NAME
    return rx.el.span(worded(line.name), class_name=look)


def _cell(line: Shown, name: str) -> Shown:
    value: Shown = getattr(line, name)
    return value if name in _WORDED else grouped(value)


def comparison(state: Any) -> rx.Component:
    """Return the offices beside one another, twenty on a page, each with the way to its own report."""
    lines: Shown = state.view.offices

    def row(line: Shown) -> rx.Component:
        href = (
            rx.Var.create(f"{routes.STAFF_REPORTS}?office=")
            + line.code
            + "&since="
            + state.view.since
            + "&until="
            + state.view.until
        )
        return _row(line, link_plain(worded(line.name), href, class_name=theme.TABLE_LONG_NAME))

    pages = rx.el.div(
        rx.el.span(
            tr(
                "staff.reports.pages",
                count=state.view.office_count,
                page=state.view.page,
                pages=state.view.pages,
            )
        ),
        rx.cond(state.previous_href, link_plain(tr("staff.reports.previous"), state.previous_href)),
        rx.cond(state.next_href, link_plain(tr("staff.reports.next"), state.next_href)),
        class_name=theme.FILTER_BUTTONS,
    )
    return section(
        tr("staff.reports.heading.offices"),
        rx.el.div(
            _chart("offices", state.office_bars),
            rx.el.div(_table("offices", rx.foreach(lines, row)), pages, class_name=theme.TABLE_WITH_PAGES),
            class_name=theme.CHART_AND_TABLE,
        ),
    )


def lead_section(state: Any) -> rx.Component:
    """Return how long before their day interviews were booked."""
    total: Shown = state.view.total
    heads = ("by.leads", "figure.booked", "figure.share")
    looks = (theme.TABLE_HEAD, theme.TABLE_HEAD_NUMBER, theme.TABLE_HEAD_NUMBER)
    head = [
        rx.el.th(tr(f"staff.reports.{key}"), scope="col", class_name=look)
        for key, look in zip(heads, looks, strict=True)
    ]
    table = _boxed("leads", rx.el.tr(*head), rx.foreach(state.view.leads, _lead))
    chart = bar_chart(
        state.lead_bars,
        ("attended", tr("staff.reports.figure.booked")),
        label=t("staff.reports.chart", what=t("staff.reports.heading.leads")),
    )
    return section(
        tr("staff.reports.heading.leads"),
        rx.el.p(
            tr("staff.reports.lead_said", median=total.lead_median, most=total.lead_p90),
            class_name=theme.TEXT,
        ),
        rx.el.div(chart, table, class_name=theme.CHART_AND_TABLE),
    )


def _lead(line: Shown) -> rx.Component:
    return rx.el.tr(
        rx.el.th(worded(line.name), scope="row", class_name=theme.TABLE_NAME),
        rx.el.td(grouped(line.count), class_name=theme.TABLE_NUMBER),
        rx.el.td(line.share, class_name=theme.TABLE_NUMBER),
    )
