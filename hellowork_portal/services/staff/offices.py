"""Offices as a member of staff may choose them: their own, or any for a system administrator."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import fold, normalise
from hellowork_portal.models import Office, StaffRole
from hellowork_portal.services.offices.service import office_with_code, offices_with_ids
from hellowork_portal.services.offices.views import OfficeView
from hellowork_portal.services.staff.rules import AT_OFFICE
from hellowork_portal.services.staff.views import StaffOffice

_ROLE, _OFFICE = table_of(StaffRole), table_of(Office)
_MOST_FOUND, _LONGEST_WORDS = 20, 60


def own_offices(session: Session, *, principal: Principal) -> list[StaffOffice]:
    """Return the offices at which the acting member works, with their roles there."""
    found = offices_with_ids(session, sorted(principal.offices_as(*AT_OFFICE)))
    return [_own_office(principal, office) for office in found.values()]


def _own_office(principal: Principal, office: OfficeView) -> StaffOffice:
    roles = [role.value for role in AT_OFFICE if Grant(role, office.id) in principal.grants]
    return StaffOffice(office.id, office.code, office.words, roles)


def office_for(session: Session, *, principal: Principal, code: str, roles: Sequence[Role]) -> StaffOffice:
    """Return the office that an address names, where the acting member has one of the roles at it.

    A role for the whole country among them opens every office. Raises NotAllowed, for offices
    of others and for codes that nobody has alike.
    """
    office = office_with_code(session, code)
    if office is None:
        raise NotAllowed
    if not any(Grant(role) in principal.grants for role in roles):
        principal.check_at(office.id, *roles)
    return _own_office(principal, office)


def offices_to_choose(session: Session, *, principal: Principal, words: str = "") -> list[StaffOffice]:
    """Return offices for a system administrator: those that bear a name, or all that have staff."""
    principal.check_role(Role.SYSTEM_ADMINISTRATOR)
    named = normalise(words)[:_LONGEST_WORDS]
    bears = or_(
        _OFFICE.c.name.contains(named, autoescape=True), _OFFICE.c.kana.contains(fold(named), autoescape=True)
    )
    staffed = _OFFICE.c.id.in_(select(_ROLE.c.office_id).where(_ROLE.c.ended_at.is_(None)))
    query = select(_OFFICE.c.id).where(bears if named else staffed).order_by(_OFFICE.c.code)
    ids = list(session.connection().scalars(query.limit(_MOST_FOUND) if named else query))
    found = offices_with_ids(session, ids)
    return [StaffOffice(one.id, one.code, one.words) for one in found.values()]
