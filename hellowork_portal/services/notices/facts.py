"""Reading what letters and calendar files say."""

from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import staff_written
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    Mode,
    Offering,
    Office,
    Prefecture,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.notices.views import ReservationFacts
from hellowork_portal.services.offices.names import office_words
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations.rules import number_shown

_RESERVATION, _SLOT, _OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
_PERSON, _OFFICE, _PREFECTURE = table_of(Applicant), table_of(Office), table_of(Prefecture)
_FACTS = (
    select(
        _RESERVATION,
        _OFFERING.c.mode,
        _PERSON.c.name,
        _PERSON.c.mail_address,
        _OFFICE.c.name.label("office"),
        _OFFICE.c.kana,
        _OFFICE.c.address,
        _OFFICE.c.phone,
        _PREFECTURE.c.name.label("prefecture"),
        _PREFECTURE.c.latin,
    )
    .join(_SLOT, _SLOT.c.id == _RESERVATION.c.slot_id)
    .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
    .join(_PERSON, _PERSON.c.id == _RESERVATION.c.applicant_id)
    .join(_OFFICE, _OFFICE.c.id == _OFFERING.c.office_id)
    .join(_PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code)
)


def facts_of(session: Session, reservation_id: int) -> ReservationFacts | None:
    """Return what letters say about a confirmed reservation; None for a hold or none.

    The caller decides who may read it.
    """
    row = session.connection().execute(_FACTS.where(_RESERVATION.c.id == reservation_id)).first()
    if row is None or row.number is None or row.confirmed_at is None:
        return None
    return _facts(row, definition_of(session, row.procedure_version_id))


def _facts(row: Row[Any], definition: ProcedureDefinition) -> ReservationFacts:
    return ReservationFacts(
        reservation_id=row.id,
        applicant_id=row.applicant_id,
        number=row.number,
        shown_number=number_shown(row.number),
        revision=row.revision,
        is_live=ReservationState(row.state) in LIVE_STATES,
        mode=Mode(row.mode),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        confirmed_at=row.confirmed_at,
        language=row.language,
        name=row.name,
        mail_address=row.mail_address,
        procedure=staff_written(definition.name),
        office=office_words(row.office, row.kana, row.prefecture, row.latin),
        office_address=row.address,
        phone=row.phone or settings().contact.phone,
        is_operator_phone=not row.phone,
        notes=staff_written(definition.mail_notes),
    )
