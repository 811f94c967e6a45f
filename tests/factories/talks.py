"""Interviews as they were held, for what counts and what staff see."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import (
    InterviewNote,
    Offering,
    Office,
    Procedure,
    Reservation,
    ReservationState,
)
from tests.factories.papers import version_of
from tests.factories.places import kept, make_offering, make_slot


def make_talk(
    session: Session,
    office: Office,
    applicant_id: int,
    starts_at: datetime,
    state: ReservationState = ReservationState.COMPLETED,
    *,
    code: str = "interview_counselling",
    note: tuple[str, int] | None = None,
    **changes: Any,
) -> int:
    """An interview of a person at an office, with a note and its author; return its id."""
    procedure = session.exec(select(Procedure).where(Procedure.code == code)).one()
    here = select(Offering).where(Offering.office_id == office.id, Offering.procedure_id == procedure.id)
    offering = session.exec(here).first() or make_offering(session, office, procedure)
    slot = make_slot(session, offering, starts_at, taken=1)
    facts = {
        "slot_id": id_of(slot),
        "applicant_id": applicant_id,
        "procedure_version_id": id_of(version_of(session, procedure)),
        "number": f"TALK{id_of(slot):06}",
        "state": state,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=30),
        "held_at": starts_at - timedelta(days=7),
        "confirmed_at": starts_at - timedelta(days=7),
    }
    talk = kept(session, Reservation, **facts | changes)
    if note is not None:
        text, author_id = note
        about = {"author_id": author_id, "at": starts_at, "text_sealed": seal(text)}
        kept(session, InterviewNote, reservation_id=id_of(talk), **about)
    return id_of(talk)
