"""Holding a seat (product.md decision 5): ten minutes, twice more, one each, and none beyond the last."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import NotAllowed, PortalError, SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Principal, PrincipalKind
from hellowork_portal.models import AuditEntry, Reservation
from hellowork_portal.services.reservations import drafts, errors, holds, lookup
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.reservations.conftest import ANSWERS, Scene

MINUTE = timedelta(minutes=1)
TEN = 10 * MINUTE


def states(scene: Scene) -> list[str]:
    return [row.state for row in scene.rows(Reservation)]


def extend(scene: Scene, who: Principal, hold_id: int, now=NOW) -> None:
    scene.do(holds.extend_hold, principal=who, hold_id=hold_id, now=now)


def test_a_hold_takes_a_seat_for_ten_minutes(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot(capacity=2)
    row = scene.reservation(scene.hold(hanako, slot))
    assert (row.state, row.expires_at, row.number) == ("held", NOW + TEN, None)
    assert (row.starts_at, row.ends_at, row.language) == (at(7), at(7, "10:30"), "en")
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_a_second_click_is_the_same_hold(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot(capacity=2)
    assert scene.hold(hanako, slot) == scene.hold(hanako, slot, NOW + 9 * MINUTE)
    assert scene.taken(slot) == 1


def test_a_hold_is_extended_twice_and_then_no_more(scene: Scene, hanako: Principal) -> None:
    hold, now = scene.hold(hanako, scene.slot()), NOW
    for _ in range(2):
        now += 9 * MINUTE
        extend(scene, hanako, hold, now)
        assert scene.reservation(hold).expires_at == now + TEN
    with pytest.raises(errors.NoMoreExtensions):
        extend(scene, hanako, hold, now)
    assert scene.reservation(hold).expires_at == now + TEN
    assert_seats_add_up(scene)


def test_an_extension_that_adds_nothing_is_not_counted(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    for _click in range(3):
        extend(scene, hanako, hold)
    row = scene.reservation(hold)
    assert (row.extended_count, row.expires_at) == (0, NOW + TEN)


def test_a_hold_that_has_run_out_cannot_be_extended(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    extend(scene, hanako, hold, NOW + TEN - timedelta(microseconds=1))
    with pytest.raises(errors.HoldGone):
        extend(scene, hanako, hold, NOW + 2 * TEN)


def test_a_new_hold_releases_the_old_one(scene: Scene, hanako: Principal) -> None:
    first, second = scene.slot(), scene.slot(at(7, "14:00"))
    scene.hold(hanako, first)
    scene.hold(hanako, second)
    assert states(scene) == ["expired", "held"]
    assert (scene.taken(first), scene.taken(second)) == (0, 1)
    assert_seats_add_up(scene)


@pytest.mark.parametrize("full_first", [True, False])
def test_a_hold_refused_leaves_the_old_one_standing(
    scene: Scene, hanako: Principal, taro: Principal, full_first: bool
) -> None:
    slots = [scene.slot(), scene.slot(at(7, "14:00"))]
    full, own = slots if full_first else slots[::-1]
    scene.hold(taro, full)
    hold = scene.hold(hanako, own)
    with pytest.raises(errors.SlotFull):
        scene.hold(hanako, full)
    assert scene.reservation(hold).state == "held"
    assert_seats_add_up(scene)


def test_two_people_change_places_when_there_is_room(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    low, high = scene.slot(capacity=2), scene.slot(at(7, "14:00"), capacity=2)
    scene.hold(hanako, low)
    scene.hold(taro, high)
    scene.hold(hanako, high)
    scene.hold(taro, low)
    assert (scene.taken(low), scene.taken(high)) == (1, 1)
    assert_seats_add_up(scene)


def test_the_last_seat_goes_to_one(scene: Scene, hanako: Principal, taro: Principal) -> None:
    slot = scene.slot()
    scene.hold(hanako, slot)
    with pytest.raises(errors.SlotFull):
        scene.hold(taro, slot, NOW + TEN - timedelta(microseconds=1))
    assert_seats_add_up(scene)


def test_an_expired_hold_no_longer_counts_whether_or_not_the_job_has_run(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot()
    scene.hold(hanako, slot)
    scene.hold(taro, slot, NOW + TEN)
    assert states(scene) == ["expired", "held"]
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_ones_own_expired_hold_makes_room_for_the_next(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    first = scene.hold(hanako, slot)
    scene.fill_in(hanako, first)
    second = scene.hold(hanako, slot, NOW + TEN)
    assert second != first
    assert drafts.opened(scene.reservation(second).answers_sealed) == ANSWERS
    assert_seats_add_up(scene)


def test_a_released_hold_gives_its_seat_back_once(scene: Scene, hanako: Principal, taro: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    for _ in range(2):
        scene.do(holds.release_hold, principal=hanako, hold_id=hold, now=NOW)
        assert scene.taken(slot) == 0
    scene.hold(taro, slot)
    assert_seats_add_up(scene)


def test_a_confirmed_reservation_is_not_released_by_its_holds_button(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    scene.confirm(hanako, hold)
    scene.do(holds.release_hold, principal=hanako, hold_id=hold, now=NOW)
    scene.do(holds.agree_terms, principal=hanako, hold_id=hold, now=NOW + MINUTE)
    scene.do(holds.keep_draft, principal=hanako, hold_id=hold, typed={"wish": "other"}, now=NOW)
    row = scene.reservation(hold)
    assert (row.state, row.terms_agreed_at) == ("confirmed", NOW)
    assert drafts.opened(row.answers_sealed) == ANSWERS
    with pytest.raises(errors.HoldGone):
        extend(scene, hanako, hold)
    assert_seats_add_up(scene)


def test_tidying_frees_what_has_run_out_and_nothing_else(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot(capacity=3)
    old = scene.hold(hanako, slot)
    young = scene.hold(taro, slot, NOW + 5 * MINUTE)
    done = scene.person("done@example.jp")
    scene.reserve(done, slot)
    assert scene.do(holds.free_expired_holds, now=NOW + TEN) == 1
    assert scene.do(holds.free_expired_holds, now=NOW + TEN) == 0
    assert (scene.reservation(old).state, scene.reservation(young).state) == ("expired", "held")
    assert scene.taken(slot) == 2
    assert_seats_add_up(scene)


def refusal(scene: Scene, command, who: Principal, hold_id: int, **named: object) -> tuple[type, str, dict]:
    """Return all that a refusal says."""
    with pytest.raises(PortalError) as told:
        scene.do(command, principal=who, hold_id=hold_id, **{"now": NOW} | named)
    return type(told.value), told.value.code, told.value.values


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (holds.extend_hold, {}),
        (holds.release_hold, {}),
        (holds.agree_terms, {}),
        (holds.keep_draft, {"typed": {"wish": "mine"}}),
        (lookup.hold_view, {}),
        (lookup.nearest_times, {}),
    ],
)
def test_another_persons_hold_is_answered_like_one_that_is_not_there(
    scene: Scene, hanako: Principal, taro: Principal, command, named: dict
) -> None:
    hold = scene.hold(hanako, scene.slot())
    before = scene.everything()
    foreign = refusal(scene, command, taro, hold, **named)
    assert foreign == refusal(scene, command, taro, hold + 1000, **named)
    assert foreign == (errors.HoldGone, "hold_gone", {})
    assert scene.everything() == before


@pytest.mark.parametrize("who", [Principal(), SYSTEM, Principal(PrincipalKind.APPLICANT, None)])
def test_only_a_signed_in_applicant_holds_seats(scene: Scene, who: Principal) -> None:
    with pytest.raises(SignInNeeded):
        scene.hold(who, scene.slot())
    assert_seats_add_up(scene)


def test_an_account_that_is_gone_holds_nothing(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        scene.hold(Principal(PrincipalKind.APPLICANT, 999), scene.slot())
    assert_seats_add_up(scene)


@pytest.mark.parametrize(("changes", "missing"), [({}, True), ({"state": "closed"}, False)])
def test_a_slot_that_is_missing_or_closed_is_not_offered(
    scene: Scene, hanako: Principal, changes: dict, missing: bool
) -> None:
    slot = scene.slot(**changes)
    with pytest.raises(errors.SlotNotOffered) as told:
        scene.hold(hanako, slot + 1000 if missing else slot)
    assert told.value.values == {}


def test_a_hold_is_audited_by_ids_alone(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    scene.do(holds.release_hold, principal=hanako, hold_id=hold, now=NOW)
    entries = [(row.action, row.actor_id, row.subject_id, row.details) for row in scene.rows(AuditEntry)]
    assert entries == [
        ("reservation.held", hanako.id, hold, {"slot": slot}),
        ("reservation.terms_agreed", hanako.id, hold, {}),
        ("reservation.released", hanako.id, hold, {}),
    ]


def test_the_view_of_a_hold_counts_by_the_servers_clock(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    view = scene.see(lookup.hold_view, principal=hanako, hold_id=hold, now=NOW + MINUTE)
    assert (view.expires_ms - view.now_ms, view.extensions_left, view.is_live) == (540_000, 2, True)
    gone = scene.see(lookup.hold_view, principal=hanako, hold_id=hold, now=NOW + TEN)
    assert (gone.is_live, gone.is_confirmed, gone.number) == (False, False, "")


def test_a_hold_says_what_can_be_changed_once_it_is_confirmed(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot(at(1)))
    view = scene.see(lookup.hold_view, principal=hanako, hold_id=hold, now=at(0, "17:00"))
    assert view.leeway.code == "both"
    assert "17:00" in view.leeway.cancel_until["ja"]
    late = scene.see(lookup.hold_view, principal=hanako, hold_id=hold, now=at(0, "17:01"))
    assert late.leeway.code == "nothing"
