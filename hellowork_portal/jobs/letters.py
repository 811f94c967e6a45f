"""Words a letter: the same blocks become plain text and HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from hellowork_portal.jobs.letter_plans import BRING, PLANS, ROWS, LetterPlan
from hellowork_portal.kit import i18n, words
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.settings import Settings
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.access.rules import LINK_LIFE, RESET_LIFE
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.notices.calendar_file import appointment_of, calendar_file
from hellowork_portal.services.notices.service import MEETING_READY, Addressed
from hellowork_portal.services.notices.views import ReservationFacts

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Content:
    """What a letter is about, gathered from the database; wording needs nothing else."""

    letter: Addressed
    language: str
    happened_at: datetime
    name: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    facts: ReservationFacts | None = None
    meeting: MeetingView | None = None


@dataclass(frozen=True)
class Block:
    """A piece of a letter: `text`, `link`, `heading`, `points` or `rows` (label, value)."""

    kind: str
    text: str = ""
    points: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


def compose(content: Content, configured: Settings) -> Letter:
    """Word a letter in its language; a missing key, value or template variable raises."""
    plan = PLANS[content.letter.kind]
    values = _values(content, plan, configured)
    parts = {
        "subject": _say(content, f"{plan.words}.subject", values),
        "banner": _say(content, "demonstration", {}) if configured.is_demonstration else "",
        "blocks": list(_blocks(content, plan, values)),
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
        sender_name=_say(content, "footer.service", {}),
        calendar=_calendar(content, configured),
    )


def _values(content: Content, plan: LetterPlan, configured: Settings) -> dict[str, object]:
    """Return what fills the placeholders of this letter's texts."""
    values: dict[str, object] = {
        "name": content.name,
        "mail": content.letter.recipient,
        "link": content.link or f"{configured.public_url}{plan.link}",
        "page": f"{configured.public_url}{plan.page}",
        "hours": int(LINK_LIFE.total_seconds()) // 3600,
        "minutes": int(RESET_LIFE.total_seconds()) // 60,
        "when": _moment(content.happened_at, content.language),
    }
    if content.facts is not None:
        office = _in(content.facts.office, content)
        values |= {"number": content.facts.shown_number, "office": office, "phone": content.facts.phone}
    return values


def _moment(instant: datetime, language: str) -> str:
    day = words.of_day(day_in_japan(instant))[language]
    return f"{i18n.with_readings(day)} {words.of_time(instant)}"


def _blocks(content: Content, plan: LetterPlan, values: Mapping[str, object]) -> Iterator[Block]:
    greeting = "greeting" if content.name else "greeting_unnamed"
    yield Block("text", _say(content, greeting, values))
    for part in plan.parts:
        if part == ROWS:
            yield Block("rows", rows=tuple(_rows(content)))
        elif part == BRING:
            yield from _bring(content, plan)
        else:
            yield from _paragraphs(_say(content, f"{plan.words}.{part}", values))


def _paragraphs(text: str) -> Iterator[Block]:
    """Split a text at empty lines: an address alone becomes a link, lines with - a list."""
    for piece in filter(None, (piece.strip() for piece in text.split("\n\n"))):
        lines = piece.split("\n")
        if piece.startswith(("http://", "https://")) and len(piece.split()) == 1:
            yield Block("link", piece)
        elif all(line.startswith("- ") for line in lines):
            yield Block("points", points=tuple(line.removeprefix("- ") for line in lines))
        else:
            yield Block("text", piece)


def _rows(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the reservation as labels and values; the meeting's address only where it is ready."""
    facts, meeting = content.facts, content.meeting
    if facts is None:
        return
    yield _label(content, "number"), facts.shown_number
    yield _label(content, "procedure"), _in(facts.procedure, content)
    yield _label(content, "when"), _in(words.of_span(facts.starts_at, facts.ends_at), content)
    yield _label(content, "office"), _in(facts.office, content)
    if facts.phone:
        yield _label(content, "phone_operator" if facts.is_operator_phone else "phone"), facts.phone
    if meeting is not None and meeting.is_ready:
        yield _label(content, "join_url"), meeting.join_url
        yield _label(content, "passcode"), meeting.passcode


def _bring(content: Content, plan: LetterPlan) -> Iterator[Block]:
    """Yield what the procedure's makers want people to have ready; staff wrote it."""
    if content.facts is None:
        return
    notes = list(_paragraphs(_in(content.facts.notes, content)))
    if notes:
        yield Block("heading", _say(content, f"{plan.words}.bring", {}))
        yield from notes


def _footer(content: Content, configured: Settings) -> Iterator[str]:
    contact = configured.contact
    yield _say(content, "footer.service", {})
    yield _say(content, "footer.automatic", {})
    yield _say(content, "footer.careful", {})
    if contact.phone:
        yield _say(content, "footer.contact", {"phone": contact.phone})
    if contact.mail:
        yield _say(content, "footer.contact_mail", {"mail": contact.mail})


def _calendar(content: Content, configured: Settings) -> str:
    if content.facts is None or content.letter.kind == MEETING_READY:
        return ""
    return calendar_file(appointment_of(content.facts, content.language, configured.public_url))


def _in(texts: words.Words, content: Content) -> str:
    return i18n.with_readings(texts[content.language])


def _label(content: Content, name: str) -> str:
    return _say(content, f"label.{name}", {})


def _say(content: Content, key: str, values: Mapping[str, object]) -> str:
    return i18n.say_in_mail(content.language, f"mail.{key}", **values)


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
