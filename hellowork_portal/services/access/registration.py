"""Registering (C1): address → mail → form → check → account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Applicant
from hellowork_portal.services.access import addresses, links, rules
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.owners import is_taken
from hellowork_portal.services.access.people import Person, checked_person
from hellowork_portal.services.access.rules import LINK_LIFE, own_words
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue

TERMS_VERSION = "2026-11-23"
_LONGEST_DRAFT = 20_000


def request_registration(
    session: Session,
    *,
    principal: Principal,
    mail_address: str,
    return_to: str = "",
    now: datetime,
) -> str:
    """Send the registration mail and return the address as it was understood.

    The answer is the same whether or not the address is known; a known one gets
    a mail that says so. Raises Invalid (the address).
    """
    mail = addresses.checked(mail_address)
    known = is_taken(session, mail, now=now)
    job = {"to": mail, "language": principal.language, "mail": "register_known"}
    if not known:
        signed = _issue(session, mail, principal.language, return_to, now)
        job |= {"mail": "register_link", "link_sealed": seal(addresses.link_to(links.REGISTER, signed))}
    key = f"mail:register:{fingerprint(mail)[:24]}:{now.timestamp()}"
    enqueue(session, [NewJob("mail", key, job)], now=now)
    record(session, principal, "registration.requested", ("one_time_link", None), now=now, known=known)
    return mail


def _issue(session: Session, mail: str, language: str, return_to: str, now: datetime) -> str:
    """Write the link that keeps which terms were agreed to, and when; return its signed token."""
    return links.issue_link(
        session,
        links.REGISTER,
        mail,
        life=LINK_LIFE,
        now=now,
        language=language,
        return_to=return_to,
        terms_version=TERMS_VERSION,
        terms_agreed_at=now.isoformat(),
    )


def mail_limits(principal: Principal, mail: str) -> list[tuple[str, str]]:
    """Return the limits that a mail to an address counts against, to be spent before it is asked for."""
    return [
        ("mail_per_address", fingerprint(addresses.canonical(mail))),
        ("mail_per_network", principal.address),
    ]


def keep_registration_draft(
    session: Session, *, signed: str, boxes: Mapping[str, str], now: datetime
) -> None:
    """Keep the form's boxes as typed so far (never a password); absurd amounts are dropped."""
    link = links.live_link(session, links.REGISTER, signed, now, lock=True)
    kept = {str(name): str(text) for name, text in boxes.items() if not str(name).startswith("password")}
    if sum(len(text) for text in kept.values()) <= _LONGEST_DRAFT:
        links.keep_typed(link, links.typed_of(link) | {"boxes": kept})


def check_registration(
    session: Session, *, signed: str, typed: Mapping[str, Any], password_hash: str | None, now: datetime
) -> None:
    """Take the whole form for the check page; raises Invalid with an error per field.

    `password_hash` is made outside the transaction, after `password_errors`;
    None keeps the one chosen before (coming back from the check page).
    """
    link = links.live_link(session, links.REGISTER, signed, now, lock=True)
    kept = links.typed_of(link)
    checked_person(typed, now=now)
    if password_hash is None and "password_hash" not in kept:
        raise Invalid({"password": FieldError("required")})
    kept["person"] = dict(typed)
    if password_hash is not None:
        kept["password_hash"] = password_hash
    links.keep_typed(link, kept)


def password_errors(typed: Mapping[str, Any], mail_address: str, *, has_one: bool) -> dict[str, PortalError]:
    """Return field errors of the two password boxes; both empty is fine once one was chosen."""
    password, again = str(typed.get("password", "")), str(typed.get("password_again", ""))
    if has_one and not password and not again:
        return {}
    words = own_words(mail_address, str(typed.get("name", "")), str(typed.get("reading", "")))
    return rules.password_errors(password, again, words)


def complete_registration(session: Session, *, principal: Principal, signed: str, now: datetime) -> int:
    """Make the account of a checked form and use the link up; return the applicant's id.

    Raises LinkProblem (used by the first of a double click) and Invalid where
    the form was never checked.
    """
    link = links.live_link(session, links.REGISTER, signed, now, lock=True)
    typed = links.typed_of(link)
    if "password_hash" not in typed or "person" not in typed:
        raise Invalid({"password": FieldError("required")})
    person = checked_person(typed["person"], now=now)
    if is_taken(session, link.mail_address, now=now):
        raise LinkProblem("used")
    applicant = _account(link.mail_address, typed["password_hash"], person, link, now)
    _write(session, applicant)
    link.used_at, link.details_sealed, link.applicant_id = now, "", applicant.id
    actor = Principal(PrincipalKind.APPLICANT, applicant.id, language=link.language)
    record(
        session,
        actor,
        "applicant.registered",
        ("applicant", applicant.id),
        now=now,
        terms=applicant.terms_version,
    )
    job = {"mail": "register_done", "applicant_id": applicant.id, "language": applicant.language}
    enqueue(session, [NewJob("mail", f"mail:register_done:{applicant.id}", job)], now=now)
    return id_of(applicant)


def _write(session: Session, applicant: Applicant) -> None:
    """Insert the account; where another link of the address is completed at this moment, the first wins."""
    session.add(applicant)
    try:
        session.flush()
    except IntegrityError:
        raise LinkProblem("used") from None


def _account(
    mail: str, password_hash: str, person: Person, link: links.OneTimeLink, now: datetime
) -> Applicant:
    return Applicant(
        mail_address=mail,
        password_hash=password_hash,
        **person.columns(),
        language=known_language(link.language),
        terms_version=link.details["terms_version"],
        terms_agreed_at=datetime.fromisoformat(link.details["terms_agreed_at"]),
        created_at=now,
    )
