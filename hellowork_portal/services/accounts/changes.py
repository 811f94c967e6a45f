"""Changes of address as rows: the one that waits, the one that may be taken back."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import AddressChange, Applicant
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.owners import is_taken, open_to_objection
from hellowork_portal.services.access.rules import LINK_LIFE
from hellowork_portal.services.accounts.errors import AddressChangeOpen, AddressTaken

_CHANGE = table_of(AddressChange)
OF_ADDRESS = (links.ADDRESS, links.RECOVERY)
"""Links that would move the account to another address."""


def open_change(session: Session, applicant_id: int, now: datetime) -> AddressChange | None:
    """Return the change that the former address may still take back."""
    own = select(AddressChange).where(AddressChange.applicant_id == applicant_id, open_to_objection(now))
    return session.exec(own).first()


def waiting_change(session: Session, applicant_id: int, now: datetime) -> AddressChange | None:
    """Return the change that the new address has not confirmed yet."""
    own = select(AddressChange).where(
        AddressChange.applicant_id == applicant_id,
        col(AddressChange.confirmed_at).is_(None),
        AddressChange.asked_at > now - LINK_LIFE,
    )
    return session.exec(own).first()


def change_of(session: Session, link: links.OneTimeLink) -> AddressChange:
    """Return the change that a link is about; raises LinkProblem where it was given up or replaced."""
    change = session.get(AddressChange, link.details.get("change_id"))
    if change is None:
        raise LinkProblem("used")
    return change


def refuse_while_open(session: Session, applicant_id: int, now: datetime) -> None:
    """Raise AddressChangeOpen as long as the former address may object."""
    change = open_change(session, applicant_id, now)
    if change is not None and change.objection_ends_at is not None:
        raise AddressChangeOpen(until=of_moment(change.objection_ends_at))


def drop_waiting(session: Session, applicant_id: int, *, now: datetime) -> None:
    """Give up what no new address has confirmed, and use up the links that would confirm it."""
    links.use_up(session, applicant_id, OF_ADDRESS, now=now)
    own = (_CHANGE.c.applicant_id == applicant_id) & _CHANGE.c.confirmed_at.is_(None)
    session.connection().execute(delete(_CHANGE).where(own))


def end_objections(session: Session, applicant_id: int, *, now: datetime) -> None:
    """Let no former address object any more: the office has seen who the person is."""
    own = (_CHANGE.c.applicant_id == applicant_id) & open_to_objection(now)
    session.connection().execute(update(_CHANGE).where(own).values(objection_ends_at=now))
    links.use_up(session, applicant_id, [links.OBJECTION], now=now)


def move_to(session: Session, person: Applicant, mail_address: str, *, now: datetime) -> None:
    """Make an address the 利用者ID of a locked account.

    Raises AddressTaken where another account has it, also one that gets it at this moment.
    """
    if is_taken(session, mail_address, now=now, but=id_of(person)):
        raise AddressTaken
    person.mail_address = mail_address
    try:
        session.flush()
    except IntegrityError:
        raise AddressTaken from None
