"""Erasing what is kept around an account: at its closing, and day by day what is no longer needed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import (
    AddressChange,
    Applicant,
    Claimant,
    CounterCode,
    Delivery,
    DeliveryState,
    GuestAccess,
    OneTimeLink,
    Reservation,
    ReservationState,
    SignIn,
    WaitlistEntry,
    WaitlistState,
)
from hellowork_portal.services.access.links import PURPOSES
from hellowork_portal.services.access.owners import closed_address
from hellowork_portal.services.access.rules import LINK_LIFE
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.accounts.own_day_changes import withdraw_day_changes
from hellowork_portal.services.accounts.rules import LOOKUP_LIFE, SETTLED_LIFE, WISH_LIFE
from hellowork_portal.services.applications.erasing import erase_drafts_of
from hellowork_portal.services.attachments.tidying import forget_files_of_drafts
from hellowork_portal.services.reservations.holds import release_hold

_PERSON, _RES, _WAIT = table_of(Applicant), table_of(Reservation), table_of(WaitlistEntry)
_TRY, _CHANGE, _CODE = table_of(SignIn), table_of(AddressChange), table_of(CounterCode)
_LINK, _MAIL, _CLAIMANT = table_of(OneTimeLink), table_of(Delivery), table_of(Claimant)
_GUEST = table_of(GuestAccess)
_WAITING = (WaitlistState.WAITING, WaitlistState.OFFERED)
_UNUSED = (ReservationState.HELD, ReservationState.EXPIRED)
_YEAR = timedelta(days=365)


def erase_traces(session: Session, person: Applicant, *, principal: Principal, now: datetime) -> None:
    """Erase sign-ins, links, codes, waiting and unsent drafts of an account that is being closed.

    Its reservations stay as the law wants them; letters stay without their address; the
    office's own record of a claimant stays and knows no account any more.
    """
    own_id = id_of(person)
    _release_holds(session, principal, now)
    _run(
        session,
        update(_RES).where(_RES.c.applicant_id == own_id, _RES.c.state.in_(_UNUSED)),
        answers_sealed="",
    )
    waiting = update(_WAIT).where(_WAIT.c.applicant_id == own_id, _WAIT.c.state.in_(_WAITING))
    _run(session, waiting, state=WaitlistState.LEFT)
    _run(session, update(_MAIL).where(_MAIL.c.applicant_id == own_id), recipient=closed_address(own_id))
    _run(session, update(_CLAIMANT).where(_CLAIMANT.c.applicant_id == own_id), applicant_id=None)
    forget_files_of_drafts(session, own_id, now=now)
    erase_drafts_of(session, own_id)
    withdraw_day_changes(session, own_id, now=now)
    for table in (_TRY, _CHANGE, _CODE, _GUEST):
        _delete(session, table, table.c.applicant_id == own_id)
    theirs = or_(_LINK.c.applicant_id == own_id, _LINK.c.mail_address == person.mail_address)
    _delete(session, _LINK, and_(theirs, _LINK.c.purpose.in_(PURPOSES)))
    end_all_sessions(session, own_id)


def _release_holds(session: Session, principal: Principal, now: datetime) -> None:
    held = select(_RES.c.id).where(
        _RES.c.applicant_id == principal.applicant_id, _RES.c.state == ReservationState.HELD
    )
    for hold_id in list(session.connection().scalars(held)):
        release_hold(session, principal=principal, hold_id=hold_id, now=now)


def tidy_accounts(session: Session, *, now: datetime) -> dict[str, int]:
    """Erase what has served around accounts: changes of address, links, codes, old sign-ins, ended wishes.

    Returns how many rows of each went. Addresses of letters to closed accounts go, too,
    once the letters have left.
    """
    settled = now - SETTLED_LIFE
    unconfirmed = and_(_CHANGE.c.confirmed_at.is_(None), _CHANGE.c.asked_at <= now - LINK_LIFE)
    log_ends = now - _YEAR * settings().retention.access_log_years
    ended = and_(_WAIT.c.state.not_in(_WAITING), _WAIT.c.created_at <= now - WISH_LIFE)
    return {
        "address_changes": _delete(
            session, _CHANGE, or_(unconfirmed, _CHANGE.c.objection_ends_at <= settled)
        ),
        "counter_codes": _delete(session, _CODE, _CODE.c.expires_at <= settled),
        "links": _delete(session, _LINK, _LINK.c.expires_at <= settled),
        "lookups": _delete(session, _GUEST, _GUEST.c.created_at <= now - LOOKUP_LIFE),
        "wishes": _delete(session, _WAIT, ended),
        "sign_ins": _delete(session, _TRY, _TRY.c.at <= log_ends),
        "letters": _forget_recipients(session),
    }


def _forget_recipients(session: Session) -> int:
    """Take the address out of letters to closed accounts that are no longer on their way."""
    closed = select(_PERSON.c.id, _PERSON.c.mail_address).where(_PERSON.c.closed_at.is_not(None)).subquery()
    known = select(_MAIL.c.id, closed.c.mail_address).join(closed, closed.c.id == _MAIL.c.applicant_id)
    left = known.where(_MAIL.c.recipient != closed.c.mail_address, _MAIL.c.state != DeliveryState.QUEUED)
    rows = session.connection().execute(left).all()
    for row in rows:
        _run(session, update(_MAIL).where(_MAIL.c.id == row.id), recipient=row.mail_address)
    return len(rows)


def _run(session: Session, statement: Any, **values: object) -> None:
    session.connection().execute(statement.values(**values))


def _delete(session: Session, table: Table, which: ColumnElement[bool]) -> int:
    return session.connection().execute(delete(table).where(which)).rowcount
