"""「職員ホーム」: one's offices and roles, and where they lead."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.notices import alert_line, badge, notice, waiting
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.home.state import StaffHomeState
from hellowork_portal.ui.staff.roles import role_words
from hellowork_portal.ui.texts import tr, worded, words

_NATIONAL = (Role.SYSTEM_ADMINISTRATOR, Role.POLICY_DESIGNER)


@page(routes.STAFF, "staff.home.title", load=StaffHomeState.open)
def staff_home() -> rx.Component:
    """Return the page."""
    welcome = rx.cond(StaffHomeState.is_welcome, notice("success", tr("staff.home.welcome")))
    return staff_frame(
        title(tr("staff.home.title")),
        rx.el.div(welcome, role="status", class_name=theme.ALERT_AREA),
        alert_line(words(StaffHomeState.refusal)),
        rx.foreach(StaffHomeState.stuck, _stuck),
        rx.cond(StaffHomeState.is_loaded, _work(), waiting(words(StaffHomeState.error), 4)),
    )


def _stuck(one: Shown) -> rx.Component:
    """Return what of an office does not get through, and the way to it."""
    told = tr("staff.home.stuck_what", letters=one.letters, meetings=one.meetings, since=words(one.since))
    link = rx.el.div(link_plain(tr("staff.home.stuck_open"), one.href))
    return notice("warning", tr("staff.home.stuck", office=words(one.office)), text(told), link)


def _work() -> rx.Component:
    offices: Shown = StaffState.offices
    return stack(
        rx.cond(offices.length() > 0, section(tr("staff.home.offices"), _offices(offices))),
        rx.cond(_has_national_role(), section(tr("staff.home.national"), _national())),
        rx.cond(StaffHomeState.has_own_alone, _own_alone()),
    )


def _own_alone() -> rx.Component:
    """Return what is there for those whose roles open no further screen."""
    link = link_plain(tr("staff.nav.security"), routes.STAFF_SECURITY)
    return stack(text(tr("staff.home.own_alone")), rx.el.div(link), gap="sm")


def _offices(offices: Shown) -> rx.Component:
    return rx.el.ul(rx.foreach(offices, _office), class_name=theme.LINES)


def _office(office: Shown) -> rx.Component:
    """Return an office with the ways to its work, and for its manager to its setting up and its people."""
    daily = [
        _to(office, "staff.nav.day", routes.STAFF_DAY),
        _to(office, "staff.nav.applications", routes.STAFF_APPLICATIONS),
        _to(office, "staff.home.reservations", routes.STAFF_RESERVATIONS),
    ]
    managed = rx.fragment(
        _to(office, "staff.home.set_up", routes.STAFF_OFFICE),
        _to(office, "staff.home.people", routes.STAFF_PEOPLE),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(worded(office.words), class_name=theme.STRONG),
            rx.el.div(rx.foreach(office.roles, _badge), class_name=theme.WRAPPING),
            class_name=theme.STACK["sm"],
        ),
        rx.el.div(
            *daily,
            rx.cond(office.roles.contains(Role.OFFICE_MANAGER.value), managed),
            class_name=theme.WRAPPING,
        ),
        class_name=theme.LINE,
    )


def _to(office: Shown, label: str, route: str) -> rx.Component:
    return rx.el.div(link_plain(tr(label), rx.Var.create(f"{route}?office=") + office.code))


def _badge(role: Shown) -> rx.Component:
    return badge(role_words(role), "info")


def _has_national_role() -> Shown:
    roles: Shown = StaffState.roles
    return roles.contains(_NATIONAL[0].value) | roles.contains(_NATIONAL[1].value)


def _national() -> rx.Component:
    roles: Shown = StaffState.roles
    held = [
        rx.cond(roles.contains(role.value), badge(tr(f"staff.role.{role.value}"), "info"))
        for role in _NATIONAL
    ]
    people = rx.cond(
        roles.contains(Role.SYSTEM_ADMINISTRATOR.value),
        rx.el.div(link_plain(tr("staff.home.people"), routes.STAFF_PEOPLE)),
    )
    return stack(rx.el.div(*held, class_name=theme.WRAPPING), people, gap="sm")
