"""Letters asked for, and the record of what became of them."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Delivery, DeliveryState
from hellowork_portal.services.outbox.service import NewJob
from hellowork_portal.services.reservations import letters
from hellowork_portal.services.reservations.letters import CANCELLED as CANCELLED
from hellowork_portal.services.reservations.letters import CHANGED as CHANGED
from hellowork_portal.services.reservations.letters import CONFIRMED as CONFIRMED
from hellowork_portal.services.reservations.letters import MEETING_READY as MEETING_READY
from hellowork_portal.services.reservations.letters import RECEIVED as RECEIVED
from hellowork_portal.services.reservations.letters import REMINDER as REMINDER
from hellowork_portal.services.reservations.letters import is_timely as is_timely
from hellowork_portal.services.reservations.letters import news_key as news_key

WITHOUT_LINK = f"{CONFIRMED}_without_link"
NO_MEETING = f"{CONFIRMED}_no_meeting"
CHANGED_NEW_LINK = f"{CHANGED}_new_link"
CHANGED_WITHOUT_LINK = f"{CHANGED}_without_link"
CHANGED_NO_MEETING = f"{CHANGED}_no_meeting"
REMINDER_WITHOUT_LINK = f"{REMINDER}_without_link"
REMINDER_TELEPHONE = f"{REMINDER}_telephone"
REMINDER_IN_PERSON = f"{REMINDER}_in_person"
DELIVERY = table_of(Delivery)


def meeting_mail(reservation_id: int, revision: int, language: str) -> NewJob:
    """Return the job of the second mail, which brings the address that the first one lacked."""
    return letters.letter(MEETING_READY, reservation_id, revision, language)


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


def readdress(session: Session, reservation_id: int, applicant_id: int, recipient: str) -> None:
    """Let a reservation's letters that have not left go to the account that it has come to."""
    unsent = and_(DELIVERY.c.reservation_id == reservation_id, DELIVERY.c.state == DeliveryState.QUEUED)
    whose = {"applicant_id": applicant_id, "recipient": recipient}
    session.connection().execute(update(DELIVERY).where(unsent).values(**whose))


def forget_unsent(session: Session, message_id: str) -> None:
    """Take back the row of a letter that has become wrong before it left."""
    unsent = and_(DELIVERY.c.message_id == message_id, DELIVERY.c.state == DeliveryState.QUEUED)
    session.connection().execute(delete(DELIVERY).where(unsent))


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


def owes_link(session: Session, reservation_id: int, revision: int, sender: str) -> bool:
    """Whether the newest news went out (or is bound to) without the address of a room that has just come.

    News is the confirmation or, later, the letter of the last change. The caller holds the
    meeting's row, as does whoever decides to write without the address: so exactly one of
    the two letters brings it.
    """
    written = message_id_of(news_key(reservation_id, revision), sender)
    found = select(DELIVERY.c.id).where(DELIVERY.c.message_id == written)
    return session.connection().execute(found).first() is not None
