"""Where the staff side's navigation leads: a screen that comes gets one line here."""

from dataclasses import dataclass

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role


@dataclass(frozen=True)
class NavItem:
    """A link for those who have one of `roles` at the office chosen or everywhere; without any, for all."""

    route: str
    words: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class NavGroup:
    """Links that unfold under one name."""

    id: str
    words: str
    items: tuple[NavItem, ...]


_AT_OFFICE = (Role.OFFICE_MANAGER, Role.COUNSELLOR)
_IN_CHARGE = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)
FIRST = (
    NavItem(routes.STAFF, "staff.nav.home"),
    NavItem(routes.STAFF_DAY, "staff.nav.day", _AT_OFFICE),
    NavItem(routes.STAFF_APPLICATIONS, "staff.nav.applications", _AT_OFFICE),
)
"""What is open all day stands in the row itself."""
GROUPS = (
    NavGroup(
        "nav-people",
        "staff.nav.group.people",
        (
            NavItem(routes.STAFF_RESERVATIONS, "staff.nav.reservations", _AT_OFFICE),
            NavItem(routes.STAFF_APPLICANTS, "staff.nav.applicants", _AT_OFFICE),
            NavItem(routes.STAFF_CLAIMANTS, "staff.nav.claimants", _AT_OFFICE),
            NavItem(routes.STAFF_DELIVERIES, "staff.nav.deliveries", _AT_OFFICE),
        ),
    ),
    NavGroup(
        "nav-plan",
        "staff.nav.group.plan",
        (
            NavItem(routes.STAFF_SCHEDULE, "staff.nav.schedule", _AT_OFFICE),
            NavItem(routes.STAFF_CERTIFICATION_DAYS, "staff.nav.certification_days", _AT_OFFICE),
        ),
    ),
    NavGroup(
        "nav-records",
        "staff.nav.group.records",
        (
            NavItem(routes.STAFF_REPORTS, "staff.nav.reports", _IN_CHARGE),
            NavItem(routes.STAFF_AUDIT, "staff.nav.audit", _IN_CHARGE),
        ),
    ),
    NavGroup(
        "nav-settings",
        "staff.nav.group.settings",
        (
            NavItem(routes.STAFF_OFFICE, "staff.nav.office", _AT_OFFICE),
            NavItem(routes.STAFF_PEOPLE, "staff.nav.people", _IN_CHARGE),
            NavItem(routes.STAFF_SECURITY, "staff.nav.security"),
        ),
    ),
)
ITEMS = (*FIRST, *(item for group in GROUPS for item in group.items))
