"""The new procedure in mails, calendar files and the lookup, in every language and both modes."""

import pytest
from icalendar import Calendar

from hellowork_portal.kit.i18n import LANGUAGES, pick, with_readings, without_readings
from hellowork_portal.models import Meeting, Reservation
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.notices.own_calendar import calendar_file_of
from hellowork_portal.services.reservations.lookup import lookup, reservation_detail
from tests.services.catalogue.conftest import ONLINE, TELEPHONE, Portal, booked, definition

BOTH = [ONLINE, TELEPHONE]


def letter_of(portal: Portal, code: str) -> Letter:
    booked(portal, code)
    portal.work()
    (letter,) = portal.pillar.letters
    return letter


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_names_it_and_says_its_notes(portal: Portal, code: str, language: str) -> None:
    letter = letter_of(portal.as_read_in(language), code)
    its = definition(portal, code)
    assert with_readings(pick(its.name, language)) in letter.text
    for line in with_readings(pick(its.mail_notes, language)).splitlines():
        assert line in letter.text
        assert line.removeprefix("- ") in letter.html
    assert "{" not in letter.text
    is_online = code == ONLINE
    assert ("https://zoom.example.jp/j/" in letter.text) is is_online
    assert len(portal.rows(Meeting)) == is_online


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_calendar_file_is_the_mails_and_the_pages(portal: Portal, code: str, language: str) -> None:
    reader = portal.as_read_in(language)
    letter = letter_of(reader, code)
    number = portal.row(Reservation).number
    own = portal.see(calendar_file_of, principal=reader.who, number=number)
    for text in (letter.calendar, own):
        (event,) = Calendar.from_ical(text).walk("VEVENT")
        assert without_readings(pick(definition(portal, code).name, language)) in str(event["summary"])
        assert event.decoded("dtend") - event.decoded("dtstart") == (
            portal.row(Reservation).ends_at - portal.row(Reservation).starts_at
        )
        assert "zoom" not in str(event["url"])


@pytest.mark.parametrize("code", BOTH)
def test_lookup_and_detail_show_it_under_the_version_it_was_booked_with(portal: Portal, code: str) -> None:
    number = booked(portal, code)
    portal.work()
    its = definition(portal, code)
    (line,) = portal.ask(lookup, typed="")
    detail = portal.ask(reservation_detail, number=number)
    for language in LANGUAGES:
        assert line.procedure[language] == detail.place.procedure[language] == its.name[language]
        assert detail.bring[language] == its.what_to_bring[language]
        assert detail.notes[language] == its.mail_notes[language]
    assert detail.change_until["ja"] == "2026年12月2日（水） 12:00"
    assert (detail.place.mode, detail.meeting_state) == (
        ("online", "ready") if code == ONLINE else ("telephone", "none")
    )
