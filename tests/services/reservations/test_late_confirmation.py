"""「申込み」 after time went by: the hold ran out, the window closed, another tab was quicker."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    Offering,
    Slot,
)
from hellowork_portal.services.reservations import drafts, errors, holds, lookup
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.reservations.conftest import ANSWERS, Scene

TEN = timedelta(minutes=10)


def set_slot(scene: Scene, slot_id: int, **changes: object) -> None:
    def change(session) -> None:
        slot = session.get_one(Slot, slot_id)
        for name, value in changes.items():
            setattr(slot, name, value)

    scene.do(change)


def test_a_live_hold_may_be_confirmed_after_the_window_closed_on_others(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot(at(0, "12:01"), capacity=2)
    hold = scene.hold(hanako, slot)
    late = NOW + timedelta(minutes=9)
    with pytest.raises(errors.SlotNotOffered):
        scene.hold(taro, slot, late)
    scene.fill_in(hanako, hold, now=late)
    assert scene.confirm(hanako, hold, late)
    assert_seats_add_up(scene)


def test_a_hold_that_ran_out_may_not_come_back_after_the_window_closed(
    scene: Scene, hanako: Principal
) -> None:
    hold = scene.hold(hanako, scene.slot(at(0, "12:01")))
    scene.fill_in(hanako, hold)
    with pytest.raises(errors.SlotNotOffered):
        scene.confirm(hanako, hold, NOW + TEN)
    assert_seats_add_up(scene)


def test_an_interview_that_has_begun_cannot_be_reserved(scene: Scene, hanako: Principal) -> None:
    def until_the_last(session) -> None:
        session.get_one(Offering, scene.counselling.id).closes_minutes_before = 0

    scene.do(until_the_last)
    hold = scene.hold(hanako, scene.slot(at(0, "10:05")))
    scene.fill_in(hanako, hold)
    with pytest.raises(errors.SlotNotOffered):
        scene.confirm(hanako, hold, NOW + timedelta(minutes=6))


@pytest.mark.parametrize("tidied", [True, False])
def test_a_late_confirmation_takes_the_seat_again(scene: Scene, hanako: Principal, tidied: bool) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    late = NOW + 3 * TEN
    if tidied:
        scene.do(holds.free_expired_holds, now=late)
    assert scene.confirm(hanako, hold, late) == scene.reservation(hold).number
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_a_late_confirmation_of_a_lost_seat_says_so_and_keeps_what_was_typed(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot, near = scene.slot(), scene.slot(at(7, "11:00"))
    scene.slot(at(7, "11:30"), capacity=1, taken=0, state="closed")
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    late = NOW + 2 * TEN
    scene.reserve(taro, slot, late)
    for _ in range(2):
        with pytest.raises(errors.SeatLost):
            scene.confirm(hanako, hold, late)
    row = scene.reservation(hold)
    assert (row.state, row.number) == ("expired", None)
    assert drafts.opened(row.answers_sealed) == ANSWERS
    nearest = scene.see(lookup.nearest_times, principal=hanako, hold_id=hold, now=late)
    assert [one.slot_id for one in nearest] == [near]
    elsewhere = scene.hold(hanako, near, late)
    assert scene.confirm(hanako, elsewhere, late), "terms and answers came along"
    assert_seats_add_up(scene)


def test_a_late_confirmation_replaces_a_hold_made_since_elsewhere(scene: Scene, hanako: Principal) -> None:
    slot, other = scene.slot(), scene.slot(at(8))
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    late = NOW + 2 * TEN
    newer = scene.hold(hanako, other, late)
    assert scene.confirm(hanako, hold, late)
    assert scene.reservation(newer).state == "expired"
    assert (scene.taken(slot), scene.taken(other)) == (1, 0)
    assert_seats_add_up(scene)


@pytest.mark.parametrize("first", [0, 1])
def test_two_holds_of_one_slot_in_two_tabs_make_one_reservation(
    scene: Scene, hanako: Principal, first: int
) -> None:
    slot = scene.slot(capacity=3)
    tabs = [scene.hold(hanako, slot)]
    scene.fill_in(hanako, tabs[0])
    late = NOW + 2 * TEN
    tabs.append(scene.hold(hanako, slot, late))
    number = scene.confirm(hanako, tabs[first], late)
    with pytest.raises(errors.Overlaps):
        scene.confirm(hanako, tabs[1 - first], late)
    assert scene.confirm(hanako, tabs[first], late) == number
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_a_slot_closed_meanwhile_is_not_confirmed(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    set_slot(scene, slot, state="closed")
    with pytest.raises(errors.SlotNotOffered):
        scene.confirm(hanako, hold)
    assert drafts.opened(scene.reservation(hold).answers_sealed) == ANSWERS
