"""Sections of an office's settings: what it offers, and its hosts."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.office_settings.views import HostLine, ProcedureLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, link_plain, secondary, tertiary
from hellowork_portal.ui.components.fields import error_line
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.schedule.tabs import at_offering
from hellowork_portal.ui.texts import bracketed, labelled, t, tr, worded, words

MODES = ("online", "in_person", "telephone")
_view: Shown = OfficeSettingsState.view
_count: Shown = OfficeSettingsState.form_count
_errors: Shown = OfficeSettingsState.field_errors


def offered() -> rx.Component:
    """Return every procedure with what the office does about it."""
    lines = _view.procedures.to(list[ProcedureLine])
    return section(
        tr("staff.office.procedures"),
        text(tr("staff.office.procedures_lead")),
        rx.el.ul(rx.foreach(lines, _procedure), class_name="list-none flex flex-col gap-4"),
        id="offer",
    )


def _procedure(line: Shown) -> rx.Component:
    state = rx.cond(
        line.is_open,
        badge(tr("staff.office.is_open"), "success"),
        rx.cond(
            line.offering_id > 0,
            badge(tr("staff.office.is_closed"), "warning"),
            badge(tr("staff.office.not_offered")),
        ),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.h3(worded(line.name), id=_name_id(line), class_name=theme.STRONG),
            state,
            class_name=theme.WRAPPING,
        ),
        rx.el.p(worded(line.summary), class_name=theme.TEXT),
        rx.cond(_view.can_change, _offering_form(line)),
        rx.cond(line.mode == "online", _hosts(line)),
        rx.cond(line.is_open, _on_offer(line)),
        class_name=theme.STAFF_CARD,
        key=line.procedure_id.to_string(),
    )


def _name_id(line: Shown) -> Shown:
    return rx.Var.create("procedure-") + line.procedure_id.to_string()


def _offering_form(line: Shown) -> rx.Component:
    box = rx.Var.create("mode-") + line.procedure_id.to_string()
    shown = rx.cond(line.mode == "", line.usual_mode, line.mode)
    choice = rx.el.select(
        *[rx.el.option(bracketed(f"reserve.mode.{mode}"), value=mode) for mode in MODES],
        id=box,
        name="mode",
        default_value=shown,
        key=shown,
        class_name=theme.joined(theme.SELECT, theme.NARROW["short"]),
    )
    again = rx.cond(line.offering_id > 0, tr("staff.office.reopen"), tr("staff.office.offer"))
    label = rx.cond(line.is_open, tr("staff.office.change_mode"), again)
    return script_form(
        hidden("procedure", line.procedure_id.to_string()),
        rx.el.div(
            rx.el.label(tr("staff.office.mode"), html_for=box, class_name=theme.LABEL),
            choice,
            secondary(label, type="submit", aria_describedby=_name_id(line)),
            class_name=theme.WRAPPING,
        ),
        on_submit=OfficeSettingsState.offer,
        class_name=theme.DENSE,
    )


def _hosts(line: Shown) -> rx.Component:
    """Return who can hold the online interviews; without anybody there are no seats."""
    hosts = line.hosts.to(list[HostLine])
    return rx.el.div(
        rx.el.h4(
            tr("staff.office.hosts"), id=rx.cond(line.needs_hosts, "hosts", ""), class_name=theme.STRONG
        ),
        rx.el.p(tr("staff.office.hosts_means"), class_name=theme.TEXT),
        rx.cond(
            line.needs_hosts,
            rx.el.p(tr("staff.office.needs_hosts"), class_name=theme.TEXT),
            rx.el.p(tr("staff.office.lanes", count=line.lanes), class_name=theme.TEXT),
        ),
        rx.el.ul(rx.foreach(hosts, _host), class_name="list-none flex flex-col"),
        rx.cond(_view.can_change, _lending(line)),
        class_name=theme.STACK["sm"],
    )


def _host(host: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.span(host.name, custom_attrs={**AS_WRITTEN}, class_name="break-words min-w-0"),
        rx.el.span(tr("staff.office.host_lanes", count=host.lanes)),
        rx.cond(
            _view.can_change,
            tertiary(
                tr("staff.office.withdraw"),
                on_click=OfficeSettingsState.withdraw(host.host_id),
                custom_attrs={"aria-description": host.name},
                class_name="!min-h-11 !py-1",
            ),
        ),
        class_name=theme.WRAPPING,
    )


def _lending(line: Shown) -> rx.Component:
    box = rx.Var.create("host-") + line.offering_id.to_string()
    error = _errors[box]
    lanes = rx.Var.create("lanes-") + line.offering_id.to_string()
    form = script_form(
        hidden("offering", line.offering_id.to_string()),
        rx.el.div(
            rx.el.label(tr("staff.office.host_name"), html_for=box, class_name=theme.LABEL),
            rx.el.p(
                rx.cond(_view.host_example, tr("staff.office.host_example"), tr("staff.office.host_help")),
                class_name=theme.HELP,
            ),
            error_line(box + "-error", words(error)),
            rx.el.input(
                id=box,
                name=box,
                type="text",
                default_value=_view.host_example,
                max_length=130,
                auto_complete="off",
                aria_invalid=rx.cond(words(error), "true", "false"),
                aria_describedby=box + "-error",
                class_name=theme.joined(theme.CONTROL, theme.NARROW["line"]),
            ),
            class_name=theme.FIELD,
        ),
        rx.el.div(
            rx.el.label(tr("staff.office.host_how_many"), html_for=lanes, class_name=theme.LABEL),
            rx.el.select(
                rx.el.option("1", value="1"),
                rx.el.option("2", value="2"),
                id=lanes,
                name="lanes",
                class_name=theme.joined(theme.SELECT, "!w-auto"),
            ),
            secondary(tr("staff.office.lend"), type="submit"),
            class_name=theme.WRAPPING,
        ),
        on_submit=OfficeSettingsState.lend,
        key=_count.to_string(),
        class_name=theme.DENSE,
    )
    folded = rx.el.details(
        rx.el.summary(tr("staff.office.lend_another"), class_name=theme.SUMMARY_LINE),
        rx.el.div(form, class_name=theme.FOLDED),
    )
    return rx.cond(line.needs_hosts, form, folded)


def _on_offer(line: Shown) -> rx.Component:
    week = link_plain(
        rx.cond(line.has_hours, tr("staff.office.see_week"), tr("staff.office.draw_week")),
        at_offering(routes.STAFF_SCHEDULE, line.offering_id),
    )
    closing = rx.el.details(
        rx.el.summary(
            tr("staff.office.close"),
            aria_label=t("staff.office.close_what", name=labelled(line.name)),
            class_name=theme.SUMMARY_LINE,
        ),
        rx.el.div(
            text(tr("staff.office.close_means")),
            rx.el.div(
                danger(
                    tr("staff.office.close_button"),
                    on_click=OfficeSettingsState.close(line.offering_id),
                )
            ),
            class_name=theme.joined(theme.FOLDED, theme.STACK["sm"]),
        ),
    )
    return rx.el.div(rx.el.div(week), rx.cond(_view.can_change, closing), class_name=theme.STACK["xs"])
