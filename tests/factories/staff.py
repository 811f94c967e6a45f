"""Members of staff, and their authenticator as a test holds it."""

from datetime import datetime
from typing import Any

from pyotp.totp import TOTP
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import StaffMember, StaffRole
from hellowork_portal.services.staff.codes import step_at
from hellowork_portal.services.staff.factors import set_authenticator, set_recovery_codes
from tests.factories.people import PASSWORD_HASH
from tests.factories.places import kept
from tests.factories.times import NOW

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Every member's authenticator in tests that do not set one up."""
RECOVERY_CODES = ("ABCDE-FGHJK", "MNPQR-STUVW")


def make_staff(
    session: Session,
    mail: str,
    role: Role = Role.COUNSELLOR,
    office_id: int | None = None,
    **changes: Any,
) -> StaffMember:
    """A member who has joined: a role, an authenticator, two recovery codes."""
    facts = {"name": "職員 一郎", "password_hash": PASSWORD_HASH, "created_at": NOW, "activated_at": NOW}
    member = kept(session, StaffMember, mail_address=mail, **facts | changes)
    give_role(session, member.id or 0, role, office_id)
    set_authenticator(session, member.id or 0, SECRET, step=0, now=NOW)
    codes = [f"{code[:-1]}{'23456789'[(member.id or 0) % 8]}" for code in RECOVERY_CODES]
    set_recovery_codes(session, member.id or 0, codes, now=NOW)
    return member


def give_role(session: Session, staff_id: int, role: Role, office_id: int | None = None) -> StaffRole:
    """A live role."""
    facts = {"role": role, "office_id": office_id, "granted_at": NOW}
    return kept(session, StaffRole, staff_member_id=staff_id, **facts)


def staff_principal(member: StaffMember, *grants: Grant, session_id: int | None = None) -> Principal:
    """The member, signed in, with these grants."""
    return Principal(PrincipalKind.STAFF, member.id, session_id, grants=frozenset(grants))


def totp_code(secret: str = SECRET, at: datetime = NOW, steps: int = 0) -> str:
    """Return what an authenticator shows at a moment, `steps` of thirty seconds away."""
    return TOTP(secret).generate_otp(step_at(at) + steps)
