"""Waiting for a seat: 「空いたら知らせる」 for a time, a day, or any earlier time than one's own."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import WaitlistKind, WaitlistState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations import offers
from hellowork_portal.services.reservations.errors import SlotNotOffered, TooLateToChange
from hellowork_portal.services.reservations.holds import lock_person
from hellowork_portal.services.reservations.own import Own, check_confirmed, own_reservation
from hellowork_portal.services.vacancies.service import offer_job
from hellowork_portal.services.waitlist import errors, queries, rules
from hellowork_portal.services.waitlist.offering import pass_over

_ACTIVE = (WaitlistState.WAITING, WaitlistState.OFFERED)


def waitlist_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limit that joining, leaving and refusing count against."""
    return [("waitlist_per_person", str(principal.applicant_id))]


def join_slot(session: Session, *, principal: Principal, slot_id: int, now: datetime) -> int:
    """Wait for a seat in a full slot; return the entry, the same for the same wish.

    Raises SeatsFree, TooManyWishes, and what a hold of the slot would raise apart from SlotFull.
    """
    applicant_id = lock_person(session, principal)
    found = queries.slots_of(session, queries.of_slot(slot_id))
    if not found:
        raise SlotNotOffered
    _check_slots(session, found, applicant_id, now)
    wish = {"kind": WaitlistKind.SLOT, "wanted": f"slot:{slot_id}", "slot_id": slot_id}
    return _join(session, principal, found[0].offering_id, wish, now)


def join_day(session: Session, *, principal: Principal, offering_id: int, day: date, now: datetime) -> int:
    """Wait for a seat at any time of a full day; return the entry. Raises as `join_slot`."""
    applicant_id = lock_person(session, principal)
    found = queries.slots_of(session, queries.of_offering(offering_id, on_day=day))
    _check_slots(session, found, applicant_id, now)
    wish = {"kind": WaitlistKind.DAY, "wanted": f"day:{day}", "on_day": day}
    return _join(session, principal, offering_id, wish, now)


def join_earlier(session: Session, *, principal: Principal, number: str, now: datetime) -> int:
    """Wait for any earlier time than one's reservation has, where it may move; return the entry.

    Raises ReservationNotFound, TooLateToChange, NothingEarlier, SeatsFree, TooManyWishes.
    """
    lock_person(session, principal)
    own = own_reservation(session, principal, number, now, lock=True)
    check_confirmed(own)
    if not own.may_change:
        raise TooLateToChange(until=of_moment(own.leeway.change_until))
    _check_earlier(session, own, now)
    wanted = {"wanted": f"earlier:{own.row.id}", "reservation_id": own.row.id}
    return _join(session, principal, own.row.offering_id, {"kind": WaitlistKind.EARLIER} | wanted, now)


def _check_slots(session: Session, slots: Iterable[Row[Any]], applicant_id: int, now: datetime) -> None:
    """Raise unless the person may have some of these slots and none of those is free."""
    why_not: PortalError = SlotNotOffered()
    is_any = False
    for slot in slots:
        try:
            offers.fit(session, offers.Wish(applicant_id, slot.id), now=now)
        except PortalError as error:
            why_not = error if isinstance(why_not, SlotNotOffered) else why_not
            continue
        is_any = True
        if slot.is_free:
            raise errors.SeatsFree
    if not is_any:
        raise why_not


def _check_earlier(session: Session, own: Own, now: datetime) -> None:
    """Raise unless the reservation may move to an earlier time and none of those is free.

    Who could move at once does that first, and may then wait for an earlier time still.
    """
    earlier = queries.slots_of(session, queries.before(own.row.offering_id, own.row.starts_at, now=now))
    days = own.leeway.days
    earlier = [slot for slot in earlier if days is None or slot.on_day in days]
    if not earlier:
        raise errors.NothingEarlier
    for slot in earlier:
        if slot.is_free and _may_have(session, offers.Wish(own.row.applicant_id, slot.id, own.row.id), now):
            raise errors.SeatsFree


def _may_have(session: Session, wish: offers.Wish, now: datetime) -> bool:
    try:
        offers.fit(session, wish, now=now)
    except PortalError:
        return False
    return True


def _join(
    session: Session, principal: Principal, offering_id: int, wish: dict[str, Any], now: datetime
) -> int:
    """Write the entry unless it is there; the caller has locked the person and checked the wish.

    The line is served once more at once: a seat may have become free since it was looked at.
    """
    active = queries.active_of(session, principal.applicant_id)
    for one in active:
        if (one.offering_id, one.wanted) == (offering_id, wish["wanted"]):
            return one.id
    if len(active) >= rules.MOST_WISHES:
        raise errors.TooManyWishes(most=rules.MOST_WISHES)
    row = {
        "applicant_id": principal.applicant_id,
        "offering_id": offering_id,
        "state": WaitlistState.WAITING,
        "language": principal.language,
        "created_at": now,
        "offers_made": 0,
    }
    written = insert(queries.WAIT).values(**row | wish).returning(queries.WAIT.c.id)
    entry_id = session.connection().execute(written).scalar_one()
    enqueue(session, [offer_job(offering_id)], now=now)
    subject = ("waitlist_entry", entry_id)
    record(session, principal, "waitlist.joined", subject, now=now, wanted=wish["wanted"])
    return entry_id


def leave(session: Session, *, principal: Principal, entry_id: int, now: datetime) -> None:
    """End one's wish, and give back the seat that was offered; a second click changes nothing.

    Raises WishGone for what is not one's own.
    """
    entry = _own(session, principal, entry_id)
    if entry.state not in _ACTIVE:
        return
    if entry.state == WaitlistState.OFFERED:
        offers.end_offer(session, entry.offered_reservation_id, now=now)
    queries.put(session, entry_id, state=WaitlistState.LEFT, offer_ends_at=None)
    record(session, principal, "waitlist.left", ("waitlist_entry", entry_id), now=now)


def refuse(session: Session, *, principal: Principal, entry_id: int, now: datetime) -> None:
    """Let an offered seat go to the next at once; the wish waits on, unless it was for that very time.

    A second click changes nothing. Raises WishGone for what is not one's own.
    """
    entry = _own(session, principal, entry_id)
    if entry.state != WaitlistState.OFFERED:
        return
    offers.end_offer(session, entry.offered_reservation_id, now=now)
    pass_over(session, entry, now=now)
    record(session, principal, "waitlist.refused", ("waitlist_entry", entry_id), now=now)


def _own(session: Session, principal: Principal, entry_id: int) -> Row[Any]:
    """Lock the person and return their entry."""
    applicant_id = lock_person(session, principal)
    entry = queries.entry_of(session, entry_id, applicant_id=applicant_id)
    if entry is None:
        raise errors.WishGone
    return entry
