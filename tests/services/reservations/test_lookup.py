"""「予約内容照会」 (C6): all of one's own, and nothing of anybody else's."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Meeting, Reservation
from hellowork_portal.ports.meetings import MeetingRoom
from hellowork_portal.services.meetings.service import store_room
from hellowork_portal.services.reservations import errors, lookup
from hellowork_portal.services.reservations.rules import new_number, number_shown
from hellowork_portal.services.reservations.views import ReservationDetail, ReservationRow
from tests.factories import NOW, at
from tests.services.reservations.conftest import Scene

ROOM = MeetingRoom(provider_id="1", host="host-1", join_url="https://example.jp/j/1?pwd=x", passcode="987654")


def look(scene: Scene, who: Principal, typed: str = "", now=NOW) -> list[ReservationRow]:
    return scene.see(lookup.lookup, principal=who, typed=typed, now=now)


def detail(scene: Scene, who: Principal, number: str) -> ReservationDetail:
    return scene.see(lookup.reservation_detail, principal=who, number=number, now=NOW)


def test_blank_finds_all_of_ones_own_and_a_hold_is_not_yet_one(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    numbers = [scene.reserve(hanako, scene.slot(at(days))) for days in (9, 2)]
    scene.reserve(taro, scene.slot(at(3)))
    scene.hold(hanako, scene.slot(at(4), scene.certification))
    assert [row.number for row in look(scene, hanako)] == numbers[::-1]
    assert all(row.is_future and row.state == "confirmed" for row in look(scene, hanako))


def test_coming_ones_stand_before_past_ones(scene: Scene, hanako: Principal) -> None:
    first = scene.reserve(hanako, scene.slot(at(1)))
    second = scene.reserve(hanako, scene.slot(at(5)))
    assert [row.number for row in look(scene, hanako, now=NOW + timedelta(days=3))] == [second, first]


@pytest.mark.parametrize(
    "write", [str, str.lower, number_shown, lambda number: f" {number[:5]}　{number[5:]} "]
)
def test_a_number_finds_its_reservation_however_it_is_written(scene: Scene, hanako: Principal, write) -> None:
    number = scene.reserve(hanako, scene.slot(at(1)))
    scene.reserve(hanako, scene.slot(at(2)))
    assert [row.number for row in look(scene, hanako, write(number))] == [number]
    assert detail(scene, hanako, write(number)).number == number


def test_another_persons_number_is_answered_exactly_like_a_wrong_one(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    said = []
    for typed in (number, new_number(), number[:-1] + ("2" if number[-1] != "2" else "3"), "nonsense", ""):
        assert look(scene, taro, typed) == []
        with pytest.raises(errors.ReservationNotFound) as told:
            detail(scene, taro, typed)
        said.append((type(told.value), told.value.code, told.value.values))
    assert len(set(map(str, said))) == 1


def test_nobody_looks_up_without_signing_in(scene: Scene) -> None:
    with pytest.raises(SignInNeeded):
        look(scene, Principal())
    with pytest.raises(SignInNeeded):
        detail(scene, Principal(), new_number())


def test_a_detail_says_where_when_and_until_when_it_may_be_changed(scene: Scene, hanako: Principal) -> None:
    shown = detail(scene, hanako, scene.reserve(hanako, scene.slot()))
    assert "新宿" in shown.place.office["ja"]
    assert "Tokyo" in shown.place.office["en"]
    assert "10:00" in shown.place.when["ja"]
    assert "17:00" in shown.change_until["en"]
    assert [line.event for line in shown.history] == ["held", "terms_agreed", "confirmed"]


def test_the_meeting_appears_when_it_is_there_and_never_before(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    waiting = detail(scene, hanako, number)
    assert (waiting.meeting_state, waiting.join_url, waiting.passcode) == ("pending", "", "")
    scene.do(store_room, scene.row(Meeting).id, ROOM, now=NOW)
    ready = detail(scene, hanako, number)
    assert (ready.meeting_state, ready.join_url, ready.passcode) == ("ready", ROOM.join_url, ROOM.passcode)
    assert ROOM.join_url not in scene.everything()
    assert ROOM.passcode not in scene.everything()


def test_views_carry_plain_values_only(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    hold = scene.row(Reservation).id
    views = [
        detail(scene, hanako, number),
        *look(scene, hanako),
        scene.see(lookup.hold_view, principal=hanako, hold_id=hold, now=NOW),
    ]
    assert all(json.dumps(asdict(view)) for view in views)
