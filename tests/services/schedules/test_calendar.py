"""The month and the day as people see them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DemandRefused, Offering, OfficeClosure, Slot
from hellowork_portal.services.schedules.calendar import OfferingUnknown, day_of, month_of, seat_state
from hellowork_portal.services.schedules.demand import record_refused
from hellowork_portal.services.schedules.next_free import next_free
from hellowork_portal.services.schedules.release import release_slots
from hellowork_portal.services.schedules.views import DayView, MonthView
from tests.factories import NOW, TODAY, at
from tests.services.schedules.conftest import Counter


@pytest.fixture
def office(counter: Counter) -> Counter:
    counter.do(release_slots, now=NOW)
    return counter


def month(office: Counter, number: int = 12, year: int = 2026) -> MonthView:
    named = {"offering_id": office.offering_id, "year": year, "month": number, "now": NOW}
    return office.see(month_of, **named)


def cell(office: Counter, iso: str, number: int = 12) -> DayView:
    (found,) = [day for day in month(office, number).days if day.iso == iso]
    return found


def take(office: Counter, day: date, taken: int, *, but: int = 0) -> None:
    """Take seats of all times of a day but the first few."""
    rows = office.rows(Slot, on_day=day)[but:]
    slot = table_of(Slot)
    chosen = slot.c.id.in_([row.id for row in rows])
    office.do(lambda session: session.connection().execute(update(slot).where(chosen).values(taken=taken)))


def test_a_month_is_six_weeks_from_sunday(office: Counter):
    view = month(office)
    assert len(view.days) == 42
    assert (view.days[0].iso, view.days[0].weekday, view.days[-1].iso) == ("2026-11-29", 6, "2027-01-09")
    assert [day.day for day in view.days if day.in_month] == list(range(1, 32))
    assert [day.iso for day in view.days if day.is_today] == ["2026-12-01"]


def test_each_day_says_how_it_stands(office: Counter):
    take(office, date(2026, 12, 2), 2)
    take(office, date(2026, 12, 3), 2, but=1)
    take(office, date(2026, 12, 4), 1, but=10)
    states = {day.iso: (day.state, day.seats_left) for day in month(office).days}
    assert states["2026-11-30"] == ("past", 0)
    assert states["2026-12-01"] == ("open", 12)  # from 12:00 on: six times of two seats
    assert states["2026-12-02"] == ("full", 0)
    assert states["2026-12-03"] == ("few", 2)
    assert states["2026-12-04"] == ("open", 21)
    assert states["2026-12-05"] == ("closed", 0)
    assert states["2026-12-29"] == ("closed", 0)
    assert states["2027-01-04"] == ("not_yet", 0)


def test_few_is_two_seats_or_a_fifth_once_somebody_has_one():
    assert [seat_state(20, taken) for taken in (0, 15, 16, 19, 20)] == ["open", "open", "few", "few", "full"]
    assert [seat_state(2, taken) for taken in (0, 1, 2)] == ["open", "few", "full"]
    assert [seat_state(1, taken) for taken in (0, 1)] == ["open", "full"]


def test_today_is_too_late_once_its_last_time_begins_too_soon(office: Counter):
    evening = NOW + timedelta(hours=5, minutes=1)
    named = {"offering_id": office.offering_id, "year": 2026, "month": 12}
    view = office.see(month_of, **named, now=evening)
    assert [day.state for day in view.days if day.is_today] == ["too_late"]
    assert view.next_free_on == "2026-12-02"


def test_a_closed_day_says_why_in_every_language(office: Counter):
    closure = OfficeClosure(office_id=office.office_id, on_day=date(2026, 12, 9), reason={"ja": "点検のため"})
    office.do(lambda session: session.add(closure))
    assert cell(office, "2026-12-09").closure["ja"] == "点検のため"
    assert cell(office, "2026-12-09").state == "closed"
    assert cell(office, "2026-12-05").closure["en"] == "Closed on Saturdays and Sundays"
    new_year = cell(office, "2027-01-01")
    assert (new_year.closure_kind, new_year.holiday, new_year.closure["ja"]) == (
        "holiday",
        "new_year",
        "元日",
    )
    assert cell(office, "2026-12-10").closure == {}


def test_another_offices_closure_does_not_close_this_one(office: Counter):
    everywhere = OfficeClosure(office_id=None, on_day=date(2026, 12, 9), reason={"ja": "停電"})
    office.do(lambda session: session.add(everywhere))
    assert cell(office, "2026-12-09").state == "closed"
    assert cell(office, "2026-12-10").state == "open"


def test_the_list_holds_the_same_days_as_the_table(office: Counter):
    take(office, date(2026, 12, 2), 2)
    view = month(office)
    listed = [day.iso for day in view.days_with_seats]
    assert listed == [day.iso for day in view.days if day.in_month and day.state in ("open", "few")]
    assert "2026-12-02" not in listed
    assert "2026-12-03" in listed


def test_months_outside_the_window_lead_to_the_nearest_one_within(office: Counter):
    assert (month(office, 6, 2020).year, month(office, 6, 2020).month) == (2026, 12)
    assert (month(office, 9, 2031).year, month(office, 9, 2031).month) == (2026, 12)
    assert month(office, 13, 2026).month == 12
    assert month(office, 1, 10**9).month == 12
    assert (month(office).has_previous, month(office).has_next) == (False, False)
    offering = table_of(Offering)
    office.do(lambda session: session.connection().execute(update(offering).values(opens_days_ahead=40)))
    assert month(office).has_next
    assert (month(office, 1, 2027).month, month(office, 1, 2027).has_previous) == (1, True)


def test_a_new_day_opens_at_the_offerings_own_minute_everywhere_alike(office: Counter):
    """NOW is 10:00 in Japan; December 2nd opens a day ahead, at a minute past."""
    offering, minute = table_of(Offering), timedelta(minutes=1)
    values = {"opens_days_ahead": 1, "opens_at_minute": 601}
    office.do(lambda session: session.connection().execute(update(offering).values(**values)))
    wednesday = date(2026, 12, 2)
    assert cell(office, "2026-12-02").state == "not_yet"
    assert month(office).next_free_on == TODAY.isoformat()
    assert (
        month(office).opens_next["ja"]
        == "次に受け付ける日：2026年12月2日（水）（2026年12月1日（火） 10:01から）"
    )
    assert office.see(day_of, offering_id=office.offering_id, day=wednesday, now=NOW) == []
    assert office.see(day_of, offering_id=office.offering_id, day=wednesday, now=NOW + minute)


def test_a_day_lists_its_times_with_seats_left(office: Counter):
    take(office, date(2026, 12, 2), 2, but=1)
    times = office.see(day_of, offering_id=office.offering_id, day=date(2026, 12, 2), now=NOW)
    assert [(time.starts, time.ends, time.seats_left, time.state) for time in times][:3] == [
        ("09:00", "09:30", 2, "open"),
        ("09:35", "10:05", 0, "full"),
        ("10:10", "10:40", 0, "full"),
    ]
    today = office.see(day_of, offering_id=office.offering_id, day=TODAY, now=NOW)
    assert [time.state for time in today if time.starts < "12:00"] == ["too_late"] * 5
    assert {time.state for time in today if time.starts >= "12:00"} == {"open"}


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 12, 5), date(2026, 12, 31), date(2027, 6, 1)])
def test_a_day_outside_the_window_or_closed_has_no_times(office: Counter, day: date):
    assert office.see(day_of, offering_id=office.offering_id, day=day, now=NOW) == []


def test_who_moves_within_the_day_is_shown_times_that_come_sooner(office: Counter):
    asked = {"offering_id": office.offering_id, "day": TODAY, "now": NOW}

    def first(closes_minutes: int | None) -> str:
        times = office.see(day_of, closes_minutes=closes_minutes, **asked)
        return next(time.starts for time in times if time.seats_left)

    assert (first(None), first(30), first(600)) == ("13:00", "10:45", "13:00")


def test_an_offering_that_is_not_open_shows_nothing_to_book(office: Counter):
    offering = table_of(Offering)
    office.do(lambda session: session.connection().execute(update(offering).values(is_open=False)))
    assert month(office).days_with_seats == []
    assert month(office).next_free_on == ""
    assert office.see(day_of, offering_id=office.offering_id, day=date(2026, 12, 2), now=NOW) == []


def test_an_unknown_offering_is_an_error(office: Counter):
    with pytest.raises(OfferingUnknown):
        office.see(month_of, offering_id=999, year=2026, month=12, now=NOW)


def test_the_next_free_day_counts_seats_times_and_the_window(office: Counter):
    def first() -> dict[int, str]:
        return office.see(next_free, [office.offering_id, 999], NOW)

    assert first() == {office.offering_id: "2026-12-01"}
    for ahead in range(10):
        take(office, TODAY + timedelta(days=ahead), 2)
    assert first() == {office.offering_id: "2026-12-11"}
    for ahead in range(10, 29):
        take(office, TODAY + timedelta(days=ahead), 2)
    assert first() == {}


def test_the_last_bookable_moment_is_exactly_the_cut_off(office: Counter):
    named: dict[str, Any] = {"offering_id": office.offering_id, "day": TODAY}
    starts = at(0, "13:00")
    just = office.see(day_of, **named, now=starts - timedelta(minutes=120))
    late = office.see(day_of, **named, now=starts - timedelta(minutes=119))
    assert [time.state for time in just if time.starts == "13:00"] == ["open"]
    assert [time.state for time in late if time.starts == "13:00"] == ["too_late"]


def test_refused_demand_is_counted_once_per_person_and_day(office: Counter):
    wanted: dict[str, Any] = {"offering_id": office.offering_id, "wanted_on": TODAY}
    for person in ("a", "a", "b"):
        office.do(record_refused, person=person, **wanted, now=NOW)
    office.do(record_refused, person="a", **wanted, slot_id=7, now=NOW)
    office.do(record_refused, person="a", **wanted, now=NOW + timedelta(days=1))
    assert len(office.rows(DemandRefused)) == 4
