"""What lets a member of staff in beside the password: set, renewed, and made void."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select
from sqlmodel import Session

from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import RecoveryCode, SecondFactor, SecondFactorKind, StaffMember
from hellowork_portal.services.staff.codes import new_secret, recovery_hash
from hellowork_portal.services.staff.rules import SETTING_UP
from hellowork_portal.services.staff.sessions import end_all

_FACTOR, _CODE = table_of(SecondFactor), table_of(RecoveryCode)


def void_access(session: Session, member: StaffMember) -> None:
    """Make password, authenticator, recovery codes and sessions of a locked member void.

    Until the account is set up anew nothing opens it.
    """
    staff_id = id_of(member)
    member.password_hash, member.activated_at = "", None
    for table in (_FACTOR, _CODE):
        session.connection().execute(delete(table).where(table.c.staff_member_id == staff_id))
    end_all(session, staff_id)


def set_authenticator(session: Session, staff_id: int, secret: str, *, step: int, now: datetime) -> None:
    """Take a secret that a code has confirmed in the place of any other; `step` was used for that."""
    session.connection().execute(delete(_FACTOR).where(_FACTOR.c.staff_member_id == staff_id))
    session.add(_factor(staff_id, secret, now, confirmed_at=now, last_step=step))


def pending_secret(session: Session, staff_id: int, *, now: datetime) -> str | None:
    """Return the secret of an authenticator that is being set up, None where there is none of today."""
    own = select(_FACTOR).where(_FACTOR.c.staff_member_id == staff_id, _FACTOR.c.confirmed_at.is_(None))
    row = session.connection().execute(own.order_by(_FACTOR.c.id.desc())).first()
    return unseal(row.secret_sealed) if row is not None and row.made_at > now - SETTING_UP else None


def begin_authenticator(session: Session, staff_id: int, *, now: datetime) -> str:
    """Return the secret of the authenticator that is being set up, a new one where there is none.

    The confirmed one goes on working meanwhile.
    """
    if secret := pending_secret(session, staff_id, now=now):
        return secret
    pending = and_(_FACTOR.c.staff_member_id == staff_id, _FACTOR.c.confirmed_at.is_(None))
    session.connection().execute(delete(_FACTOR).where(pending))
    secret = new_secret()
    session.add(_factor(staff_id, secret, now))
    return secret


def _factor(staff_id: int, secret: str, now: datetime, **more: Any) -> SecondFactor:
    return SecondFactor(
        staff_member_id=staff_id,
        kind=SecondFactorKind.TOTP,
        secret_sealed=seal(secret),
        made_at=now,
        **more,
    )


def set_recovery_codes(session: Session, staff_id: int, codes: Sequence[str], *, now: datetime) -> None:
    """Keep new recovery codes as hashes; the former ones work no more."""
    session.connection().execute(delete(_CODE).where(_CODE.c.staff_member_id == staff_id))
    for code in codes:
        session.add(
            RecoveryCode(staff_member_id=staff_id, code_hash=recovery_hash(staff_id, code), made_at=now)
        )
