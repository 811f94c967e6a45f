"""The handlers of waiting: from the calendar and on one's own page; no id of a browser is believed."""

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Applicant, Reservation, Slot, WaitlistEntry
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.reservations.rules import HOLD
from hellowork_portal.services.waitlist import offering
from hellowork_portal.services.waitlist.views import OfferView
from hellowork_portal.ui.citizen.calendar.state import LOSS, CalendarState
from hellowork_portal.ui.citizen.reserve.states import TermsState
from hellowork_portal.ui.citizen.waitlist.state import WaitlistState
from tests.factories import NOW, Desk, principal_of
from tests.ui.calendar_place import THURSDAY, Place, person_of, shown
from tests.ui.hands import events_of, opened

TEN = "10:00"
ALL = ("09:00", "10:00", "13:00", "14:00")


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def place(database_url: str) -> Place:
    place = Place(Desk(database_url))
    place.fill(*ALL)
    return place


def states(place: Place) -> list[str]:
    return [row.state for row in place.desk.rows(WaitlistEntry)]


def free_and_serve(place: Place) -> None:
    place.desk.do(lambda session: setattr(session.get_one(Slot, place.slots[TEN]), "taken", 1))
    place.desk.do(offering.offer_next, offering_id=place.offering, now=NOW)


def test_a_full_time_is_waited_for_twice_and_left(place: Place) -> None:
    state = shown(place, place.address(TEN), person_of(place.desk))
    assert (state.is_full_time, state.slot_entry, state.look_ms) == (True, 0, 0)
    for _click in range(2):
        assert events_of(state.wait_for_slot()) == []
    assert (state.wait_done, state.wait_about, states(place)) == ("joined", "slot", ["waiting"])
    assert state.look_ms == state.now_ms + 20_000
    events_of(state.wait_for_day())
    assert (state.day_entry > 0, state.wait_about, states(place)) == (True, "day", ["waiting", "waiting"])
    events_of(state.stop_waiting(state.slot_entry))
    assert (state.wait_done, state.wait_about, state.slot_entry) == ("left", "slot", 0)
    assert states(place) == ["left", "waiting"]


def test_a_stranger_is_led_to_sign_in_and_back_and_waits_for_nothing(place: Place) -> None:
    state = shown(place, place.address(TEN))
    back = routes.sign_in_and_return(place.address(TEN))
    for click in (state.wait_for_slot(), state.wait_for_day(), state.stop_waiting(1)):
        assert back in str(events_of(click))
    events_of(state.look_for_seat())
    assert states(place) == []


def test_a_refusal_stands_at_the_button_and_leads_on(place: Place) -> None:
    person = person_of(place.desk)
    for wall in ("09:00", "13:00", "14:00"):
        events_of(shown(place, place.address(wall), person).wait_for_slot())
    state = shown(place, place.address(TEN), person)
    events_of(state.wait_for_slot())
    assert "3件まで" in state.wait_error["ja"]
    assert (state.error, state.way.href, state.wait_done) == ({}, routes.WAITLIST, "")
    events_of(state.stop_waiting(99_999))
    assert "見つかりません" in state.wait_error["ja"]


def test_a_seat_that_comes_is_seen_by_the_open_calendar(place: Place) -> None:
    state = shown(place, place.address(TEN), person_of(place.desk))
    events_of(state.wait_for_slot())
    free_and_serve(place)
    events_of(state.look_for_seat())
    assert (state.seat.slot_id, state.seat.hold_id > 0) == (place.slots[TEN], True)


def offered(place: Place, person: Applicant | None = None) -> tuple[Applicant, int]:
    """Somebody for whom the seat at ten is kept, and its hold."""
    person = person or person_of(place.desk)
    events_of(shown(place, place.address(TEN), person).wait_for_slot())
    free_and_serve(place)
    [row] = place.desk.rows(WaitlistEntry)
    return person, row.offered_reservation_id or 0


def held(place: Place) -> list[int]:
    return [row.slot_id for row in place.desk.rows(Reservation) if row.state == "held"]


def test_an_offered_seat_is_given_up_only_by_the_button_that_says_so(place: Place) -> None:
    person, hold = offered(place)
    address = routes.calendar(place.offering, day=THURSDAY.isoformat(), slot_id=place.thursday)
    state = opened(CalendarState, address, person)
    events_of(state.open())
    assert (state.seat.hold_id, state.chosen_slot) == (hold, place.thursday)
    for unknowing in (0, 99_999):
        state.seat = OfferView()
        asked = events_of(state.reserve(unknowing))
        assert LOSS.replace("-", "_") in str(asked)
        assert "redirect" not in str(asked)
        assert (state.seat.hold_id, state.is_busy, state.refusal) == (hold, False, {})
        assert held(place) == [place.slots[TEN]]
    assert routes.RESERVE_TERMS in str(events_of(state.reserve(hold)))
    assert held(place) == [place.thursday]


def test_an_old_tab_gives_an_offered_seat_up_only_at_a_second_press(place: Place) -> None:
    person = person_of(place.desk)
    old = place.desk.do(hold_seat, principal=principal_of(person), slot_id=place.thursday, now=NOW - HOLD)
    _, hold = offered(place, person)
    state = opened(TermsState, f"{routes.RESERVE_TERMS}?hold={old}", person)
    events_of(state.open())
    assert events_of(state.hold_again(0)) == []
    assert "なくなります" in state.error["ja"]
    assert (state.gives_up, state.is_lost, held(place)) == (hold, False, [place.slots[TEN]])
    assert len(events_of(state.hold_again(state.gives_up))) == 1
    assert (state.gives_up, held(place)) == (0, [place.thursday])


def test_opening_the_own_page_changes_nothing_and_passing_on_lets_the_seat_go(place: Place) -> None:
    person = person_of(place.desk)
    events_of(shown(place, place.address(TEN), person).wait_for_slot())
    free_and_serve(place)
    state = opened(WaitlistState, "/waitlist", person)
    events_of(state.open())
    [row] = state.offered
    assert (states(place), state.active, row.offer.slot_id) == (["offered"], [], place.slots[TEN])
    for _click in range(2):
        events_of(state.refuse(row.entry_id))
    assert (states(place), state.offered, state.wait_done) == (["left"], [], "refused")
    assert [one.state for one in state.ended] == ["left"]


def test_other_people_s_wishes_cannot_be_touched(place: Place) -> None:
    events_of(shown(place, place.address(TEN), person_of(place.desk)).wait_for_slot())
    stranger = person_of(place.desk, "other@example.jp")
    page = opened(WaitlistState, "/waitlist", stranger)
    calendar: CalendarState = shown(place, place.address(TEN), stranger)
    for entry in (1, -1, 0, 10**9):
        events_of(page.leave(entry))
        events_of(page.refuse(entry))
        events_of(calendar.stop_waiting(entry))
    assert states(place) == ["waiting"]
    assert page.active == page.offered == []
