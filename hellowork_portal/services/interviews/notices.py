"""「つながらない」 and 「遅れます」 answered from the board: called back, another time today, our side."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import DayNotice, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.day_notices.service import day_notices_of
from hellowork_portal.services.interviews import errors, rows, rules
from hellowork_portal.services.reservations.by_office import move_by_office
from hellowork_portal.services.reservations.errors import SlotNotOffered
from hellowork_portal.services.reservations.own import lock_person_row

_NOTICE = table_of(DayNotice)


class Reply(StrEnum):
    """What the office has done about a notice (`day_notice.answer`)."""

    CALLED = "called"
    WAITING = "waiting"
    OUR_SIDE = "our_side"
    MOVED = "moved"


def answer_notice(
    session: Session, *, principal: Principal, reservation_id: int, reply: str, now: datetime
) -> None:
    """Note what was done about the last notice; of two who answer the second is told NoticeAnswered.

    `our_side` also keeps the interview from ever being called a no-show. Another time is
    `offer_today`'s. Raises NotAllowed, Invalid.
    """
    if reply not in (Reply.CALLED, Reply.WAITING, Reply.OUR_SIDE):
        raise Invalid({})
    row = rows.locked(session, principal, reservation_id)
    _answer(session, row, Reply(reply), now)
    rows.write(session, row, **({"is_our_side": True} if reply == Reply.OUR_SIDE else {}))
    about = {"reply": reply}
    record(session, principal, "interview.notice_answered", ("reservation", row.id), now=now, **about)


def note_our_side(
    session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime
) -> None:
    """Note that what keeps an interview from being held is the office's, also where nobody has said so."""
    row = rows.locked(session, principal, reservation_id, seen)
    rows.write(session, row, is_our_side=True)
    record(session, principal, "interview.our_side", ("reservation", row.id), now=now)


def offer_today(
    session: Session, *, principal: Principal, reservation_id: int, slot_id: int, now: datetime
) -> None:
    """Move an interview to another free time of its day, as agreed with the person; they get a letter.

    Who was waiting waits no longer. Raises NotAllowed, NotTheDay, StepImpossible, SlotFull,
    SlotNotOffered, Overlaps.
    """
    row = rows.seen_by(session, principal, reservation_id)
    lock_person_row(session, row.applicant_id)
    row = rows.locked(session, principal, reservation_id)
    rows.check_day(row, now)
    _check_today(session, slot_id, now)
    if row.state not in (ReservationState.CONFIRMED, ReservationState.CHECKED_IN):
        raise errors.StepImpossible(rules.stage_of(rows.progress_of(row), row.ends_at, now))
    rows.write_state(session, row, ReservationState.CONFIRMED)
    rows.write(session, row, waiting_since=None, checked_in_by_id=None)
    reason = in_all("today.moved_reason")
    moved = {"reservation_id": row.id, "slot_id": slot_id, "reason": reason}
    move_by_office(session, principal=principal, **moved, now=now)
    if _last(session, row.id) is not None:
        _answer(session, row, Reply.MOVED, now)


def _check_today(session: Session, slot_id: int, now: datetime) -> None:
    on_day = session.connection().scalar(select(rows.SLOT.c.on_day).where(rows.SLOT.c.id == slot_id))
    if on_day != day_in_japan(now):
        raise SlotNotOffered


def _last(session: Session, reservation_id: int) -> Row[Any] | None:
    told = day_notices_of(session, reservation_id=reservation_id)
    return told[-1] if told and told[-1].answered_at is None else None


def _answer(session: Session, row: Row[Any], reply: Reply, now: datetime) -> None:
    """Answer everything that the person has told so far."""
    if _last(session, row.id) is None:
        raise errors.NoticeAnswered
    its = (_NOTICE.c.reservation_id == row.id) & _NOTICE.c.answered_at.is_(None)
    session.connection().execute(update(_NOTICE).where(its).values(answer=reply, answered_at=now))
