"""The calendar page: what the address says is shown, and 「予約する」 takes exactly that seat."""

import asyncio
from datetime import date, timedelta
from typing import Any, cast

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Applicant, DemandRefused, Offering, Reservation, Slot
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.ui.citizen.calendar import standing
from hellowork_portal.ui.citizen.calendar.state import RETURNED, CalendarState
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    at,
    make_claimant,
    make_slot,
    principal_of,
)
from tests.ui.calendar_place import THURSDAY, WEDNESDAY, Place, person_of, shown
from tests.ui.hands import address_of, events_of, go, opened
from tests.ui.month_cells import cells_of


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def refusals(desk: Desk) -> list[tuple[date, int]]:
    return [(row.wanted_on, row.slot_id) for row in desk.rows(DemandRefused)]


def free_days(state: CalendarState) -> list[str]:
    """The days of the month that the page lists."""
    return [cell.iso for cell in cells_of(state.month) if cell.in_month and cell.is_bookable]


def test_the_month_and_the_next_free_day_stand_there_before_anything_is_chosen(desk: Desk) -> None:
    place = Place(desk)
    state = shown(place, place.address(day=None))
    assert state.is_found
    assert len(cells_of(state.month)) == 42
    assert free_days(state) == [WEDNESDAY.isoformat(), THURSDAY.isoformat()]
    assert state.next_free_on == WEDNESDAY.isoformat()
    assert (state.day_state, state.morning, state.chosen) == ("", [], {})


def test_a_day_of_the_address_shows_its_times_by_halves_of_the_day(desk: Desk) -> None:
    place = Place(desk)
    place.fill("10:00")
    state = shown(place, place.address())
    assert [(cell.label["ja"], cell.mark) for cell in state.morning] == [
        ("9:00〜9:30", "○"),
        ("10:00〜10:30", "×"),
    ]
    assert [cell.name["ja"] for cell in state.afternoon] == [
        "13:00から13:30まで 残り2席",
        "14:00から14:30まで 残り2席",
    ]
    assert state.free_times == 3
    assert [cell.iso for cell in cells_of(state.month) if cell.in_month and cell.is_selected] == [
        WEDNESDAY.isoformat()
    ]
    assert refusals(desk) == []


def test_a_time_of_the_address_is_chosen_and_said_in_words(desk: Desk) -> None:
    place = Place(desk)
    state = shown(place, place.address("13:00"))
    assert state.chosen["ja"] == "2026年12月2日（水） 13:00〜13:30"
    assert [cell.slot_id for cell in state.afternoon if cell.is_selected] == [place.slots["13:00"]]


def test_a_full_day_says_so_and_is_counted_once_for_a_browser(desk: Desk) -> None:
    place = Place(desk)
    place.fill(*place.slots)
    shown(place, place.address())
    state = shown(place, place.address())
    assert (state.day_state, state.free_times, state.next_free_on) == ("full", 0, THURSDAY.isoformat())
    assert {cell.mark for cell in [*state.morning, *state.afternoon]} == {"×"}
    assert refusals(desk) == [(WEDNESDAY, 0)]


def test_a_full_time_is_refused_with_the_nearest_free_ones_and_counted(desk: Desk) -> None:
    place = Place(desk)
    place.fill("10:00")
    state = shown(place, place.address("10:00"))
    assert (state.refusal_code, state.chosen_slot) == ("", place.slots["10:00"])
    assert "ほかの方が先に予約しました" in state.lost["ja"]
    assert [cell.label["ja"] for cell in state.nearest] == ["9:00〜9:30", "13:00〜13:30", "14:00〜14:30"]
    assert refusals(desk) == [(WEDNESDAY, place.slots["10:00"])]


def test_a_time_of_another_offering_is_not_chosen(desk: Desk) -> None:
    place = Place(desk)
    state = shown(place, routes.calendar(place.offering, day=WEDNESDAY.isoformat(), slot_id=place.thursday))
    assert (state.refusal_code, state.chosen) == ("slot_not_offered", {})


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "9999-12-31", "0001-01-01", "2026-12-2"])
def test_what_is_no_day_is_as_if_it_had_not_been_said(desk: Desk, day: str) -> None:
    place = Place(desk)
    state = shown(place, routes.with_query(routes.CALENDAR, offering=place.offering, day=day, month=day[:7]))
    assert (state.is_found, state.day_state, len(state.month.days)) == (True, "", 31)


def test_a_day_without_times_says_why(desk: Desk) -> None:
    place = Place(desk)
    state = shown(place, place.address(day=date(2026, 12, 5)))
    assert state.day_state == "none"
    assert state.day_why["ja"] == "土曜日・日曜日は休みです"


def test_without_a_free_day_this_month_the_first_month_with_one_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(desk)
    desk.do(lambda session: make_slot(session, session.get_one(Offering, place.offering), at(35)))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=27))
    state = shown(place, place.address(day=None))
    assert (state.month.title["en"], state.next_free_on) == ("January 2027", "2027-01-05")
    assert (state.month_before, state.month_after) == ("2026-12", "2027-02")
    go(state, routes.with_query(routes.CALENDAR, offering=place.offering, month="2026-12"))
    events_of(state.open())
    assert state.month.title["ja"] == "2026年12月"


@pytest.mark.parametrize("offering", ["", "abc", "999999", "-1"])
def test_an_unknown_offering_has_no_calendar(desk: Desk, offering: str) -> None:
    place = Place(desk)
    state = shown(place, f"/calendar?offering={offering}&day={WEDNESDAY}")
    assert (state.is_loaded, state.is_found, state.month.days) == (True, False, [])


def test_a_closed_offering_has_no_calendar(desk: Desk) -> None:
    place = Place(desk)
    desk.do(lambda session: _close(session, place.offering))
    assert not shown(place, place.address()).is_found


def _close(session: Any, offering_id: int) -> None:
    session.get_one(Offering, offering_id).is_open = False


def test_choosing_puts_day_and_time_into_the_address(desk: Desk) -> None:
    place = Place(desk)
    state = opened(CalendarState, place.address(day=None))
    assert address_of(events_of(state.choose_day("2026-12-03"))) == (
        f"/calendar?offering={place.offering}&day=2026-12-03#times"
    )
    go(state, place.address())
    assert address_of(events_of(state.choose_time(7))) == (
        f"/calendar?offering={place.offering}&day=2026-12-02&slot=7#chosen"
    )
    assert address_of(events_of(state.turn_month("2027-01"))) == (
        f"/calendar?offering={place.offering}&month=2027-01&day=2026-12-02#days"
    )


@pytest.mark.parametrize("nonsense", ["", "2026-12-32", "'; drop table slot", None, 3, ["2026-12-02"]])
def test_nonsense_from_a_browser_leads_nowhere(database_url: str, nonsense: Any) -> None:
    state = opened(CalendarState, "/calendar?offering=1")
    assert events_of(state.choose_day(nonsense)) == []
    assert events_of(state.turn_month(nonsense)) == []
    assert events_of(cast(Any, state).choose_time(str(nonsense))) == []


def test_an_anonymous_person_signs_in_and_comes_back_to_that_very_time(desk: Desk) -> None:
    place = Place(desk)
    state = shown(place, place.address("13:00"))
    back = f"{place.address('13:00')}#{RETURNED}"
    assert address_of(events_of(state.reserve(0))) == routes.sign_in_and_return(back)
    assert desk.rows(Reservation) == []


def test_a_signed_in_person_holds_the_seat_and_goes_on_to_the_terms(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    just_made = opened(CalendarState, place.address("13:00"), person)
    led_to = address_of(events_of(just_made.reserve(0)))
    hold = desk.row(Reservation)
    assert led_to == f"/reserve/terms?hold={hold.id}"
    assert (hold.slot_id, hold.applicant_id, hold.state) == (place.slots["13:00"], person.id, "held")


def test_a_second_click_leads_nowhere_or_to_the_same_hold(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    state = shown(place, place.address("13:00"), person)
    terms = address_of(events_of(state.reserve(0)))
    assert events_of(state.reserve(0)) == []
    just_made = opened(CalendarState, place.address("13:00"), person)
    assert address_of(events_of(just_made.reserve(0))) == terms
    assert desk.row(Slot, id=place.slots["13:00"]).taken == 1


def test_a_seat_lost_to_another_is_told_with_what_is_free_now(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    state = shown(place, place.address("10:00"), person)
    place.fill("10:00")
    assert events_of(state.reserve(0)) == []
    assert "ほかの方が先に予約しました" in state.lost["ja"]
    assert (state.refusal_code, bool(state.chosen)) == ("", True), "what was chosen keeps the focus"
    assert [cell.mark for cell in state.morning] == ["○", "×"]
    assert len(state.nearest) == 3
    assert not state.is_busy
    assert refusals(desk) == [(WEDNESDAY, place.slots["10:00"])]
    assert desk.rows(Reservation) == []


def test_that_a_seat_is_lost_is_told_before_what_is_free_is_looked_for(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    state = shown(place, place.address("10:00"), person)
    place.fill("10:00")

    async def steps() -> list[tuple[bool, list]]:
        return [(bool(state.lost), refusals(desk)) async for _ in state.reserve(0)]

    assert asyncio.run(steps()) == [(False, []), (True, [])]
    assert refusals(desk) == [(WEDNESDAY, place.slots["10:00"])]


def test_one_s_own_hold_is_never_told_to_be_somebody_else_s(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    slot = place.thursday
    hold = desk.do(hold_seat, principal=principal_of(person), slot_id=slot, now=NOW)
    address = routes.calendar(place.offering, day=THURSDAY.isoformat(), slot_id=slot)
    state = shown(place, address, person)
    assert (state.refusal_code, state.day_state) == ("", "open")
    assert state.morning[0].name["ja"] == "10:00から10:30まで あなたが確保しています"
    assert address_of(events_of(state.reserve(0))) == f"/reserve/terms?hold={hold}"
    assert refusals(desk) == []
    assert shown(place, address, person_of(desk, "taro@example.jp")).lost


def test_a_refusal_that_one_s_own_reservations_explain_keeps_the_time_chosen(desk: Desk) -> None:
    place, person = Place(desk), person_of(desk)
    for wall in ("09:00", "13:00"):
        desk.do(_reserve, person, place.slots[wall])
    state = shown(place, place.address("10:00"), person)
    assert events_of(state.reserve(0)) == []
    assert (state.refusal_code, bool(state.chosen)) == ("too_many_reservations", True)


def _reserve(session: Any, person: Applicant, slot_id: int) -> None:
    hold = hold_seat(session, principal=principal_of(person), slot_id=slot_id, now=NOW)
    session.get_one(Reservation, hold).state = "confirmed"


def test_a_claimant_sees_the_own_day_named_in_the_calendar(desk: Desk) -> None:
    place, person = Place(desk, "certification"), person_of(desk)
    days = [THURSDAY, TODAY - timedelta(days=1)]
    desk.do(lambda session: make_claimant(session, place.office, person, days=days))
    state = shown(place, place.address(day=None), person)
    assert state.head.needs_number
    assert state.standing.code == standing.OWN_DAYS
    assert [own.iso for own in state.standing.own_days] == [THURSDAY.isoformat()]
    (own,) = [cell for cell in cells_of(state.month) if cell.iso == THURSDAY.isoformat()]
    assert own.name["ja"] == "12月3日 木曜日 あなたの認定日 残り1席"


def test_a_claimant_is_offered_no_other_day(desk: Desk) -> None:
    place, person = Place(desk, "certification"), person_of(desk)
    desk.do(lambda session: make_claimant(session, place.office, person, days=[THURSDAY]))
    state = shown(place, place.address("10:00"), person)
    (other,) = [cell for cell in cells_of(state.month) if cell.iso == WEDNESDAY.isoformat()]
    assert other.name["ja"] == "12月2日 水曜日 認定日ではありません"
    assert not other.is_bookable
    assert free_days(state) == [THURSDAY.isoformat()]
    assert (state.morning, state.afternoon, state.chosen) == ([], [], {})
    assert state.day_why["ja"] == "認定日ではありません"
    assert state.refusal_code == "not_eligible_not_your_day"
