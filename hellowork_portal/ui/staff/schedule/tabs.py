"""The screens of a schedule beside each other, and the choice of an offering."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.notices import badge, empty_state
from hellowork_portal.ui.shell.staff_frame import here
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.texts import t, tr, worded

_TABS = (
    (routes.STAFF_SCHEDULE, "staff.schedule.tab.week"),
    (routes.STAFF_MONTH, "staff.schedule.tab.month"),
    (routes.STAFF_DAYS, "staff.schedule.tab.days"),
    (routes.STAFF_STAFFING, "staff.schedule.tab.staffing"),
    (routes.STAFF_CHANGES, "staff.schedule.tab.changes"),
)


def schedule_tabs() -> rx.Component:
    """Return the links between the screens of a schedule."""
    return rx.el.nav(
        rx.el.ul(*[_tab(route, words) for route, words in _TABS], class_name=theme.STAFF_TABS),
        aria_label=t("staff.schedule.tabs"),
    )


def _tab(route: str, words: str) -> rx.Component:
    current = rx.cond(rx.State.router.url.path == route, "page", "false")
    return rx.el.li(rx.el.a(tr(words), href=here(route), aria_current=current, class_name=theme.STAFF_TAB))


def at_offering(route: str, offering_id: Any, more: str = "") -> Any:
    """Return a page of the schedule for one offering, as an address."""
    code = rx.cond(StaffState.office_code, StaffState.office_code, "").to(str)
    number = rx.Var.create(offering_id).to_string()
    return rx.Var.create(f"{route}?office=") + code + "&offering=" + number + more


def at_day(iso: Any) -> Any:
    """Return the screen of a day, as an address."""
    code = rx.cond(StaffState.office_code, StaffState.office_code, "").to(str)
    return rx.Var.create(f"{routes.STAFF_DAYS}?office=") + code + "&day=" + iso


def offering_choice(route: str, offerings: Shown, chosen: Shown, *, has_all: bool = False) -> rx.Component:
    """Return the office's offerings to choose from; with `has_all` all of them together come first."""
    every = rx.el.li(_chip(tr("staff.schedule.all"), here(route), chosen == 0)) if has_all else rx.fragment()
    return rx.el.nav(
        rx.el.ul(
            every,
            rx.foreach(
                offerings,
                lambda one: rx.el.li(
                    _chip(worded(one.name), at_offering(route, one.offering_id), one.offering_id == chosen)
                ),
            ),
            class_name=theme.CHIPS,
        ),
        aria_label=t("staff.schedule.offering"),
    )


def _chip(label: Any, href: Any, is_on: Any) -> rx.Component:
    return rx.el.a(label, href=href, aria_current=rx.cond(is_on, "true", "false"), class_name=theme.CHIP)


def stopped_line() -> rx.Component:
    """Return that an offering takes no new reservations, with the way to where it does again."""
    return rx.el.p(
        badge(tr("staff.office.is_closed"), "warning"),
        link_plain(tr("staff.schedule.reopen"), here(routes.STAFF_OFFICE)),
        class_name=theme.WRAPPING,
    )


def nothing_offered() -> rx.Component:
    """Return what an office does first that offers nothing yet."""
    return empty_state(
        tr("staff.schedule.nothing"),
        tr("staff.schedule.nothing_body"),
        link_secondary(tr("staff.schedule.set_up"), here(routes.STAFF_OFFICE)),
    )
