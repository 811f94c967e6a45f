"""The day of an interview: its door, and what a citizen tells the office with one tap (decision 12)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.seat_notes import note_slots
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import Applicant, DayNotice, DayNoticeKind, MeetingState, Mode
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.day_notices import rules
from hellowork_portal.services.day_notices.errors import NotTheDay
from hellowork_portal.services.day_notices.views import InterviewView
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.reservations import drafts
from hellowork_portal.services.reservations.own import Own, own_reservation
from hellowork_portal.services.reservations.place import place_of
from hellowork_portal.services.reservations.rules import number_shown

_NOTICE = table_of(DayNotice)
_PHONE_FIELD = "telephone"


def interview_of(session: Session, *, principal: Principal, number: str, now: datetime) -> InterviewView:
    """Return one's own interview as it stands now; raises ReservationNotFound for every other number.

    A guest is not told the telephone number, not even masked.
    """
    own = own_reservation(session, principal, number, now)
    row = own.row
    opens = timedelta(minutes=settings().join_minutes_before)
    phase = rules.phase_of(row.state, row.starts_at, row.ends_at, opens, now)
    meeting = meeting_of(session, row.id) if row.mode == Mode.ONLINE else None
    is_ready = meeting is not None and meeting.is_ready
    door = meeting if meeting is not None and phase is rules.Phase.OPEN else MeetingView(MeetingState.PENDING)
    told = _told_of_day(session, row)
    return InterviewView(
        number=row.number,
        number_shown=number_shown(row.number),
        place=place_of(row, own.definition),
        phase=phase,
        opens=of_moment(row.starts_at - opens),
        opens_ms=_ms(row.starts_at - opens),
        counts_ms=_ms(row.starts_at - opens - rules.COUNTED),
        notices_ms=_ms(row.starts_at - rules.NOTICES_FROM),
        starts_ms=_ms(row.starts_at),
        ends_ms=_ms(row.ends_at),
        now_ms=_ms(now),
        meeting_state=meeting.state if meeting else "none",
        is_our_fault=phase is rules.Phase.OPEN
        and rules.is_our_fault(
            is_online=row.mode == Mode.ONLINE, is_ready=is_ready, starts_at=row.starts_at, now=now
        ),
        can_tell=rules.may_tell(row.state, row.starts_at, row.ends_at, now),
        told=told.kind if told else "",
        told_minutes=(told.minutes or 0) if told else 0,
        told_when=of_moment(told.at) if told else {},
        answer=told.answer if told else "",
        own_phone=_own_phone(session, principal, own),
        join_url=door.join_url,
        passcode=door.passcode,
    )


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _own_phone(session: Session, principal: Principal, own: Own) -> str:
    is_guest = principal.kind is PrincipalKind.GUEST
    return "" if is_guest else rules.masked_phone(_phone_of(session, own))


def _phone_of(session: Session, own: Own) -> str:
    """Return the number that the office calls: the one of the form, else the account's."""
    answer = drafts.opened(own.row.answers_sealed).get(_PHONE_FIELD)
    return str(answer) if answer else session.get_one(Applicant, own.row.applicant_id).phone


def _told_of_day(session: Session, row: Row[Any]) -> Row[Any] | None:
    """Return what was told last, on the day of the interview as it stands now; another day's is over."""
    last = _last_notice(session, row.id)
    return last if last is not None and day_in_japan(last.at) == day_in_japan(row.starts_at) else None


def _last_notice(session: Session, reservation_id: int) -> Row[Any] | None:
    newest = select(_NOTICE).where(_NOTICE.c.reservation_id == reservation_id).order_by(_NOTICE.c.id.desc())
    return session.connection().execute(newest.limit(1)).first()


def send_day_notice(
    session: Session, *, principal: Principal, number: str, kind: str, minutes: int = 0, now: datetime
) -> None:
    """Tell the office 「つながらない」 or 「遅れます」; the last notice counts.

    `minutes` late is one of rules.MINUTES_LATE. Raises ReservationNotFound, NotTheDay,
    and Invalid for what no button says.
    """
    own = own_reservation(session, principal, number, now)
    if not rules.may_tell(own.row.state, own.row.starts_at, own.row.ends_at, now):
        raise NotTheDay
    if kind not in list(DayNoticeKind) or (kind == DayNoticeKind.LATE) != (minutes in rules.MINUTES_LATE):
        raise Invalid({})
    last = _last_notice(session, own.row.id)
    if last is not None and (last.kind, last.minutes or 0) == (kind, minutes) and not last.answered_at:
        return
    row = {"reservation_id": own.row.id, "kind": kind, "minutes": minutes or None, "at": now, "answer": ""}
    session.connection().execute(insert(_NOTICE).values(**row))
    note_slots(session, [own.row.slot_id])
    subject = ("reservation", own.row.id)
    record(session, principal, "reservation.day_notice", subject, now=now, kind=kind, minutes=minutes)


def day_notices_of(session: Session, *, reservation_id: int) -> list[Row[Any]]:
    """Return what was told about a reservation, oldest first; the caller decides who may read it."""
    its = select(_NOTICE).where(_NOTICE.c.reservation_id == reservation_id).order_by(_NOTICE.c.id)
    return list(session.connection().execute(its))
