"""Taking roles away, closing accounts, and letting somebody start anew after a loss.

Nobody acts on themselves, and the actor's own role is read again under a lock. So whoever
takes a system administrator's role away is one who stays: the last can never be taken.
"""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import StaffMember, StaffRole
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.staff.errors import NotYourself, RoleOver
from hellowork_portal.services.staff.factors import void_access
from hellowork_portal.services.staff.handover import check_passed_on, check_role_passed_on
from hellowork_portal.services.staff.invitations import send_invitation, use_up_links
from hellowork_portal.services.staff.rows import acting_on, grants_of, live_roles, subject
from hellowork_portal.services.staff.rules import may_close, may_grant, may_reset
from hellowork_portal.services.staff.sessions import end_all


def end_role(session: Session, *, principal: Principal, role_id: int, now: datetime) -> None:
    """Take a role away; an account without any role is closed.

    Every session of the member ends, so that nothing of the office stays on a screen. Raises
    NotAllowed, NotYourself, RoleOver, and InterviewsLeft while interviews are still theirs.
    """
    row = session.get(StaffRole, role_id)
    if row is None:
        raise NotAllowed
    actor = _actor(session, principal, row.staff_member_id)
    if not may_grant(actor, Grant(Role(row.role), row.office_id)):
        raise NotAllowed
    session.refresh(row)
    if row.ended_at is not None:
        raise RoleOver
    member = subject(session, row.staff_member_id)
    _end(session, actor, row, now)
    check_role_passed_on(session, id_of(member), row.office_id, now=now)
    end_all(session, id_of(member))
    if not live_roles(session, id_of(member)):
        _close(session, actor, member, now)


def close_account(session: Session, *, principal: Principal, staff_id: int, now: datetime) -> None:
    """End all roles of a member and close the account; who has roles elsewhere keeps it: NotAllowed.

    Raises InterviewsLeft while interviews are still theirs.
    """
    actor = _actor(session, principal, staff_id)
    member, roles = subject(session, staff_id), live_roles(session, staff_id)
    if not may_close(actor, grants_of(roles)):
        raise NotAllowed
    for row in roles:
        _end(session, actor, row, now)
    _close(session, actor, member, now)


def reset_access(session: Session, *, principal: Principal, staff_id: int, now: datetime) -> None:
    """Void everything by which a member gets in and send them a new link (72 hours).

    For a lost device, a forgotten password, or an invitation that ran out. Whoever asks for
    it has made sure who is asking. Raises NotAllowed, NotYourself.
    """
    actor = _actor(session, principal, staff_id)
    member, roles = subject(session, staff_id), live_roles(session, staff_id)
    if not roles or not may_reset(actor, grants_of(roles)):
        raise NotAllowed
    had_access = member.activated_at is not None
    void_access(session, member)
    send_invitation(session, member, Grant(Role(roles[0].role), roles[0].office_id), now=now)
    subject_of = ("staff_member", staff_id)
    record(session, actor, "staff.reset", subject_of, now=now, had_access=had_access)


def _actor(session: Session, principal: Principal, staff_id: int) -> Principal:
    """Return the actor as the rows say now, never for themselves."""
    if principal.staff_id == staff_id:
        raise NotYourself
    return acting_on(session, principal, staff_id)


def _end(session: Session, actor: Principal, row: StaffRole, now: datetime) -> None:
    row.ended_at, row.ended_by_id = now, actor.id
    session.flush()
    about = {"role": str(row.role), "office": row.office_id}
    record(session, actor, "staff.role_ended", ("staff_member", row.staff_member_id), now=now, **about)


def _close(session: Session, actor: Principal, member: StaffMember, now: datetime) -> None:
    """Close an account; the one place for whatever else has to change hands when somebody leaves.

    Interviews have been passed on by now (staff/handover): they are never left to nobody in silence.
    """
    check_passed_on(session, member, now=now)
    was_active = member.activated_at is not None
    void_access(session, member)
    use_up_links(session, member, now=now)
    member.closed_at = now
    record(session, actor, "staff.closed", ("staff_member", member.id), now=now)
    if was_active:
        told = letter(
            "staff_closed",
            member.id,
            now=now,
            to=member.mail_address,
            language=member.language,
            name=member.name,
        )
        enqueue(session, [told], now=now)
