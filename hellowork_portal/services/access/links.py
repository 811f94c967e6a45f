"""Mail links: signed, one row each, used up by a POST only (product.md decision 8)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import new_token, seal, sign, token_hash, unseal, unsign
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Applicant, OneTimeLink
from hellowork_portal.services.access.errors import LinkProblem

_LINK = table_of(OneTimeLink)
_JUST_NOW = timedelta(minutes=10)
REGISTER, RESET = "register", "reset"
ADDRESS, OBJECTION, RECOVERY = "address", "objection", "recovery"
PURPOSES = (REGISTER, RESET, ADDRESS, OBJECTION, RECOVERY)
"""The citizens' links; the staff side has its own purpose (services/staff/invitations)."""


@dataclass(frozen=True)
class LinkView:
    """A live link: whose it is, where it returns to, and what was typed behind it so far."""

    link_id: int
    mail_address: str
    language: str
    return_to: str
    typed: Mapping[str, Any]


def issue_link(
    session: Session, purpose: str, mail_address: str, *, life: timedelta, now: datetime, **details: Any
) -> str:
    """Write a link's row and return the signed token that goes into the mail."""
    token = new_token()
    session.add(
        OneTimeLink(
            purpose=purpose,
            token_hash=token_hash(token),
            mail_address=mail_address,
            applicant_id=details.pop("applicant_id", None),
            language=details.pop("language", "ja"),
            details=details,
            created_at=now,
            expires_at=now + life,
        )
    )
    return sign(purpose, token)


def check_link(session: Session, *, purpose: str, signed: str, now: datetime) -> LinkView:
    """Return a live link; reads only, because mail scanners fetch links.

    Raises LinkProblem: altered (cut off or changed), foreign (made for something
    else), expired, used.
    """
    return _view(live_link(session, purpose, signed, now))


def live_link(
    session: Session, purpose: str, signed: str, now: datetime, *, lock: bool = False
) -> OneTimeLink:
    """Return the row of a live link, locked where it is about to be used; raises LinkProblem."""
    token = unsign(purpose, signed)
    if token is None:
        raise LinkProblem("foreign" if any(unsign(other, signed) for other in PURPOSES) else "altered")
    query = select(OneTimeLink).where(OneTimeLink.token_hash == token_hash(token))
    link = session.exec(query.with_for_update() if lock else query).first()
    if link is None:
        raise LinkProblem("foreign")
    if link.used_at is not None:
        raise LinkProblem("used")
    if link.expires_at <= now:
        raise LinkProblem("expired")
    return link


def link_and_owner(
    session: Session, purpose: str, signed: str, now: datetime
) -> tuple[OneTimeLink, Applicant]:
    """Return a live link and the account it acts on, both locked, the person first; raises LinkProblem."""
    known = token_hash(unsign(purpose, signed) or "")
    owner_id = session.connection().scalar(
        core_select(_LINK.c.applicant_id).where(_LINK.c.token_hash == known)
    )
    owner = session.get_one(Applicant, owner_id, with_for_update=True) if owner_id is not None else None
    link = live_link(session, purpose, signed, now, lock=True)
    if owner is None:
        raise LinkProblem("foreign")
    return link, owner


def finish(link: OneTimeLink, *, now: datetime) -> None:
    """Use a link up by the POST it was made for."""
    link.used_at, link.details_sealed, link.details = now, "", {**link.details, "done": True}


def was_done(session: Session, *, purpose: str, signed: str) -> bool:
    """Whether a link has done what it was made for: what the second of two clicks is shown."""
    known = token_hash(unsign(purpose, signed) or "")
    details = session.connection().scalar(core_select(_LINK.c.details).where(_LINK.c.token_hash == known))
    return bool(details and details.get("done"))


def has_just_used(session: Session, *, principal: Principal, purpose: str, now: datetime) -> bool:
    """Whether the acting person has used a link of a purpose within the last minutes."""
    own = (_LINK.c.applicant_id == principal.id) & (_LINK.c.purpose == purpose)
    query = core_select(_LINK.c.id).where(own, _LINK.c.used_at > now - _JUST_NOW).limit(1)
    return session.connection().scalar(query) is not None


def use_up(session: Session, applicant_id: int, purposes: Sequence[str], *, now: datetime) -> None:
    """Use up a person's live links: a mail asked for earlier must not undo what was decided later."""
    own = and_(_LINK.c.applicant_id == applicant_id, _LINK.c.purpose.in_(purposes), _LINK.c.used_at.is_(None))
    session.connection().execute(update(_LINK).where(own).values(used_at=now, details_sealed=""))


def _view(link: OneTimeLink) -> LinkView:
    return LinkView(
        id_of(link), link.mail_address, link.language, link.details.get("return_to", ""), typed_of(link)
    )


def typed_of(link: OneTimeLink) -> dict[str, Any]:
    """Return what was typed behind a link so far."""
    return json.loads(unseal(link.details_sealed)) if link.details_sealed else {}


def keep_typed(link: OneTimeLink, typed: Mapping[str, Any]) -> None:
    """Seal what was typed into the link's row, so that reload and another device keep it."""
    link.details_sealed = seal(json.dumps(dict(typed)))
