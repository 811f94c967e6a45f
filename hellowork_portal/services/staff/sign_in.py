"""The first step of signing in: address and password. It opens nothing but the second step."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, select

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, sign, unsign
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import StaffMember, StaffSignIn, StaffSignInOutcome
from hellowork_portal.ports.passwords import Passwords
from hellowork_portal.services.access import addresses
from hellowork_portal.services.access.browsers import browser_name
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.staff.rows import lock_members
from hellowork_portal.services.staff.sessions import open_waiting

_KNOWN_BROWSER = "staff_browser"


@dataclass(frozen=True)
class Candidate:
    """Who may be signing in: nobody, the invited and the closed have an empty hash."""

    staff_id: int | None = None
    password_hash: str = ""


def candidate(session: Session, *, mail_address: str) -> Candidate:
    """Return the open account of an address, or nobody; bad addresses are nobody's."""
    try:
        mail = addresses.checked(mail_address)
    except Invalid:
        return Candidate()
    row = session.exec(select(StaffMember).where(StaffMember.mail_address == mail)).first()
    if row is None or row.closed_at or not row.activated_at:
        return Candidate()
    return Candidate(row.id, row.password_hash)


def browser_token(staff_id: int) -> str:
    """Return what a browser keeps to be known as one that has passed both steps for this member before."""
    return sign(_KNOWN_BROWSER, str(staff_id))


def knows(known: str, staff_id: int | None) -> bool:
    """Whether a browser's mark is this member's."""
    return staff_id is not None and unsign(_KNOWN_BROWSER, known) == str(staff_id)


def account_key(mail_address: str) -> str:
    """Return what tries for an address are counted under; it does not tell the address."""
    return fingerprint(f"staff:{addresses.canonical(mail_address)}")


def tries(mail_address: str, network: str, known: str, who: Candidate) -> list[tuple[str, str]]:
    """Return the limits that a try counts against, to be spent before the password is looked at.

    As on the citizens' side: a browser that its owner has used before has an allowance of its
    own, so that strangers' tries cannot shut the owner out.
    """
    account = account_key(mail_address)
    if knows(known, who.staff_id):
        return [("staff_sign_in_known_browser", f"{account}:{known}")]
    return [("staff_sign_in_per_network", network), ("staff_sign_in_per_account", account)]


def check_password(passwords: Passwords, who: Candidate, password: str) -> int:
    """Return the member's id; raises WrongCredentials, equally slow for unknown people."""
    if not passwords.matches(who.password_hash, password) or who.staff_id is None:
        raise WrongCredentials
    return who.staff_id


def begin_second_step(
    session: Session, *, staff_id: int, verified_hash: str, browser: str, now: datetime
) -> str:
    """Return the token that waits ten minutes for a code.

    Raises WrongCredentials where the password that was checked is no longer this one.
    """
    member = lock_members(session, [staff_id]).get(staff_id)
    if member is None or member.closed_at or member.password_hash != verified_hash:
        raise WrongCredentials
    return open_waiting(session, staff_id, agent=browser, now=now)


def note_try(
    session: Session,
    staff_id: int,
    outcome: StaffSignInOutcome,
    *,
    agent: str,
    now: datetime,
    session_id: int | None = None,
) -> None:
    """Write one try down; of the browser only its name is kept."""
    row = {"staff_member_id": staff_id, "staff_session_id": session_id, "at": now, "outcome": outcome}
    session.connection().execute(insert(table_of(StaffSignIn)), row | {"browser": browser_name(agent)})


def note_failure(
    session: Session,
    *,
    principal: Principal,
    staff_id: int | None,
    outcome: StaffSignInOutcome,
    now: datetime,
    browser: str = "",
) -> None:
    """Record a failed try of either step; of an address without account nothing but the entry is kept.

    The owner is told by mail, once a day, when tries were slowed, and when a code was wrong:
    whoever gets that far knows the password.
    """
    subject = ("staff_member", staff_id)
    record(session, principal, "staff.session_refused", subject, now=now, outcome=outcome.value)
    if staff_id is None:
        return
    note_try(session, staff_id, outcome, agent=browser, now=now)
    if outcome is not StaffSignInOutcome.WRONG:
        enqueue(session, [_warning(session.get_one(StaffMember, staff_id), outcome, now)], now=now)


def _warning(member: StaffMember, outcome: StaffSignInOutcome, now: datetime) -> NewJob:
    mail = "staff_slowed" if outcome is StaffSignInOutcome.LOCKED else "staff_code_wrong"
    told = letter(
        mail, member.id, now=now, to=member.mail_address, language=member.language, name=member.name
    )
    return NewJob("mail", f"mail:{mail}:{id_of(member)}:{day_in_japan(now)}", told.args)
