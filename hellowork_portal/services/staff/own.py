"""One's own account on the staff side: sign-ins, browsers, recovery codes, authenticator, password."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import StaffMember, StaffSession, StaffSignIn
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.access.rules import own_words, password_errors
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.staff.codes import code_typed, new_recovery_codes, used_step
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.factors import (
    begin_authenticator,
    pending_secret,
    set_authenticator,
    set_recovery_codes,
)
from hellowork_portal.services.staff.joining import drawn_secret
from hellowork_portal.services.staff.rows import lock_members
from hellowork_portal.services.staff.rules import HISTORY, HISTORY_LINES
from hellowork_portal.services.staff.second_step import codes_left, use_authenticator
from hellowork_portal.services.staff.sessions import end_all
from hellowork_portal.services.staff.views import (
    NewAuthenticator,
    OwnSecurity,
    StaffBrowser,
    StaffSignInLine,
)

_TRY, _SESSION = table_of(StaffSignIn), table_of(StaffSession)


def own_security(session: Session, *, principal: Principal, now: datetime) -> OwnSecurity:
    """Return where one is signed in, who has tried, and how many recovery codes are left."""
    staff_id = principal.staff_id
    return OwnSecurity(
        mail_address=session.get_one(StaffMember, staff_id).mail_address,
        codes_left=codes_left(session, staff_id),
        browsers=_browsers(session, principal, now),
        sign_ins=_sign_ins(session, principal, now),
    )


def _browsers(session: Session, principal: Principal, now: datetime) -> list[StaffBrowser]:
    live = select(_SESSION).where(
        _SESSION.c.staff_member_id == principal.staff_id,
        _SESSION.c.passed_at.is_not(None),
        _SESSION.c.idle_ends_at > now,
        _SESSION.c.ends_at > now,
    )
    rows = session.connection().execute(live.order_by(_SESSION.c.id.desc()))
    return [
        StaffBrowser(row.browser, of_moment(row.created_at), row.id == principal.session_id) for row in rows
    ]


def _sign_ins(session: Session, principal: Principal, now: datetime) -> list[StaffSignInLine]:
    recent = select(_TRY).where(_TRY.c.staff_member_id == principal.staff_id, _TRY.c.at > now - HISTORY)
    rows = session.connection().execute(recent.order_by(_TRY.c.id.desc()).limit(HISTORY_LINES))
    here = principal.session_id
    return [
        StaffSignInLine(of_moment(row.at), str(row.outcome), row.browser, row.staff_session_id == here)
        for row in rows
    ]


def own_code_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limit that codes asked for on one's own pages count against."""
    return [("staff_own_code", str(principal.staff_id))]


def renew_recovery_codes(session: Session, *, principal: Principal, code: str, now: datetime) -> list[str]:
    """Make ten new recovery codes, after a code of the authenticator; they are shown this once.

    Raises WrongCode. The former codes work no more, and the owner is told.
    """
    member = _own(session, principal)
    use_authenticator(session, id_of(member), code, now=now)
    codes = new_recovery_codes()
    set_recovery_codes(session, id_of(member), codes, now=now)
    record(session, principal, "staff.recovery_codes_made", ("staff_member", member.id), now=now)
    _tell(session, member, "staff_codes_renewed", now)
    return codes


def new_authenticator(session: Session, *, principal: Principal, now: datetime) -> NewAuthenticator:
    """Return what another authenticator is set up with; the present one works until that is confirmed."""
    member = _own(session, principal)
    secret = begin_authenticator(session, id_of(member), now=now)
    return NewAuthenticator(*drawn_secret(secret, member.mail_address, principal.language))


def change_authenticator(
    session: Session, *, principal: Principal, verified_hash: str, code: str, now: datetime
) -> None:
    """Take the authenticator that is being set up, after the password and a code of it.

    The way of somebody who has come in by a recovery code; all other browsers are signed out.
    `verified_hash` is the password as it was checked. Raises WrongCode, WrongPassword.
    """
    member = _own(session, principal, verified_hash)
    secret = pending_secret(session, id_of(member), now=now)
    step = used_step(secret, code_typed(code), now=now, after=0) if secret else None
    if not secret or step is None:
        raise WrongCode
    set_authenticator(session, id_of(member), secret, step=step, now=now)
    end_all(session, id_of(member), but=principal.session_id)
    record(session, principal, "staff.authenticator_changed", ("staff_member", member.id), now=now)
    _tell(session, member, "staff_authenticator_changed", now)


def password_hash_of(session: Session, *, principal: Principal) -> str:
    """Return the hash that one's own password is checked against, outside any transaction."""
    return session.get_one(StaffMember, principal.staff_id).password_hash


def note_wrong_password(session: Session, *, principal: Principal, now: datetime) -> None:
    """Record that somebody who is signed in did not know the password."""
    record(session, principal, "staff.password_refused", ("staff_member", principal.staff_id), now=now)


def check_new_password(session: Session, *, principal: Principal, typed: Mapping[str, str]) -> None:
    """Check the two boxes of a new password; raises Invalid with an error per box."""
    member = session.get_one(StaffMember, principal.staff_id)
    words = own_words(member.mail_address, member.name, "")
    if wrong := password_errors(typed.get("password", ""), typed.get("password_again", ""), words):
        raise Invalid(wrong)


def change_password(
    session: Session, *, principal: Principal, verified_hash: str, password_hash: str, now: datetime
) -> None:
    """Set a new password, sign every other browser out and tell the owner; raises WrongPassword."""
    member = _own(session, principal, verified_hash)
    member.password_hash = password_hash
    end_all(session, id_of(member), but=principal.session_id)
    record(session, principal, "staff.password_changed", ("staff_member", member.id), now=now)
    _tell(session, member, "staff_password_changed", now)


def _own(session: Session, principal: Principal, verified_hash: str | None = None) -> StaffMember:
    """Return the acting member's row, locked; a closed account acts no more."""
    member = lock_members(session, [principal.staff_id]).get(principal.staff_id)
    if member is None or member.closed_at or not member.activated_at:
        raise NotAllowed
    if verified_hash is not None and member.password_hash != verified_hash:
        raise WrongPassword
    return member


def _tell(session: Session, member: StaffMember, mail: str, now: datetime) -> None:
    told = letter(
        mail,
        id_of(member),
        now=now,
        to=member.mail_address,
        language=member.language,
        name=member.name,
    )
    enqueue(session, [told], now=now)
