"""Another time (C7): the new seat first, then the old one; number and meeting stay, or nothing changes."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    AuditEntry,
    Job,
    Reservation,
    Slot,
)
from hellowork_portal.services.reservations import changes, errors, holds, rules
from tests.factories import NOW, TODAY, assert_seats_add_up, at
from tests.services.reservations.conftest import Scene

MINUTE = timedelta(minutes=1)


def change(scene: Scene, who: Principal, number: str, slot: int, revision: int = 0, now=NOW) -> int:
    given = {"principal": who, "number": number, "slot_id": slot, "revision": revision, "now": now}
    return scene.do(changes.change_reservation, **given)


def refused(scene: Scene, who: Principal, number: str, slot: int, revision: int = 0, now=NOW) -> str:
    """Return why a change is refused, after which everything must be as it was."""
    before = scene.everything()
    with pytest.raises(errors.PortalError) as told:
        change(scene, who, number, slot, revision, now)
    assert scene.everything() == before
    return told.value.code


def row_of(scene: Scene, number: str):
    return scene.row(Reservation, number=number)


def test_a_change_takes_the_new_seat_gives_the_old_one_back_and_keeps_the_number(
    scene: Scene, hanako: Principal
) -> None:
    old, new = scene.slot(at(7)), scene.slot(at(8, "11:00"))
    number = scene.reserve(hanako, old)
    answers = row_of(scene, number).answers_sealed
    assert change(scene, hanako, number, new) == 1
    row = row_of(scene, number)
    assert (row.slot_id, row.starts_at, row.ends_at) == (new, at(8, "11:00"), at(8, "11:30"))
    assert (row.state, row.revision, row.answers_sealed) == ("confirmed", 1, answers)
    assert (scene.taken(old), scene.taken(new)) == (0, 1)
    assert_seats_add_up(scene)


@pytest.mark.parametrize("is_forward", [True, False])
def test_the_seat_is_free_for_others_at_once(
    scene: Scene, hanako: Principal, taro: Principal, is_forward: bool
) -> None:
    one, other = scene.slot(at(7)), scene.slot(at(8))
    old, new = (one, other) if is_forward else (other, one)
    change(scene, hanako, scene.reserve(hanako, old), new)
    assert scene.reserve(taro, old)
    with pytest.raises(errors.SlotFull):
        scene.hold(taro, new)
    assert_seats_add_up(scene)


def test_a_full_time_leaves_everything_as_it_was(scene: Scene, hanako: Principal, taro: Principal) -> None:
    old, full = scene.slot(at(7)), scene.slot(at(8))
    number = scene.reserve(hanako, old)
    scene.reserve(taro, full)
    assert refused(scene, hanako, number, full) == "slot_full"


def test_nothing_is_given_up_before_the_new_seat_is_taken(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    """Even for a caller who goes on after SlotFull."""
    old, full = scene.slot(at(7)), scene.slot(at(8))
    number = scene.reserve(hanako, old)
    scene.reserve(taro, full)

    def stubborn(session) -> None:
        with pytest.raises(errors.SlotFull):
            changes.change_reservation(
                session, principal=hanako, number=number, slot_id=full, revision=0, now=NOW
            )

    scene.do(stubborn)
    assert (scene.taken(old), scene.taken(full)) == (1, 1)
    assert row_of(scene, number).slot_id == old


def test_a_second_click_finds_the_change_done_and_does_nothing_twice(scene: Scene, hanako: Principal) -> None:
    number, new = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(8))
    assert [change(scene, hanako, number, new) for _ in range(3)] == [1, 1, 1]
    assert len(scene.rows(AuditEntry, action="reservation.changed")) == 1
    assert [job["mail"] for job in scene.jobs("mail")] == ["reservation_changed"]
    assert_seats_add_up(scene)


def test_a_stale_tab_is_told_that_the_time_was_changed_elsewhere(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    change(scene, hanako, number, scene.slot(at(8)))
    assert refused(scene, hanako, number, scene.slot(at(9))) == "reservation_moved"
    assert change(scene, hanako, number, scene.slot(at(10)), revision=1) == 2


def test_another_persons_number_is_answered_exactly_like_a_wrong_one(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number, slot = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(8))
    assert refused(scene, taro, number, slot) == "reservation_not_found"
    assert refused(scene, taro, rules.new_number(), slot) == "reservation_not_found"
    assert refused(scene, hanako, "nonsense", slot) == "reservation_not_found"
    with pytest.raises(SignInNeeded):
        change(scene, Principal(), number, slot)


def test_a_hold_is_not_a_reservation_that_could_be_changed(scene: Scene, hanako: Principal) -> None:
    scene.hold(hanako, scene.slot(at(7)))
    assert refused(scene, hanako, "", scene.slot(at(8))) == "reservation_not_found"


def test_five_the_day_before_is_the_last_minute(scene: Scene, hanako: Principal) -> None:
    number, slot = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(9))
    assert refused(scene, hanako, number, slot, now=at(6, "17:00") + MINUTE) == "too_late_to_change"
    assert change(scene, hanako, number, slot, now=at(6, "17:00")) == 1


@pytest.mark.parametrize("state", ["checked_in", "in_progress", "completed", "no_show"])
def test_an_interview_that_has_begun_stays(scene: Scene, hanako: Principal, state: str) -> None:
    number, slot = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(8))
    its = row_of(scene, number).id
    scene.do(lambda session: setattr(session.get_one(Reservation, its), "state", state))
    assert refused(scene, hanako, number, slot) == "reservation_under_way"


def test_only_slots_of_the_same_offering_within_its_window_are_given(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    elsewhere = scene.slot(at(8), scene.certification)
    closed = scene.slot(at(8, "11:00"), state="closed")
    for slot in (elsewhere, closed, scene.slot(at(29)), scene.slot(at(0, "11:30")), 999_999):
        assert refused(scene, hanako, number, slot) == "slot_not_offered"


def test_ones_own_reservation_neither_overlaps_nor_counts_against_itself(
    scene: Scene, hanako: Principal
) -> None:
    """Two are allowed; the time moves by a quarter of an hour."""
    number = scene.reserve(hanako, scene.slot(at(7)))
    scene.reserve(hanako, scene.slot(at(9)))
    assert change(scene, hanako, number, scene.slot(at(7, "10:15"))) == 1


def test_another_interview_of_ones_own_at_that_time_forbids_it(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    scene.reserve(hanako, scene.slot(at(8)))
    assert refused(scene, hanako, number, scene.slot(at(8, "10:15"))) == "overlaps"


def test_a_hold_that_ran_out_gives_its_seat_to_the_change(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number, wanted = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(8))
    scene.hold(taro, wanted)
    assert refused(scene, hanako, number, wanted) == "slot_full"
    assert change(scene, hanako, number, wanted, now=NOW + timedelta(minutes=11)) == 1
    assert_seats_add_up(scene)


def test_ones_own_hold_of_the_wanted_time_becomes_the_new_seat(scene: Scene, hanako: Principal) -> None:
    number, wanted = scene.reserve(hanako, scene.slot(at(7))), scene.slot(at(8))
    hold = scene.hold(hanako, wanted)
    assert change(scene, hanako, number, wanted) == 1
    assert scene.reservation(hold).state == "expired"
    assert_seats_add_up(scene)


def test_a_hold_of_another_time_stays(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    hold = scene.hold(hanako, scene.slot(at(9)))
    change(scene, hanako, number, scene.slot(at(8)))
    assert scene.reservation(hold).state == "held"
    assert_seats_add_up(scene)


def test_the_entry_says_from_where_to_where_and_nothing_personal(scene: Scene, hanako: Principal) -> None:
    old, new = scene.slot(at(7)), scene.slot(at(8))
    number = scene.reserve(hanako, old)
    change(scene, hanako, number, new)
    entry = scene.row(AuditEntry, action="reservation.changed")
    assert entry.details == {
        "revision": 1,
        "from_slot": old,
        "to_slot": new,
        "from_at": at(7).isoformat(),
        "to_at": at(8).isoformat(),
    }
    assert number not in str(tuple(entry))


def test_the_news_replace_a_confirmation_that_has_not_left(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    change(scene, hanako, number, scene.slot(at(8)))
    (mail,) = scene.jobs("mail")
    assert mail == {
        "mail": "reservation_changed",
        "reservation_id": row_of(scene, number).id,
        "language": "en",
        "revision": 1,
        "ends_address": False,
        "before": at(7).isoformat(),
    }


def test_the_page_that_asks_once_more_names_the_new_time_or_says_why_not(
    scene: Scene, hanako: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    asked = {"principal": hanako, "number": number, "now": NOW}
    said = scene.see(changes.new_time, slot_id=scene.slot(at(8, "11:00")), **asked)
    assert "11:00" in said["en"]
    with pytest.raises(errors.SlotNotOffered):
        scene.see(changes.new_time, slot_id=scene.slot(at(60)), **asked)


def test_views_tell_where_a_reservation_may_go(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    asked = {"principal": hanako, "number": number}
    view = scene.see(changes.change_view, now=NOW, **asked)
    assert (view.can_change, view.days, view.on_day, view.revision) == (True, [], "2026-12-08", 0)
    late = scene.see(changes.change_view, now=at(6, "17:01"), **asked)
    assert not late.can_change
    assert "17:00" in late.change_until["ja"]
    assert scene.row(Slot, id=view.slot_id).offering_id == view.offering_id
    assert TODAY.isoformat() < view.on_day


def test_holding_while_changing_never_gives_a_third_reservation(scene: Scene, hanako: Principal) -> None:
    """Two reservations, one of them moved: a hold is refused before and after."""
    number = scene.reserve(hanako, scene.slot(at(7)))
    scene.reserve(hanako, scene.slot(at(9)))
    change(scene, hanako, number, scene.slot(at(8)))
    with pytest.raises(errors.TooManyReservations):
        scene.do(holds.hold_seat, principal=hanako, slot_id=scene.slot(at(10)), now=NOW)
    assert [job.kind for job in scene.rows(Job, kind="mail")] == ["mail", "mail"]
