"""A code typed in the browser that asked for it, and the pass that the right one gives."""

import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import GuestPass, Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import GuestAccess, Reservation
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.guests import rules
from hellowork_portal.services.guests.numbers import found
from hellowork_portal.services.guests.views import GuestView, Opening, Outcome

_ASKED, _RES = table_of(GuestAccess), table_of(Reservation)
_ASKED_BY = select(_ASKED).where(_ASKED.c.cookie_hash == bindparam("hashed"))
LOCKED = _ASKED_BY.with_for_update()
"""A browser's question, locked: tries at its code come one after the other."""
_FIND = (
    select(_ASKED, _RES.c.number.label("its_number"))
    .join(_RES, (_RES.c.id == _ASKED.c.reservation_id) & (_RES.c.applicant_id == _ASKED.c.applicant_id))
    .where(_ASKED.c.pass_hash == bindparam("hashed"))
)
"""Asked before every event of a guest; a pass to a reservation that changed hands is none."""


def open_access(session: Session, *, principal: Principal, token: str, typed: str, now: datetime) -> Opening:
    """Try a code in the browser that asked; the right one opens its reservation.

    Nothing is raised, because a wrong try has to be counted. The same statements run for
    numbers that lead nowhere, and the second of two clicks ends as the first.
    """
    asked = session.connection().execute(LOCKED, {"hashed": token_hash(token)}).first()
    if asked is None or asked.ended_at is not None:
        return Opening(Outcome.OVER)
    if asked.tries >= rules.TRIES or asked.code_ends_at <= now:
        return Opening(Outcome.SPENT)
    is_right = hmac.compare_digest(rules.code_of(asked.cookie_hash), rules.code_typed(typed))
    row = found(session, asked, now)
    if row is None or not is_right:
        _change(session, asked.id, tries=asked.tries + 1)
        record(session, principal, "guest.code_refused", ("guest_access", asked.id), now=now)
        return Opening(Outcome.WRONG if asked.tries + 1 < rules.TRIES else Outcome.SPENT)
    if asked.opened_at is None:
        _open(session, principal, asked, row, token, now)
    return Opening(Outcome.OPEN, row.number, row.applicant_id)


def _open(
    session: Session, principal: Principal, asked: Row[Any], row: Row[Any], token: str, now: datetime
) -> None:
    hashed = token_hash(rules.pass_token(token))
    whose = {"pass_hash": hashed, "reservation_id": row.id, "applicant_id": row.applicant_id}
    times = {"opened_at": now, "seen_at": now, "idle_ends_at": now + rules.IDLE}
    _change(session, asked.id, **whose, **times, ends_at=now + rules.LONGEST)
    guest = GuestPass(asked.id, row.id, row.applicant_id)
    actor = Principal(PrincipalKind.GUEST, language=principal.language, guest=guest)
    record(session, actor, "reservation.opened_by_guest", ("reservation", row.id), now=now)


def recognise_guest(session: Session, *, hashed: str, now: datetime) -> GuestView | None:
    """Return the live pass of a cookie's hash, None where it ended or its reservation changed hands."""
    row = session.connection().execute(_FIND, {"hashed": hashed}).first()
    if row is None or row.ended_at is not None or row.idle_ends_at <= now or row.ends_at <= now:
        return None
    guest = GuestPass(row.id, row.reservation_id, row.applicant_id)
    needs_touch = now - row.seen_at >= rules.TOUCH_EVERY
    return GuestView(guest, row.its_number, row.idle_ends_at, row.ends_at, needs_touch)


def touch_guest(session: Session, *, hashed: str, now: datetime) -> GuestView | None:
    """Move the idle end of a live pass on, never beyond its absolute end."""
    view = recognise_guest(session, hashed=hashed, now=now)
    if view is None:
        return None
    idle_ends_at = min(now + rules.IDLE, view.ends_at)
    _change(session, view.guest.id, seen_at=now, idle_ends_at=idle_ends_at)
    return GuestView(view.guest, view.number, idle_ends_at, view.ends_at, needs_touch=False)


def end_guest(session: Session, *, token: str, now: datetime) -> None:
    """End a browser's lookup, whether it has a pass or still waits for its code."""
    hashed = token_hash(token)
    its = (_ASKED.c.pass_hash == hashed) | (_ASKED.c.cookie_hash == hashed)
    query = select(_ASKED.c.id, _ASKED.c.reservation_id).where(its, _ASKED.c.ended_at.is_(None))
    row = session.connection().execute(query).first()
    if row is None:
        return
    _change(session, row.id, ended_at=now)
    subject = ("reservation", row.reservation_id) if row.reservation_id else ("guest_access", row.id)
    record(session, Principal(), "guest.ended", subject, now=now, guest=row.id)


def end_passes(session: Session, reservation_id: int, *, now: datetime) -> None:
    """End every pass to a reservation, as when it comes to another account."""
    its = (_ASKED.c.reservation_id == reservation_id) & _ASKED.c.ended_at.is_(None)
    session.connection().execute(update(_ASKED).where(its).values(ended_at=now))


def live_guest_hashes(session: Session, *, hashes: list[str], now: datetime) -> set[str]:
    """Return which of these pass hashes are alive, in one query."""
    alive = select(_ASKED.c.pass_hash).where(
        _ASKED.c.pass_hash.in_(hashes),
        _ASKED.c.ended_at.is_(None),
        _ASKED.c.idle_ends_at > now,
        _ASKED.c.ends_at > now,
    )
    return set(session.connection().scalars(alive))


def _change(session: Session, row_id: int, **values: object) -> None:
    session.connection().execute(update(_ASKED).where(_ASKED.c.id == row_id).values(**values))
