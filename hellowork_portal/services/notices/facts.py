"""Reading what letters and calendar files say."""

from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import staff_written
from hellowork_portal.models import LIVE_STATES, Applicant, Mode, ReservationState
from hellowork_portal.services.notices.views import ReservationFacts
from hellowork_portal.services.offices.names import office_name_of
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations.place import PLACED, RESERVATION
from hellowork_portal.services.reservations.rules import CERTIFICATION, number_shown
from hellowork_portal.services.reservations.windows import change_limit, cut_off

_PERSON = table_of(Applicant)
_FACTS = PLACED.add_columns(
    _PERSON.c.name,
    _PERSON.c.mail_address,
    _PERSON.c.wants_reminders,
    _PERSON.c.language.label("spoken"),
    _PERSON.c.follows_page_language,
).join(_PERSON, _PERSON.c.id == RESERVATION.c.applicant_id)


def facts_of(session: Session, reservation_id: int) -> ReservationFacts | None:
    """Return what letters say about a confirmed reservation; None for a hold or none.

    The caller decides who may read it.
    """
    row = session.connection().execute(_FACTS.where(RESERVATION.c.id == reservation_id)).first()
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
        office=office_name_of(row),
        office_address=row.office_address,
        phone=row.office_phone or settings().contact.phone,
        is_operator_phone=not row.office_phone,
        notes=staff_written(definition.mail_notes),
        cancel_until=cut_off(row.starts_at, definition.slots),
        change_until=change_limit(row.starts_at, definition.slots),
        cancelled_at=row.cancelled_at,
        wants_reminders=row.wants_reminders,
        person_language=row.spoken,
        is_certification=definition.purpose == CERTIFICATION,
        chosen_language="" if row.follows_page_language else row.spoken,
    )
