"""Changing and cancelling by many at once: nobody sits twice, nobody loses a seat, no seat is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.models import Job, MeetingHostTime, Reservation, Slot
from hellowork_portal.services.reservations import cancellation, changes, confirmation, holds
from tests.concurrency.herd import Result, Town, at_once, codes, ids, make_town, outcome, signed_in
from tests.factories import NOW, assert_seats_add_up, make_applicant


@dataclass(frozen=True)
class Hall(Town):
    """A town whose seats can be counted and cut."""

    def taken(self, slot: int) -> int:
        """Return the seats taken in a slot."""
        return self.row(Slot, id=slot).taken

    def set_capacity(self, slot: int, seats: int) -> None:
        """Give a slot so many seats."""
        self.do(lambda session: setattr(session.get_one(Slot, slot), "capacity", seats))


@dataclass(frozen=True)
class Guests:
    """People with a reservation each."""

    town: Hall
    people: list[int]
    numbers: list[str]

    def change(self, turn: int, slot: int, revision: int = 0) -> Callable[[], Result]:
        """Return a person's change, to be run with others."""
        named = {"principal": signed_in(self.people[turn]), "number": self.numbers[turn], "now": NOW}
        return lambda: outcome(changes.change_reservation, slot_id=slot, revision=revision, **named)

    def cancel(self, turn: int) -> Callable[[], Result]:
        """Return a person's cancelling."""
        named = {"principal": signed_in(self.people[turn]), "number": self.numbers[turn], "now": NOW}

        def cancel(session: Session, **named: Any) -> Result:
            cancellation.cancel_reservation(session, **named)
            return "Cancelled"

        return lambda: outcome(cancel, **named)

    def slots(self) -> list[int]:
        """Return where everybody sits, cancelled ones left out."""
        rows = {row.number: row for row in self.town.rows(Reservation)}
        found = [rows[number] for number in self.numbers]
        return [row.slot_id for row in found if row.state == "confirmed"]


@pytest.fixture
def town(database_url: str) -> Hall:
    made = make_town(database_url)
    return Hall(made.url, made.offering)


def book(town: Hall, slots: list[int]) -> Guests:
    """Let one person after the other book a slot."""
    people = town.do(_people, len(slots))
    numbers = []
    for who, slot in zip(people, slots, strict=True):
        hold = town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
        town.fill_in(who, hold)
        named = {"principal": signed_in(who), "hold_id": hold, "now": NOW}
        numbers.append(town.do(confirmation.confirm_reservation, **named))
    return Guests(town, people, numbers)


def _people(session: Session, number: int) -> list[int]:
    return [ids(make_applicant(session, f"guest{turn}@example.jp")) for turn in range(number)]


def test_fifty_people_change_into_one_free_seat_and_one_gets_it(town: Hall) -> None:
    *old, free = town.slots(6, capacity=10)
    town.set_capacity(free, 1)
    guests = book(town, [old[turn % 5] for turn in range(50)])
    results = at_once([guests.change(turn, free) for turn in range(50)])
    assert codes(results) == {"done": 1, "slot_full": 49}
    assert guests.slots().count(free) == 1
    assert len(guests.slots()) == 50
    assert_seats_add_up(town)


def test_two_people_who_swap_full_seats_never_both_lose_and_never_wait_for_each_other(town: Hall) -> None:
    """Neither seat is free before the other has gone: both are refused, and both keep what they had."""
    one, other = town.slots(2)
    guests = book(town, [one, other])
    assert at_once([guests.change(0, other), guests.change(1, one)]) == ["slot_full"] * 2
    assert guests.slots() == [one, other]
    assert_seats_add_up(town)


def test_two_people_swap_where_there_is_room(town: Hall) -> None:
    """No retry here: a deadlock would be an error that ends the test."""
    one, other = town.slots(2, capacity=2)
    guests = book(town, [one, other])
    for revision in range(0, 16, 2):
        to, back = (
            at_once([straight(guests, 0, places[0], turn), straight(guests, 1, places[1], turn)])
            for turn, places in ((revision, (other, one)), (revision + 1, (one, other)))
        )
        assert (to, back) == ([revision + 1] * 2, [revision + 2] * 2)
    assert_seats_add_up(town)


def straight(guests: Guests, turn: int, slot: int, revision: int) -> Callable[[], Result]:
    """Return a change without the runtime's second try."""
    named = {"principal": signed_in(guests.people[turn]), "number": guests.numbers[turn], "now": NOW}

    def change() -> Result:
        try:
            return guests.town.do(changes.change_reservation, slot_id=slot, revision=revision, **named)
        except PortalError as error:
            return error.code

    return change


def test_one_person_in_ten_tabs_changing_to_ten_times_sits_exactly_once(town: Hall) -> None:
    old, *wanted = town.slots(11)
    guests = book(town, [old])
    results = at_once([guests.change(0, slot) for slot in wanted])
    assert codes(results) == {"done": 1, "reservation_moved": 9}
    (seat,) = guests.slots()
    assert seat in wanted
    assert [town.taken(slot) for slot in [old, *wanted]].count(1) == 1
    assert town.taken(seat) == 1
    assert_seats_add_up(town)


def test_fifty_clicks_on_one_change_make_one_change_one_letter_and_one_host_time(town: Hall) -> None:
    old, new = town.slots(2)
    guests = book(town, [old])
    assert at_once([guests.change(0, new)] * 50) == [1] * 50
    letters = [row.args["mail"] for row in town.rows(Job, kind="mail")]
    assert letters == ["reservation_changed"]
    assert len(town.rows(MeetingHostTime)) == 7
    assert_seats_add_up(town)


def test_a_change_and_a_cancelling_at_once_end_as_one_of_the_two(town: Hall) -> None:
    """Whoever comes second is told; nothing is held by both, nothing by nobody."""
    slots = town.slots(20, capacity=2)
    guests = book(town, slots[:10])
    works = [
        work for turn in range(10) for work in (guests.change(turn, slots[10 + turn]), guests.cancel(turn))
    ]
    results = at_once(works)
    assert set(codes(results)) <= {"done", "reservation_cancelled"}
    assert guests.slots() == []
    assert town.rows(MeetingHostTime) == []
    assert_seats_add_up(town)


def test_a_ring_of_changes_among_full_and_free_slots_loses_nobody(town: Hall) -> None:
    """No retry here either; holds by strangers come and go in between."""
    slots = town.slots(4, capacity=4)
    guests = book(town, [slots[turn % 4] for turn in range(8)])
    strangers = town.people(4)

    def wander(turn: int) -> str:
        for step in range(1, 9):
            slot = slots[(turn + step * (1 if turn % 2 else 3)) % 4]
            revision = town.row(Reservation, number=guests.numbers[turn]).revision
            assert straight(guests, turn, slot, revision)() in (revision, revision + 1, "slot_full")
        return "done"

    def hold(turn: int) -> str:
        for step in range(8):
            who, slot = signed_in(strangers[turn]), slots[(turn + step) % 4]
            outcome(holds.hold_seat, principal=who, slot_id=slot, now=NOW)
        return "done"

    works = [lambda turn=turn: wander(turn) for turn in range(8)]
    works += [lambda turn=turn: hold(turn) for turn in range(4)]
    assert set(at_once(works)) == {"done"}
    assert len(guests.slots()) == 8
    assert_seats_add_up(town)


def test_cancelling_by_many_frees_every_seat_once(town: Hall) -> None:
    (slot,) = town.slots(1, capacity=20)
    guests = book(town, [slot] * 20)
    at_once([guests.cancel(turn) for turn in range(20) for _ in range(3)])
    assert (guests.slots(), town.taken(slot)) == ([], 0)
    assert len(town.rows(Job, kind="mail")) == 20
    assert_seats_add_up(town)
