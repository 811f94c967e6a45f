"""The calendar page of somebody with a record, and of a day that is under way."""

from typing import Any

import pytest

from hellowork_portal.kit import clock
from hellowork_portal.models import Applicant, Reservation
from hellowork_portal.services.reservations.holds import hold_seat
from tests.factories import NOW, Desk, at, make_claimant, principal_of
from tests.ui.calendar_place import THURSDAY, WEDNESDAY, Place, person_of, shown
from tests.ui.hands import events_of, go


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def _reserve(session: Any, person: Applicant, slot_id: int) -> None:
    hold = hold_seat(session, principal=principal_of(person), slot_id=slot_id, now=NOW)
    session.get_one(Reservation, hold).state = "confirmed"


def test_a_day_whose_interview_is_booked_says_so_before_a_time_is_chosen(desk: Desk) -> None:
    place, person = Place(desk, "certification"), person_of(desk)
    desk.do(lambda session: make_claimant(session, place.office, person, days=[WEDNESDAY, THURSDAY]))
    desk.do(
        lambda session: hold_seat(session, principal=principal_of(person), slot_id=place.thursday, now=NOW)
    )
    whys = [own.why["en"] for own in shown(place, place.address(day=None), person).standing.own_days]
    assert whys == ["Your certification day"] * 2
    desk.do(_reserve, person, place.slots["09:00"])
    whys = [own.why["en"] for own in shown(place, place.address(day=None), person).standing.own_days]
    assert whys == ["You have already booked the interview for this day", "Your certification day"]


def test_times_of_today_that_are_over_stand_in_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(desk)
    monkeypatch.setattr(clock, "now", lambda: at(1, "10:30"))
    state = shown(place, place.address())
    assert state.over["ja"] == "9:00〜10:30の時間は、受付を終了しました。"
    assert [cell.label["ja"] for cell in [*state.morning, *state.afternoon]] == [
        "13:00〜13:30",
        "14:00〜14:30",
    ]
    assert (state.day_state, state.free_times) == ("open", 2)
    go(state, place.address(day=THURSDAY))
    events_of(state.open())
    assert state.over == {}
