"""Letters asked for, and the record of what became of them."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Delivery, DeliveryState
from hellowork_portal.services.outbox.service import NewJob

CONFIRMED = "reservation_confirmed"
WITHOUT_LINK = "reservation_confirmed_without_link"
NO_MEETING = "reservation_confirmed_no_meeting"
MEETING_READY = "meeting_ready"
DELIVERY = table_of(Delivery)


def confirmation_key(reservation_id: int, revision: int) -> str:
    """Return the key under which a reservation's confirmation mail is queued."""
    return f"mail:{CONFIRMED}:{reservation_id}:{revision}"


def meeting_mail(reservation_id: int, revision: int, language: str) -> NewJob:
    """Return the job of the second mail, which brings the address that the first one lacked."""
    args = {"mail": MEETING_READY, "reservation_id": reservation_id, "language": language}
    return NewJob("mail", f"mail:{MEETING_READY}:{reservation_id}:{revision}", args)


def message_id_of(job_key: str, sender: str) -> str:
    """Return the Message-ID of a job's letter: the same at every attempt, telling nothing."""
    return f"{hashlib.sha256(job_key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}"


@dataclass(frozen=True)
class Addressed:
    """A letter's row: which letter it is, to whom, and whether it has left."""

    message_id: str
    kind: str
    recipient: str = field(repr=False)
    state: DeliveryState = DeliveryState.QUEUED
    applicant_id: int | None = None
    reservation_id: int | None = None


def delivery_of(session: Session, message_id: str) -> Addressed | None:
    """Return the row that an earlier attempt wrote; what it decided stands."""
    columns = [DELIVERY.c[name] for name in Addressed.__dataclass_fields__]
    row = session.connection().execute(select(*columns).where(DELIVERY.c.message_id == message_id)).first()
    return None if row is None else replace(Addressed(*row), state=DeliveryState(row.state))


def begin_delivery(session: Session, letter: Addressed, *, now: datetime) -> Addressed:
    """Write a letter's row unless there is one; return the row that counts."""
    row = {name: getattr(letter, name) for name in Addressed.__dataclass_fields__}
    insert_new(session, Delivery, [row | {"error": "", "created_at": now}])
    return delivery_of(session, letter.message_id) or letter


def mark_sent(session: Session, message_id: str, *, now: datetime) -> None:
    """Note that the server took a letter."""
    _mark(session, message_id, state=DeliveryState.SENT, sent_at=now, error="")


def mark_refused(session: Session, message_id: str, reason: str) -> None:
    """Note that a letter will never be taken; `reason` is a code."""
    _mark(session, message_id, state=DeliveryState.REFUSED, error=reason)


def mark_waiting(session: Session, message_id: str, reason: str) -> None:
    """Note why a letter is still here; staff see it as waiting."""
    _mark(session, message_id, error=reason)


def _mark(session: Session, message_id: str, **values: object) -> None:
    still_here = and_(DELIVERY.c.message_id == message_id, DELIVERY.c.state == DeliveryState.QUEUED)
    session.connection().execute(update(DELIVERY).where(still_here).values(**values))


def owes_link(session: Session, reservation_id: int) -> bool:
    """Whether a confirmation went out (or is bound to) without the meeting's address.

    The caller holds the meeting's row, as does whoever decides to write without
    the address: so exactly one of the two letters brings it.
    """
    without = and_(DELIVERY.c.reservation_id == reservation_id, DELIVERY.c.kind == WITHOUT_LINK)
    return session.connection().execute(select(DELIVERY.c.id).where(without)).first() is not None
