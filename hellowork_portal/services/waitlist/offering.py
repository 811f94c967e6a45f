"""Free seats to those who wait: one offer at a time, each in a transaction of its own.

Lock order: the line (the offering's row), the person, the slots. One person a
transaction, so that lines in which the same people stand never wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import ReservationState, WaitlistKind, WaitlistState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.reservations import offers
from hellowork_portal.services.reservations.own import lock_person_row
from hellowork_portal.services.vacancies.service import LAPSE, offer_job
from hellowork_portal.services.waitlist import queries, rules
from hellowork_portal.services.waitlist.letters import ENDED_MAIL, GONE_MAIL, OFFERED_MAIL, letter


class Turn(StrEnum):
    """How a turn went: `again` where somebody was quicker and the line is to be read anew."""

    OFFERED = "offered"
    AGAIN = "again"
    NOTHING = "nothing"


@dataclass(frozen=True)
class _Match:
    """Somebody who may have a free slot, and until when it would be kept for them."""

    entry: Row[Any]
    wish: offers.Wish
    ends_at: datetime


def offer_next(session: Session, *, offering_id: int, now: datetime) -> Turn:
    """Offer one free seat to the first in line who may have it.

    People whom the rules keep from every free seat at this moment keep their place;
    so do those who hold a seat, because one person has one hold, and an offer would end it.
    Raises a PortalError where somebody was quicker: nothing has happened then.
    """
    queries.lock_line(session, offering_id)
    free = queries.free_slots(session, offering_id, now=now)
    for entry in queries.line_of(session, offering_id) if free else ():
        match = _match(session, entry, free, now)
        if match is not None:
            return _offer(session, match, now)
    return Turn.NOTHING


def _match(session: Session, entry: Row[Any], free: Sequence[rules.Free], now: datetime) -> _Match | None:
    """Return the earliest slot that suits an entry and that its person may have; locks nothing."""
    suiting = rules.suiting(queries.wish_of(entry), free)
    if not suiting or offers.has_live_hold(session, entry.applicant_id, now=now):
        return None
    offered = offers.offered_slots(session, entry.applicant_id, since=entry.created_at)
    for one in suiting:
        wish = offers.Wish(entry.applicant_id, one.slot_id, entry.reservation_id)
        ends_at = None if one.slot_id in offered else _may_have(session, wish, now)
        if ends_at is not None:
            return _Match(entry, wish, ends_at)
    return None


def _may_have(session: Session, wish: offers.Wish, now: datetime) -> datetime | None:
    """Return until when an offer would stand, None where the rules or the hour forbid it."""
    try:
        fit = offers.fit(session, wish, now=now)
    except PortalError:
        return None
    return rules.offer_ends(now, fit.until, settings().offer_minutes)


def _offer(session: Session, match: _Match, now: datetime) -> Turn:
    """Ask everything once more under the person's lock, then take the seat for them.

    Raises a rule's error or SlotFull where that has changed meanwhile; the line is to be read anew.
    """
    entry, wish = match.entry, match.wish
    try:
        lock_person_row(session, wish.applicant_id)
    except PortalError:
        queries.put(session, entry.id, state=WaitlistState.LEFT)
        return Turn.AGAIN
    present = queries.entry_of(session, entry.id)
    if present is None or present.state != WaitlistState.WAITING:
        return Turn.AGAIN
    if offers.has_live_hold(session, wish.applicant_id, now=now):
        return Turn.AGAIN
    hold_id = offers.offer_seat(session, wish, ends_at=match.ends_at, language=entry.language, now=now)
    _tell(session, entry, hold_id, match, now)
    return Turn.OFFERED


def _tell(session: Session, entry: Row[Any], hold_id: int, match: _Match, now: datetime) -> None:
    """Note the offer, write to the person, and have its end looked after."""
    queries.put(
        session,
        entry.id,
        state=WaitlistState.OFFERED,
        offered_reservation_id=hold_id,
        offer_ends_at=match.ends_at,
        offers_made=entry.offers_made + 1,
    )
    args = {"entry_id": entry.id, "hold_id": hold_id}
    lapse = NewJob(LAPSE, f"{LAPSE}:{hold_id}", args, match.ends_at)
    enqueue(session, [letter(OFFERED_MAIL, entry, hold_id), lapse], now=now)
    told = {"slot": match.wish.slot_id, "reservation": hold_id, "until": match.ends_at.isoformat()}
    record(session, SYSTEM, "waitlist.offered", ("waitlist_entry", entry.id), now=now, **told)


def settle(session: Session, *, entry_id: int, now: datetime) -> datetime | None:
    """Bring an entry to what its offer has come to; return when to look again where it still stands.

    Taken: booked. Run out: the seat goes on, and the wish ends after two such offers.
    Given up before its end (another hold was taken instead, or the office closed the time): as if
    it had been refused.
    """
    entry = queries.entry_of(session, entry_id)
    if entry is None or entry.state != WaitlistState.OFFERED:
        return None
    try:
        lock_person_row(session, entry.applicant_id)
    except PortalError:
        queries.put(session, entry_id, state=WaitlistState.LEFT)
        return None
    entry = queries.entry_of(session, entry_id)
    if entry is None or entry.state != WaitlistState.OFFERED:
        return None
    hold = offers.offer_row(session, entry.offered_reservation_id)
    if hold.state == ReservationState.HELD and hold.expires_at > now and hold.is_offered:
        return hold.expires_at
    if hold.number:
        queries.put(session, entry_id, state=WaitlistState.BOOKED, offer_ends_at=None)
        return None
    offers.end_offer(session, hold.id, now=now)
    if hold.is_offered and entry.offer_ends_at <= hold.expires_at <= now:
        _lapse(session, entry, now=now)
    else:
        _give_up(session, entry, is_gone=not hold.is_offered, now=now)
    return None


def _give_up(session: Session, entry: Row[Any], *, is_gone: bool, now: datetime) -> None:
    """Let an entry wait on whose offer ended before its time; `is_gone` where the office closed it.

    Then the person is told: a seat that was promised by mail must not vanish without one.
    """
    pass_over(session, entry, now=now, ended=WaitlistState.OVER if is_gone else WaitlistState.LEFT)
    if is_gone:
        enqueue(session, [letter(GONE_MAIL, entry, entry.offered_reservation_id)], now=now)
    record(session, SYSTEM, "waitlist.given_up", ("waitlist_entry", entry.id), now=now)


def _lapse(session: Session, entry: Row[Any], *, now: datetime) -> None:
    """Let an entry whose offer nobody answered wait on, or end it and say so."""
    goes_on = rules.goes_on(WaitlistKind(entry.kind), entry.offers_made)
    state = WaitlistState.WAITING if goes_on else WaitlistState.OVER
    queries.put(session, entry.id, state=state, offer_ends_at=None)
    jobs = [offer_job(entry.offering_id)]
    if not goes_on:
        jobs.append(letter(ENDED_MAIL, entry, entry.offered_reservation_id))
    enqueue(session, jobs, now=now)
    subject = ("waitlist_entry", entry.id)
    record(session, SYSTEM, "waitlist.lapsed", subject, now=now, goes_on=goes_on)


def pass_over(
    session: Session, entry: Row[Any], *, now: datetime, ended: WaitlistState = WaitlistState.LEFT
) -> None:
    """Let a wish wait on without the offer that its person did not take; who said no loses no place.

    A wish for one slot ends, as `ended`: there is nothing else that it could be offered.
    """
    is_slot = entry.kind == WaitlistKind.SLOT
    state = ended if is_slot else WaitlistState.WAITING
    values = {"state": state, "offer_ends_at": None, "offers_made": max(0, entry.offers_made - 1)}
    queries.put(session, entry.id, **values)
    enqueue(session, [offer_job(entry.offering_id)], now=now)


def sweep(session: Session, *, now: datetime) -> list[int]:
    """End what has passed, have every line with a free seat served; return entries whose offers have ended.

    The safety net below the jobs that bookings and schedules write.
    """
    for entry_id in queries.end_passed(session, now=now):
        record(session, SYSTEM, "waitlist.ended", ("waitlist_entry", entry_id), now=now)
    lines = queries.lines_with_seats(session, now=now)
    enqueue(session, [offer_job(offering_id) for offering_id in lines], now=now)
    return queries.ended_offers(session, now=now)
