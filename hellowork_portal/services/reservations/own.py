"""One's own reservation by its number, or the one that a guest's code opened; what may be done to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, PrincipalKind
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


def whose(principal: Principal) -> ColumnElement[bool]:
    """Return the condition of the reservations that somebody may touch; every one is checked by it.

    An applicant's are their own. A guest's is the one that the code opened, and it only as
    long as it is still the same person's. Raises SignInNeeded for everybody else.
    """
    owned = RESERVATION.c.applicant_id == principal.owner_id
    if principal.kind is PrincipalKind.GUEST and principal.guest:
        return owned & (RESERVATION.c.id == principal.guest.reservation_id)
    return owned


def lock_owner(session: Session, principal: Principal) -> int:
    """Lock the person whose reservation is acted on, so that limits per person are counted one at a time."""
    return lock_person_row(session, principal.owner_id)


def lock_person_row(session: Session, applicant_id: int) -> int:
    """Lock a person's row; raises NotAllowed where the account is closed."""
    if session.connection().execute(queries.LOCK_APPLICANT, {"applicant_id": applicant_id}).first() is None:
        raise NotAllowed
    return applicant_id


def own_reservation(
    session: Session, principal: Principal, number: str, now: datetime, *, lock: bool = False
) -> Own:
    """Return one's own reservation; wrong and foreign numbers alike raise ReservationNotFound.

    With `lock` it stays as it is until the transaction ends; the caller holds the person's row.
    """
    known = rules.number_typed(number) or ""
    its = (RESERVATION.c.number == known) & whose(principal)
    query = PLACED.where(its, RESERVATION.c.state.not_in(_NOT_YET))
    row = session.connection().execute(query.with_for_update(of=RESERVATION) if lock else query).first()
    if row is None:
        raise errors.ReservationNotFound
    definition = definition_of(session, row.procedure_version_id)
    is_certification = definition.purpose == rules.CERTIFICATION
    record = queries.record_of(session, row.applicant_id) if is_certification else None
    return Own(row, definition, leeway(row.starts_at, definition.purpose, definition.slots, record, now))


def check_confirmed(own: Own) -> None:
    """Raise where nothing can be changed any more, whatever the hour."""
    if own.row.state == ReservationState.CANCELLED:
        raise errors.ReservationCancelled
    if not own.is_confirmed:
        raise errors.ReservationUnderWay
