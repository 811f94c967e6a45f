"""What a new office does until its first interview can be booked."""

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
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.schedule.tabs import at_offering
from hellowork_portal.ui.texts import t, tr, tr_of

CODES = ["reach", "offer", "hosts", "week", "bookable"]
_view: Shown = OfficeSettingsState.view


def checklist() -> rx.Component:
    """Return the steps with what is done; nothing once all are."""
    steps = _view.steps.to(list[Step])
    box = rx.el.section(
        rx.el.h2(tr("staff.office.steps"), class_name=theme.H3),
        rx.el.p(tr("staff.office.steps_lead"), class_name=theme.TEXT),
        rx.el.ol(rx.foreach(steps, _step), class_name="list-none"),
        class_name=theme.STEPS_CARD,
    )
    return rx.cond(_view.is_set_up, _ready(), box)


def _ready() -> rx.Component:
    return rx.el.p(
        icon("success", 24, theme.KIND_INK["success"]),
        rx.el.span(tr("staff.office.ready")),
        external_link(tr("staff.office.as_citizens"), rx.Var.create(f"{routes.OFFICE}?code=") + _view.code),
        class_name=theme.WRAPPING,
    )


def _step(step: Shown) -> rx.Component:
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
                " ",
                following,
                class_name=rx.cond(step.is_done, "", theme.STRONG),
            ),
            rx.cond(step.is_done, rx.fragment(), _way(step)),
        ),
        class_name=theme.STEP_ITEM,
    )


def _way(step: Shown) -> rx.Component:
    """Return where a step is done."""
    week = link_plain(tr("staff.office.step.week_link"), at_offering(routes.STAFF_SCHEDULE, step.offering_id))
    on_page = native_link(tr("staff.office.step.here"), rx.Var.create("#") + step.anchor)
    way = rx.match(
        step.code,
        ("week", rx.cond(step.offering_id > 0, week, tr("staff.office.step.after_offer"))),
        ("bookable", rx.el.span(tr("staff.office.step.bookable_when"))),
        on_page,
    )
    return rx.fragment(way)
