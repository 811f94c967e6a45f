"""Signing in (C2): slow for an attacker, never shut for the owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, sign, unsign
from hellowork_portal.models import Applicant, SignInOutcome
from hellowork_portal.ports.passwords import Passwords
from hellowork_portal.services.access import addresses
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.access.history import note_sign_in
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue

_KNOWN_BROWSER = "browser"


@dataclass(frozen=True)
class Candidate:
    """Who may be signing in: nobody has `applicant_id` None and an empty hash."""

    applicant_id: int | None
    password_hash: str
    language: str


def candidate(session: Session, *, mail_address: str) -> Candidate:
    """Return the account of an address, or nobody; bad addresses are nobody's."""
    try:
        mail = addresses.checked(mail_address)
    except Invalid:
        return Candidate(None, "", "ja")
    row = session.exec(select(Applicant).where(Applicant.mail_address == mail)).first()
    return Candidate(row.id, row.password_hash, row.language) if row else Candidate(None, "", "ja")


def browser_token(applicant_id: int) -> str:
    """Return what a browser keeps to be known as one that this person has used before."""
    return sign(_KNOWN_BROWSER, str(applicant_id))


def tries(mail_address: str, network: str, known: str, who: Candidate) -> list[tuple[str, str]]:
    """Return the limits that a try counts against, to be spent before the password is looked at.

    A browser the owner has used before has an allowance of its own, so tries of
    strangers, of the same network too, cannot shut the owner out; from a new browser
    the reset mail opens.
    """
    is_known = who.applicant_id is not None and unsign(_KNOWN_BROWSER, known) == str(who.applicant_id)
    account = account_key(mail_address)
    if is_known:
        return [("sign_in_known_browser", f"{account}:{known}")]
    return [("sign_in_per_network", network), ("sign_in_per_account", account)]


def account_key(mail_address: str) -> str:
    """Return what tries for an address are counted under; it does not tell the address."""
    return fingerprint(addresses.canonical(mail_address))


def check_password(passwords: Passwords, who: Candidate, password: str) -> int:
    """Return the applicant's id; raises WrongCredentials, equally slow for unknown people."""
    if not passwords.matches(who.password_hash, password) or who.applicant_id is None:
        raise WrongCredentials
    return who.applicant_id


def note_failure(
    session: Session, *, principal: Principal, who: Candidate, slowed: bool, now: datetime, browser: str = ""
) -> None:
    """Record a failed try; where tries were slowed, tell the owner once a day.

    An account's owner finds it in the list of sign-ins; of an address without account
    nothing is kept.
    """
    record(session, principal, "session.refused", ("applicant", who.applicant_id), now=now, slowed=slowed)
    if who.applicant_id is None:
        return
    outcome = SignInOutcome.LOCKED if slowed else SignInOutcome.WRONG
    note_sign_in(session, who.applicant_id, outcome, agent=browser, now=now)
    if slowed:
        key = f"mail:sign_in_locked:{who.applicant_id}:{day_in_japan(now)}"
        args = {"mail": "sign_in_locked", "applicant_id": who.applicant_id, "language": who.language}
        enqueue(session, [NewJob("mail", key, args)], now=now)
