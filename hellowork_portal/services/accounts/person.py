"""The acting person's own row, and their password where it is asked for again."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.audit.service import record


def own_person(session: Session, principal: Principal, verified_hash: str | None = None) -> Applicant:
    """Return the acting person's row, locked.

    `verified_hash` is the password that was checked: raises WrongPassword where it was
    changed meanwhile. A closed account acts no more.
    """
    person = session.get(Applicant, principal.applicant_id, with_for_update=True)
    if person is None or person.closed_at is not None:
        raise NotAllowed
    if verified_hash is not None and person.password_hash != verified_hash:
        raise WrongPassword
    return person


def password_hash_of(session: Session, *, principal: Principal) -> str:
    """Return the hash that the person's own password is checked against, outside any transaction."""
    return session.get_one(Applicant, principal.applicant_id).password_hash


def password_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that asking for one's own password counts against."""
    return [("own_password_per_person", str(principal.applicant_id))]


def note_wrong_password(session: Session, *, principal: Principal, now: datetime) -> None:
    """Record that somebody who is signed in did not know the password."""
    record(session, principal, "password.refused", ("applicant", principal.applicant_id), now=now)
