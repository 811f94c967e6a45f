"""Sessions: hashed at rest, idle and absolute expiry, rotated, revocable."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy import select as core_select
from sqlmodel import Session as Db

from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import new_token, token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Session, SignInOutcome
from hellowork_portal.services.access.browsers import browser_name
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.access.history import note_sign_in
from hellowork_portal.services.access.rules import IDLE, LONGEST, TOUCH_EVERY
from hellowork_portal.services.access.views import SessionView
from hellowork_portal.services.audit.service import record

_SESSION, _APPLICANT = table_of(Session), table_of(Applicant)
_FIND = core_select(
    _SESSION.c.id, _SESSION.c.applicant_id, _SESSION.c.seen_at, _SESSION.c.idle_ends_at, _SESSION.c.ends_at,
    _APPLICANT.c.name,
).join(_APPLICANT, _APPLICANT.c.id == _SESSION.c.applicant_id).where(
    _SESSION.c.token_hash == bindparam("hashed")
)  # fmt: skip
"""Asked before every event of a signed-in person: built once."""


def recognise(session: Db, *, hashed: str, now: datetime) -> SessionView | None:
    """Return the live session of a cookie's hash, None where it ended or was revoked."""
    row = session.connection().execute(_FIND, {"hashed": hashed}).first()
    if row is None or row.idle_ends_at <= now or row.ends_at <= now:
        return None
    needs_touch = now - row.seen_at >= TOUCH_EVERY
    return SessionView(row.id, row.applicant_id, row.name, row.idle_ends_at, row.ends_at, needs_touch)


def touch(session: Db, *, hashed: str, now: datetime) -> SessionView | None:
    """Move the idle end of a live session on, never beyond its absolute end."""
    view = recognise(session, hashed=hashed, now=now)
    if view is None:
        return None
    idle_ends_at = min(now + IDLE, view.ends_at)
    own = update(_SESSION).where(_SESSION.c.id == view.session_id)
    touched = session.connection().execute(own.values(seen_at=now, idle_ends_at=idle_ends_at))
    if touched.rowcount != 1:  # signed out in another tab at this moment
        return None
    return replace(view, idle_ends_at=idle_ends_at, needs_touch=False)


def start_session(
    session: Db,
    *,
    applicant_id: int,
    old_token: str = "",
    browser: str = "",
    language: str = "",
    verified_hash: str = "",
    now: datetime,
) -> str:
    """Open a session and return its token; the browser's former one ends (rotation).

    `language` is what the pages are read in now: later mails are written in it, unless
    the person has chosen one. `verified_hash` is the password that was checked: raises
    WrongCredentials where it has been changed, or the account closed, meanwhile.
    """
    if old_token:
        session.connection().execute(delete(_SESSION).where(_SESSION.c.token_hash == token_hash(old_token)))
    person = session.get_one(Applicant, applicant_id, with_for_update=True)
    if person.closed_at or (verified_hash and person.password_hash != verified_hash):
        raise WrongCredentials
    if language and person.follows_page_language:
        person.language = known_language(language)
    token = new_token()
    row = _new_row(token, applicant_id, browser, now)
    session.add(row)
    session.flush()
    actor = Principal(PrincipalKind.APPLICANT, applicant_id, row.id)
    record(session, actor, "session.started", ("session", row.id), now=now)
    note_sign_in(session, applicant_id, SignInOutcome.GOOD, agent=browser, session_id=row.id, now=now)
    return token


def _new_row(token: str, applicant_id: int, browser: str, now: datetime) -> Session:
    return Session(
        token_hash=token_hash(token),
        applicant_id=applicant_id,
        created_at=now,
        seen_at=now,
        idle_ends_at=now + IDLE,
        ends_at=now + LONGEST,
        browser=browser_name(browser),
    )


def end_session(session: Db, *, token: str, everywhere: bool = False, now: datetime) -> None:
    """Sign out here, or with `everywhere` in every browser of the person."""
    view = recognise(session, hashed=token_hash(token), now=now)
    if view is None:
        return
    which = _SESSION.c.applicant_id == view.applicant_id if everywhere else _SESSION.c.id == view.session_id
    session.connection().execute(delete(_SESSION).where(which))
    actor = Principal(PrincipalKind.APPLICANT, view.applicant_id, view.session_id)
    record(session, actor, "session.ended", ("session", view.session_id), now=now, everywhere=everywhere)


def end_all_sessions(session: Db, applicant_id: int, *, but: int | None = None) -> None:
    """Revoke every session of a person, as after a new password; `but` is one that goes on."""
    ended = (_SESSION.c.applicant_id == applicant_id) & (_SESSION.c.id != (but or 0))
    session.connection().execute(delete(_SESSION).where(ended))


def live_hashes(session: Db, *, hashes: Sequence[str], now: datetime) -> set[str]:
    """Return which of these session hashes are alive, in one query."""
    alive = core_select(_SESSION.c.token_hash).where(
        _SESSION.c.token_hash.in_(hashes), _SESSION.c.idle_ends_at > now, _SESSION.c.ends_at > now
    )
    return set(session.connection().scalars(alive))
