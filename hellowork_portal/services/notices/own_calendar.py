"""The calendar file of one's own reservation, as the pages offer it."""

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation
from hellowork_portal.services.notices.calendar_file import appointment_of, calendar_file
from hellowork_portal.services.notices.facts import facts_of
from hellowork_portal.services.reservations.errors import ReservationNotFound
from hellowork_portal.services.reservations.own import whose
from hellowork_portal.services.reservations.rules import number_typed

_RES = table_of(Reservation)


def calendar_file_of(session: Session, *, principal: Principal, number: str) -> str:
    """Return the .ics of one's own reservation; raises ReservationNotFound for every other number."""
    own = select(_RES.c.id).where(_RES.c.number == (number_typed(number) or ""), whose(principal))
    reservation_id = session.connection().scalar(own)
    facts = facts_of(session, reservation_id) if reservation_id is not None else None
    if facts is None:
        raise ReservationNotFound
    house = settings()
    return calendar_file(appointment_of(facts, principal.language, house.public_url, house.smtp.sender))
