"""The members of staff one can sign in as; password and authenticator are made once, shown by `make run`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as rows_of

from hellowork_portal.demo.people import new_password
from hellowork_portal.kit.principal import Grant, Role
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Office, SecondFactor, StaffMember, StaffRole
from hellowork_portal.ports.passwords import Passwords
from hellowork_portal.services.staff.codes import new_secret
from hellowork_portal.services.staff.factors import set_authenticator
from hellowork_portal.services.staff.rows import grants_of, live_roles

_FACTOR, _OFFICE = table_of(SecondFactor), table_of(Office)


@dataclass(frozen=True)
class StaffAccount:
    """How to sign in as a member of staff; `secret` goes into an authenticator."""

    code: str
    mail: str
    password: str
    secret: str


def kept_staff(path: Path) -> list[StaffAccount]:
    """Return the accounts of earlier starts."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [StaffAccount(*(one[name] for name in StaffAccount.__dataclass_fields__)) for one in stored]


def seed_staff(
    session: Session,
    *,
    staff: Sequence[dict[str, Any]],
    known: Sequence[StaffAccount],
    passwords: Passwords,
    now: datetime,
) -> list[StaffAccount]:
    """Make the accounts that are missing and open those that were closed; return how to sign in.

    What is known of earlier starts stays; a password or secret that is not known any more is replaced.
    """
    kept = {account.mail: account for account in known}
    return [_seed_one(session, one, kept.get(one["mail"]), passwords, now) for one in staff]


def _seed_one(
    session: Session, wish: dict[str, Any], known: StaffAccount | None, passwords: Passwords, now: datetime
) -> StaffAccount:
    account = known or StaffAccount(wish["code"], wish["mail"], new_password(), new_secret())
    member = _member(session, wish, now)
    member.closed_at, member.activated_at = None, member.activated_at or now
    if not passwords.matches(member.password_hash, account.password):
        member.password_hash = passwords.hash(account.password)
    if account.secret not in _secrets(session, id_of(member)):
        set_authenticator(session, id_of(member), account.secret, step=0, now=now)
    _give_role(session, id_of(member), wish, now)
    return account


def _member(session: Session, wish: dict[str, Any], now: datetime) -> StaffMember:
    query = rows_of(StaffMember).where(StaffMember.mail_address == wish["mail"])
    member = session.exec(query).first()
    if member is None:
        member = StaffMember(mail_address=wish["mail"], name=wish["name"], created_at=now)
        session.add(member)
        session.flush()
    return member


def _secrets(session: Session, staff_id: int) -> list[str]:
    confirmed = (_FACTOR.c.staff_member_id == staff_id) & _FACTOR.c.confirmed_at.is_not(None)
    return [
        unseal(one) for one in session.connection().scalars(select(_FACTOR.c.secret_sealed).where(confirmed))
    ]


def _give_role(session: Session, staff_id: int, wish: dict[str, Any], now: datetime) -> None:
    office = select(_OFFICE.c.id).where(_OFFICE.c.code == wish["office"])
    office_id = session.connection().execute(office).scalar_one() if wish["office"] else None
    role = Role(wish["role"])
    if Grant(role, office_id) in grants_of(live_roles(session, staff_id)):
        return
    session.add(StaffRole(staff_member_id=staff_id, role=role, office_id=office_id, granted_at=now))
    session.flush()
