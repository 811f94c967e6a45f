"""The navigation of the staff side drawn: a row of links, and of names under which further ones unfold."""

from functools import reduce
from operator import or_
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.shell.menu import MenuKeys
from hellowork_portal.ui.shell.staff_nav import FIRST, GROUPS, NavGroup, NavItem
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.texts import t, tr

_PHONE_MENU = "staff-menu"


def staff_nav() -> rx.Component:
    """Return the links that one's roles open at the office chosen."""
    links = [_for_roles(item, rx.el.li(_link(item, theme.STAFF_NAV_LINK))) for item in FIRST]
    return rx.el.nav(
        rx.el.ul(*links, *[_group(group) for group in GROUPS], class_name=theme.STAFF_NAV),
        *[MenuKeys.create(menu_id=group.id) for group in GROUPS],
        aria_label=t("staff.nav.label"),
        class_name=theme.STAFF_NAV_WIDE,
    )


def phone_menu(*own: rx.Component) -> rx.Component:
    """Return the same links behind one button, for narrow windows, with what is one's `own` below them."""
    first = [_for_roles(item, rx.el.li(_link(item, theme.MENU_ITEM))) for item in FIRST]
    panel = rx.el.nav(
        rx.el.ul(*first, class_name=theme.MENU_LIST),
        *[_listed(group) for group in GROUPS],
        *own,
        aria_label=t("staff.nav.label"),
        class_name=theme.STAFF_MENU_PANEL,
    )
    button = rx.el.summary(icon("menu", 20), tr("frame.menu.label"), class_name=theme.STAFF_MENU_BUTTON)
    return rx.fragment(
        rx.el.details(button, panel, id=_PHONE_MENU, class_name=theme.STAFF_MENU),
        MenuKeys.create(menu_id=_PHONE_MENU),
    )


def _listed(group: NavGroup) -> rx.Component:
    links = [_for_roles(item, rx.el.li(_link(item, theme.MENU_ITEM))) for item in group.items]
    return _if_any(
        group,
        rx.el.div(
            rx.el.p(tr(group.words), class_name=theme.STAFF_MENU_HEAD),
            rx.el.ul(*links, class_name=theme.MENU_LIST),
        ),
    )


def _if_any(group: NavGroup, shown: rx.Component) -> rx.Component:
    """Return what shows a group where one's roles open any of it."""
    if any(not item.roles for item in group.items):
        return shown
    return rx.cond(_any([_may_see(item) for item in group.items]), shown)


def _group(group: NavGroup) -> rx.Component:
    """Return a native disclosure, which works before any script; it says where the page shown is in it."""
    button = rx.el.summary(
        tr(group.words),
        icon("next", 16, "rotate-90"),
        aria_current=rx.cond(_any([_is_within(item.route) for item in group.items]), "true", "false"),
        class_name=theme.STAFF_NAV_BUTTON,
    )
    links = [_for_roles(item, rx.el.li(_link(item, theme.MENU_ITEM))) for item in group.items]
    panel = rx.el.ul(*links, class_name=theme.STAFF_NAV_PANEL)
    shown = rx.el.li(rx.el.details(button, panel, id=group.id, class_name=theme.STAFF_NAV_GROUP))
    return _if_any(group, shown)


def _link(item: NavItem, look: str) -> rx.Component:
    return rx.el.a(
        rx.el.span(tr(item.words)), href=here(item.route), aria_current=_current(item.route), class_name=look
    )


def _for_roles(item: NavItem, shown: rx.Component) -> rx.Component:
    return rx.cond(_may_see(item), shown) if item.roles else shown


def _may_see(item: NavItem) -> Any:
    roles: Shown = StaffState.roles_here
    return _any([roles.contains(role.value) for role in item.roles])


def _any(conditions: list[Any]) -> Any:
    return reduce(or_, conditions)


def _current(route: str) -> Any:
    """Return whether one is on the page of a link, or on one below it; every page is below the first."""
    below = "false" if route == routes.STAFF else rx.cond(_is_below(route), "true", "false")
    return rx.cond(rx.State.router.url.path == route, "page", below)


def _is_below(route: str) -> Any:
    return rx.State.router.url.path.startswith(f"{route}/")


def _is_within(route: str) -> Any:
    return (rx.State.router.url.path == route) | _is_below(route)


def here(route: str) -> Any:
    """Return a page of the staff side for the office chosen, as an address."""
    code = StaffState.office_code
    return rx.cond(code, rx.Var.create(f"{route}?office=") + code, route)
