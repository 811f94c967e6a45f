"""What staff do to one reservation: mail again, meeting again, another time, cancelled, found eligible."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import LIVE_STATES, Applicant, Job, Mode, ReservationState
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.retrying import retry_meeting
from hellowork_portal.services.office_reservations import errors
from hellowork_portal.services.office_reservations.rows import RES, locked_at
from hellowork_portal.services.office_reservations.rules import reason_words
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.reservations import errors as citizens
from hellowork_portal.services.reservations import letters
from hellowork_portal.services.reservations.by_office import cancel_by_office, move_by_office

_JOB, _PERSON = table_of(Job), table_of(Applicant)
_A_MINUTE = 60


def resend_mail(session: Session, *, principal: Principal, number: str, now: datetime) -> str:
    """Send the letter once more that says how the reservation stands now; return its kind.

    Twice within a minute is once. Raises NothingToSend where no letter would be true, none would
    arrive, or the office's reason is not known any more; ReservationUnknown.
    """
    row, _ = locked_at(session, principal, number)
    address = select(_PERSON.c.mail_address).where(_PERSON.c.id == row.applicant_id)
    if is_closed_address(session.connection().execute(address).scalar_one()):
        raise errors.NothingToSend
    letter = _present_letter(session, row, now)
    again = replace(letter, key=f"{letter.key}:again:{int(now.timestamp()) // _A_MINUTE}")
    if enqueue(session, [again], now=now):
        subject = ("reservation", row.id)
        record(session, principal, "reservation.mail_resent", subject, now=now, mail=letter.args["mail"])
    return letter.args["mail"]


def _present_letter(session: Session, row: Row[Any], now: datetime) -> NewJob:
    if row.state == ReservationState.CANCELLED:
        return _cancelling(session, row)
    if row.state not in LIVE_STATES or row.ends_at <= now:
        raise errors.NothingToSend
    return letters.letter(letters.CONFIRMED, row.id, row.revision, row.language)


def _cancelling(session: Session, row: Row[Any]) -> NewJob:
    """Return the letter about the cancelling, with what the office said in it."""
    letter = letters.letter(letters.CANCELLED, row.id, row.revision, row.language)
    first = session.connection().scalar(select(_JOB.c.args).where(_JOB.c.key == letter.key))
    if first is None and row.cancelled_by == PrincipalKind.STAFF:
        raise errors.NothingToSend
    return replace(letter, args=first or letter.args)


def try_meeting_again(session: Session, *, principal: Principal, number: str, now: datetime) -> None:
    """Have a missing meeting made now. Raises MeetingStands, NotConfirmed, ReservationUnknown."""
    row, _ = locked_at(session, principal, number)
    if row.state not in LIVE_STATES or row.ends_at <= now:
        raise errors.NotConfirmed
    if row.mode != Mode.ONLINE or not retry_meeting(session, row.id, now=now):
        raise errors.MeetingStands
    record(session, principal, "reservation.meeting_retried", ("reservation", row.id), now=now)


def move_reservation(
    session: Session,
    *,
    principal: Principal,
    number: str,
    slot_id: int,
    revision: int,
    why: str,
    text: str = "",
    now: datetime,
) -> bool:
    """Move a reservation to another time of its offering; False where it is there already.

    The person is told, and why. Raises ReservationChanged where somebody was quicker,
    NotConfirmed, ReasonMissing, TimeGone, PersonBusy.
    """
    reason = reason_words(why, text)
    row, _ = locked_at(session, principal, number, slot_id)
    if row.slot_id == slot_id:
        return False
    _check_unchanged(row, revision, now)
    try:
        move_by_office(
            session, principal=principal, reservation_id=row.id, slot_id=slot_id, reason=reason, now=now
        )
    except (citizens.SlotFull, citizens.SlotNotOffered):
        raise errors.TimeGone from None
    except (citizens.Overlaps, citizens.AlreadyReserved):
        raise errors.PersonBusy from None
    return True


def cancel_at_office(
    session: Session,
    *,
    principal: Principal,
    number: str,
    revision: int,
    why: str,
    text: str = "",
    now: datetime,
) -> bool:
    """Cancel a reservation with a letter; False where it was cancelled already.

    Raises ReservationChanged, NotConfirmed, ReasonMissing, ReservationUnknown.
    """
    reason = reason_words(why, text)
    row, _ = locked_at(session, principal, number)
    if row.state == ReservationState.CANCELLED:
        return False
    _check_unchanged(row, revision, now)
    cancel_by_office(session, principal=principal, reservation_id=row.id, reason=reason, code=why, now=now)
    return True


def _check_unchanged(row: Row[Any], revision: int, now: datetime) -> None:
    if row.state != ReservationState.CONFIRMED or row.starts_at <= now:
        raise errors.NotConfirmed
    if row.revision != revision:
        raise errors.ReservationChanged


def confirm_eligibility(session: Session, *, principal: Principal, number: str, now: datetime) -> bool:
    """Note that the office has seen that the person may have this 失業認定 (product.md decision 4).

    False where nothing was open. Raises ReservationUnknown.
    """
    row, _ = locked_at(session, principal, number)
    if not row.is_unconfirmed_claim:
        return False
    session.connection().execute(update(RES).where(RES.c.id == row.id).values(is_unconfirmed_claim=False))
    record(session, principal, "reservation.eligibility_confirmed", ("reservation", row.id), now=now)
    return True
