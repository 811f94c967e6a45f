"""Prebuilt statements of the seat path, and the reads beside it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import spelt, table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    CertificationDay,
    Claimant,
    ClaimantKind,
    Offering,
    Office,
    Prefecture,
    Procedure,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
    SlotState,
)
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of
from hellowork_portal.services.reservations.rules import Record, Standing, Wanted
from hellowork_portal.services.schedules.online_seats import is_offered, online_seats

_RES, _SLOT, _OFFER = table_of(Reservation), table_of(Slot), table_of(Offering)
_OFFICE, _PROC, _VERSION = table_of(Office), table_of(Procedure), table_of(ProcedureVersion)
_APPLICANT, _CLAIMANT, _DAY = table_of(Applicant), table_of(Claimant), table_of(CertificationDay)
_PREFECTURE = table_of(Prefecture)

LOCK_APPLICANT = (
    select(_APPLICANT.c.id, _APPLICANT.c.claimant_number_fingerprint)
    .where(_APPLICANT.c.id == bindparam("applicant_id"), _APPLICANT.c.closed_at.is_(None))
    .with_for_update()
)
NEWEST = _VERSION.alias("newest")
_OTHER_VERSION = _VERSION.alias()
IS_NEWEST = NEWEST.c.id == (
    select(func.max(_OTHER_VERSION.c.id))
    .where(_OTHER_VERSION.c.procedure_id == _OFFER.c.procedure_id)
    .correlate(_OFFER)
    .scalar_subquery()
)
WANTED = (
    _SLOT.c.id.label("wanted_slot_id"), _SLOT.c.starts_at.label("slot_starts_at"),
    _SLOT.c.ends_at.label("slot_ends_at"), _SLOT.c.on_day,
    is_offered(_SLOT, _OFFER, _PROC).label("is_offered"),
    _OFFER.c.id.label("offering_id"), _OFFER.c.office_id, _OFFER.c.opens_days_ahead,
    _OFFER.c.opens_at_minute,
    _OFFER.c.closes_minutes_before, _OFFER.c.mode, _PROC.c.purpose, NEWEST.c.id.label("version_id"),
    NEWEST.c.digest.label("version_digest"),
)  # fmt: skip
"""The columns of a slot with its offering's settings, for `wanted_in`."""
_WANTED = (
    select(*WANTED)
    .join(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
    .join(_PROC, _PROC.c.id == _OFFER.c.procedure_id)
    .join(NEWEST, IS_NEWEST)
    .where(_SLOT.c.id == bindparam("slot_id"))
)
TAKE_SEAT = (
    update(_SLOT)
    .where(
        _SLOT.c.id == bindparam("wanted_slot"),
        _SLOT.c.taken < online_seats(_SLOT),
        _SLOT.c.state == spelt(SlotState.OPEN),
    )
    .values(taken=_SLOT.c.taken + 1)
)
TAKE_SEAT_BY_STAFF = (
    update(_SLOT)
    .where(
        _SLOT.c.id == bindparam("wanted_slot"),
        _SLOT.c.taken < _SLOT.c.capacity,
        _SLOT.c.state == spelt(SlotState.OPEN),
    )
    .values(taken=_SLOT.c.taken + 1, taken_by_staff=_SLOT.c.taken_by_staff + 1)
)
RAISE_CAPACITY = (
    update(_SLOT)
    .where(
        _SLOT.c.id == bindparam("wanted_slot"),
        _SLOT.c.taken >= _SLOT.c.capacity,
        _SLOT.c.state == spelt(SlotState.OPEN),
    )
    .values(
        capacity=_SLOT.c.capacity + 1,
        held_back=_SLOT.c.held_back + 1,
        added_seats=_SLOT.c.added_seats + 1,
    )
)
"""One seat more, held back: for whom it was added, never for who books online at this moment.

That it was added stays on the slot: no release of slots takes it back.
"""
SLOT_ID = _SLOT.c.id
GIVE_SEATS = (
    update(_SLOT)
    .where(_SLOT.c.id == bindparam("freed_slot"))
    .values(taken=_SLOT.c.taken - bindparam("seats"))
)
GIVE_SEAT_OF_STAFF = (
    update(_SLOT)
    .where(_SLOT.c.id == bindparam("freed_slot"))
    .values(taken=_SLOT.c.taken - 1, taken_by_staff=_SLOT.c.taken_by_staff - 1)
)
_STANDING = (
    select(
        _RES.c.id, _RES.c.slot_id, _RES.c.state, _PROC.c.purpose, _RES.c.starts_at, _RES.c.ends_at,
        _RES.c.certification_on,
    )
    .join(_VERSION, _VERSION.c.id == _RES.c.procedure_version_id)
    .join(_PROC, _PROC.c.id == _VERSION.c.procedure_id)
    .where(_RES.c.applicant_id == bindparam("applicant_id"), _RES.c.state.in_(LIVE_STATES))
)  # fmt: skip
EXPIRE_OF_SLOT_AND_PERSON = (
    update(_RES)
    .where(
        _RES.c.state == ReservationState.HELD,
        ((_RES.c.slot_id == bindparam("of_slot")) & (_RES.c.expires_at <= bindparam("at")))
        | (_RES.c.applicant_id == bindparam("of_person")) & (_RES.c.slot_id != bindparam("kept_slot"))
        | (_RES.c.applicant_id == bindparam("of_person")) & (_RES.c.expires_at <= bindparam("at")),
    )
    .values(state=ReservationState.EXPIRED)
    .returning(_RES.c.slot_id)
)
_RUN_OUT = (
    select(_RES.c.id)
    .where(_RES.c.state == ReservationState.HELD, _RES.c.expires_at <= bindparam("at"))
    .with_for_update(skip_locked=True)
)
EXPIRE_ALL = (
    update(_RES)
    .where(_RES.c.id.in_(_RUN_OUT))
    .values(state=ReservationState.EXPIRED)
    .returning(_RES.c.slot_id)
)


_OFFER_OF_ANOTHER = select(
    _RES.c.id.label("own_id"),
    _RES.c.starts_at.label("own_starts_at"),
    _RES.c.ends_at.label("own_ends_at"),
    _RES.c.expires_at,
).where(
    _RES.c.applicant_id == bindparam("applicant_id"),
    _RES.c.state == ReservationState.HELD,
    _RES.c.is_offer,
    _RES.c.slot_id != bindparam("slot_id"),
    _RES.c.expires_at > bindparam("at"),
)


def offer_of_another(session: Session, applicant_id: int, slot_id: int, now: datetime) -> Any:
    """Return a live offer that the person has of another slot, None where there is none."""
    given = {"applicant_id": applicant_id, "slot_id": slot_id, "at": now}
    return session.connection().execute(_OFFER_OF_ANOTHER, given).first()


def wanted_slot(session: Session, slot_id: int) -> Wanted | None:
    """Return a slot with its offering's settings, None where there is none."""
    row = session.connection().execute(_WANTED, {"slot_id": slot_id}).first()
    return wanted_in(row) if row else None


def as_offered_now(session: Session, wanted: Wanted) -> Wanted:
    """Return a slot anew once its seat is taken: while that waited its offering may have changed.

    From here on it cannot: an office changes how interviews are held behind a lock on the slots.
    """
    return wanted_slot(session, wanted.slot_id) or wanted


def wanted_in(row: Any) -> Wanted:
    """Return the slot of a row that has the columns `WANTED`."""
    return Wanted(
        slot_id=row.wanted_slot_id,
        offering_id=row.offering_id,
        office_id=row.office_id,
        purpose=row.purpose,
        procedure_version_id=row.version_id,
        starts_at=row.slot_starts_at,
        ends_at=row.slot_ends_at,
        on_day=row.on_day,
        is_open=row.is_offered,
        opens_days_ahead=row.opens_days_ahead,
        opens_at_minute=row.opens_at_minute,
        closes_minutes_before=row.closes_minutes_before,
        mode=row.mode,
        version_digest=row.version_digest,
    )


def live_reservations(session: Session, applicant_id: int) -> list[Standing]:
    """Return the person's live reservations, holds included."""
    rows = session.connection().execute(_STANDING, {"applicant_id": applicant_id})
    return [Standing(*row) for row in rows]


def record_of(session: Session, applicant_id: int) -> Record | None:
    """Return what the office's record of the person allows, None where no record is linked."""
    row = (
        session.connection()
        .execute(
            select(_CLAIMANT, *OFFICE_NAME)
            .join(_OFFICE, _OFFICE.c.id == _CLAIMANT.c.office_id)
            .join(_PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code)
            .where(_CLAIMANT.c.applicant_id == applicant_id)
        )
        .first()
    )
    if row is None:
        return None
    query = select(_DAY.c.on_day, _DAY.c.is_approved_change, _DAY.c.instead_of)
    days = session.connection().execute(query.where(_DAY.c.claimant_id == row.id)).all()
    kind, moved = ClaimantKind(row.online_kind), [day for day in days if day.is_approved_change]
    return Record(
        kind, row.office_id, office_name_of(row), row.online_from, row.online_until,
        [day.on_day for day in days], {day.on_day: day.instead_of for day in moved},
    )  # fmt: skip


def reservation_row(
    session: Session, reservation_id: int, applicant_id: int, *, lock: bool
) -> Row[Any] | None:
    """Return a person's own reservation row by id, locked where it is about to change."""
    query = select(_RES).where(_RES.c.id == reservation_id, _RES.c.applicant_id == applicant_id)
    return session.connection().execute(query.with_for_update() if lock else query).first()


def nearest_free(session: Session, offering_id: int, around: datetime, now: datetime) -> list[Any]:
    """Return up to three slots that can still be had, the nearest to an instant, in order."""
    closes = select(_OFFER.c.closes_minutes_before).where(_OFFER.c.id == offering_id)
    earliest = now + timedelta(minutes=session.connection().scalar(closes) or 0)
    free = (
        select(_SLOT.c.id, _SLOT.c.starts_at, _SLOT.c.ends_at, _SLOT.c.on_day)
        .where(_SLOT.c.offering_id == offering_id, _SLOT.c.state == SlotState.OPEN)
        .where(_SLOT.c.taken < online_seats(_SLOT), _SLOT.c.starts_at >= earliest)
    )
    after = free.where(_SLOT.c.starts_at >= around).order_by(_SLOT.c.starts_at).limit(3)
    before = free.where(_SLOT.c.starts_at < around).order_by(_SLOT.c.starts_at.desc()).limit(3)
    found = [*session.connection().execute(after), *session.connection().execute(before)]
    nearest = sorted(found, key=lambda row: abs(row.starts_at - around))[:3]
    return sorted(nearest, key=lambda row: row.starts_at)
