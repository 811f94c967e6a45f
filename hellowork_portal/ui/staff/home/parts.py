"""An office on the staff's first page: its figures, what is stuck, what is to be set up."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.services.office_settings.views import Step
from hellowork_portal.services.staff_home.views import NotBookable, OfficeToday
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.office.steps import checklist
from hellowork_portal.ui.staff.roles import role_words
from hellowork_portal.ui.staff.stuck import stuck_notice
from hellowork_portal.ui.texts import grouped, tr, worded, words


def office_today(office: OfficeToday) -> rx.Component:
    """Return an office: what it still has to do comes first, then what does not get through, then today."""
    shown: Shown = office
    roles = rx.foreach(shown.roles, lambda role: badge(role_words(role), "info"))
    steps = shown.steps.to(list[Step])
    return rx.el.section(
        rx.el.div(
            rx.el.h2(worded(shown.words), class_name=theme.H2),
            rx.el.div(roles, class_name=theme.WRAPPING),
            class_name=theme.WRAPPING,
        ),
        rx.cond(steps.length() > 0, checklist(steps, shown.code)),
        rx.cond(shown.letters + shown.meetings > 0, _stuck(shown)),
        rx.cond(
            (steps.length() == 0) & (shown.not_bookable.to(list[NotBookable]).length() > 0),
            _not_bookable(shown),
        ),
        _figures(shown),
        _ways(shown),
        class_name=theme.STACK["md"],
    )


def _at(route: str, office: Shown) -> Any:
    return rx.Var.create(f"{route}?office=") + office.code


def _stuck(office: Shown) -> rx.Component:
    """Return what of an office does not get through, and the way to it."""
    way = _at(routes.STAFF_DELIVERIES, office)
    return stuck_notice(office.words, office.letters, office.meetings, office.stuck_since, way)


def _not_bookable(office: Shown) -> rx.Component:
    """Return which procedures nobody can book and why, and the way to where that is changed."""
    lines = rx.foreach(
        office.not_bookable.to(list[NotBookable]),
        lambda one: rx.el.li(
            rx.cond(
                one.is_stopped,
                tr("staff.home.stopped", name=words(one.name)),
                tr("staff.home.no_seats", name=words(one.name)),
            ),
            class_name=theme.TEXT,
        ),
    )
    link = link_plain(tr("staff.home.not_bookable_open"), _at(routes.STAFF_OFFICE, office))
    return rx.el.div(rx.el.ul(lines, class_name="list-none"), rx.el.div(link), class_name=theme.STACK["xs"])


def _figures(office: Shown) -> rx.Component:
    due = rx.cond(
        office.due > 0,
        rx.el.strong(tr("staff.home.due", count=office.due)),
        rx.cond(
            words(office.next_due),
            tr("staff.home.next_due", day=words(office.next_due)),
            tr("staff.home.no_cases"),
        ),
    )
    return rx.el.dl(
        _figure("interviews", office.interviews, _at(routes.STAFF_DAY, office), _ahead(office)),
        _figure("waiting", office.waiting, _at(routes.STAFF_DAY, office), tr("staff.home.waiting_means")),
        _figure("cases", office.cases, _at(routes.STAFF_APPLICATIONS, office), due),
        _figure("free", office.free, _at(routes.STAFF_MONTH, office), tr("staff.home.free_means")),
        class_name=theme.COUNTS,
    )


def _ahead(office: Shown) -> rx.Component:
    ahead = tr("staff.home.ahead", count=office.ahead)
    overdue = rx.el.strong(tr("staff.home.overdue", count=office.overdue, ahead=office.ahead))
    some = rx.cond(office.overdue > 0, overdue, ahead)
    return rx.cond(office.interviews > 0, some, tr("staff.home.no_interviews"))


def _figure(name: str, number: Shown, href: Any, more: Label) -> rx.Component:
    """Return a figure with what it says beside it; its name leads to where it is worked on."""
    return rx.el.div(
        rx.el.dt(link_plain(tr(f"staff.home.figure.{name}"), href)),
        rx.el.dd(grouped(number), class_name=theme.COUNT_NUMBER),
        rx.el.dd(more, class_name=theme.joined(theme.SMALL, "min-h-[1.3em]")),
        class_name=theme.COUNT,
    )


def _ways(office: Shown) -> rx.Component:
    """Return what one begins most often; a manager's way to the office's settings is here, too."""
    is_manager = office.roles.contains(Role.OFFICE_MANAGER.value)
    return rx.el.div(
        link_secondary(tr("staff.home.booking"), _at(routes.STAFF_BOOKING, office)),
        rx.el.div(link_plain(tr("staff.home.reservations"), _at(routes.STAFF_RESERVATIONS, office))),
        rx.cond(
            is_manager,
            rx.fragment(
                rx.el.div(link_plain(tr("staff.home.set_up"), _at(routes.STAFF_OFFICE, office))),
                rx.el.div(link_plain(tr("staff.home.people"), _at(routes.STAFF_PEOPLE, office))),
            ),
        ),
        class_name=theme.WRAPPING,
    )
