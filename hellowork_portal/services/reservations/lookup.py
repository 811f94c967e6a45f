"""「予約内容照会」 (C6) and the views of one's own hold; other people's rows do not exist here."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.words import of_moment, of_span, staff_written
from hellowork_portal.models import Applicant, ReservationState
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import errors, queries, rules
from hellowork_portal.services.reservations.history import history_of
from hellowork_portal.services.reservations.own import own_reservation
from hellowork_portal.services.reservations.place import PLACED, RESERVATION, place_of
from hellowork_portal.services.reservations.views import (
    FreeTime,
    HoldView,
    LeewayView,
    ReservationDetail,
    ReservationRow,
)
from hellowork_portal.services.reservations.windows import Leeway, leeway

_RES = RESERVATION
_SHOWN = tuple(
    state for state in ReservationState if state not in (ReservationState.HELD, ReservationState.EXPIRED)
)


def _rows_of(applicant_id: int) -> Select[Any]:
    """Select a person's reservations with their place; every lookup starts from here."""
    return PLACED.where(_RES.c.applicant_id == applicant_id)


def hold_view(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> HoldView:
    """Return one's own hold, live, run out or already confirmed; raises HoldGone."""
    query = _rows_of(principal.applicant_id).where(_RES.c.id == hold_id)
    row = session.connection().execute(query).first()
    if row is None or row.state not in (*_SHOWN, ReservationState.HELD, ReservationState.EXPIRED):
        raise errors.HoldGone
    definition = definition_of(session, row.procedure_version_id)
    person = session.get_one(Applicant, principal.applicant_id)
    is_certification = definition.purpose == rules.CERTIFICATION
    is_live = row.state == ReservationState.HELD and row.expires_at > now
    is_far = is_live and row.expires_at > now + rules.HOLD
    record = queries.record_of(session, principal.applicant_id) if is_certification else None
    return HoldView(
        hold_id=row.id,
        slot_id=row.slot_id,
        offering_id=row.offering_id,
        place=place_of(row, definition),
        expires_ms=int((row.expires_at or now).timestamp() * 1000),
        now_ms=int(now.timestamp() * 1000),
        extensions_left=rules.EXTENSIONS - row.extended_count,
        is_live=is_live,
        is_confirmed=bool(row.number),
        number=row.number or "",
        has_agreed=row.terms_agreed_at is not None,
        kept_until=of_moment(row.expires_at) if is_far else {},
        look_ms=int((row.expires_at - rules.HOLD).timestamp() * 1000) if is_far else 0,
        needs_number=definition.needs_claimant_number and not person.claimant_number_fingerprint,
        is_unconfirmed_claim=is_certification and record is None,
        leeway=_leeway(leeway(row.starts_at, definition.purpose, definition.slots, record, now)),
    )


def _leeway(found: Leeway) -> LeewayView:
    return LeewayView(found.code, of_moment(found.change_until), of_moment(found.cancel_until))


def nearest_times(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> list[FreeTime]:
    """Return the free times nearest to a hold whose seat was lost."""
    row = session.connection().execute(_rows_of(principal.applicant_id).where(_RES.c.id == hold_id)).first()
    if row is None:
        raise errors.HoldGone
    near = queries.nearest_free(session, row.offering_id, row.starts_at, now)
    return [FreeTime(slot.id, of_span(slot.starts_at, slot.ends_at)) for slot in near]


def lookup(session: Session, *, principal: Principal, typed: str, now: datetime) -> list[ReservationRow]:
    """Return one's own reservations: the one with the number typed, or all where it is blank.

    Another person's number, a wrong one and nonsense all give an empty list,
    by the same query. Coming ones first, then the latest.
    """
    query = _rows_of(principal.applicant_id).where(_RES.c.state.in_(_SHOWN))
    if typed.strip():
        query = query.where(_RES.c.number == (rules.number_typed(typed) or ""))
    rows = session.connection().execute(query.order_by(_RES.c.starts_at.desc()).limit(200)).all()
    coming = [row for row in reversed(rows) if _is_future(row, now)]
    return [_line(session, row, now) for row in [*coming, *[row for row in rows if not _is_future(row, now)]]]


def _is_future(row: Row[Any], now: datetime) -> bool:
    return row.ends_at > now and row.state in (
        ReservationState.CONFIRMED,
        ReservationState.CHECKED_IN,
        ReservationState.IN_PROGRESS,
    )


def _line(session: Session, row: Row[Any], now: datetime) -> ReservationRow:
    place = place_of(row, definition_of(session, row.procedure_version_id))
    return ReservationRow(
        number=row.number,
        number_shown=rules.number_shown(row.number),
        procedure=place.procedure,
        office=place.office,
        when=place.when,
        state=row.state,
        is_future=_is_future(row, now),
    )


def reservation_detail(
    session: Session, *, principal: Principal, number: str, now: datetime
) -> ReservationDetail:
    """Return the whole of one's own reservation; wrong and foreign numbers: ReservationNotFound.

    A guest is shown what is needed to join, change or cancel, and no history.
    """
    own = own_reservation(session, principal, number, now)
    is_guest = principal.kind is PrincipalKind.GUEST
    row, definition, leeway = own.row, own.definition, own.leeway
    meeting = meeting_of(session, row.id)
    return ReservationDetail(
        number=row.number,
        number_shown=rules.number_shown(row.number),
        place=place_of(row, definition),
        state=row.state,
        is_future=_is_future(row, now),
        is_unconfirmed_claim=row.is_unconfirmed_claim and not is_guest,
        meeting_state=meeting.state if meeting else "none",
        join_url=meeting.join_url if meeting else "",
        passcode=meeting.passcode if meeting else "",
        bring=staff_written(definition.what_to_bring),
        notes=staff_written(definition.mail_notes),
        purpose=definition.purpose,
        slot_id=row.slot_id,
        offering_id=row.offering_id,
        revision=row.revision,
        change_until=of_moment(leeway.change_until),
        cancel_until=of_moment(leeway.cancel_until),
        can_change=own.may_change,
        can_cancel=own.may_cancel,
        is_same_day_only=leeway.days is not None,
        history=[] if is_guest else history_of(session, row),
    )
