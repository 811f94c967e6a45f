"""One-time codes handed out at the counter, after staff have seen who stands there (decision 11)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlmodel import Session
from sqlmodel import select as orm_select

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Applicant, CounterCode, Reservation
from hellowork_portal.services.access import addresses
from hellowork_portal.services.accounts.errors import AccountNotFound
from hellowork_portal.services.accounts.rules import CODE_LIFE, CounterPurpose
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reservations.rules import new_number, number_typed

_CODE, _PERSON, _RES = table_of(CounterCode), table_of(Applicant), table_of(Reservation)
_LONGEST_NAME = 120


def account_of(session: Session, *, reservation: str = "", mail_address: str = "") -> int:
    """Return the account that a 予約番号 or a 利用者ID names; raises AccountNotFound."""
    query = select(_PERSON.c.id).where(_PERSON.c.closed_at.is_(None))
    if reservation:
        number = number_typed(reservation) or ""
        query = query.join(_RES, _RES.c.applicant_id == _PERSON.c.id).where(_RES.c.number == number)
    else:
        query = query.where(_PERSON.c.mail_address == addresses.canonical(mail_address))
    found = session.connection().scalar(query)
    if found is None:
        raise AccountNotFound
    return found


def make_counter_code(
    session: Session,
    *,
    principal: Principal,
    applicant_id: int,
    purpose: CounterPurpose,
    made_by: str,
    now: datetime,
) -> str:
    """Return a code for one person and purpose: ten signs without look-alikes, 24 hours, one use.

    It is shown this once and stands in the table only as a keyed hash. A new code takes
    the place of an unused one. `made_by` names who verified the person. Only the portal's
    own commands may make one; raises NotAllowed, AccountNotFound.
    """
    if principal.kind is not PrincipalKind.SYSTEM or not made_by.strip():
        raise NotAllowed
    person = session.get(Applicant, applicant_id, with_for_update=True)
    if person is None or person.closed_at is not None:
        raise AccountNotFound
    withdraw_codes(session, purpose, applicant_id=applicant_id, now=now)
    code, code_id = issue_code(session, purpose, made_by=made_by, now=now, applicant_id=applicant_id)
    subject = ("applicant", applicant_id)
    record(session, principal, "counter_code.made", subject, now=now, code=code_id, purpose=purpose)
    return code


def issue_code(
    session: Session,
    purpose: CounterPurpose,
    *,
    made_by: str,
    now: datetime,
    applicant_id: int | None = None,
    claimant_id: int | None = None,
) -> tuple[str, int]:
    """Return a new code for an account or for a claimant's record, and its row's id.

    The caller has checked the right, holds the row's lock and records it.
    """
    code = new_number()
    row = CounterCode(
        applicant_id=applicant_id,
        claimant_id=claimant_id,
        purpose=purpose,
        code_hash=fingerprint(code),
        made_by=made_by.strip()[:_LONGEST_NAME],
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    session.add(row)
    session.flush()
    return code, id_of(row)


def withdraw_codes(session: Session, purpose: CounterPurpose, *, now: datetime, **whose: int) -> None:
    """Let the unused codes of an account (`applicant_id`) or a record (`claimant_id`) open nothing more."""
    session.connection().execute(update(_CODE).where(_unused(purpose, whose)).values(used_at=now))


def has_live_code(session: Session, purpose: CounterPurpose, *, now: datetime, **whose: int) -> bool:
    """Whether a code was handed out that still opens something."""
    live = and_(_unused(purpose, whose), _CODE.c.expires_at > now)
    return session.connection().execute(select(_CODE.c.id).where(live)).first() is not None


def _unused(purpose: CounterPurpose, whose: dict[str, int]) -> ColumnElement[bool]:
    theirs = (_CODE.c[name] == value for name, value in whose.items())
    return and_(*theirs, _CODE.c.purpose == purpose, _CODE.c.used_at.is_(None))


def live_code(session: Session, typed: str, purpose: CounterPurpose, *, now: datetime) -> CounterCode | None:
    """Return the row of a code as somebody typed it; None where it is wrong, spent or too old."""
    code = number_typed(typed) or ""
    named = orm_select(CounterCode).where(CounterCode.code_hash == fingerprint(code))
    found = session.exec(named).first()
    if found is None or found.purpose != purpose or found.used_at is not None or found.expires_at <= now:
        return None
    return found
