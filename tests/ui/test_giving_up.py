"""「予約をやめる」: the calendar says what was given back, and to nobody else."""

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Applicant, Reservation
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.ui.citizen.reserve.states import TermsState
from tests.factories import NOW, Desk, principal_of
from tests.ui.calendar_place import Place, person_of, shown
from tests.ui.hands import address_of, events_of, opened


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def place(database_url: str) -> Place:
    return Place(Desk(database_url))


def held_by(place: Place, person: Applicant) -> int:
    who = principal_of(person)
    return place.desk.do(hold_seat, principal=who, slot_id=place.slots["10:00"], now=NOW)


def state_of(place: Place, person: Applicant, hold: int) -> TermsState:
    state = opened(TermsState, f"{routes.RESERVE_TERMS}?hold={hold}", person)
    events_of(state.open())
    return state


def test_the_calendar_says_which_time_was_given_back(place: Place) -> None:
    person = person_of(place.desk)
    hold = held_by(place, person)
    address = address_of(events_of(state_of(place, person, hold).give_up()))
    assert [row.state for row in place.desk.rows(Reservation)] == ["expired"]
    assert shown(place, address, person).given_back["ja"] == "2026年12月2日（水） 10:00〜10:30"
    assert not state_of(place, person, hold).hold.is_live, "Back shows that it has ended"
    assert shown(place, place.address("10:00"), person).given_back == {}


def test_an_address_alone_says_nothing(place: Place) -> None:
    person = person_of(place.desk)
    address = f"{place.address()}&released={held_by(place, person)}"
    assert shown(place, address, person).given_back == {}, "it is still held"
    events_of(state_of(place, person, int(address.split("=")[-1])).give_up())
    for somebody in (None, person_of(place.desk, "other@example.jp")):
        assert shown(place, address, somebody).given_back == {}
    assert shown(place, f"{place.address()}&released=99999999", person).given_back == {}


def test_giving_up_what_is_gone_stays_on_the_page_that_says_so(place: Place) -> None:
    state = state_of(place, person_of(place.desk), 99_999)
    assert events_of(state.give_up()) == []
    assert state.is_gone
