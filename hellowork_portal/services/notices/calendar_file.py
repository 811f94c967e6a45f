"""The calendar file of a reservation; pure, so that mails and pages give the same one."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from hellowork_portal.kit import i18n
from hellowork_portal.kit.clock import in_japan
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Mode
from hellowork_portal.services.notices.views import ReservationFacts

_MAKER = "-//Online Hello Work//Reservation//JA"


@dataclass(frozen=True)
class Appointment:
    """What a calendar shows. `sequence` rises with every change; the same `uid` replaces it.

    `organizer` is the portal's own address: a calendar takes a cancelled entry out only
    where it knows who speaks (RFC 5546).
    """

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    url: str
    language: str
    organizer: str
    organizer_name: str
    is_cancelled: bool

    @property
    def method(self) -> str:
        """What a calendar shall do with it: show it, or take it out."""
        return "CANCEL" if self.is_cancelled else "PUBLISH"


def appointment_of(facts: ReservationFacts, language: str, public_url: str, sender: str) -> Appointment:
    """Word a reservation for a calendar: it links to the portal, never to the meeting itself."""
    url = reservation_page(public_url, facts.number)
    return Appointment(
        uid=f"{facts.number}@{urlsplit(public_url).hostname}",
        sequence=facts.revision,
        stamped_at=facts.cancelled_at or facts.confirmed_at,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        summary=_say(language, "summary", procedure=_in(facts.procedure, language)),
        description=_say(language, "description", number=facts.shown_number, page=url),
        location=_location(facts, language),
        url=url,
        language=i18n.HTML_LANG[language],
        organizer=sender,
        organizer_name=i18n.say(language, "frame.service"),
        is_cancelled=facts.is_cancelled,
    )


def reservation_page(public_url: str, number: str) -> str:
    """Return the address of a reservation's page."""
    return f"{public_url}/reservation?number={quote(number)}"


def calendar_file(appointment: Appointment) -> str:
    """Return an iCalendar text (RFC 5545): published or cancelled, with Japan's time zone written out."""
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamped_at)
    event.add("dtstart", in_japan(appointment.starts_at))
    event.add("dtend", in_japan(appointment.ends_at))
    event.add("summary", vText(appointment.summary), parameters={"LANGUAGE": appointment.language})
    event.add("description", vText(appointment.description), parameters={"LANGUAGE": appointment.language})
    event.add("location", vText(appointment.location))
    event.add("url", vUri(appointment.url))
    organizer = vCalAddress(f"mailto:{appointment.organizer}")
    event.add("organizer", organizer, parameters={"CN": appointment.organizer_name})
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.is_cancelled else "OPAQUE")
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", appointment.method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _location(facts: ReservationFacts, language: str) -> str:
    office = _in(facts.office, language)
    if facts.mode is Mode.IN_PERSON:
        return " ".join(part for part in (office, facts.office_address) if part)
    return _say(language, f"location.{facts.mode}", office=office)


def _in(words: Words, language: str) -> str:
    """Return words without readings: calendars have no place for them."""
    return i18n.without_readings(words[language])


def _say(language: str, name: str, **params: object) -> str:
    return i18n.say(language, f"notice.calendar.{name}", **params)
