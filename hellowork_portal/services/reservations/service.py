"""What others ask of reservations beside the steps of a booking."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.models import Session as SignedIn
from hellowork_portal.services.reservations.queries import live_reservations, record_of
from hellowork_portal.services.reservations.rules import Record, Standing

_RES, _SIGNED_IN = table_of(Reservation), table_of(SignedIn)


def has_live_hold(session: Session, *, hashed: str, now: datetime) -> bool:
    """Whether the person signed in with a cookie of this hash holds a seat at this moment."""
    held = exists().where(
        _RES.c.applicant_id == _SIGNED_IN.c.applicant_id,
        _RES.c.state == ReservationState.HELD,
        _RES.c.expires_at > now,
    )
    query = select(_SIGNED_IN.c.id).where(
        _SIGNED_IN.c.token_hash == hashed, _SIGNED_IN.c.idle_ends_at > now, _SIGNED_IN.c.ends_at > now, held
    )
    return session.connection().execute(query).first() is not None


def own_record(session: Session, *, principal: Principal) -> Record | None:
    """Return what the office's record allows the acting person, None for strangers and people without one."""
    return record_of(session, principal.id) if principal.id is not None else None


def own_reservations(session: Session, *, principal: Principal) -> list[Standing]:
    """Return the acting person's live reservations, holds included; none of strangers."""
    return live_reservations(session, principal.id) if principal.id is not None else []
