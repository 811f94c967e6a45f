"""A person's reservations with their answers, what they wait for, and what they said on the day."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.kit import i18n
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import staff_written
from hellowork_portal.models import DayNotice, Offering, Office, Prefecture, WaitlistEntry
from hellowork_portal.services.accounts.own_values import Code, Record
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of
from hellowork_portal.services.procedures.definitions import definition_of, newest_version_id
from hellowork_portal.services.reservations import drafts
from hellowork_portal.services.reservations.place import PLACED, RESERVATION

_WAIT, _SAID = table_of(WaitlistEntry), table_of(DayNotice)
_OFFER, _OFFICE, _PREFECTURE = table_of(Offering), table_of(Office), table_of(Prefecture)


def reservations(session: Session, applicant_id: int, language: str) -> Iterator[Record]:
    """Yield all of a person's reservations, holds that ran out included."""
    own = PLACED.where(RESERVATION.c.applicant_id == applicant_id).order_by(RESERVATION.c.id)
    for row in session.connection().execute(own).all():
        meeting = meeting_of(session, row.id)
        yield {
            "number": row.number,
            "procedure": staff_written(definition_of(session, row.procedure_version_id).name),
            "office": office_name_of(row),
            "mode": Code(row.mode, f"data.mode.{row.mode}"),
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "state": Code(row.state, _state_key(row.state)),
            "certification_on": row.certification_on,
            "is_unconfirmed_claim": row.is_unconfirmed_claim,
            "language": Code(row.language, f"frame.language.{row.language}"),
            "held_at": row.held_at,
            "terms_agreed_at": row.terms_agreed_at,
            "confirmed_at": row.confirmed_at,
            "cancelled_at": row.cancelled_at,
            "cancelled_by": Code(row.cancelled_by, f"data.by.{row.cancelled_by}")
            if row.cancelled_by
            else None,
            "cancel_reason": row.cancel_reason or None,
            "meeting_url": meeting.join_url if meeting else None,
            "answers": list(_answers(session, row, language)),
        }


def _state_key(state: str) -> str:
    return f"data.state.{state}" if state in ("held", "expired") else f"status.reservation.{state}"


def _answers(session: Session, row: Row[Any], language: str) -> Iterator[Record]:
    """Yield the form's answers in words; of a form that was never sent, its boxes as typed."""
    kept = drafts.opened(row.answers_sealed)
    if row.confirmed_at is None:
        yield from ({"question": str(box), "answer": str(text)} for box, text in kept.items() if text)
        return
    for section in confirm_view(definition_of(session, row.procedure_version_id), kept, language):
        for one in section.rows:
            answer = i18n.with_readings(one.words) if one.has_marks else one.words
            yield {"question": i18n.with_readings(one.label), "answer": answer}


def waiting(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield what the person waits or waited for."""
    own = (
        select(_WAIT, _OFFER.c.procedure_id, *OFFICE_NAME)
        .join(_OFFER, _OFFER.c.id == _WAIT.c.offering_id)
        .join(_OFFICE, _OFFICE.c.id == _OFFER.c.office_id)
        .join(_PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code)
    )
    for row in session.connection().execute(own.where(_WAIT.c.applicant_id == applicant_id)).all():
        version = newest_version_id(session, row.procedure_id)
        yield {
            "procedure": staff_written(definition_of(session, version).name) if version else None,
            "office": office_name_of(row),
            "kind": Code(row.kind, f"data.waiting.{row.kind}"),
            "on_day": row.on_day,
            "state": Code(row.state, f"data.waiting_state.{row.state}"),
            "created_at": row.created_at,
            "offer_ends_at": row.offer_ends_at,
        }


def said_on_the_day(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield 「つながらない」 and 「遅れます」, with what the office answered."""
    own = select(_SAID, RESERVATION.c.number).join(RESERVATION, RESERVATION.c.id == _SAID.c.reservation_id)
    for row in session.connection().execute(own.where(RESERVATION.c.applicant_id == applicant_id)).all():
        yield {
            "number": row.number,
            "kind": Code(row.kind, f"data.said.{row.kind}"),
            "minutes": row.minutes,
            "at": row.at,
            "answer": Code(row.answer, f"data.said_answer.{row.answer}") if row.answer else None,
            "answered_at": row.answered_at,
        }
