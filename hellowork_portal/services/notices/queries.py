"""Reading what letters say."""

from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, same, staff_written
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    Mode,
    Offering,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.notices.views import ReservationFacts
from hellowork_portal.services.offices.queries import office_of
from hellowork_portal.services.offices.views import OfficeView, PhoneKind
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations.rules import number_shown

_R, _S, _O = table_of(Reservation), table_of(Slot), table_of(Offering)
_A = table_of(Applicant)
_FACTS = (
    select(_R, _O.c.mode, _O.c.office_id, _A.c.name, _A.c.mail_address)
    .join(_S, _S.c.id == _R.c.slot_id)
    .join(_O, _O.c.id == _S.c.offering_id)
    .join(_A, _A.c.id == _R.c.applicant_id)
)


def facts_of(session: Session, reservation_id: int) -> ReservationFacts | None:
    """Return what letters say about a confirmed reservation; None for a hold or none.

    The caller decides who may read it.
    """
    row = session.connection().execute(_FACTS.where(_R.c.id == reservation_id)).first()
    if row is None or row.number is None or row.confirmed_at is None:
        return None
    office = office_of(session, row.office_id)
    return None if office is None else _facts(row, office, definition_of(session, row.procedure_version_id))


def _facts(row: Row[Any], office: OfficeView, definition: ProcedureDefinition) -> ReservationFacts:
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
        office=_office_words(office),
        office_address=office.address,
        phone=office.phone,
        is_operator_phone=office.phone_kind is PhoneKind.PORTAL,
        notes=staff_written(definition.mail_notes),
    )


def _office_words(office: OfficeView) -> Words:
    return in_all(
        "notice.office",
        name=same(office.name) | {"en": office.latin},
        prefecture=same(office.prefecture) | {"en": office.prefecture_latin},
    )
