"""One's own reservation by its number, with what may still be done to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.models import ReservationState
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import errors, queries, rules
from hellowork_portal.services.reservations.place import PLACED, RESERVATION
from hellowork_portal.services.reservations.windows import Leeway, leeway

_NOT_YET = (ReservationState.HELD, ReservationState.EXPIRED)


@dataclass(frozen=True)
class Own:
    """A reservation with its place, the version it was made with, and its leeway."""

    row: Row[Any]
    definition: ProcedureDefinition
    leeway: Leeway

    @property
    def is_confirmed(self) -> bool:
        """Whether it waits for its day: only then anything can be changed."""
        return self.row.state == ReservationState.CONFIRMED

    @property
    def may_change(self) -> bool:
        """Whether its owner may choose another time now."""
        return self.is_confirmed and self.leeway.may_change

    @property
    def may_cancel(self) -> bool:
        """Whether its owner may cancel it now."""
        return self.is_confirmed and self.leeway.may_cancel


def own_reservation(
    session: Session, applicant_id: int, number: str, now: datetime, *, lock: bool = False
) -> Own:
    """Return one's own reservation; wrong and foreign numbers alike raise ReservationNotFound.

    With `lock` it stays as it is until the transaction ends; the caller holds the person's row.
    """
    known = rules.number_typed(number) or ""
    its = (RESERVATION.c.number == known) & (RESERVATION.c.applicant_id == applicant_id)
    query = PLACED.where(its, RESERVATION.c.state.not_in(_NOT_YET))
    row = session.connection().execute(query.with_for_update(of=RESERVATION) if lock else query).first()
    if row is None:
        raise errors.ReservationNotFound
    definition = definition_of(session, row.procedure_version_id)
    is_certification = definition.purpose == rules.CERTIFICATION
    record = queries.record_of(session, applicant_id) if is_certification else None
    return Own(row, definition, leeway(row.starts_at, definition.purpose, definition.slots, record, now))


def check_confirmed(own: Own) -> None:
    """Raise where nothing can be changed any more, whatever the hour."""
    if own.row.state == ReservationState.CANCELLED:
        raise errors.ReservationCancelled
    if not own.is_confirmed:
        raise errors.ReservationUnderWay
