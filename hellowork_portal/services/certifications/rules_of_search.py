"""V11–V15: the search for work; pure."""

import re
from collections.abc import Iterator
from datetime import date

from hellowork_portal.kit.text import search_key
from hellowork_portal.services.certifications.answers import HELLO_WORK, NO, YES, Answers, Line
from hellowork_portal.services.certifications.contract import DeclarationContext, Finding, Level

_NEEDED = {
    "activities": ("method", "done_on", "institution"),
    "direct_applications": ("employer", "applied_on", "way"),
}
"""What every row must say; what else it says, the form's columns ask for.

An employer's telephone is asked for and not needed: vacancies on the web often name none.
"""
_LONGEST_REASON = 200
_DAY_COLUMNS = {"activities": "done_on", "direct_applications": "applied_on"}
_BRACKETED = re.compile("[（(].*?[)）]")
_SIDES = tuple("東西南北中港")
"""What tells an office from another of the same town: 大阪東 is not 大阪."""
_BRIEFING = re.compile("説明会|せつめいかい|講習|briefing|orientation|seminar", re.IGNORECASE)
_ANY_OFFICE = re.compile("ハローワーク|公共職業安定所|職業安定所|安定所|hello ?work|hw", re.IGNORECASE)


def search_as_said(said: Answers, _context: DeclarationContext) -> Iterator[Finding]:
    """V11: who has searched names at least one activity, each whole; who has not says why."""
    lines = [line for line, _ in said.activities()]
    if said.text("searched") == YES and not lines:
        yield Finding("V11", Level.ERROR, "activities", variant="none")
    if said.text("searched") == NO and lines:
        yield Finding("V11", Level.ERROR, "searched", variant="named")
    reason = said.text("no_search_reason")
    if said.text("searched") == NO and not 1 <= len(reason) <= _LONGEST_REASON:
        yield Finding("V11", Level.ERROR, "no_search_reason", variant="reason")
    for line in lines:
        yield from (
            Finding("V11", Level.ERROR, line.field_id, line.row, column, "part")
            for column in _NEEDED[line.field_id]
            if not line.text(column)
        )


def activity_days(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V12: an activity lies in the period; one in the 待期 is shown to staff, but for the 説明会."""
    ends = context.facts.waiting_ends_on
    for line, day in said.activities():
        column = _DAY_COLUMNS[line.field_id]
        if day is not None and day not in context.period:
            period = {"first": context.period.first.isoformat(), "last": context.period.last.isoformat()}
            yield Finding("V12", Level.ERROR, line.field_id, line.row, column, "outside", period)
        elif day is not None and ends is not None and day <= ends and not _is_briefing(line):
            values = {"last": ends.isoformat()}
            yield Finding("V12", Level.FLAG, line.field_id, line.row, column, "waiting", values)


def enough_activities(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V13: fewer than asked for is never an error; a person judges."""
    count = counted(said, context)
    if said.text("searched") in (YES, NO) and not is_enough(said, context):
        values = {"needed": context.required_activities, "count": count}
        yield Finding("V13", Level.WARNING, "searched", values=values)
        yield Finding("V13", Level.FLAG, "searched", values=values)


def is_enough(said: Answers, context: DeclarationContext) -> bool:
    """Whether as many activities count as are asked for, or an application alone is enough."""
    applied = (line.day("applied_on") for line in said.rows("direct_applications"))
    if context.is_application_enough and any(day in context.period for day in applied if day):
        return True
    return counted(said, context) >= context.required_activities


def counted(said: Answers, context: DeclarationContext) -> int:
    """Return how many activities count: each once, in the period, and in the 待期 the 説明会 alone."""
    seen: set[tuple[object, ...]] = set()
    for line, day in said.activities():
        if day is None or day not in context.period:
            continue
        ends = context.facts.waiting_ends_on
        if ends is not None and day <= ends and not _is_briefing(line):
            continue
        seen.add(_same_as(said, line))
    return len(seen)


def _is_briefing(line: Line) -> bool:
    """Whether a row speaks of Hello Work's own 雇用保険説明会 (初回講習), which counts also in the 待期."""
    text = f"{line.text('institution')} {line.text('content')}"
    return line.text("method") == HELLO_WORK and _BRIEFING.search(text) is not None


def _same_as(said: Answers, line: Line) -> tuple[object, ...]:
    """Return what makes two rows the same activity: place and day, or employer and occupation.

    An office is the same however it is spelt: with or without 「ハローワーク」, its prefecture, its name.
    """
    if line.field_id == "activities":
        named = line.text("institution")
        is_office = line.text("method") == HELLO_WORK
        place = _place(said.text("office_name") if is_ours(said, line) else named) if is_office else ""
        return ("activities", place or search_key(named), line.day("done_on"))
    return ("direct_applications", *_vacancy(line))


def _vacancy(line: Line) -> tuple[str, str]:
    return search_key(line.text("employer")), search_key(line.text("occupation"))


def twice_said(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V14: the same institution on the same day twice, the same vacancy twice or in an earlier period."""
    seen: set[tuple[object, ...]] = set()
    for line, _ in said.activities():
        its = _same_as(said, line)
        if its in seen:
            variant = "activity" if line.field_id == "activities" else "vacancy"
            yield Finding("V14", Level.WARNING, line.field_id, line.row, variant=variant)
        elif line.field_id == "direct_applications" and _vacancy(line) in context.earlier.applied:
            yield Finding("V14", Level.WARNING, line.field_id, line.row, variant="earlier")
        seen.add(its)


def counselling_recorded(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V15: counselling at our office of which the portal has no record; who came in person has none here."""
    for line in said.rows("activities"):
        day = line.day("done_on")
        if day is not None and is_ours(said, line) and not is_recorded(day, context):
            values = {"day": day.isoformat()}
            yield Finding("V15", Level.FLAG, "activities", line.row, "done_on", "unrecorded", values)


def is_recorded(day: date, context: DeclarationContext) -> bool:
    """Whether a completed counselling of that day stands in our records."""
    return day in context.counselled_on


def is_ours(said: Answers, line: Line) -> bool:
    """Whether a row (ア) speaks of the competent office: it is named, or no office is."""
    if line.text("method") != HELLO_WORK:
        return False
    ours, named = _place(said.text("office_name")), _place(line.text("institution"))
    if not named or not ours:
        return not named
    return ours in named and named.replace(ours, "", 1) not in _SIDES


def _place(name: str) -> str:
    """Return what sets an office apart: ハローワーク新宿（東京都） → 新宿."""
    return search_key(_ANY_OFFICE.sub("", _BRACKETED.sub("", name)))


RULES = (search_as_said, activity_days, enough_activities, twice_said, counselling_recorded)
