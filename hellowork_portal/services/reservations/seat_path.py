"""What taking a seat and confirming it must know, each read by one prebuilt statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, exists, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.sql import spelt, table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    Offering,
    Procedure,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.reservations.queries import IS_NEWEST, NEWEST, WANTED, wanted_in
from hellowork_portal.services.reservations.rules import DRAFT_LIFE, Standing, Wanted
from hellowork_portal.services.schedules.online_seats import online_seats
from hellowork_portal.services.vacancies.service import waits_here

_RES, _SLOT, _OFFER = table_of(Reservation), table_of(Slot), table_of(Offering)
_PROC, _VERSION, _APPLICANT = table_of(Procedure), table_of(ProcedureVersion), table_of(Applicant)
_OWN, _OWN_VERSION, _OWN_PROC = _RES.alias("own"), _VERSION.alias("own_version"), _PROC.alias("own_proc")
_person, _at = bindparam("applicant_id"), bindparam("at", type_=_RES.c.expires_at.type)

_STANDING = (
    _OWN.c.id.label("own_id"), _OWN.c.slot_id.label("own_slot_id"), _OWN.c.state.label("own_state"),
    _OWN_PROC.c.purpose.label("own_purpose"), _OWN.c.starts_at.label("own_starts_at"),
    _OWN.c.ends_at.label("own_ends_at"), _OWN.c.certification_on.label("own_certification_on"),
)  # fmt: skip
_IS_LIVE = (_OWN.c.applicant_id == _person) & _OWN.c.state.in_([*map(spelt, LIVE_STATES)])


def _with_own(source: Any, condition: Any) -> Any:
    """Join the person's own reservations, each with its purpose."""
    return (
        source.outerjoin(_OWN, condition)
        .outerjoin(_OWN_VERSION, _OWN_VERSION.c.id == _OWN.c.procedure_version_id)
        .outerjoin(_OWN_PROC, _OWN_PROC.c.id == _OWN_VERSION.c.procedure_id)
    )


_IS_DRAFT = (_RES.c.state == spelt(ReservationState.EXPIRED)) & (_RES.c.held_at > bindparam("since"))
_LAST_DRAFT = (
    select(func.max(_RES.c.id))
    .where(_RES.c.applicant_id == _person, _IS_DRAFT, _RES.c.procedure_version_id == NEWEST.c.id)
    .correlate(NEWEST)
    .scalar_subquery()
)
# The state is a parameter here: spelt out, PostgreSQL might walk the index of all holds there are.
_RUN_OUT = exists().where(
    _RES.c.slot_id == bindparam("slot_id"),
    _RES.c.state == ReservationState.HELD,
    _RES.c.expires_at <= _at,
)
_HAS_TYPED = _OWN.c.state.in_([*map(spelt, (ReservationState.HELD, ReservationState.EXPIRED))])
BEFORE_HOLD = (
    select(
        *WANTED,
        *_STANDING,
        _OWN.c.procedure_version_id.label("own_version_id"),
        _OWN.c.held_at,
        _OWN.c.expires_at,
        _OWN.c.is_offer.label("own_is_offer"),
        _OWN.c.terms_agreed_at,
        case((_HAS_TYPED, _OWN.c.answers_sealed), else_="").label("answers_sealed"),
        _RUN_OUT.label("has_run_out"),
        (_SLOT.c.taken >= online_seats(_SLOT)).label("is_full"),
    )
    .select_from(
        _with_own(
            _APPLICANT.join(_SLOT, _SLOT.c.id == bindparam("slot_id"))
            .join(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
            .join(_PROC, _PROC.c.id == _OFFER.c.procedure_id)
            .join(NEWEST, IS_NEWEST),
            or_(_IS_LIVE, and_(_OWN.c.applicant_id == _person, _OWN.c.id == _LAST_DRAFT)),
        )
    )
    .where(_APPLICANT.c.id == _person, _APPLICANT.c.closed_at.is_(None))
)
_HELD_VERSION = _VERSION.alias("held_version")
HOLD = (
    select(
        _RES.c.id, _RES.c.number, _RES.c.slot_id, _RES.c.state, _RES.c.procedure_version_id,
        _RES.c.answers_sealed, _RES.c.terms_agreed_at, _RES.c.held_at, _RES.c.expires_at, _RES.c.replaces_id,
        _HELD_VERSION.c.digest.label("held_version_digest"), _APPLICANT.c.claimant_number_fingerprint,
        _APPLICANT.c.own_office_id, _SLOT.c.buffer_minutes,
        waits_here(_person, _OFFER.c.id).label("waits"), *WANTED, *_STANDING,
    )
    .select_from(
        _with_own(
            _APPLICANT.join(_RES, _RES.c.applicant_id == _APPLICANT.c.id)
            .join(_HELD_VERSION, _HELD_VERSION.c.id == _RES.c.procedure_version_id)
            .outerjoin(_SLOT, _SLOT.c.id == _RES.c.slot_id)
            .outerjoin(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
            .outerjoin(_PROC, _PROC.c.id == _OFFER.c.procedure_id)
            .outerjoin(NEWEST, IS_NEWEST),
            _IS_LIVE & (_OWN.c.id != _RES.c.id),
        )
    )
    .where(_APPLICANT.c.id == _person, _APPLICANT.c.closed_at.is_(None), _RES.c.id == bindparam("hold_id"))
)  # fmt: skip
LOCK_HOLD = HOLD.with_for_update(of=[_APPLICANT, _RES])
"""Locks the person, then the hold.

PostgreSQL gives the locked rows as they are when the lock is had; the slot is joined from
outside so that a hold whose slot has changed while we waited is not lost. What stands
beside is as it was when the statement began: enough for a hold that is still live, because
it was itself counted among the person's reservations all the time. A late one counts anew.
"""


@dataclass(frozen=True)
class BeforeHold:
    """What a hold is decided by.

    `standing` are the person's reservations without the holds that a new one replaces;
    `draft` is what was typed behind the last lost hold and when its terms were agreed to.
    Where the slot `looks_full` nobody need try; where it does not, only trying tells.
    `offer` is a live offer of another seat, which this hold would end.
    """

    wanted: Wanted
    standing: list[Standing]
    draft: tuple[str, datetime | None]
    must_expire: bool
    looks_full: bool
    offer: Any


@dataclass(frozen=True)
class HoldSeen:
    """A locked hold with its person and its slot; `wanted` is None where nothing is offered any more."""

    row: Row[Any]
    wanted: Wanted | None
    standing: list[Standing]


def before_hold(session: Session, *, applicant_id: int, slot_id: int, now: datetime) -> BeforeHold | None:
    """Return what a hold of the slot is decided by, None where slot or person is missing."""
    given = {"applicant_id": applicant_id, "slot_id": slot_id, "at": now, "since": now - DRAFT_LIFE}
    rows = session.connection().execute(BEFORE_HOLD, given).all()
    if not rows:
        return None
    own = [row for row in rows if row.own_id is not None]
    lost = [row for row in own if _is_lost(row, slot_id, now)]
    drafts = [row for row in own if row.own_state == ReservationState.EXPIRED]
    drafts += [row for row in lost if row.own_version_id == row.version_id and row.held_at > now - DRAFT_LIFE]
    last = max(drafts, key=lambda row: row.own_id, default=None)
    return BeforeHold(
        wanted_in(rows[0]),
        [_standing(row) for row in own if row not in lost and row.own_state != ReservationState.EXPIRED],
        (last.answers_sealed, last.terms_agreed_at) if last else ("", None),
        bool(lost or rows[0].has_run_out),
        rows[0].is_full,
        next((row for row in lost if row.own_is_offer and row.expires_at > now), None),
    )


def _is_lost(row: Any, slot_id: int, now: datetime) -> bool:
    """Whether a new hold ends this one (`queries.EXPIRE_OF_SLOT_AND_PERSON` does it)."""
    return row.own_state == ReservationState.HELD and (row.own_slot_id != slot_id or row.expires_at <= now)


def locked_hold(session: Session, *, applicant_id: int, hold_id: int) -> HoldSeen | None:
    """Lock the person and their hold; None alike for missing and other people's."""
    given = {"applicant_id": applicant_id, "hold_id": hold_id}
    rows: Any = session.connection().execute(LOCK_HOLD, given).all()
    if not rows:
        return None
    wanted = wanted_in(rows[0]) if rows[0].version_id is not None else None
    return HoldSeen(rows[0], wanted, [_standing(row) for row in rows if row.own_id is not None])


def _standing(row: Any) -> Standing:
    return Standing(
        row.own_id, row.own_slot_id, row.own_state, row.own_purpose, row.own_starts_at, row.own_ends_at,
        row.own_certification_on,
    )  # fmt: skip
