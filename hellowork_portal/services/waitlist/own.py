"""One's own waiting, as pages and letters tell it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, of_moment, of_span, staff_written
from hellowork_portal.models import (
    Applicant,
    Offering,
    Office,
    Prefecture,
    Reservation,
    ReservationState,
    Slot,
    WaitlistKind,
    WaitlistState,
)
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of
from hellowork_portal.services.procedures.definitions import definition_of, newest_version_id
from hellowork_portal.services.vacancies.service import ACTIVE
from hellowork_portal.services.waitlist import rules
from hellowork_portal.services.waitlist.queries import ENTRY, WAIT
from hellowork_portal.services.waitlist.views import OfferFacts, OfferView, OwnWaiting, WaitingRow

_OFFER, _OFFICE, _PREFECTURE = table_of(Offering), table_of(Office), table_of(Prefecture)
_SLOT, _HELD, _PERSON = table_of(Slot), table_of(Reservation).alias("held"), table_of(Applicant)
_MOST_ENDED = 5
_SHOWN = (
    ENTRY.add_columns(
        _OFFER.c.procedure_id,
        _OFFICE.c.phone.label("office_phone"),
        *OFFICE_NAME,
        _SLOT.c.starts_at.label("slot_starts_at"),
        _SLOT.c.ends_at.label("slot_ends_at"),
        _HELD.c.slot_id.label("held_slot_id"),
        _HELD.c.state.label("held_state"),
        _HELD.c.starts_at.label("held_starts_at"),
        _HELD.c.ends_at.label("held_ends_at"),
        _HELD.c.expires_at.label("held_expires_at"),
    )
    .join(_OFFER, _OFFER.c.id == WAIT.c.offering_id)
    .join(_OFFICE, _OFFICE.c.id == _OFFER.c.office_id)
    .join(_PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code)
    .outerjoin(_SLOT, _SLOT.c.id == WAIT.c.slot_id)
    .outerjoin(_HELD, _HELD.c.id == WAIT.c.offered_reservation_id)
)


def own_waiting(session: Session, *, principal: Principal, now: datetime) -> OwnWaiting:
    """Return what the acting person waits for, and the last five wishes that have ended."""
    mine = _SHOWN.where(WAIT.c.applicant_id == principal.applicant_id)
    ended = mine.where(~ACTIVE).order_by(WAIT.c.id.desc()).limit(_MOST_ENDED)
    active = _rows(session, mine.where(ACTIVE).order_by(WAIT.c.created_at, WAIT.c.id), now)
    active.sort(key=lambda row: row.state != WaitlistState.OFFERED)
    return OwnWaiting(active, _rows(session, ended, now), rules.MOST_WISHES)


def _rows(session: Session, query: Select[Any], now: datetime) -> list[WaitingRow]:
    return [_row(session, row, now) for row in session.connection().execute(query).all()]


def _row(session: Session, row: Row[Any], now: datetime) -> WaitingRow:
    is_offered = row.state == WaitlistState.OFFERED
    is_open = is_offered and is_kept(row, now)
    return WaitingRow(
        entry_id=row.id,
        kind=row.kind,
        state=WaitlistState.WAITING.value if is_offered and not is_open else row.state,
        offering_id=row.offering_id,
        wanted=row.wanted,
        procedure=_procedure(session, row),
        office=office_name_of(row),
        wish=_wish(row),
        since=of_moment(row.created_at),
        offer=_offer(row, now) if is_open else OfferView(),
        number=row.moved_number or "",
    )


def is_kept(row: Row[Any], now: datetime) -> bool:
    """Whether the seat offered to an entry is still kept; a row of `_SHOWN`."""
    return row.held_state == ReservationState.HELD and row.held_expires_at > now


def _procedure(session: Session, row: Row[Any]) -> Words:
    version = newest_version_id(session, row.procedure_id)
    return staff_written(definition_of(session, version).name) if version else {}


def _wish(row: Row[Any]) -> Words:
    if row.kind == WaitlistKind.DAY:
        return of_day(row.on_day)
    if row.kind == WaitlistKind.SLOT:
        return of_span(row.slot_starts_at, row.slot_ends_at)
    return of_span(row.moved_starts_at, row.moved_ends_at)


def _offer(row: Row[Any], now: datetime) -> OfferView:
    is_move = row.reservation_id is not None
    return OfferView(
        hold_id=row.offered_reservation_id,
        slot_id=row.held_slot_id,
        on_day=day_in_japan(row.held_starts_at).isoformat(),
        number=row.moved_number if is_move else "",
        revision=row.moved_revision if is_move else 0,
        when=of_span(row.held_starts_at, row.held_ends_at),
        until=of_moment(row.held_expires_at),
        expires_ms=int(row.held_expires_at.timestamp() * 1000),
        now_ms=int(now.timestamp() * 1000),
    )


def offer_facts(session: Session, entry_id: int, hold_id: int, *, now: datetime) -> OfferFacts | None:
    """Return what the letter of an offer says; None once the offer is taken, refused or over.

    For jobs: the caller decides who may read it.
    """
    row = _with_person(session, entry_id, hold_id)
    if row is None or row.state != WaitlistState.OFFERED or not is_kept(row, now):
        return None
    return _facts(session, row)


def ended_facts(session: Session, entry_id: int, hold_id: int) -> OfferFacts | None:
    """Return what the letter of a wish says that has ended with an unanswered offer."""
    row = _with_person(session, entry_id, hold_id)
    return _facts(session, row) if row is not None and row.state == WaitlistState.OVER else None


def gone_facts(session: Session, entry_id: int, hold_id: int) -> OfferFacts | None:
    """Return what the letter says of an offer whose time the office has closed; None after another offer."""
    row = _with_person(session, entry_id, hold_id)
    told = (WaitlistState.OVER, WaitlistState.WAITING)
    return _facts(session, row) if row is not None and row.state in told else None


def _with_person(session: Session, entry_id: int, hold_id: int) -> Row[Any] | None:
    query = _SHOWN.add_columns(
        _PERSON.c.name,
        _PERSON.c.mail_address,
        _PERSON.c.language.label("spoken"),
        _PERSON.c.follows_page_language,
    ).join(_PERSON, _PERSON.c.id == WAIT.c.applicant_id)
    its = query.where(WAIT.c.id == entry_id, WAIT.c.offered_reservation_id == hold_id)
    return session.connection().execute(its).first()


def _facts(session: Session, row: Row[Any]) -> OfferFacts:
    return OfferFacts(
        applicant_id=row.applicant_id,
        name=row.name,
        mail_address=row.mail_address,
        chosen_language="" if row.follows_page_language else row.spoken,
        kind=row.kind,
        procedure=_procedure(session, row),
        office=office_name_of(row),
        phone=row.office_phone,
        when=of_span(row.held_starts_at, row.held_ends_at),
        before=of_span(row.moved_starts_at, row.moved_ends_at) if row.moved_starts_at else {},
        until=of_moment(row.held_expires_at),
    )
