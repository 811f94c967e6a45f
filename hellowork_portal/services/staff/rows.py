"""Rows of staff as commands need them: locked, and with what they may do at this moment."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, select

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import StaffMember, StaffRole


def lock_members(session: Session, ids: Iterable[int]) -> dict[int, StaffMember]:
    """Lock members of staff in the order of their ids and return them; roles change only under this lock."""
    query = select(StaffMember).where(col(StaffMember.id).in_(sorted(set(ids))))
    in_order = query.order_by(col(StaffMember.id)).with_for_update()
    locked = session.exec(in_order.execution_options(populate_existing=True))
    return {member.id: member for member in locked if member.id is not None}


def live_roles(session: Session, staff_id: int) -> list[StaffRole]:
    """Return the roles that a member of staff has now."""
    own = select(StaffRole).where(StaffRole.staff_member_id == staff_id, col(StaffRole.ended_at).is_(None))
    return list(session.exec(own.order_by(col(StaffRole.id)).execution_options(populate_existing=True)))


def grants_of(roles: Iterable[StaffRole]) -> frozenset[Grant]:
    """Return roles as a principal carries them."""
    return frozenset(Grant(Role(row.role), row.office_id) for row in roles)


def acting_on(session: Session, principal: Principal, staff_id: int | None) -> Principal:
    """Return the actor with the roles that the rows say now; actor and subject are locked.

    What a principal carries was read before this transaction began: of two who take each
    other's role away at the same moment, the second one must find that theirs is gone. The
    portal itself (an operator's command) acts as it is. Raises NotAllowed for a closed account.
    """
    if principal.kind is PrincipalKind.SYSTEM:
        lock_members(session, [staff_id] if staff_id else [])
        return principal
    own_id = principal.staff_id
    member = lock_members(session, [own_id, *([staff_id] if staff_id else [])]).get(own_id)
    if member is None or member.closed_at or not member.activated_at:
        raise NotAllowed
    return replace(principal, grants=grants_of(live_roles(session, own_id)))


def subject(session: Session, staff_id: int) -> StaffMember:
    """Return a member whose account is open; an unknown or closed one is nobody's: NotAllowed."""
    member = session.get(StaffMember, staff_id, populate_existing=True)
    if member is None or member.closed_at is not None:
        raise NotAllowed
    return member
