"""A forgotten password: mail → new password; the same answer for every address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Applicant
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.rules import RESET_LIFE, own_words, password_errors
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue


def request_reset(session: Session, *, principal: Principal, mail_address: str, now: datetime) -> str:
    """Send a reset mail, or one that says no account is here; return the address understood."""
    mail = addresses.checked(mail_address)
    owner = session.exec(select(Applicant).where(Applicant.mail_address == mail)).first()
    job: dict[str, Any] = {"to": mail, "language": principal.language, "mail": "reset_unknown"}
    if owner is not None:
        token = links.issue_link(
            session,
            links.RESET,
            mail,
            life=RESET_LIFE,
            now=now,
            applicant_id=owner.id,
            language=principal.language,
        )
        job |= {"mail": "reset_link", "link_sealed": seal(addresses.link_to(links.RESET, token))}
    enqueue(session, [NewJob("mail", f"mail:reset:{fingerprint(mail)[:24]}:{now.timestamp()}", job)], now=now)
    record(
        session, principal, "password.reset_requested", ("applicant", owner.id if owner else None), now=now
    )
    return mail


def new_password_errors(session: Session, *, signed: str, typed: Mapping[str, Any], now: datetime) -> None:
    """Check the two boxes of the reset form; raises Invalid or LinkProblem."""
    link = links.live_link(session, links.RESET, signed, now)
    owner = session.get_one(Applicant, link.applicant_id)
    _refuse_former_address(link, owner)
    password, again = str(typed.get("password", "")), str(typed.get("password_again", ""))
    if wrong := password_errors(password, again, own_words(owner.mail_address, owner.name, owner.reading)):
        raise Invalid(wrong)


def complete_reset(session: Session, *, signed: str, password_hash: str, now: datetime) -> int:
    """Set the new password, use up all reset links, end every session; return the applicant's id."""
    link, owner = links.link_and_owner(session, links.RESET, signed, now)
    _refuse_former_address(link, owner)
    set_password(session, owner, password_hash, now=now)
    return id_of(owner)


def _refuse_former_address(link: links.OneTimeLink, owner: Applicant) -> None:
    """Raise LinkProblem where the mail went to an address that is no longer the account's."""
    if link.mail_address != owner.mail_address:
        raise LinkProblem("used")


def set_password(session: Session, owner: Applicant, password_hash: str, *, now: datetime) -> None:
    """Set the password of a locked account, end every session and tell the owner."""
    owner.password_hash = password_hash
    links.use_up(session, id_of(owner), [links.RESET], now=now)
    end_all_sessions(session, id_of(owner))
    actor = Principal(PrincipalKind.APPLICANT, owner.id)
    record(session, actor, "password.changed", ("applicant", owner.id), now=now)
    args = {"mail": "password_changed", "applicant_id": owner.id, "language": owner.language}
    enqueue(session, [NewJob("mail", f"mail:password_changed:{owner.id}:{now.timestamp()}", args)], now=now)
