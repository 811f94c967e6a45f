"""Nobody sits on another's seat, whatever the load (product.md, Never)."""

from collections import Counter
from datetime import timedelta

import pytest

from hellowork_portal.models import Meeting, MeetingHostTime, Reservation
from hellowork_portal.services.reservations import holds
from tests.concurrency.herd import (
    Town,
    at_once,
    codes,
    confirm_all,
    hold_all,
    in_processes,
    outcome,
    signed_in,
)
from tests.factories import NOW, assert_seats_add_up

LATE = NOW + timedelta(minutes=20)


def live(town: Town, *states: str) -> list[int]:
    """Return whose reservations stand in these states."""
    return [row.applicant_id for row in town.rows(Reservation) if row.state in states]


@pytest.mark.parametrize("spread", [hold_all, in_processes])
def test_five_hundred_people_on_ten_seats_make_ten_holds(town: Town, spread) -> None:
    people, (slot,) = town.people(500), town.slots(1, capacity=10)
    assert codes(spread(people, [slot] * 500)) == {"done": 10, "slot_full": 490}
    assert len(set(live(town, "held"))) == len(live(town, "held")) == 10
    assert_seats_add_up(town)


def test_expired_holds_give_way_to_exactly_as_many(town: Town) -> None:
    people, (slot,) = town.people(120), town.slots(1, capacity=10)
    hold_all(people[:10], [slot] * 10)
    rush = [
        lambda who=who: outcome(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=LATE)
        for who in people[10:]
    ]
    assert codes(at_once(rush)) == {"done": 10, "slot_full": 100}
    assert Counter(row.state for row in town.rows(Reservation)) == {"expired": 10, "held": 10}
    assert_seats_add_up(town)


def test_one_person_in_fifty_tabs_holds_one_seat(town: Town) -> None:
    (who,), slots = town.people(1), town.slots(50)
    assert codes(hold_all([who] * 50, slots)) == {"done": 50}
    assert len(live(town, "held")) == 1
    assert_seats_add_up(town)


def test_one_person_in_fifty_tabs_on_one_slot_holds_one_seat(town: Town) -> None:
    (who,), (slot,) = town.people(1), town.slots(1, capacity=50)
    assert len(set(hold_all([who] * 50, [slot] * 50))) == 1
    assert len(town.rows(Reservation)) == 1
    assert_seats_add_up(town)


def test_one_person_in_fifty_tabs_reserves_exactly_two(town: Town) -> None:
    (who,), slots = town.people(1), town.slots(50)
    tabs = [int(town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)) for slot in slots]
    for hold in tabs:
        town.fill_in(who, hold)
    assert codes(confirm_all([who] * 50, tabs)) == {"done": 2, "too_many_reservations": 48}
    assert live(town, "confirmed") == [who, who]
    assert live(town, "held") == []
    assert_seats_add_up(town)


def test_fifty_clicks_on_one_button_make_one_number_one_mail_and_one_meeting(town: Town) -> None:
    (who,), (slot,) = town.people(1), town.slots(1)
    hold = town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
    town.fill_in(who, hold)
    numbers = confirm_all([who] * 50, [hold] * 50)
    assert numbers == [town.row(Reservation).number] * 50
    assert len(town.jobs("mail")) == len(town.jobs("meeting.create")) == len(town.rows(Meeting)) == 1
    assert len(town.rows(MeetingHostTime)) == 7
    assert_seats_add_up(town)


def test_late_confirmations_of_many_share_what_is_left(town: Town) -> None:
    people, (slot,) = town.people(30), town.slots(1, capacity=10)
    tabs = []
    for turn, who in enumerate(people):
        now = NOW + turn // 10 * timedelta(minutes=20)
        tabs.append(town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=now))
        town.fill_in(who, tabs[-1])
    results = confirm_all(people, tabs, NOW + timedelta(hours=2))
    assert codes(results) == {"done": 10, "seat_lost": 20}
    assert_seats_add_up(town)


def test_two_lanes_are_lent_to_two_interviews_and_never_twice(town: Town) -> None:
    people, (slot,) = town.people(10), town.slots(1, capacity=10)
    tabs = [int(hold) for hold in hold_all(people, [slot] * 10)]
    for who, hold in zip(people, tabs, strict=True):
        town.fill_in(who, hold)
    assert codes(confirm_all(people, tabs)) == {"done": 10}
    lent = {(row.lane, row.reservation_id) for row in town.rows(MeetingHostTime)}
    assert sorted(lane for lane, _ in lent) == [1, 2]
    assert len(town.rows(MeetingHostTime)) == 2 * 7
    assert_seats_add_up(town)


def test_people_who_change_places_never_wait_for_each_other_in_a_ring(town: Town) -> None:
    """No retry here: a deadlock would be an error that ends the test."""
    people, slots = town.people(8), town.slots(4, capacity=8)

    def wander(turn: int) -> str:
        for step in range(12):
            slot = slots[(turn + step * (1 if turn % 2 else 3)) % 4]
            town.do(holds.hold_seat, principal=signed_in(people[turn]), slot_id=slot, now=NOW)
            if step % 4 == 3:
                town.do(holds.free_expired_holds, now=NOW)
        return "done"

    assert at_once([lambda turn=turn: wander(turn) for turn in range(8)]) == ["done"] * 8
    assert len(live(town, "held")) == 8
    assert_seats_add_up(town)


def test_tidying_and_holding_at_once_free_every_seat_once(town: Town) -> None:
    people, slots = town.people(60), town.slots(6, capacity=5)
    hold_all(people[:30], [slots[turn % 6] for turn in range(30)])

    def work(turn: int) -> str | int:
        if turn % 5 == 0:
            return town.do(holds.free_expired_holds, now=LATE)
        who = signed_in(people[30 + turn % 30])
        return outcome(holds.hold_seat, principal=who, slot_id=slots[turn % 6], now=LATE)

    results = at_once([lambda turn=turn: work(turn) for turn in range(150)])
    assert set(codes(results)) == {"done"}
    assert len(live(town, "held")) == len(set(live(town, "held")))
    assert_seats_add_up(town)
