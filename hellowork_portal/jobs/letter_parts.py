"""What stands between a letter's greeting and its footer: the same blocks for plain text and HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hellowork_portal.jobs.letter_plans import (
    APPLICATION,
    BRING,
    CALL,
    CANNOT_COME,
    CERTIFICATION,
    CHANGE,
    ROWS,
    SEAT,
    LetterPlan,
)
from hellowork_portal.kit import i18n, words
from hellowork_portal.models import Mode
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.notices.service import Addressed
from hellowork_portal.services.notices.views import ReservationFacts
from hellowork_portal.services.waitlist.views import OfferFacts

_OF_ONESELF = ("intro", "not_you")
"""Parts that speak to somebody who did it; where an office did, it says so and why."""
AGAIN = "again"
"""Among an application's words: it was filed in the place of what had been filed before."""


@dataclass(frozen=True)
class Content:
    """What a letter is about, gathered from the database; wording needs nothing else.

    `happened_at` is when what it tells came about, `worded_at` the hour at which it is
    written (the same if not given); `before` is the time that a change has replaced.
    `reason` is why an office did what the letter tells, empty where the person did it;
    `page` is where its link leads, if not where the plan says.
    """

    letter: Addressed
    language: str
    happened_at: datetime
    worded_at: datetime | None = None
    before: datetime | None = None
    name: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    facts: ReservationFacts | None = None
    meeting: MeetingView | None = None
    reason: words.Words = field(default_factory=dict)
    page: str = ""
    seat: OfferFacts | None = None


@dataclass(frozen=True)
class Block:
    """A piece of a letter: `text`, `link`, `heading`, `points` or `rows` (label, value)."""

    kind: str
    text: str = ""
    points: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


def blocks_of(content: Content, plan: LetterPlan, values: Mapping[str, object]) -> Iterator[Block]:
    """Yield the greeting and the plan's parts, filled with `values`."""
    greeting = "greeting" if content.name else "greeting_unnamed"
    yield Block("text", mail_text(content, greeting, values))
    for part in plan.parts:
        if part == ROWS:
            yield Block("rows", rows=tuple(_rows(content)))
        elif part == SEAT:
            yield Block("rows", rows=tuple(_seat(content)))
        elif part == APPLICATION:
            yield Block("rows", rows=tuple(_application(content, values)))
            if AGAIN in values:
                yield Block("text", mail_text(content, f"{plan.words}.again", values))
        elif part == BRING:
            yield from _bring(content, plan)
        else:
            for key in _keys(content, plan, part):
                yield from _paragraphs(mail_text(content, key, values))
        if part == "intro" and content.reason:
            yield Block("text", in_mail(words.staff_written(content.reason), content))


def _keys(content: Content, plan: LetterPlan, part: str) -> list[str]:
    """Return which texts a part stands for; those of all reservations' letters depend on its facts."""
    facts = content.facts
    if content.reason and part in _OF_ONESELF:
        return [f"by_office.{plan.words}"] if part == "intro" else []
    if not part.startswith("#") or facts is None:
        return [f"{plan.words}.{part}"]
    call = "operator" if facts.is_operator_phone else "office"
    late = f"cannot_come.{call}" if facts.phone else "cannot_come.no_phone"
    if part == CHANGE:
        return ["change.certification" if facts.is_certification else "change.until", late]
    if part == CALL:
        known = [] if facts.is_operator_phone else ["reservation_reminder.number"]
        return ["reservation_reminder.telephone", *known]
    if part == CERTIFICATION:
        return ["cancelled.certification"] if facts.is_certification else []
    if part == CANNOT_COME:
        is_open = (content.worded_at or content.happened_at) <= facts.cancel_until
        return ["cannot_come.cancel"] if is_open else [late, "cannot_come.closed"]
    raise ValueError(f"no letter has {part}")


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
    yield _label(content, "procedure"), in_mail(facts.procedure, content)
    if content.before is not None:
        yield _label(content, "before"), in_mail(words.of_moment(content.before), content)
    yield _label(content, "when"), in_mail(words.of_span(facts.starts_at, facts.ends_at), content)
    yield _label(content, "office"), in_mail(facts.office, content)
    if facts.mode is Mode.IN_PERSON and facts.office_address:
        yield _label(content, "address"), facts.office_address
    if facts.phone:
        yield _label(content, "phone_operator" if facts.is_operator_phone else "phone"), facts.phone
    if meeting is not None and meeting.is_ready:
        yield _label(content, "join_url"), meeting.join_url
        yield _label(content, "passcode"), meeting.passcode


def _seat(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the seat that is offered as labels and values."""
    seat = content.seat
    if seat is None:
        return
    yield _label(content, "procedure"), in_mail(seat.procedure, content)
    if seat.before:
        yield _label(content, "seat_now"), in_mail(seat.before, content)
    yield _label(content, "seat"), in_mail(seat.when, content)
    yield _label(content, "office"), in_mail(seat.office, content)
    yield _label(content, "seat_until"), in_mail(seat.until, content)


def _application(content: Content, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield by what an application is found again, and nothing of what it says."""
    yield _label(content, "application_number"), str(values["number"])
    yield _label(content, "certification_on"), str(values["day"])
    yield _label(content, "office"), str(values["office"])


def _bring(content: Content, plan: LetterPlan) -> Iterator[Block]:
    """Yield what the procedure's makers want people to have ready; staff wrote it."""
    if content.facts is None:
        return
    notes = list(_paragraphs(in_mail(content.facts.notes, content)))
    if notes:
        yield Block("heading", mail_text(content, f"{plan.words}.bring", {}))
        yield from notes


def in_language(language: str, **texts: words.Words) -> dict[str, str]:
    """Return words of run time by name in a language, readings in brackets."""
    return {name: i18n.with_readings(said[language]) for name, said in texts.items()}


def in_mail(texts: words.Words, content: Content) -> str:
    """Return words of run time in the letter's language, readings in brackets."""
    return i18n.with_readings(texts[content.language])


def _label(content: Content, name: str) -> str:
    return mail_text(content, f"label.{name}", {})


def mail_text(content: Content, key: str, values: Mapping[str, object]) -> str:
    """Return a text `mail.<key>` in the letter's language."""
    return i18n.say_in_mail(content.language, f"mail.{key}", **values)
