"""Behind an invitation: name and password, the authenticator, ten recovery codes, and in.

What was entered lies sealed in the link's row until the last button, so that reload, back and
another device lose nothing, and nothing opens the account before.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.text import clean_name
from hellowork_portal.models import OneTimeLink, StaffMember, StaffSignInOutcome
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.rules import own_words, password_errors
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.staff.codes import (
    code_typed,
    new_recovery_codes,
    new_secret,
    otpauth,
    qr_path,
    shown_secret,
    used_step,
)
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.factors import set_authenticator, set_recovery_codes
from hellowork_portal.services.staff.invitations import INVITATION
from hellowork_portal.services.staff.rows import lock_members
from hellowork_portal.services.staff.rules import LONGEST_NAME
from hellowork_portal.services.staff.second_step import Passed
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.services.staff.sign_in import note_try
from hellowork_portal.services.staff.views import JoiningView

NAME, AUTHENTICATOR, CODES = "name", "authenticator", "codes"


def joining(session: Session, *, signed: str, language: str, now: datetime) -> JoiningView:
    """Return how far somebody has come behind their link; reads only. Raises LinkProblem."""
    link = links.live_link(session, INVITATION, signed, now)
    typed, member = links.typed_of(link), session.get_one(StaffMember, _member_id(link))
    name = typed.get("name", member.name)
    if "codes" in typed:
        return JoiningView(CODES, link.mail_address, name, codes=typed["codes"])
    if "secret" not in typed:
        return JoiningView(NAME, link.mail_address, name)
    drawn = drawn_secret(typed["secret"], link.mail_address, language)
    return JoiningView(AUTHENTICATOR, link.mail_address, name, *drawn)


def drawn_secret(secret: str, mail_address: str, language: str) -> tuple[str, int, str, str]:
    """Return a secret as QR path, the path's width, for typing, and as address for an app on this device."""
    issuer = say(language, "staff.authenticator.issuer")
    address = otpauth(secret, mail_address, issuer)
    return (*qr_path(address), shown_secret(secret), address)


def _member_id(link: OneTimeLink) -> int:
    return int(link.details["staff_member_id"])


def check_name_and_password(
    session: Session, *, signed: str, typed: Mapping[str, str], now: datetime
) -> None:
    """Check the first form before the password is hashed; raises Invalid (per box), LinkProblem."""
    link = links.live_link(session, INVITATION, signed, now)
    name = clean_name(typed.get("name", ""))
    wrong = password_errors(
        typed.get("password", ""), typed.get("password_again", ""), own_words(link.mail_address, name, "")
    )
    if not name:
        wrong = {"name": FieldError("required")} | wrong
    elif len(name) > LONGEST_NAME:
        wrong = {"name": FieldError("too_long", max=LONGEST_NAME)} | wrong
    if wrong:
        raise Invalid(wrong)


def set_up(session: Session, *, signed: str, name: str, password_hash: str, now: datetime) -> None:
    """Keep name and password and make the authenticator's secret; once there, the secret stays."""
    link = links.live_link(session, INVITATION, signed, now, lock=True)
    kept = links.typed_of(link)
    secret = kept.get("secret") or new_secret()
    links.keep_typed(
        link, kept | {"name": clean_name(name), "password_hash": password_hash, "secret": secret}
    )


def enrol_limits(signed: str) -> list[tuple[str, str]]:
    """Return the limit that codes typed behind a link count against."""
    return [("staff_code", fingerprint(signed))]


def enrol(session: Session, *, signed: str, code: str, now: datetime) -> None:
    """Confirm the authenticator by a code and make the recovery codes; raises WrongCode, LinkProblem."""
    link = links.live_link(session, INVITATION, signed, now, lock=True)
    kept = links.typed_of(link)
    if "codes" in kept:
        return
    step = used_step(kept["secret"], code_typed(code), now=now, after=0) if "secret" in kept else None
    if step is None:
        raise WrongCode
    links.keep_typed(link, kept | {"step": step, "codes": new_recovery_codes()})


def finish_joining(session: Session, *, signed: str, browser: str = "", now: datetime) -> Passed:
    """Open the account with what was set up, use the link up, sign in; the last button.

    Raises LinkProblem, also where a step is missing or the account was closed meanwhile.
    """
    member_id = _member_id(links.live_link(session, INVITATION, signed, now))
    member = lock_members(session, [member_id])[member_id]
    link = links.live_link(session, INVITATION, signed, now, lock=True)
    kept = links.typed_of(link)
    if "codes" not in kept or member.closed_at or member.activated_at:
        raise LinkProblem("used")
    member.name, member.password_hash, member.activated_at = kept["name"], kept["password_hash"], now
    set_authenticator(session, member_id, kept["secret"], step=kept["step"], now=now)
    set_recovery_codes(session, member_id, kept["codes"], now=now)
    links.finish(link, now=now)
    token, session_id = open_session(session, member_id, old_token="", agent=browser, now=now)
    actor = Principal(PrincipalKind.STAFF, member_id, session_id)
    record(session, actor, "staff.activated", ("staff_member", member_id), now=now)
    note_try(session, member_id, StaffSignInOutcome.GOOD, agent=browser, now=now, session_id=session_id)
    _tell(session, member, now)
    return Passed(member_id, token)


def _tell(session: Session, member: StaffMember, now: datetime) -> None:
    told = letter(
        "staff_activated",
        id_of(member),
        now=now,
        to=member.mail_address,
        language=member.language,
        name=member.name,
    )
    enqueue(session, [told], now=now)
