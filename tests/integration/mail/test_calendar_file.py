"""The .ics, read back by a parser."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.kit.words import same
from hellowork_portal.models import Mode
from hellowork_portal.services.notices.calendar_file import appointment_of, calendar_file
from hellowork_portal.services.notices.views import ReservationFacts

PORTAL, SENDER = "https://portal.example.jp", "no-reply@example.jp"
STARTS = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)


def facts(**changes: object) -> ReservationFacts:
    values = {
        "reservation_id": 1,
        "applicant_id": 1,
        "number": "ABCDE23456",
        "shown_number": "ABCDE-23456",
        "revision": 2,
        "is_live": True,
        "mode": Mode.ONLINE,
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(minutes=15),
        "confirmed_at": datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
        "language": "ja",
        "name": "髙橋",
        "mail_address": "hanako@example.jp",
        "procedure": same("面談予約（{失業|しつぎょう}認定）"),
        "office": same("ハローワーク新宿（東京都）"),
        "office_address": "東京都新宿区歌舞伎町2-42-10",
        "phone": "03-3200-8609",
        "is_operator_phone": False,
        "notes": same(""),
        "cancel_until": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
        "change_until": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
        "cancelled_at": None,
        "wants_reminders": True,
        "person_language": "ja",
        "is_certification": False,
    }
    return ReservationFacts(**values | changes)  # type: ignore[arg-type]


def read(language: str = "ja", **changes: object) -> Calendar:
    return Calendar.from_ical(written(language, **changes))


def written(language: str = "ja", **changes: object) -> str:
    return calendar_file(appointment_of(facts(**changes), language, PORTAL, SENDER))


def test_it_is_published_with_japans_time_zone() -> None:
    calendar = read()
    [event] = calendar.events
    [zone] = calendar.walk("VTIMEZONE")
    assert (calendar["METHOD"], calendar["VERSION"], zone["TZID"]) == ("PUBLISH", "2.0", "Asia/Tokyo")
    assert event["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert event.start == STARTS
    assert event.end == STARTS + timedelta(minutes=15)
    assert event.start.isoformat() == "2026-12-04T10:00:00+09:00"


def test_a_change_replaces_the_entry_of_before() -> None:
    [before], [after] = read(revision=2).walk("VEVENT"), read(revision=3).walk("VEVENT")
    assert before["UID"] == after["UID"] == "ABCDE23456@portal.example.jp"
    assert [before["SEQUENCE"], after["SEQUENCE"]] == [2, 3]


def test_a_cancelled_entry_asks_to_be_taken_out() -> None:
    cancelled = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    calendar = read(revision=3, cancelled_at=cancelled)
    [event] = calendar.events
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert (event["TRANSP"], event.decoded("DTSTAMP")) == ("TRANSPARENT", cancelled)
    assert event["UID"] == read().events[0]["UID"]


def test_the_portal_itself_stands_as_organizer() -> None:
    [event] = read().events
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        f"mailto:{SENDER}",
        "オンライン・ハローワーク",
    )


def test_it_leads_to_the_reservation_and_holds_no_meeting_and_nobody() -> None:
    text = written()
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event["URL"] == f"{PORTAL}/reservation?number=ABCDE23456"
    for hidden in ("zoom.us", "/j/", "pwd", "髙橋", "hanako"):
        assert hidden not in text


def test_it_speaks_each_language_without_readings() -> None:
    summaries = {language: str(read(language).walk("VEVENT")[0]["SUMMARY"]) for language in LANGUAGES}
    assert len(set(summaries.values())) == 3
    assert not any("{" in summary or "|" in summary for summary in summaries.values())


def test_in_person_it_says_where_to_go() -> None:
    [event] = read(mode=Mode.IN_PERSON).walk("VEVENT")
    assert event["LOCATION"] == "ハローワーク新宿（東京都） 東京都新宿区歌舞伎町2-42-10"


def test_its_lines_are_folded_and_end_as_the_standard_wants() -> None:
    text = written("ja-easy")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_reservation_gives_the_same_file() -> None:
    assert written() == written()
