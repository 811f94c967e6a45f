"""An offer of the waitlist meets the closing of its day: nothing closed is given, whoever loses is told."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.models import OfficeClosure, Reservation, Slot, WaitlistEntry
from hellowork_portal.services.reservations import confirmation, holds, offers, queries
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.schedules.release import release_slots
from hellowork_portal.services.waitlist import offering
from hellowork_portal.services.waitlist.service import join_slot
from tests.concurrency.herd import TAKE_ANY_SEAT, Result, Town, ids, outcome, signed_in
from tests.factories import NOW, assert_seats_add_up

A_MOMENT = 0.3


@pytest.fixture
def wish(town: Town) -> tuple[int, int, int]:
    """A slot with a free seat and somebody who waits for it: slot, person, entry."""
    (slot,), (first, waiting) = town.slots(1), town.people(2)
    hold = town.do(holds.hold_seat, principal=signed_in(first), slot_id=slot, now=NOW)
    town.fill_in(first, hold)
    given = {"principal": signed_in(first), "now": NOW}
    number = town.do(confirmation.confirm_reservation, hold_id=hold, **given)
    entry = town.do(join_slot, principal=signed_in(waiting), slot_id=slot, now=NOW)
    town.do(cancel_reservation, number=number, **given)
    return slot, waiting, entry


def close_day(town: Town, slot: int) -> None:
    """Close the slot's day as a closure that has arrived does, with the next release."""
    day = town.row(Slot, id=slot).on_day
    closure = OfficeClosure(office_id=town.offering.office_id, on_day=day, reason={"ja": "点検"})

    def close(session: Session) -> None:
        session.add(closure)
        session.flush()
        release_slots(session, now=NOW)

    town.do(close)


def offer(town: Town) -> Result:
    return str(outcome(offering.offer_next, offering_id=ids(town.offering), now=NOW))


def sweep(town: Town) -> None:
    """Do what the clock does each minute."""
    for entry_id in town.do(offering.sweep, now=NOW):
        town.do(offering.settle, entry_id=entry_id, now=NOW)


def letters(town: Town) -> list[str]:
    return [job["mail"] for job in town.jobs("mail") if job["mail"].startswith("waitlist")]


def beside(work: Callable[[], object], patience: float = A_MOMENT) -> Callable[[], None]:
    """Return what starts the work beside, gives it some seconds, and at its second call waits for its end."""
    thread = Thread(target=work)

    def call() -> None:
        if thread.ident is None:
            thread.start()
            thread.join(patience)
        else:
            thread.join()

    return call


@pytest.mark.parametrize("is_guarded", [True, False])
def test_a_day_that_closes_between_asking_and_taking_gives_no_seat(
    town: Town,
    wish: tuple[int, int, int],
    dialect: str,
    monkeypatch: pytest.MonkeyPatch,
    is_guarded: bool,
) -> None:
    """The control: without the condition on the slot's state a closed seat is promised by mail.

    On SQLite the closing waits for the one writer, and comes after the offer, which it ends.
    """
    slot, _who, entry = wish
    patience = 30 if dialect == "postgresql" else A_MOMENT
    closing, take = beside(lambda: close_day(town, slot), patience), offers.exchange_seats

    def take_late(*given: Any, **named: Any) -> None:
        closing()
        take(*given, **named)

    monkeypatch.setattr(offers, "exchange_seats", take_late)
    if not is_guarded:
        monkeypatch.setattr(queries, "TAKE_SEAT", TAKE_ANY_SEAT)
    answer = offer(town)
    closing()
    assert town.row(Slot, id=slot).state == "closed"
    if dialect == "postgresql" and is_guarded:
        assert answer == "slot_full"
        assert (letters(town), town.row(Slot, id=slot).taken) == ([], 0)
    else:
        assert answer == "offered"
        assert (letters(town), town.row(Slot, id=slot).taken) == (["waitlist_offer"], 1)
    sweep(town)
    assert town.row(WaitlistEntry, id=entry).state == "over"
    assert_seats_add_up(town)


@pytest.mark.parametrize("is_guarded", [True, False])
def test_who_was_offered_a_seat_of_a_day_that_closes_is_told(
    town: Town,
    wish: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    is_guarded: bool,
) -> None:
    """The control: without the look at closed times the offer stands for nothing, and no letter says so."""
    slot, waiting, entry = wish
    closing, tell = beside(lambda: close_day(town, slot)), offering._tell
    is_waiting = Event()

    def tell_slowly(*given: Any) -> None:
        closing()
        is_waiting.set()
        tell(*given)

    monkeypatch.setattr(offering, "_tell", tell_slowly)
    assert offer(town) == "offered"
    assert is_waiting.is_set()
    closing()
    row = town.row(WaitlistEntry, id=entry)
    assert (town.row(Slot, id=slot).state, row.state) == ("closed", "offered")
    hold = row.offered_reservation_id
    town.fill_in(waiting, hold)
    confirm = {"principal": signed_in(waiting), "hold_id": hold, "now": NOW}
    assert outcome(confirmation.confirm_reservation, **confirm) == "slot_not_offered"
    assert [job["mail"] for job in town.jobs("mail")].count("waitlist_gone") == 0
    if not is_guarded:
        monkeypatch.setattr(offering.queries, "ended_offers", lambda *_given, **_named: [])
    sweep(town)
    after = (town.row(WaitlistEntry, id=entry).state, town.row(Reservation, id=hold).state)
    if is_guarded:
        assert (after, letters(town)[-1]) == (("over", "expired"), "waitlist_gone")
        assert town.row(Slot, id=slot).taken == 0
    else:
        assert (after, letters(town)) == (("offered", "held"), ["waitlist_offer"])
    assert_seats_add_up(town)
