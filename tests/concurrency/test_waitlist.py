"""Two workers on one line: never more offers than seats, never two to one person, nobody passed over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.jobs import waitlist
from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.models import Reservation, Slot, WaitlistEntry
from hellowork_portal.services.reservations import confirmation, holds
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.waitlist import offering, queries, service
from tests.concurrency.herd import Result, Town, at_once, ids, outcome, signed_in
from tests.factories import (
    NOW,
    assert_seats_add_up,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
)

WAITING = 6
SEATS = 3


def tools(town: Town) -> Tools:
    """A worker's tools without anything that leaves the house."""
    return Tools(town.url, lambda: NOW, None, None)  # type: ignore[arg-type]


def job_of(town: Town) -> Claim:
    return Claim(1, "waitlist.offer", "key", {"offering_id": ids(town.offering)}, 1, 12, NOW, "token")


def serve(town: Town) -> Callable[[], Result]:
    def work() -> Result:
        waitlist.offer(job_of(town), tools(town))
        return "done"

    return work


def full_slot(town: Town) -> tuple[int, list[int], list[str]]:
    """A slot whose seats are all taken: its id, who has them, and their numbers."""
    (slot,) = town.slots(1, capacity=SEATS)
    people = town.people(SEATS)
    return slot, people, [reserve(town, who, slot) for who in people]


def reserve(town: Town, who: int, slot: int) -> str:
    hold = town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
    town.fill_in(who, hold)
    given = {"principal": signed_in(who), "hold_id": hold, "now": NOW}
    return town.do(confirmation.confirm_reservation, **given)


def waiters(town: Town, slot: int, number: int = WAITING) -> list[int]:
    """People who wait for the slot, in this order; returns their entries."""

    def make(session: Session) -> list[int]:
        return [ids(make_applicant(session, f"waits{turn}@example.jp")) for turn in range(number)]

    people = town.do(make)
    return [
        town.do(
            service.join_slot, principal=signed_in(who), slot_id=slot, now=NOW - timedelta(minutes=60 - turn)
        )
        for turn, who in enumerate(people)
    ]


def cancel(who: int, number: str) -> Callable[[], Result]:
    return told(cancel_reservation, who, number=number)


def told(command: Callable[..., None], who: int, **named: object) -> Callable[[], Result]:
    """Return a command that gives nothing back, as work of a herd."""

    def work(session: Session) -> Result:
        command(session, principal=signed_in(who), now=NOW, **named)
        return "done"

    return lambda: outcome(work)


def states(town: Town) -> list[str]:
    return [row.state for row in town.rows(WaitlistEntry)]


def offers(town: Town) -> int:
    return len(town.rows(Reservation, is_offer=True, state="held"))


def test_workers_and_cancellings_at_once_offer_each_seat_once_to_the_first_in_line(town: Town) -> None:
    slot, people, numbers = full_slot(town)
    waiters(town, slot)
    works = [cancel(who, number) for who, number in zip(people, numbers, strict=True)]
    at_once([*works, *[serve(town)] * 6])
    serve(town)()
    assert states(town) == ["offered"] * SEATS + ["waiting"] * (WAITING - SEATS)
    assert (offers(town), town.row(Slot, id=slot).taken) == (SEATS, SEATS)
    assert_seats_add_up(town)


def test_one_person_with_three_wishes_gets_one_offer_however_many_workers(town: Town) -> None:
    slots = town.slots(3)
    fullers = town.people(3)
    numbers = [reserve(town, who, slot) for who, slot in zip(fullers, slots, strict=True)]
    eager = ids(town.do(make_applicant, "eager@example.jp"))
    for slot in slots:
        town.do(service.join_slot, principal=signed_in(eager), slot_id=slot, now=NOW)
    for who, number in zip(fullers, numbers, strict=True):
        cancel(who, number)()
    at_once([serve(town)] * 6)
    assert sorted(states(town)) == ["offered", "waiting", "waiting"]
    assert offers(town) == 1
    assert_seats_add_up(town)


def test_bookings_leaving_and_refusing_beside_the_workers_lose_no_seat(town: Town) -> None:
    slot, guests, numbers = full_slot(town)
    entries = waiters(town, slot)
    people = [row.applicant_id for row in town.rows(WaitlistEntry)]
    for who, number in zip(guests, numbers, strict=True):
        cancel(who, number)()
    strangers = [ids(town.do(make_applicant, f"stranger{turn}@example.jp")) for turn in range(4)]

    def grab(who: int) -> Callable[[], Result]:
        return lambda: outcome(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)

    at_once(
        [
            *[serve(town)] * 4,
            *map(grab, strangers),
            *[told(service.leave, people[turn], entry_id=entries[turn]) for turn in range(0, WAITING, 2)],
            *[told(service.refuse, people[turn], entry_id=entries[turn]) for turn in range(1, WAITING, 2)],
        ]
    )
    serve(town)()
    assert town.row(Slot, id=slot).taken <= SEATS
    offered = [row for row in town.rows(WaitlistEntry) if row.state == "offered"]
    assert len(offered) == offers(town)
    assert_seats_add_up(town)


@pytest.mark.parametrize("is_guarded", [True, False])
def test_two_workers_that_choose_from_the_line_together(
    town: Town, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """The control: without the two locks both choose the first in line, and only the index saves that person.

    SQLite has one writer, so there the same code is safe without them.
    """
    slot, people, numbers = full_slot(town)
    waiters(town, slot, 2)
    for who, number in zip(people[:2], numbers[:2], strict=True):
        cancel(who, number)()
    met, expire_holds = Barrier(2), offering.offers.expire_holds

    def expire_together(session: Session, **told: Any) -> list[int]:
        """Meet behind the last look at the person's holds: it would end an offer made before, not refuse."""
        freed = expire_holds(session, **told)
        with suppress(BrokenBarrierError):
            met.wait(30 if is_harmed else 1)
        return freed

    is_harmed = not is_guarded and not town.url.startswith("sqlite")
    monkeypatch.setattr(offering.offers, "expire_holds", expire_together)
    if not is_guarded:
        monkeypatch.setattr(queries, "lock_line", lambda *_: None)
        monkeypatch.setattr(offering, "lock_person_row", lambda *_: None)
    turns = sorted(map(str, at_once([one_turn(town)] * 2)))
    assert turns == (["IntegrityError", "offered"] if is_harmed else ["offered", "offered"])
    assert states(town) == ["offered", "waiting" if is_harmed else "offered"]


def one_turn(town: Town) -> Callable[[], Result]:
    def work() -> Result:
        try:
            return town.do(offering.offer_next, offering_id=ids(town.offering), now=NOW).value
        except Exception as error:
            return type(error).__name__

    return work


def test_a_worker_that_dies_in_the_middle_loses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead after the seat was taken and before anything was said: all of it is as if it had not begun."""
    slot, people, numbers = full_slot(town)
    entries = waiters(town, slot, 1)
    cancel(people[0], numbers[0])()
    with monkeypatch.context() as dead:
        dead.setattr(offering, "_tell", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            serve(town)()
    assert (states(town), offers(town), town.row(Slot, id=slot).taken) == (["waiting"], 0, SEATS - 1)
    serve(town)()
    assert town.row(WaitlistEntry, id=entries[0]).state == "offered"
    assert_seats_add_up(town)


def test_lines_with_the_same_people_never_wait_for_each_other(town: Town) -> None:
    """Two offerings served at once, the same people in both lines in opposite order; no deadlock."""

    def second(session: Session):
        office = make_office(session, "13020")
        return make_offering(session, office, make_procedure(session, "other", "other"), mode="telephone")

    other = town.do(second)
    people = [ids(town.do(make_applicant, f"both{turn}@example.jp")) for turn in range(6)]
    (here,) = town.slots(1, capacity=6)
    there = town.do(lambda session: ids(make_slot(session, other, at(3), capacity=6)))
    for turn in range(6):
        for slot, offered_by, order in ((here, town.offering, turn), (there, other, 6 - turn)):
            row = {"applicant_id": people[turn], "offering_id": ids(offered_by), "kind": "slot"}
            row |= {"wanted": f"slot:{slot}", "slot_id": slot, "state": "waiting", "offers_made": 0}
            row |= {"created_at": NOW - timedelta(minutes=60 - order), "language": "ja"}
            town.do(
                lambda session, row=row: session.connection().execute(queries.WAIT.insert().values(**row))
            )

    def turns(offering_id: int) -> Callable[[], Result]:
        def work() -> Result:
            claim = Claim(1, "waitlist.offer", "key", {"offering_id": offering_id}, 1, 12, NOW, "token")
            waitlist.offer(claim, tools(town))
            return "done"

        return work

    assert at_once([turns(ids(town.offering)), turns(ids(other))] * 2) == ["done"] * 4
    held = town.rows(Reservation, state="held")
    assert sorted(row.applicant_id for row in held) == sorted(people), "one offer each, in one of the lines"
    assert_seats_add_up(town)
