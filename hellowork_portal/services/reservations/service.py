"""What others ask of reservations beside the steps of a booking."""

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.reservations.queries import live_reservations, record_of
from hellowork_portal.services.reservations.rules import Record, Standing


def own_record(session: Session, *, principal: Principal) -> Record | None:
    """Return what the office's record allows the acting person, None for strangers and people without one."""
    return record_of(session, principal.id) if principal.id is not None else None


def own_reservations(session: Session, *, principal: Principal) -> list[Standing]:
    """Return the acting person's live reservations, holds included; none of strangers."""
    return live_reservations(session, principal.id) if principal.id is not None else []
