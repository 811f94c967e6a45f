"""V03–V10, V16–V18: work, income, readiness, a job that was found; pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hellowork_portal.services.certifications.answers import (
    JOB_FIELDS,
    NO,
    NONE,
    SIDE,
    STARTED,
    WORK,
    YES,
    Answers,
    Line,
)
from hellowork_portal.services.certifications.contract import DeclarationContext, Finding, Level

_MOST_YEN, _MOST_DAYS = 9_999_999, 31
_DOUBTED = (300, 10_000)
"""Yen a day that is doubted below and above (V10)."""
_MANY_DAYS, _DAYS_A_WEEK = 14, 5
"""○ means four hours: five of them in seven days are twenty hours a week (V18)."""
_AHEAD = timedelta(days=28)


def marks_in_period(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V03: every mark within the period, none today or later."""
    days = list(said.marks())
    outside = [day for day in days if day not in context.period]
    if outside:
        period = {"first": context.period.first.isoformat(), "last": context.period.last.isoformat()}
        yield _marks("V03", Level.ERROR, "outside", day=outside[0].isoformat(), **period)
    coming = [day for day in days if day in context.period and day >= context.today]
    if coming:
        yield _marks("V03", Level.ERROR, "coming", day=coming[0].isoformat())


def marks_as_said(said: Answers, _context: DeclarationContext) -> Iterator[Finding]:
    """V05: who has worked marks a day, who has not marks none and names no income."""
    marks = said.marks()
    if said.text("worked") == YES and not marks:
        yield _marks("V05", Level.ERROR, "unmarked")
    if said.text("worked") == NO and (marks or said.rows("incomes")):
        yield Finding("V05", Level.ERROR, "worked", variant="marked")


def income_days(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V06: income in the period; from before it is taken and shown to staff."""
    for line in said.rows("incomes"):
        day = line.day("earned_on")
        if day is not None and day > context.period.last:
            values = {"last": context.period.last.isoformat()}
            yield Finding("V06", Level.ERROR, "incomes", line.row, "earned_on", "after", values)
        elif day is not None and day < context.period.first:
            values = {"day": day.isoformat()}
            yield Finding("V06", Level.FLAG, "incomes", line.row, "earned_on", "before", values)


def income_figures(said: Answers, _context: DeclarationContext) -> Iterator[Finding]:
    """V07: 1 to 9,999,999 yen, for 1 to 31 days."""
    for line in said.rows("incomes"):
        amount, days = line.number("amount"), line.number("days")
        if amount is None or not 1 <= amount <= _MOST_YEN:
            yield Finding("V07", Level.ERROR, "incomes", line.row, "amount", "amount")
        if days is None or not 1 <= days <= _MOST_DAYS:
            yield Finding("V07", Level.ERROR, "incomes", line.row, "days", "days")


def income_beyond_marks(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V08, V09: income for more days than are marked ×, or none yet."""
    lines, side = said.rows("incomes"), len(said.marked(SIDE))
    days = sum(line.number("days") or 0 for line in lines)
    if lines and days > side + context.earlier.unpaid_side_days:
        values = {"days": days, "marked": side + context.earlier.unpaid_side_days}
        yield Finding("V08", Level.WARNING, "incomes", values=values)
        yield Finding("V08", Level.FLAG, "incomes", values=values)
    if side and not lines:
        yield Finding("V09", Level.WARNING, "incomes", values={"marked": side})


def income_by_day(said: Answers, _context: DeclarationContext) -> Iterator[Finding]:
    """V10: less than 300 or more than 10,000 yen a day."""
    for line in said.rows("incomes"):
        yield from _by_day(line)


def _by_day(line: Line) -> Iterator[Finding]:
    amount, days = line.number("amount"), line.number("days")
    if not amount or not days:
        return
    least, most = _DOUBTED
    variant = "low" if amount < least * days else "high" if amount > most * days else ""
    if variant:
        values = {"yen": amount // days}
        yield Finding("V10", Level.WARNING, "incomes", line.row, "amount", variant, values)


def readiness(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V16: why one is not ready; work that has begun is told under Q5, and whoever is ready has none yet."""
    reason, starts = said.text("not_ready_reason"), said.day("job_starts_on")
    if said.text("ready") == NO and not reason:
        yield Finding("V16", Level.ERROR, "not_ready_reason", variant="reason")
    if said.text("ready") == NO and reason in STARTED and said.text("job_kind") in ("", NONE):
        yield Finding("V16", Level.ERROR, "job_kind", variant="job")
    if said.text("ready") == YES and starts is not None and starts <= context.today:
        yield Finding("V16", Level.WARNING, "ready", variant="begun", values={"day": starts.isoformat()})


def job_found(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V17: a job's facts whole, ○ from its first day, and a visit on the day before it begins."""
    if said.text("job_kind") in ("", NONE):
        return
    missing = [field_id for field_id in JOB_FIELDS if not said.text(field_id)]
    is_needed = said.text("ready") == NO and said.text("not_ready_reason") in STARTED
    if missing and (is_needed or len(missing) < len(JOB_FIELDS)):
        yield from (Finding("V17", Level.ERROR, field_id, variant="part") for field_id in missing)
    elif missing:
        yield Finding("V17", Level.WARNING, "job_kind", variant="bare")
        yield Finding("V17", Level.FLAG, "job_kind", variant="bare")
    starts = said.day("job_starts_on")
    if starts is not None:
        yield from _job_starts(said, context, starts)


def _job_starts(said: Answers, context: DeclarationContext, starts: date) -> Iterator[Finding]:
    worked = set(said.marked(WORK))
    lacking = [
        day for day in context.period.all_days() if starts <= day < context.today and day not in worked
    ]
    if lacking:
        values = {"day": starts.isoformat(), "unmarked": lacking[0].isoformat()}
        has_worked = said.text("worked") == YES
        place, variant = ("marks", "unmarked") if has_worked else ("worked", "unmarked_no")
        yield Finding("V17", Level.ERROR, place, variant=variant, values=values)
    if context.certification_on <= starts <= context.certification_on + _AHEAD:
        values = {"day": starts.isoformat()}
        yield Finding("V17", Level.FLAG, "job_starts_on", variant="soon", values=values)


def much_work(said: Answers, context: DeclarationContext) -> Iterator[Finding]:
    """V18: an activity on a ○ day, ○ on each day, on more than fourteen, or as in a job of twenty hours."""
    worked = [day for day in said.marked(WORK) if day in context.period]
    for line, day in said.activities():
        if day in worked and day is not None:
            values = {"day": day.isoformat()}
            yield Finding("V18", Level.FLAG, line.field_id, line.row, variant="same_day", values=values)
    if worked and len(worked) == context.period.days:
        yield _marks("V18", Level.FLAG, "every_day")
    elif len(worked) > _MANY_DAYS:
        yield _marks("V18", Level.FLAG, "many", days=len(worked))
    elif _busy_week(worked):
        yield _marks("V18", Level.FLAG, "weekly", days=_DAYS_A_WEEK)


def _busy_week(worked: Sequence[date]) -> bool:
    week = timedelta(days=6)
    return any(sum(day <= other <= day + week for other in worked) >= _DAYS_A_WEEK for day in worked)


def _marks(rule: str, level: Level, variant: str, **values: object) -> Finding:
    return Finding(rule, level, "marks", variant=variant, values=values)


RULES = (
    marks_in_period,
    marks_as_said,
    income_days,
    income_figures,
    income_beyond_marks,
    income_by_day,
    readiness,
    job_found,
    much_work,
)
