"""「職員の人数・受付開始」: who is on duty when, and when new days open for booking."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedule_drafts.calendar_views import DutyLine, ReleaseLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, primary, secondary, tertiary
from hellowork_portal.ui.components.fields import error_line, error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.schedule.grid import WEEKDAYS
from hellowork_portal.ui.staff.schedule.inputs import date_box, number_box, time_box, weekday_ticks
from hellowork_portal.ui.staff.schedule.staffing_state import StaffingState
from hellowork_portal.ui.staff.schedule.tabs import schedule_tabs
from hellowork_portal.ui.texts import t, tr, tr_of, worded, words

_view: Shown = StaffingState.view
_count: Shown = StaffingState.form_count
_errors: Shown = StaffingState.field_errors


@page(routes.STAFF_STAFFING, "staff.staffing.title", load=StaffingState.open)
def staff_staffing() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(StaffingState.done), notice("success", worded(StaffingState.done)))
    return staff_frame(
        title(tr("staff.staffing.title")),
        schedule_tabs(),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(StaffingState.summary),
        page_error(StaffingState),
        rx.cond(StaffingState.is_loaded, _both(), waiting(words(StaffingState.error), 8)),
    )


def _both() -> rx.Component:
    looking = text(tr("staff.schedule.only_looking"))
    duty = rx.el.div(
        rx.el.div(_duty(), class_name="min-w-0"),
        rx.cond(_view.can_change, rx.el.div(_duty_forms(), class_name=theme.STAFF_CARD), looking),
        class_name=theme.STAFF_COLUMNS,
    )
    return stack(duty, _releases())


def _duty() -> rx.Component:
    lines = _view.duty.to(list[DutyLine])
    warnings: Shown = _view.warnings
    heads = ("day", "time", "people", "what")
    table = rx.el.table(
        rx.el.caption(t("staff.staffing.duty"), class_name=theme.HIDDEN),
        rx.el.thead(
            rx.el.tr(
                *[
                    rx.el.th(tr(f"staff.staffing.head.{one}"), scope="col", class_name=theme.STAFF_TH)
                    for one in heads
                ]
            )
        ),
        rx.el.tbody(rx.foreach(lines, _duty_row)),
        class_name=theme.STAFF_TABLE,
    )
    told = notice(
        "warning",
        tr("staff.preview.more_seats_than_staff"),
        rx.el.ul(rx.foreach(warnings, lambda line: rx.el.li(worded(line))), class_name=theme.BULLETS),
        rx.cond(_view.more_warnings > 0, text(tr("staff.preview.more", count=_view.more_warnings))),
    )
    return rx.el.section(
        rx.el.h2(tr("staff.staffing.duty"), id="duty-title", tab_index=-1, class_name=theme.H3),
        rx.el.p(tr("staff.staffing.duty_lead"), class_name=theme.TEXT),
        rx.cond(lines.length() > 0, table, text(tr("staff.staffing.no_duty"))),
        rx.cond(warnings.length() > 0, told),
        class_name=theme.STACK["sm"],
    )


def _duty_row(line: Shown) -> rx.Component:
    remove = tertiary(
        tr("staff.week.take_out"),
        on_click=StaffingState.remove(line.key),
        custom_attrs={"aria-description": line.weekday + " " + line.starts},
        class_name="!min-h-11 !py-1",
    )
    cells = (
        tr_of(line.weekday, "components.weekday.long", WEEKDAYS),
        rx.fragment(line.starts, "–", line.ends),
        line.people,
        rx.cond(_view.can_change, remove),
    )
    return rx.el.tr(*[rx.el.td(cell, class_name=theme.STAFF_TD) for cell in cells], key=line.key)


def _duty_forms() -> rx.Component:
    adding = script_form(
        weekday_ticks(tr("staff.week.days"), "weekday", None, _errors["weekdays"]),
        rx.el.div(
            time_box("from_minute", tr("staff.week.from"), "", _errors["from_minute"]),
            time_box("to_minute", tr("staff.week.to"), "", _errors["to_minute"]),
            number_box("seats", tr("staff.staffing.people"), "", _errors["seats"]),
            class_name=theme.PAIR,
        ),
        rx.el.div(secondary(tr("staff.week.put_in"), type="submit")),
        on_submit=StaffingState.put,
        key=_count.to_string(),
        class_name=theme.DENSE,
    )
    showing = script_form(
        text(tr("staff.week.changed")),
        date_box("valid_from", tr("staff.week.valid_from"), _view.valid_from, _errors["valid_from"]),
        rx.el.div(
            primary(tr("staff.week.show"), type="submit"),
            danger(tr("staff.week.drop"), on_click=StaffingState.drop),
            class_name=theme.WRAPPING,
        ),
        on_submit=StaffingState.show,
        class_name=theme.DENSE,
    )
    return rx.fragment(
        rx.el.h3(tr("staff.staffing.add"), class_name=theme.STRONG),
        adding,
        rx.cond(_view.is_changed, showing),
    )


def _releases() -> rx.Component:
    lines = _view.releases.to(list[ReleaseLine])
    return section(
        tr("staff.staffing.release"),
        text(tr("staff.staffing.release_lead")),
        rx.foreach(lines, _release),
    )


def _release(line: Shown) -> rx.Component:
    boxes = (
        ("opens_days_ahead", "text", line.days_ahead.to_string()),
        ("opens_at", "time", rx.cond(line.opens_at.length() < 5, "0" + line.opens_at, line.opens_at)),
        ("closes_hours", "text", line.closes_hours.to_string()),
        ("closes_minutes", "text", line.closes_minutes.to_string()),
    )
    name = rx.Var.create("window-") + line.offering_id.to_string()
    form = script_form(
        rx.el.h3(worded(line.name), id=name, class_name=theme.STRONG),
        hidden("offering", line.offering_id.to_string()),
        rx.el.div(
            *[_release_box(name, kind, line.offering_id.to_string(), value) for name, kind, value in boxes],
            class_name=theme.FOUR_BOXES,
        ),
        rx.el.div(secondary(tr("staff.week.show"), type="submit", aria_describedby=name)),
        on_submit=StaffingState.release,
        class_name=theme.joined(theme.DENSE, theme.STAFF_CARD),
    )
    plain = rx.el.p(
        worded(line.name), " ", tr("staff.staffing.release_said", days=line.days_ahead, at=line.opens_at)
    )
    return rx.cond(_view.can_change, form, plain)


def _release_box(name: str, kind: Any, number: Shown, value: Shown) -> rx.Component:
    box = rx.Var.create(f"{name}-") + number
    error = _errors[box]
    control = rx.el.input(
        id=box,
        name=box,
        type=kind,
        default_value=value,
        key=value,
        auto_complete="off",
        aria_invalid=rx.cond(words(error), "true", "false"),
        aria_describedby=box + "-error",
        class_name=theme.joined(theme.CONTROL, theme.NARROW["short"]),
    )
    return rx.el.div(
        rx.el.label(tr(f"staff.staffing.{name}"), html_for=box, class_name=theme.LABEL),
        rx.cond(words(error), error_line(box + "-error", words(error))),
        control,
        class_name=theme.FIELD,
    )
