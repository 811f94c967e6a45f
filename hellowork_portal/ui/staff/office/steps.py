"""What a new office does until its first booking; on its settings and on the staff's first page."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.office_settings.views import Step
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.components.native import external_link, native_link
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.texts import t, tr, tr_of

CODES = ["reach", "offer", "hosts", "week", "bookable", "booked"]


def checklist(steps: Any, code: Shown, *, is_here: bool = False) -> rx.Component:
    """Return an office's steps with what is done; `is_here` on the page on which most of them are done."""
    lines = rx.foreach(steps.to(list[Step]), lambda step: _step(step, code, is_here))
    return rx.el.section(
        rx.el.h2(tr("staff.office.steps"), class_name=theme.H3),
        rx.el.p(tr("staff.office.steps_lead"), class_name=theme.TEXT),
        rx.el.ol(lines, class_name="list-none"),
        class_name=theme.STEPS_CARD,
    )


def ready(code: Shown) -> rx.Component:
    """Return that the office takes bookings, with the way to what citizens see."""
    return rx.el.p(
        icon("success", 24, theme.KIND_INK["success"]),
        rx.el.span(tr("staff.office.ready")),
        external_link(tr("staff.office.as_citizens"), _at(routes.OFFICE, code, "code")),
        class_name=theme.WRAPPING,
    )


def _at(route: str, code: Shown, name: str = "office") -> Any:
    return rx.Var.create(f"{route}?{name}=") + code.to(str)


def _step(step: Shown, code: Shown, is_here: bool) -> rx.Component:
    mark = rx.cond(
        step.is_done,
        rx.el.span(
            icon("success", 24, theme.KIND_INK["success"]), visually_hidden(t("staff.office.step.done"))
        ),
        rx.el.span("○", aria_hidden="true", class_name="size-6 text-center"),
    )
    following = rx.cond(step.is_next, badge(tr("staff.office.step.next"), "info"))
    return rx.el.li(
        mark,
        rx.el.div(
            rx.el.p(
                tr_of(step.code, "staff.office.step", CODES),
                following,
                class_name=rx.cond(step.is_done, theme.WRAPPING, theme.joined(theme.WRAPPING, theme.STRONG)),
            ),
            rx.cond(step.is_done, _look_again(step, code, is_here), _way(step, code, is_here)),
            class_name="min-w-0",
        ),
        class_name=theme.STEP_ITEM,
    )


def _look_again(step: Shown, code: Shown, is_here: bool) -> rx.Component:
    """Return where a week can be looked at that the office has not drawn itself (a founded one has it)."""
    at_week = _at(routes.STAFF_SCHEDULE, code) + "&offering=" + step.offering_id.to_string()
    week = rx.cond(
        step.offering_id > 0, rx.el.div(link_plain(tr("staff.office.see_week"), at_week)), rx.fragment()
    )
    return rx.fragment() if is_here else rx.cond(step.code == "week", week, rx.fragment())


def _way(step: Shown, code: Shown, is_here: bool) -> rx.Component:
    """Return where a step is done, and what helps with it."""
    at_week = _at(routes.STAFF_SCHEDULE, code) + "&offering=" + step.offering_id.to_string()
    week = rx.el.div(
        link_plain(tr("staff.office.step.week_link"), at_week),
        rx.el.p(
            tr("staff.office.step.holidays"),
            " ",
            link_plain(tr("staff.office.step.holidays_link"), _at(routes.STAFF_DAYS, code)),
            class_name=theme.SMALL,
        ),
    )
    settings = (
        native_link(tr("staff.office.step.here"), rx.Var.create("#") + step.anchor)
        if is_here
        else link_plain(tr("staff.office.step.settings"), _at(routes.STAFF_OFFICE, code))
    )
    way = rx.match(
        step.code,
        ("week", rx.cond(step.offering_id > 0, week, tr("staff.office.step.after_offer"))),
        ("bookable", rx.el.span(tr("staff.office.step.bookable_when"))),
        ("booked", rx.cond(step.offering_id > 0, _booking(step, code), rx.fragment())),
        settings,
    )
    return rx.fragment(way)


def _booking(step: Shown, code: Shown) -> rx.Component:
    """Return the two ways to a first booking: a citizen's own, and by telephone or at the counter."""
    calendar = rx.Var.create(f"{routes.CALENDAR}?offering=") + step.offering_id.to_string()
    return rx.el.div(
        rx.el.div(external_link(tr("staff.office.step.calendar"), calendar)),
        rx.el.div(link_plain(tr("staff.office.step.on_behalf"), _at(routes.STAFF_BOOKING, code))),
        class_name=theme.STACK["xs"],
    )
