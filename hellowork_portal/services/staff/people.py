"""Who works at an office, as those see it who look after it; other offices' people are nobody's to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import StaffMember, StaffRole
from hellowork_portal.services.offices.service import offices_with_ids
from hellowork_portal.services.staff.offices import office_for
from hellowork_portal.services.staff.rules import AT_OFFICE, EVERYWHERE, may_close, may_grant, may_reset
from hellowork_portal.services.staff.views import MemberLine, PeopleView, RoleLine

_MEMBER, _ROLE = table_of(StaffMember), table_of(StaffRole)
_LIVE = _ROLE.c.ended_at.is_(None)
_LOOK_AFTER = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)


@dataclass(frozen=True)
class _Reader:
    """Who reads which office's list (None: roles for the whole country), and the offices' names."""

    principal: Principal
    office_id: int | None
    names: dict[int, Words]

    def may_know(self, row: Row[Any]) -> bool:
        """Whether the reader may know of a role: an administrator of all, a manager of those here."""
        sees_all = Grant(Role.SYSTEM_ADMINISTRATOR) in self.principal.grants
        return sees_all or row.office_id == self.office_id


def people_of(session: Session, *, principal: Principal, office_code: str = "") -> PeopleView:
    """Return the members of an office, or without one those with roles for the whole country.

    For system administrators, and for the office's managers; raises NotAllowed.
    """
    if not office_code:
        principal.check_role(Role.SYSTEM_ADMINISTRATOR)
        return PeopleView("", {}, _members(session, principal, None), _grantable(principal, None))
    office = office_for(session, principal=principal, code=office_code, roles=_LOOK_AFTER)
    members = _members(session, principal, office.id)
    grantable = _grantable(principal, office.id)
    if not any(role.role == Role.OFFICE_MANAGER for one in members for role in one.roles):
        grantable.reverse()
    return PeopleView(office.code, office.words, members, grantable)


def _grantable(principal: Principal, office_id: int | None) -> list[str]:
    """Return what the reader may give here, the least first.

    Where an office has no manager yet, its list turns that round: the first to be invited is one.
    """
    roles = EVERYWHERE if office_id is None else AT_OFFICE
    return [role.value for role in reversed(roles) if may_grant(principal, Grant(role, office_id))]


def _members(session: Session, principal: Principal, office_id: int | None) -> list[MemberLine]:
    rows = session.connection().execute(_members_with_roles(office_id)).all()
    offices = offices_with_ids(session, sorted({row.office_id for row in rows if row.office_id}))
    reader = _Reader(principal, office_id, {one.id: one.words for one in offices.values()})
    return [_line(reader, list(theirs)) for _, theirs in groupby(rows, key=lambda row: row.id)]


def _members_with_roles(office_id: int | None) -> Select[*tuple[Any, ...]]:
    """Return the query of an office's members with all their live roles: one row per role, by name."""
    at = _ROLE.c.office_id.is_(None) if office_id is None else _ROLE.c.office_id == office_id
    here = select(_ROLE.c.staff_member_id).where(_LIVE, at)
    role = (_ROLE.c.id.label("role_id"), _ROLE.c.role, _ROLE.c.office_id)
    return (
        select(_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.mail_address, _MEMBER.c.activated_at, *role)
        .join(_ROLE, and_(_ROLE.c.staff_member_id == _MEMBER.c.id, _LIVE))
        .where(_MEMBER.c.closed_at.is_(None), _MEMBER.c.id.in_(here))
        .order_by(_MEMBER.c.name, _MEMBER.c.id, _ROLE.c.id)
    )


def _line(reader: _Reader, rows: Sequence[Row[Any]]) -> MemberLine:
    first, is_self = rows[0], rows[0].id == reader.principal.id
    theirs = [Grant(Role(row.role), row.office_id) for row in rows]
    return MemberLine(
        staff_id=first.id,
        name=first.name,
        mail_address=first.mail_address,
        is_active=first.activated_at is not None,
        is_self=is_self,
        can_reset=not is_self and may_reset(reader.principal, theirs),
        can_close=not is_self and may_close(reader.principal, theirs),
        roles=[_role_line(reader, row, is_self=is_self) for row in rows if reader.may_know(row)],
    )


def _role_line(reader: _Reader, row: Row[Any], *, is_self: bool) -> RoleLine:
    can_end = not is_self and may_grant(reader.principal, Grant(Role(row.role), row.office_id))
    elsewhere = row.office_id if row.office_id != reader.office_id else None
    return RoleLine(row.role_id, str(row.role), reader.names.get(elsewhere or 0, {}), can_end)
