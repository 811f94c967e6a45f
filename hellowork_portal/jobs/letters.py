"""Words a letter: the same blocks become plain text and HTML."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from hellowork_portal.jobs.letter_parts import Content, blocks_of, in_mail, mail_text
from hellowork_portal.jobs.letter_plans import CALENDAR, PLANS, LetterPlan
from hellowork_portal.kit import i18n, routes, words
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.settings import Settings
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.access.rules import LINK_LIFE, RESET_LIFE
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE
from hellowork_portal.services.notices.calendar_file import Appointment, appointment_of, calendar_file
from hellowork_portal.services.notices.service import CONFIRMED
from hellowork_portal.services.notices.views import ReservationFacts

_TEMPLATES = Path(__file__).parent / "templates"


def compose(content: Content, configured: Settings) -> Letter:
    """Word a letter in its language; a missing key, value or template variable raises."""
    plan = PLANS[content.letter.kind]
    values = _values(content, plan, configured)
    appointment = _appointment(content, plan, configured)
    parts = {
        "subject": mail_text(content, f"{plan.words}.subject", values),
        "banner": mail_text(content, "demonstration", {}) if configured.is_demonstration else "",
        "blocks": list(blocks_of(content, plan, values)),
        "footer": list(_footer(content, configured)),
        "language": i18n.HTML_LANG[content.language],
    }
    return Letter(
        message_id=content.letter.message_id,
        to=content.letter.recipient,
        subject=parts["subject"],
        text=_template("letter.txt").render(parts),
        html=_template("letter.html").render(parts),
        language=parts["language"],
        sender_name=mail_text(content, "footer.service", {}),
        calendar=calendar_file(appointment) if appointment else "",
        calendar_method=appointment.method if appointment else "PUBLISH",
    )


def _values(content: Content, plan: LetterPlan, configured: Settings) -> dict[str, object]:
    """Return what fills the placeholders of this letter's texts."""
    values: dict[str, object] = {
        "name": content.name,
        "mail": content.letter.recipient,
        "link": content.link or f"{configured.public_url}{plan.link}",
        "page": f"{configured.public_url}{content.page or plan.page}",
        "hours": int(LINK_LIFE.total_seconds()) // 3600,
        "minutes": int(RESET_LIFE.total_seconds()) // 60,
        "objection_hours": int(OBJECTION_LIFE.total_seconds()) // 3600,
        "when": _moment(content.happened_at, content.language),
    }
    if content.seat:
        values["until"] = i18n.without_readings(content.seat.until[content.language])
    known = {**values, **content.values}
    return known | (_values_of(content.facts, content, configured) if content.facts else {})


def _values_of(facts: ReservationFacts, content: Content, configured: Settings) -> dict[str, object]:
    """Return what fills the placeholders of a reservation's letters."""
    starts = words.of_moment(facts.starts_at)[content.language]
    return {
        "number": facts.shown_number,
        "office": in_mail(facts.office, content),
        "phone": facts.phone,
        "starts": i18n.without_readings(starts),
        "until": _moment(facts.cancel_until, content.language),
        "change_until": _moment(facts.change_until, content.language),
        "reservation": f"{configured.public_url}{routes.reservation(facts.number)}",
        "cancel": f"{configured.public_url}{routes.cancel(facts.number)}",
    }


def _moment(instant: datetime, language: str) -> str:
    day = words.of_day(day_in_japan(instant))[language]
    return f"{i18n.with_readings(day)} {words.of_time(instant)}"


def _footer(content: Content, configured: Settings) -> Iterator[str]:
    contact = configured.contact
    yield mail_text(content, "footer.service", {})
    yield mail_text(content, "footer.automatic", {})
    yield mail_text(content, "footer.careful", {})
    if contact.phone:
        yield mail_text(content, "footer.contact", {"phone": contact.phone})
    if contact.mail:
        yield mail_text(content, "footer.contact_mail", {"mail": contact.mail})


def _appointment(content: Content, plan: LetterPlan, configured: Settings) -> Appointment | None:
    """Return what a letter asks calendars to do; the newest letter is the newest entry."""
    if content.facts is None or CALENDAR not in plan.parts:
        return None
    place = (configured.public_url, configured.smtp.sender)
    appointment = appointment_of(content.facts, content.language, *place)
    if plan.words == CONFIRMED:
        return appointment
    return replace(appointment, stamped_at=content.happened_at)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)
