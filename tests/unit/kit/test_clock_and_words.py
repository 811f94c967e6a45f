"""Instants in UTC, days in Japan, and both in words of every language."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hellowork_portal.kit import clock, i18n, words
from hellowork_portal.kit.errors import TooMany
from hellowork_portal.kit.i18n import LANGUAGES, TextMissing

MORNING = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)


def test_now_is_aware_and_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 12, 31, 7, 0, tzinfo=timezone(-timedelta(hours=8))), date(2027, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_japan(instant: datetime, day: date) -> None:
    assert clock.day_in_japan(instant) == day


@pytest.mark.parametrize("minute", [0, 1, 539, 540, 1439])
def test_a_wall_clock_minute_goes_there_and_back(minute: int) -> None:
    instant = clock.at_japan(date(2026, 3, 1), minute)
    wall = clock.in_japan(instant)
    assert instant.utcoffset() == timedelta(0)
    assert (wall.date(), 60 * wall.hour + wall.minute) == (date(2026, 3, 1), minute)


def test_days_and_times_are_worded_in_each_language() -> None:
    said = words.of_span(MORNING, MORNING + timedelta(minutes=15))
    assert said["ja"] == "2026年12月4日（金） 10:00〜10:15"
    assert said["en"].startswith("Friday 4 December 2026")
    assert set(said) == set(LANGUAGES)
    assert len(set(said.values())) == 3
    assert words.of_time(datetime(2026, 12, 4, 0, 5, tzinfo=UTC)) == "9:05"


def test_words_among_parameters_are_picked_by_language() -> None:
    day = {"ja": "きょう", "ja-easy": "{今日|きょう}", "en": "today"}
    said = words.in_all("date.moment", day=day, time="10:00")
    assert all(day[language] in said[language] for language in LANGUAGES)


def test_a_parameter_is_never_read_as_a_mark_or_another_parameter() -> None:
    said = words.in_all("date.moment", day="{time}", time="{失|し}")
    assert "{time}" in said["ja"]
    assert "{失|し}" in said["ja"]


def test_what_is_missing_is_said_at_once() -> None:
    with pytest.raises(TextMissing):
        words.in_all("no.such_key")
    with pytest.raises(TextMissing):
        words.in_all("date.moment", day="x")


def test_an_error_brings_its_values() -> None:
    said = words.of_error(TooMany(minutes=7))
    assert all("7" in text for text in said.values())


def test_staffs_words_fall_back_to_japanese() -> None:
    assert words.staff_written({"ja": "甲", "en": "A"}) == {"ja": "甲", "ja-easy": "甲", "en": "A"}
    assert set(words.same("1").values()) == {"1"}


def test_easy_japanese_says_how_each_day_is_read() -> None:
    said = [i18n.spoken(words.of_day_of_month(number)["ja-easy"]) for number in (1, 4, 11, 14, 20, 31)]
    assert said == ["ついたち", "よっか", "11にち", "じゅうよっか", "はつか", "31にち"]
    assert all(words.of_day_of_month(number)["ja"] == f"{number}日" for number in range(1, 32))
    day = words.of_day(date(2026, 12, 4))["ja-easy"]
    assert day == "2026{年|ねん} 12{月|がつ} {4日|よっか} {金曜日|きんようび}"


@pytest.mark.parametrize(
    ("minutes", "reading"), [(1, "ぷん"), (5, "ふん"), (10, "ぷん"), (15, "ふん"), (24, "ぷん"), (60, "ぷん")]
)
def test_minutes_are_read_as_their_number_wants(minutes: int, reading: str) -> None:
    assert f"{minutes}{{分|{reading}}}" in words.of_error(TooMany(minutes=minutes))["ja-easy"]
    assert f"{minutes}分（{reading}）" in i18n.say_in_mail("ja-easy", "error.too_many", minutes=minutes)


def test_a_marked_text_is_shown_in_three_ways() -> None:
    text = "{失業|しつぎょう}の {人|ひと}"
    assert i18n.spoken(text) == "しつぎょうの ひと"
    assert i18n.with_readings(text) == "失業（しつぎょう）の 人（ひと）"
    assert i18n.without_readings(text) == "失業の 人"
