"""When offices are closed, and which times a day has."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import jpholiday
import pytest

from hellowork_portal.kit.clock import in_japan
from hellowork_portal.kit.i18n import LANGUAGES, say
from hellowork_portal.services.schedules import rules
from hellowork_portal.services.schedules.rules import (
    HOLIDAYS,
    ClosureKind,
    Times,
    closure_of,
    closure_words,
    next_open_day,
    planned_slots,
    times_of,
    wave_of,
)

MORNING = Times(from_minute=540, to_minute=720, slot_minutes=15, buffer_minutes=5, seats=2)
AFTERNOON = Times(from_minute=780, to_minute=990, slot_minutes=15, buffer_minutes=5, seats=2)


def kinds(first: date, days: int) -> list[str]:
    closures = [closure_of(first + timedelta(days=ahead)) for ahead in range(days)]
    return [closure.kind if closure else "open" for closure in closures]


def test_the_turn_of_the_year_is_closed_from_the_29th_to_the_3rd():
    assert kinds(date(2026, 12, 28), 8) == [
        "open",
        *["year_end"] * 3,
        "holiday",  # 2027-01-01, New Year's Day
        *["year_end"] * 2,
        "open",
    ]


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2027, 3, 22), "substitute"),
        (date(2027, 3, 21), "vernal_equinox"),
        (date(2026, 9, 22), "citizens"),
        (date(2026, 5, 6), "substitute"),
        (date(2026, 11, 23), "labour_thanksgiving"),
    ],
)
def test_a_national_holiday_is_closed_under_its_name(day: date, holiday: str):
    closure = closure_of(day)
    assert closure is not None
    assert (closure.kind, closure.holiday) == (ClosureKind.HOLIDAY, holiday)


def test_every_holiday_until_2050_has_a_code_with_words_in_every_language():
    names = {name for year in range(2026, 2051) for _day, name in jpholiday.year_holidays(year)}
    assert {name.split()[-1] for name in names} <= set(HOLIDAYS)
    for code in HOLIDAYS.values():
        assert all(say(language, f"holiday.{code}") for language in LANGUAGES)


def test_a_holiday_that_the_law_makes_later_keeps_its_japanese_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "holiday_name", lambda day: "宇宙の日" if day == date(2031, 9, 12) else "")
    closure = closure_of(date(2031, 9, 12))
    assert closure is not None
    assert closure.holiday == ""
    assert closure_words(closure) == dict.fromkeys(LANGUAGES, "宇宙の日")


def test_an_office_closes_a_day_with_a_reason_in_each_language():
    reasons = {date(2026, 12, 9): {"ja": "点検", "en": "Inspection"}}
    closure = closure_of(date(2026, 12, 9), reasons)
    assert closure is not None
    assert closure.kind is ClosureKind.OFFICE
    assert closure_words(closure) == {"ja": "点検", "ja-easy": "点検", "en": "Inspection"}
    assert closure_of(date(2026, 12, 10), reasons) is None


def test_weekends_are_closed_and_the_next_open_day_skips_everything():
    assert kinds(date(2026, 12, 5), 3) == ["weekend", "weekend", "open"]
    closed = {date(2027, 1, 4): {"ja": "点検"}}
    assert next_open_day(date(2026, 12, 29), closed) == date(2027, 1, 5)
    assert next_open_day(date(2026, 12, 9)) == date(2026, 12, 9)


def test_times_lie_within_their_stretch_in_japans_time():
    times = times_of(MORNING, date(2026, 12, 1))
    walls = [(f"{in_japan(start):%H:%M}", f"{in_japan(end):%H:%M}") for start, end in times]
    assert (len(walls), walls[0], walls[-1]) == (9, ("09:00", "09:15"), ("11:40", "11:55"))
    single = Times(from_minute=540, to_minute=570, slot_minutes=30, buffer_minutes=5, seats=1)
    assert len(times_of(single, date(2026, 12, 1))) == 1


def test_the_lunch_gap_is_kept_and_slots_never_overlap_buffers_included():
    slots = planned_slots((AFTERNOON, MORNING))
    assert len(slots) == 19
    assert not [slot for slot in slots if 720 <= slot.from_minute < 780]
    crossing = Times(from_minute=600, to_minute=840, slot_minutes=50, buffer_minutes=10, seats=1)
    mixed = planned_slots((MORNING, crossing, AFTERNOON))
    for earlier, later in pairwise(mixed):
        assert later.from_minute >= earlier.to_minute + earlier.buffer_minutes


def test_the_offices_of_the_country_open_new_days_in_thirteen_waves():
    """514 offices between 8:30 and 9:30: no wave has more than its share, whatever ids they have."""
    waves = Counter(wave_of(office_id) for office_id in range(1, 515))
    assert sorted(waves) == [8 * 60 + 30 + 5 * turn for turn in range(13)]
    assert set(waves.values()) == {39, 40}
    assert wave_of(14) == wave_of(1)
