"""Inviting people to the staff side by mail, and giving roles to those who are there."""

from datetime import datetime

from sqlalchemy import and_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Busy, Invalid, NotAllowed
from hellowork_portal.kit.i18n import pick, with_readings
from hellowork_portal.kit.principal import SYSTEM, Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import OneTimeLink, StaffMember, StaffRole
from hellowork_portal.services.access import addresses
from hellowork_portal.services.access.links import issue_link
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.staff.errors import NotYourself, RoleExists
from hellowork_portal.services.staff.factors import void_access
from hellowork_portal.services.staff.rows import acting_on, grants_of, live_roles
from hellowork_portal.services.staff.rules import INVITATION_LIFE, is_possible, may_grant

INVITATION = "staff_invitation"
"""The purpose of the link: nothing on the citizens' side takes it, and nothing here takes theirs."""
_LINK = table_of(OneTimeLink)


def invitation_limits(principal: Principal, mail_address: str) -> list[tuple[str, str]]:
    """Return the limits that an invitation counts against, to be spent before it is made."""
    return [
        ("staff_invitations", str(principal.id)),
        ("mail_per_address", fingerprint(addresses.canonical(mail_address))),
    ]


def invite(
    session: Session,
    *,
    principal: Principal,
    mail_address: str,
    role: Role,
    office_id: int | None = None,
    now: datetime,
) -> int:
    """Give somebody a role; return the member's id.

    Who is not on the staff side yet, or has left it, gets a link of 72 hours; who is there
    already gets word of the role, which holds at once. Raises NotAllowed (also for an office
    of others), NotYourself, RoleExists, Invalid (the address, or an office that the role
    needs).
    """
    mail, grant = addresses.checked(mail_address), Grant(role, office_id)
    if not is_possible(grant):
        raise Invalid({"office": FieldError("required_choice")})
    known = session.exec(select(StaffMember).where(StaffMember.mail_address == mail)).first()
    actor = acting_on(session, principal, known.id if known else None)
    if not may_grant(actor, grant):
        raise NotAllowed
    if known is not None and known.id == principal.id and principal.kind is PrincipalKind.STAFF:
        raise NotYourself
    member = _open_again(session, known, now) if known else _new_member(session, mail, principal, now)
    _grant(session, actor, member, grant, now)
    if member.activated_at:
        _tell_of_role(session, member, grant, now)
    else:
        send_invitation(session, member, grant, now=now)
    return id_of(member)


def _new_member(session: Session, mail: str, principal: Principal, now: datetime) -> StaffMember:
    member = StaffMember(mail_address=mail, language=principal.language, created_at=now)
    session.add(member)
    try:
        session.flush()
    except IntegrityError:
        raise Busy from None  # invited by somebody else at this moment
    return member


def _open_again(session: Session, member: StaffMember, now: datetime) -> StaffMember:
    """Open the account of somebody who had left; nothing of before lets anybody in."""
    session.refresh(member)
    if member.closed_at is not None:
        member.closed_at = None
        void_access(session, member)
    return member


def _grant(session: Session, actor: Principal, member: StaffMember, grant: Grant, now: datetime) -> None:
    if grant in grants_of(live_roles(session, id_of(member))):
        raise RoleExists
    by_id = actor.id if actor.kind is PrincipalKind.STAFF else None
    row = StaffRole(
        staff_member_id=id_of(member),
        role=grant.role,
        office_id=grant.office_id,
        granted_by_id=by_id,
        granted_at=now,
    )
    session.add(row)
    session.flush()
    about = {"role": grant.role.value, "office": grant.office_id, "by_operator": by_id is None}
    record(session, actor, "staff.role_granted", ("staff_member", member.id), now=now, **about)


def send_invitation(session: Session, member: StaffMember, grant: Grant, *, now: datetime) -> None:
    """Send the link behind which an account is set up; earlier links of the member work no more."""
    use_up_links(session, member, now=now)
    token = issue_link(
        session,
        INVITATION,
        member.mail_address,
        life=INVITATION_LIFE,
        now=now,
        language=member.language,
        staff_member_id=member.id,
    )
    hours = str(int(INVITATION_LIFE.total_seconds()) // 3600)
    told = letter(
        "staff_invitation",
        member.id,
        now=now,
        to=member.mail_address,
        language=member.language,
        link=addresses.link_to("staff-invitation", token),
        hours=hours,
        role=_role_words(session, grant, member.language),
    )
    enqueue(session, [told], now=now)


def use_up_links(session: Session, member: StaffMember, *, now: datetime) -> None:
    """Use up the links that were sent to a member: what was typed behind them goes, too."""
    theirs = and_(
        _LINK.c.purpose == INVITATION,
        _LINK.c.mail_address == member.mail_address,
        _LINK.c.used_at.is_(None),
    )
    session.connection().execute(update(_LINK).where(theirs).values(used_at=now, details_sealed=""))


def _tell_of_role(session: Session, member: StaffMember, grant: Grant, now: datetime) -> None:
    told = letter(
        "staff_role_granted",
        member.id,
        now=now,
        to=member.mail_address,
        language=member.language,
        name=member.name,
        role=_role_words(session, grant, member.language),
    )
    enqueue(session, [told], now=now)


def _role_words(session: Session, grant: Grant, language: str) -> str:
    """Return a role with its office, as a letter says it."""
    role = in_all(f"staff.role.{grant.role.value}")
    if grant.office_id is None:
        return with_readings(pick(role, language))
    office = office_of(session, grant.office_id)
    if office is None:
        raise NotAllowed
    return with_readings(pick(in_all("staff.role.at", role=role, office=office.words), language))


def invite_administrator(session: Session, *, mail_address: str, now: datetime) -> bool:
    """Invite a system administrator by the operator's command; return whether the account is new.

    For one who is there already this is the way back in: everything they had is void, and
    they set password and authenticator up anew.
    """
    mail, grant = addresses.checked(mail_address), Grant(Role.SYSTEM_ADMINISTRATOR)
    known = session.exec(select(StaffMember).where(StaffMember.mail_address == mail)).first()
    if known is None or grant not in grants_of(live_roles(session, id_of(known))):
        invite(session, principal=SYSTEM, mail_address=mail, role=grant.role, now=now)
        return True
    acting_on(session, SYSTEM, known.id)
    void_access(session, known)
    send_invitation(session, known, grant, now=now)
    subject = ("staff_member", known.id)
    record(session, SYSTEM, "staff.reset", subject, now=now, by_operator=True)
    return False
