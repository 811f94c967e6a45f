"""A forgotten password: mail → new password; the same answer for every address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, select

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Applicant, OneTimeLink
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.rules import RESET_LIFE, own_words, password_problem
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue

_LINK = table_of(OneTimeLink)


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
    password, again = str(typed.get("password", "")), str(typed.get("password_again", ""))
    problem = password_problem(password, own_words(owner.mail_address, owner.name, owner.reading))
    if problem:
        raise Invalid({"password": FieldError(problem)})
    if password != again:
        raise Invalid({"password_again": FieldError("passwords_differ")})


def complete_reset(session: Session, *, signed: str, password_hash: str, now: datetime) -> int:
    """Set the new password, use up all reset links, end every session; return the applicant's id."""
    link = links.live_link(session, links.RESET, signed, now, lock=True)
    owner = session.get_one(Applicant, link.applicant_id)
    owner.password_hash = password_hash
    applicant_id = id_of(owner)
    _use_up(session, applicant_id, now)
    end_all_sessions(session, applicant_id)
    actor = Principal(PrincipalKind.APPLICANT, applicant_id)
    record(session, actor, "password.changed", ("applicant", owner.id), now=now)
    args = {"mail": "password_changed", "applicant_id": owner.id, "language": owner.language}
    enqueue(session, [NewJob("mail", f"mail:password_changed:{link.id}", args)], now=now)
    return applicant_id


def _use_up(session: Session, applicant_id: int, now: datetime) -> None:
    """Use up every reset link of a person: a mail asked for earlier must not undo the new password."""
    own = (
        (_LINK.c.applicant_id == applicant_id) & (_LINK.c.purpose == links.RESET) & _LINK.c.used_at.is_(None)
    )
    session.connection().execute(update(_LINK).where(own).values(used_at=now))
