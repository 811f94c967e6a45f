"""The change page: only what may be had is offered, the present time is marked, and the address decides."""

from datetime import datetime, timedelta

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.ui.citizen.change.confirm_state import ChangeConfirmState
from hellowork_portal.ui.citizen.change.state import ChangeState
from tests.factories import NOW, Desk, assert_seats_add_up, at
from tests.services.reservations.conftest import Scene, _furnish
from tests.ui.hands import address_of, events_of, opened
from tests.ui.month_cells import cells_of

WEEK = at(7).date().isoformat()
CLAIMANT = "13010121234561"


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def scene(database_url: str) -> Scene:
    return Scene(database_url, *Desk(database_url).do(_furnish))


@pytest.fixture
def hanako(scene: Scene) -> Principal:
    return scene.person(number=CLAIMANT)


def person(scene: Scene, who: Principal) -> Applicant:
    return scene.see(lambda session: session.get_one(Applicant, who.id))


def shown(scene: Scene, who: Principal, **asked: object) -> tuple[ChangeState, list]:
    """Open the change page; return its state and where it leads."""
    state = opened(ChangeState, routes.with_query(routes.CHANGE, **asked), person(scene, who))
    return state, events_of(state.open())


def at_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def test_the_month_of_the_reservation_stands_there_with_its_day_marked(
    scene: Scene, hanako: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), capacity=2))
    scene.slot(at(8))
    state, led_to = shown(scene, hanako, number=number)
    assert (led_to, state.is_missing, state.has_one_day, state.view.number) == ([], False, False, number)
    [own] = [cell for cell in cells_of(state.month) if cell.iso == WEEK]
    assert own.name["ja"].endswith("（予約日）")
    assert own.short["ja"].startswith("予約日")
    assert state.chosen == {}


def test_the_present_time_is_marked_and_cannot_be_chosen(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot(at(7), capacity=2)
    number = scene.reserve(hanako, slot)
    other = scene.slot(at(7, "11:00"))
    state, _ = shown(scene, hanako, number=number, day=WEEK)
    cells = {cell.slot_id: cell for cell in state.morning}
    assert (cells[slot].short["ja"], cells[slot].is_bookable) == ("今の予約", False)
    assert cells[slot].name["ja"] == "10:00から10:30まで 今の予約"
    assert cells[other].is_bookable
    assert state.free_times == 1


def test_a_time_of_the_address_is_chosen(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    new = scene.slot(at(8, "14:00"))
    state, _ = shown(scene, hanako, number=number, day=at(8).date().isoformat(), slot=new)
    assert state.chosen_slot == new
    assert "14:00" in state.chosen["ja"]


def test_a_certification_leads_to_its_only_day(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), scene.certification))
    other = scene.slot(at(8), scene.certification)
    state, led_to = shown(scene, hanako, number=number)
    assert address_of(led_to) == routes.with_query(routes.CHANGE, number=number, day=WEEK)
    state, led_to = shown(scene, hanako, number=number, day=at(8).date().isoformat(), slot=other)
    assert address_of(led_to).endswith(f"day={WEEK}")
    assert state.chosen == {}
    state, led_to = shown(scene, hanako, number=number, day=WEEK)
    assert (led_to, state.has_one_day) == ([], True)


@pytest.mark.parametrize("is_foreign", [True, False])
def test_a_foreign_number_is_as_if_there_were_none(scene: Scene, hanako: Principal, is_foreign: bool) -> None:
    number = scene.reserve(hanako, scene.slot(at(7))) if is_foreign else new_number()
    state, led_to = shown(scene, scene.person("taro@example.jp"), number=number, day=WEEK)
    assert (led_to, state.is_missing, state.view.number) == ([], True, "")
    assert (state.month.days, state.morning) == ([], [])


def test_after_the_cut_off_no_times_are_shown(
    scene: Scene, hanako: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    at_moment(monkeypatch, at(6, "17:00") + timedelta(minutes=1))
    state, _ = shown(scene, hanako, number=number, day=WEEK)
    assert (state.view.can_change, state.month.days, state.morning) == (False, [], [])


def test_what_a_live_message_asks_for_is_found_anew(scene: Scene, hanako: Principal) -> None:
    """Even by a state that has just been made, as after a server forgot it."""
    number = scene.reserve(hanako, scene.slot(at(7), capacity=2))
    scene.slot(at(7, "11:00"))
    address = routes.with_query(routes.CHANGE, number=number, day=WEEK)
    fresh = opened(ChangeState, address, person(scene, hanako))
    events_of(fresh.look_again())
    assert [cell.short["ja"] for cell in fresh.morning] == ["今の予約", "残り 1"]


def confirming(scene: Scene, who: Principal, number: str, slot: int, revision: int = 0) -> ChangeConfirmState:
    asked = {"number": number, "slot": slot, "revision": revision, "day": WEEK}
    address = routes.with_query(routes.CHANGE_CONFIRM, **asked)
    return opened(ChangeConfirmState, address, person(scene, who))


def test_the_confirmation_names_both_times_and_changes_nothing_by_itself(
    scene: Scene, hanako: Principal
) -> None:
    slot, new = scene.slot(at(7)), scene.slot(at(8, "14:00"))
    number = scene.reserve(hanako, slot)
    state = confirming(scene, hanako, number, new)
    events_of(state.open())
    assert "10:00" in state.view.place.when["ja"]
    assert "14:00" in state.new["ja"]
    assert (scene.taken(slot), scene.taken(new)) == (1, 0)


def test_pressing_changes_what_the_address_names_and_leads_on(scene: Scene, hanako: Principal) -> None:
    slot, new = scene.slot(at(7)), scene.slot(at(8, "14:00"))
    number = scene.reserve(hanako, slot)
    state = confirming(scene, hanako, number, new)
    led_to = events_of(state.change(number))
    assert address_of(led_to) == routes.with_query(routes.CHANGE_DONE, number=number)
    assert (scene.taken(slot), scene.taken(new)) == (0, 1)
    again = confirming(scene, hanako, number, new)
    assert address_of(events_of(again.open())) == routes.with_query(routes.CHANGE_DONE, number=number)
    assert_seats_add_up(scene)


def test_a_press_on_what_another_address_showed_does_nothing(scene: Scene, hanako: Principal) -> None:
    slot, new = scene.slot(at(7)), scene.slot(at(8, "14:00"))
    number = scene.reserve(hanako, slot)
    state = confirming(scene, hanako, number, new)
    assert events_of(state.change(new_number())) == []
    assert scene.taken(slot) == 1


def test_a_refusal_keeps_the_old_time_and_offers_the_way_back(scene: Scene, hanako: Principal) -> None:
    slot, full = scene.slot(at(7)), scene.slot(at(8))
    number = scene.reserve(hanako, slot)
    scene.reserve(scene.person("taro@example.jp"), full)
    state = confirming(scene, hanako, number, full)
    assert events_of(state.change(number)) == []
    assert (state.is_refused, state.is_busy) == (True, False)
    assert "満席" in state.error["ja"]
    assert state.back == routes.with_query(routes.CHANGE, number=number, day=WEEK, slot=full)
    assert scene.taken(slot) == 1
