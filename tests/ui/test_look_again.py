"""Seats moved that may be this very person's: what is said changes, what was chosen stays."""

import pytest

from hellowork_portal.kit import clock
from hellowork_portal.models import Slot
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from tests.factories import NOW, Desk, principal_of
from tests.ui.calendar_place import WEDNESDAY, Place, person_of, shown
from tests.ui.hands import events_of
from tests.ui.test_calendar_state import refusals

TEN = "10:00"


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def place(database_url: str) -> Place:
    return Place(Desk(database_url))


def look(state: CalendarState) -> None:
    assert events_of(state.look_again()) == []


def mark(state: CalendarState, place: Place, wall: str = TEN) -> str:
    (cell,) = [one for one in [*state.morning, *state.afternoon] if one.slot_id == place.slots[wall]]
    return cell.mark


def test_a_time_that_another_took_is_told_and_stays_chosen(place: Place) -> None:
    state = shown(place, place.address(TEN))
    place.fill(TEN)
    look(state)
    assert "ほかの方が先に予約しました" in state.lost["ja"]
    assert (state.chosen["ja"], state.refusal) == ("2026年12月2日（水） 10:00〜10:30", {})
    assert [cell.label["ja"] for cell in state.nearest] == ["9:00〜9:30", "13:00〜13:30", "14:00〜14:30"]
    assert mark(state, place) == "×"
    assert refusals(place.desk) == [], "nobody opened it while it was full"


def test_a_time_that_is_free_again_is_no_longer_lost(place: Place) -> None:
    state = shown(place, place.address(TEN))
    place.fill(TEN)
    look(state)
    place.desk.do(lambda session: setattr(session.get_one(Slot, place.slots[TEN]), "taken", 1))
    look(state)
    assert (state.lost, state.nearest, mark(state, place)) == ({}, [], "△")
    assert state.chosen


def test_ones_own_seat_is_never_lost_to_oneself(place: Place) -> None:
    person = person_of(place.desk)
    state = shown(place, place.address(TEN), person)
    place.desk.do(hold_seat, principal=principal_of(person), slot_id=place.slots[TEN], now=NOW)
    place.fill(TEN)
    look(state)
    assert state.lost == {}
    assert [cell.state for cell in state.morning] == ["open", "held"]


def test_a_time_that_is_offered_no_more_is_told_so(place: Place) -> None:
    state = shown(place, place.address(TEN))
    place.desk.do(lambda session: setattr(session.get_one(Slot, place.slots[TEN]), "state", "closed"))
    look(state)
    assert "受け付けていません" in state.lost["ja"]
    assert state.chosen


def test_a_time_that_somebody_comes_to_late_is_told_again_when_it_is_free(place: Place) -> None:
    place.fill(TEN)
    state = shown(place, place.address(TEN))
    assert state.lost
    assert refusals(place.desk) == [(WEDNESDAY, place.slots[TEN])]
    place.desk.do(lambda session: setattr(session.get_one(Slot, place.slots[TEN]), "taken", 0))
    look(state)
    assert (state.lost, state.chosen["en"]) == ({}, "Wednesday 2 December 2026, 10:00 to 10:30")


def test_without_a_day_there_is_nothing_to_look_at(place: Place) -> None:
    state = shown(place, place.address(day=None))
    look(state)
    assert (state.chosen, state.lost, state.morning) == ({}, {}, [])
