"""What the first page has for roles that hold for the whole country."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.texts import tr

_ROLES = (Role.SYSTEM_ADMINISTRATOR, Role.POLICY_DESIGNER)
_WAYS = (
    ("people", routes.STAFF_PEOPLE),
    ("reports", routes.STAFF_REPORTS),
    ("audit", routes.STAFF_AUDIT),
)


def national() -> rx.Component:
    """Return the national roles that one has, and a system administrator's work with what it is for."""
    roles: Shown = StaffState.roles
    held = [
        rx.cond(roles.contains(role.value), badge(tr(f"staff.role.{role.value}"), "info")) for role in _ROLES
    ]
    ways = rx.el.ul(*[_way(name, route) for name, route in _WAYS], class_name=theme.LINES)
    shown = section(
        tr("staff.home.national"),
        rx.el.div(*held, class_name=theme.WRAPPING),
        rx.cond(roles.contains(Role.SYSTEM_ADMINISTRATOR.value), ways),
    )
    return rx.cond(roles.contains(_ROLES[0].value) | roles.contains(_ROLES[1].value), shown)


def _way(name: str, route: str) -> rx.Component:
    return rx.el.li(
        rx.el.p(link_plain(tr(f"staff.nav.{name}"), route)),
        rx.el.p(tr(f"staff.home.{name}_means"), class_name=theme.TEXT),
        class_name=theme.LIST_LINE,
    )
