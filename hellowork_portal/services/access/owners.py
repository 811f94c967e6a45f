"""Which mail addresses belong to an account."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AddressChange, Applicant

_CHANGE, _PERSON = table_of(AddressChange), table_of(Applicant)
_NOWHERE = "closed.invalid"
_COUNTER = "counter.invalid"


def open_to_objection(now: datetime) -> ColumnElement[bool]:
    """Return the condition of changes that the former address may still take back."""
    return and_(_CHANGE.c.objection_ends_at > now, _CHANGE.c.objected_at.is_(None))


def is_taken(session: Session, mail_address: str, *, now: datetime, but: int | None = None) -> bool:
    """Whether an address is somebody's 利用者ID, or may become it again by an objection.

    `but` is an account that does not count: its own former address may come back to it.
    """
    own = select(_PERSON.c.id).where(_PERSON.c.mail_address == mail_address, _PERSON.c.id != (but or 0))
    kept = select(_CHANGE.c.id).where(
        _CHANGE.c.old_address == mail_address, _CHANGE.c.applicant_id != (but or 0), open_to_objection(now)
    )
    return any(session.connection().execute(query).first() is not None for query in (own, kept))


def closed_address(applicant_id: int) -> str:
    """Return what stands in the place of a closed account's address: nobody's, and never mailed to."""
    return f"closed-{applicant_id}@{_NOWHERE}"


def counter_address(token: str) -> str:
    """Return what stands in the place of the address of somebody whom an office has booked at the counter.

    It is nobody's; with a code from the counter the person can begin an address of their own.
    """
    return f"counter-{token}@{_COUNTER}"


def is_closed_address(mail_address: str) -> bool:
    """Whether an address is nobody's, so that no letter goes there: of a closed account, or of none yet."""
    return mail_address.endswith((f"@{_NOWHERE}", f"@{_COUNTER}"))
