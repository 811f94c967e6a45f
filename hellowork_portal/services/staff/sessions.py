"""Sessions of staff: a table and a cookie of their own, short, few, read with the roles at each event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import new_token, token_hash
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import StaffMember, StaffRole, StaffSession
from hellowork_portal.services.access.browsers import browser_name
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.staff.rules import (
    IDLE,
    LONGEST,
    MOST_SESSIONS,
    SECOND_STEP_LIFE,
    TOUCH_EVERY,
)
from hellowork_portal.services.staff.views import StaffSessionView

_SESSION, _MEMBER, _ROLE = table_of(StaffSession), table_of(StaffMember), table_of(StaffRole)
_HAS_PASSED = _SESSION.c.passed_at.is_not(None)
_FIND = (
    select(
        _SESSION.c.id, _SESSION.c.staff_member_id, _SESSION.c.seen_at, _SESSION.c.idle_ends_at,
        _SESSION.c.ends_at, _MEMBER.c.name, _ROLE.c.role, _ROLE.c.office_id,
    )
    .join(_MEMBER, _MEMBER.c.id == _SESSION.c.staff_member_id)
    .outerjoin(_ROLE, and_(_ROLE.c.staff_member_id == _MEMBER.c.id, _ROLE.c.ended_at.is_(None)))
    .where(_SESSION.c.token_hash == bindparam("hashed"), _HAS_PASSED, _MEMBER.c.closed_at.is_(None))
)  # fmt: skip
"""Asked before every event of the staff side: built once; one row per role."""


def recognise(session: Session, *, hashed: str, now: datetime) -> StaffSessionView | None:
    """Return the live session of a cookie's hash with its owner's roles, None where it ended.

    A session that waits for its second step is none.
    """
    rows = session.connection().execute(_FIND, {"hashed": hashed}).all()
    if not rows or rows[0].idle_ends_at <= now or rows[0].ends_at <= now:
        return None
    first = rows[0]
    grants = frozenset(Grant(Role(row.role), row.office_id) for row in rows if row.role)
    needs_touch = now - first.seen_at >= TOUCH_EVERY
    return StaffSessionView(
        first.id, first.staff_member_id, first.name, grants, first.idle_ends_at, first.ends_at, needs_touch
    )


def principal_of(view: StaffSessionView, *, language: str, address: str) -> Principal:
    """Return the actor that a recognised session stands for."""
    return Principal(
        PrincipalKind.STAFF,
        view.staff_id,
        view.session_id,
        language=language,
        address=address,
        grants=view.grants,
    )


def touch(session: Session, *, hashed: str, now: datetime) -> StaffSessionView | None:
    """Move the idle end of a live session on, never beyond its absolute end."""
    view = recognise(session, hashed=hashed, now=now)
    if view is None:
        return None
    idle_ends_at = min(now + IDLE, view.ends_at)
    own = update(_SESSION).where(_SESSION.c.id == view.session_id)
    touched = session.connection().execute(own.values(seen_at=now, idle_ends_at=idle_ends_at))
    if touched.rowcount != 1:  # ended by somebody else at this moment
        return None
    return replace(view, idle_ends_at=idle_ends_at, needs_touch=False)


def open_waiting(session: Session, staff_id: int, *, agent: str, now: datetime) -> str:
    """Note that a password was right; return the token with which the second step is taken."""
    return _open(session, staff_id, agent, SECOND_STEP_LIFE, None, now)[0]


def open_session(
    session: Session, staff_id: int, *, old_token: str, agent: str, now: datetime
) -> tuple[str, int]:
    """Open a session for somebody who has passed both steps; return its token and id.

    The browser's former session ends, and the oldest ones beyond the most at once.
    """
    if old_token:
        session.connection().execute(delete(_SESSION).where(_SESSION.c.token_hash == token_hash(old_token)))
    token, session_id = _open(session, staff_id, agent, LONGEST, now, now)
    _end_beyond_the_most(session, staff_id)
    return token, session_id


def _open(
    session: Session, staff_id: int, agent: str, life: timedelta, passed_at: datetime | None, now: datetime
) -> tuple[str, int]:
    token = new_token()
    row = StaffSession(
        token_hash=token_hash(token),
        staff_member_id=staff_id,
        created_at=now,
        seen_at=now,
        idle_ends_at=now + min(IDLE, life),
        ends_at=now + life,
        passed_at=passed_at,
        browser=browser_name(agent),
    )
    session.add(row)
    session.flush()
    return token, id_of(row)


def _end_beyond_the_most(session: Session, staff_id: int) -> None:
    own = select(_SESSION.c.id).where(_SESSION.c.staff_member_id == staff_id, _HAS_PASSED)
    kept = list(session.connection().scalars(own.order_by(_SESSION.c.id.desc()).limit(MOST_SESSIONS)))
    surplus = and_(_SESSION.c.staff_member_id == staff_id, _HAS_PASSED, _SESSION.c.id.not_in(kept))
    session.connection().execute(delete(_SESSION).where(surplus))


def end_session(session: Session, *, token: str, everywhere: bool = False, now: datetime) -> None:
    """Sign out here, or with `everywhere` in every browser of the person."""
    view = recognise(session, hashed=token_hash(token), now=now)
    if view is None:
        return
    which = _SESSION.c.staff_member_id == view.staff_id if everywhere else _SESSION.c.id == view.session_id
    session.connection().execute(delete(_SESSION).where(which))
    actor = Principal(PrincipalKind.STAFF, view.staff_id, view.session_id)
    subject = ("staff_session", view.session_id)
    record(session, actor, "staff.session_ended", subject, now=now, everywhere=everywhere)


def end_all(session: Session, staff_id: int, *, but: int | None = None) -> None:
    """Revoke every session of a member, waiting ones too; `but` is one that goes on."""
    ended: ColumnElement[bool] = and_(_SESSION.c.staff_member_id == staff_id, _SESSION.c.id != (but or 0))
    session.connection().execute(delete(_SESSION).where(ended))


def live_hashes(session: Session, *, hashes: Sequence[str], now: datetime) -> set[str]:
    """Return which of these session hashes are alive, in one query."""
    alive = select(_SESSION.c.token_hash).where(
        _SESSION.c.token_hash.in_(hashes),
        _HAS_PASSED,
        _SESSION.c.idle_ends_at > now,
        _SESSION.c.ends_at > now,
    )
    return set(session.connection().scalars(alive))
