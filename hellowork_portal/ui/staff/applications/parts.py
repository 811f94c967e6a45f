"""The list's tabs, filters, lines, and what is done to many at once."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary, secondary
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import hidden, native_form, script_form
from hellowork_portal.ui.components.notices import badge, badge_of
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.staff.applications.keys import key
from hellowork_portal.ui.staff.lists import as_written
from hellowork_portal.ui.texts import bracketed, t, tr, tr_of, worded

STATES = [
    "received", "in_review", "returned", "certified", "partly_certified", "not_certified", "withdrawn",
]  # fmt: skip
_KINDS = [
    ("received", "info"), ("in_review", "info"), ("returned", "warning"), ("certified", "success"),
    ("partly_certified", "success"), ("not_certified", "warning"),
]  # fmt: skip
TABS = ("to_do", "approval", "returned", "absent", "decided", "all")


def state_badge(state: Shown) -> rx.Component:
    """Return a case's state in words with shape and colour."""
    kind: Any = rx.match(state, *_KINDS, "neutral")
    return badge_of(tr_of(state, "status.application", STATES), kind.to(str))


def case_href(number: Shown) -> Any:
    """Return the address of a case, at the office chosen."""
    begin = rx.Var.create(f"{routes.STAFF_APPLICATION}?office=") + StaffState.office_code
    return begin + "&number=" + number.to(str)


def tabs(state: Any) -> rx.Component:
    """Return the ways to the lists, each with how many it holds where that is work."""
    counts = {
        "to_do": state.found.received + state.found.in_review,
        "approval": state.found.approval,
        "returned": state.found.returned,
        "absent": state.found.absent,
    }
    links = [
        rx.el.li(
            rx.el.a(
                rx.el.span(
                    tr(f"staff.applications.tab.{one}"),
                    *([" ", rx.el.span(counts[one].to_string())] if one in counts else []),
                ),
                href=state.tabs[one],
                aria_current=rx.cond(state.shown == one, "true", "false"),
                class_name=theme.STAFF_TAB,
            )
        )
        for one in TABS
    ]
    return rx.el.nav(rx.el.ul(*links, class_name=theme.STAFF_TABS), aria_label=t("staff.applications.lists"))


def filters(state: Any) -> rx.Component:
    """Return what narrows the list."""
    whose = [("", bracketed("staff.applications.whose.all"))]
    whose += [(one, bracketed(f"staff.applications.whose.{one}")) for one in ("mine", "nobody")]
    boxes = rx.el.div(
        rx.el.div(
            text_input(
                "q", tr("staff.applications.number"), default_value=state.asked["q"], autocomplete="off",
                max_length=20, width="full", custom_attrs=key("s", goes=True),
            ),
            class_name=theme.FILTER,
        ),
        rx.el.div(
            text_input(
                "day", tr("staff.applications.day"), type="date", default_value=state.asked["day"],
                width="full",
            ),
            class_name=theme.FILTER,
        ),
        rx.el.div(
            select_input(
                "whose", tr("staff.applications.assigned"), whose, default_value=state.asked["whose"]
            ),
            class_name=theme.FILTER,
        ),
        rx.el.div(
            *[_tick(state, one) for one in ("flagged", "unconfirmed")], class_name=theme.CASE_FILTER_TICKS
        ),
        rx.el.div(primary(tr("staff.applications.narrow"), type="submit")),
        class_name=theme.CASE_FILTERS,
    )  # fmt: skip
    return script_form(boxes, on_submit=state.search)


def _tick(state: Any, name: str) -> rx.Component:
    return checkbox_input(
        name, tr(f"staff.applications.{name}"), default_checked=state.asked[name] == "1",
        key=f"{name}-" + state.asked[name].to(str),
    )  # fmt: skip


def line(row: Shown) -> rx.Component:
    """Return one case; a tick chooses it for what is done to many."""
    tick = rx.el.label(
        rx.el.input(
            type="checkbox",
            name=rx.Var.create("case-") + row.number.to(str),
            aria_label=t("staff.applications.choose") + " " + row.name,
            custom_attrs=key("x"),
            class_name=theme.CHOICE_BOX,
        ),
        class_name=theme.CASE_ROW_TICK,
    )
    opener = rx.el.a(
        as_written(row.name),
        href=case_href(row.number),
        custom_attrs={"data-open": ""},
        class_name=theme.LIST_LINK,
    )
    cells = [
        tick,
        rx.el.div(
            rx.el.span(worded(row.certification), class_name=theme.TABULAR),
            rx.cond(row.is_due, badge(tr("staff.applications.due"), "warning")),
            class_name=theme.WRAPPING,
        ),
        rx.el.div(opener, " ", as_written(row.reading, theme.SMALL), class_name="min-w-0"),
        rx.el.div(
            state_badge(row.state),
            rx.cond(row.awaits_approval, badge(tr("staff.applications.awaits"), "warning")),
            class_name=theme.WRAPPING,
        ),
        _doubts(row),
        rx.cond(row.assigned, as_written(row.assigned), tr("staff.applications.nobodys")),
        rx.el.div(
            rx.el.span(row.number_shown, class_name=theme.TABULAR),
            " ",
            rx.el.span(worded(row.submitted), class_name=theme.SMALL),
        ),
    ]
    return rx.el.tr(
        *[rx.el.td(one, role="cell", class_name=theme.LIST_TD) for one in cells],
        role="row",
        custom_attrs={"data-row": row.number},
        class_name=theme.LIST_ROW,
    )


def _doubts(row: Shown) -> rx.Component:
    """Return what is doubtful, or that nothing is."""
    nothing = (row.flags == 0) & (row.warnings == 0) & ~row.is_unconfirmed
    return rx.el.div(
        rx.cond(row.flags > 0, badge(tr("staff.applications.flags", count=row.flags), "warning")),
        rx.cond(row.warnings > 0, badge(tr("staff.applications.warnings", count=row.warnings), "info")),
        rx.cond(row.is_unconfirmed, badge(tr("staff.reservations.unconfirmed"), "warning")),
        rx.cond(nothing, rx.el.span("－")),
        class_name=theme.WRAPPING,
    )


def giving(state: Any) -> rx.Component:
    """Return whom the ticked cases are given to; part of the form around the list."""
    options = rx.fragment(
        rx.el.option(bracketed("staff.applications.to_me"), value="me"),
        rx.foreach(
            state.found.colleagues, lambda one: rx.el.option(one.name, value=one.staff_id.to_string())
        ),
        rx.el.option(bracketed("staff.applications.to_nobody"), value="0"),
    )
    return rx.el.div(
        rx.el.div(select_input("to", tr("staff.applications.to"), options), class_name=theme.FILTER),
        rx.el.div(secondary(tr("staff.applications.give"), type="submit", custom_attrs=key("a"))),
        class_name=theme.FEW_FILTERS,
    )


def meanings() -> rx.Component:
    """Return what the list's words mean, folded up."""
    lines = [
        rx.el.div(
            rx.el.dt(tr(f"staff.applications.{one}"), class_name=theme.DENSE_LABEL),
            rx.el.dd(tr(f"staff.applications.means.{one}"), class_name=theme.DENSE_VALUE),
            class_name=theme.DENSE_FACTS,
        )
        for one in ("doubts", "unconfirmed", "awaits", "due")
    ]
    return rx.el.details(
        rx.el.summary(tr("staff.applications.meanings"), class_name=theme.SUMMARY_LINE),
        rx.el.dl(*lines, class_name=theme.joined(theme.FOLDED, theme.STACK["xs"])),
    )


def export(state: Any) -> rx.Component:
    """Return the form that saves decided cases for the core system; the browser posts it."""
    form = native_form(
        hidden(OFFICE, StaffState.office_code),
        rx.el.div(
            *[
                rx.el.div(
                    text_input(f"export-{name}", tr(f"staff.applications.{name}"), type="date", name=name),
                    class_name=theme.FILTER,
                )
                for name in ("first", "last")
            ],
            *[
                secondary(tr(f"staff.applications.save_{kind}"), type="submit", name="kind", value=kind)
                for kind in ("csv", "json")
            ],
            class_name=theme.FEW_FILTERS,
        ),
        action=routes.STAFF_DECIDED_FILE,
    )
    means = rx.el.p(tr("staff.applications.export_means"), class_name=theme.TEXT)
    return rx.el.details(
        rx.el.summary(tr("staff.applications.export"), class_name=theme.SUMMARY_LINE),
        rx.el.div(means, form, class_name=theme.joined(theme.FOLDED, theme.STACK["sm"])),
        open=state.is_exporting,
        key=state.is_exporting.to_string(),
    )
