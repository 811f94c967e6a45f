"""What the portal proposes to whoever certifies, step by step; pure (domain.md §2).

A person decides: nothing here refuses, and what must be weighed (too few activities, not ready,
nothing left to certify) leaves the outcome open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hellowork_portal.services.certifications import rules_of_search as search
from hellowork_portal.services.certifications.answers import NO, NONE, SIDE, WORK, Answers
from hellowork_portal.services.certifications.contract import (
    Amounts,
    DeclarationContext,
    Outcome,
    Proposal,
    Working,
)
from hellowork_portal.services.certifications.reduction import Reduction, reductions

_WAITING_DAYS = 7
"""Days without work, in total, for which nothing is paid (雇用保険法21条)."""
REASONS = ("waiting", "restricted", "benefit_ended", "employed", "worked", "used_up")
"""Why days are not certified, in the order in which they are asked; a day has the first that holds."""


def propose(answers: Mapping[str, Any], context: DeclarationContext, amounts: Amounts) -> Proposal:
    """Return the proposal for validated answers with its working."""
    said = Answers(answers)
    open_days, reasons = _sorted_days(said, context)
    days = _within_remaining(open_days, context, reasons)
    reduced = reductions(said, context, amounts, len(days))
    lines = [*_day_lines(context, reasons, len(days)), *reduced.working]
    proposal = _figures(Proposal(None, len(days), _kept(reasons)), reduced, context)
    lines += [*_money_lines(proposal, context), *_search_lines(said, context)]
    judged = list(_judged(said, context, days))
    return replace(proposal, outcome=_outcome(proposal, judged), working=(*lines, *judged))


def _sorted_days(said: Answers, context: DeclarationContext) -> tuple[list[date], dict[str, list[date]]]:
    """Return the days of the period that can be certified, and the others by their reason."""
    open_days: list[date] = []
    reasons: dict[str, list[date]] = {reason: [] for reason in REASONS}
    worked = set(said.marked(WORK))
    for day in context.period.all_days():
        reason = _reason(day, said, context, worked)
        (reasons[reason] if reason else open_days).append(day)
    return open_days, reasons


def _reason(day: date, said: Answers, context: DeclarationContext, worked: set[date]) -> str:
    facts = context.facts
    starts = said.day("job_starts_on") if said.text("job_kind") not in ("", NONE) else None
    tests = {
        "waiting": facts.waiting_ends_on is not None and day <= facts.waiting_ends_on,
        "restricted": _is_restricted(day, context),
        "benefit_ended": facts.benefit_ends_on is not None and day > facts.benefit_ends_on,
        "employed": starts is not None and day >= starts,
        "worked": day in worked,
    }
    return next((reason for reason, holds in tests.items() if holds), "")


def _is_restricted(day: date, context: DeclarationContext) -> bool:
    first, last = context.facts.restricted_from, context.facts.restricted_until
    return last is not None and day <= last and (first is None or first <= day)


def _within_remaining(
    days: list[date], context: DeclarationContext, reasons: dict[str, list[date]]
) -> list[date]:
    """Return the days that the remaining 所定給付日数 cover: the first ones."""
    remaining = context.facts.remaining_days
    if remaining is None or len(days) <= remaining:
        return days
    reasons["used_up"] = days[max(remaining, 0) :]
    return days[: max(remaining, 0)]


def _kept(reasons: Mapping[str, list[date]]) -> dict[str, tuple[date, ...]]:
    return {reason: tuple(days) for reason, days in reasons.items() if days}


def _figures(proposal: Proposal, reduced: Reduction, context: DeclarationContext) -> Proposal:
    """Add days and yen: a deferred day is neither paid nor consumed."""
    paid = proposal.certified_days - reduced.deferred_days
    remaining, allowance = context.facts.remaining_days, context.facts.daily_allowance
    is_known = allowance is not None and reduced.is_known
    return replace(
        proposal,
        reduced_days=reduced.reduced_days,
        deferred_days=reduced.deferred_days,
        reduction_yen=reduced.yen,
        payable_yen=paid * (allowance or 0) - reduced.yen if is_known else None,
        remaining_days=None if remaining is None else max(remaining, 0) - paid,
    )


def _outcome(proposal: Proposal, judged: list[Working]) -> Outcome | None:
    """Return what follows where nothing is left to a person's judgement; never a refusal."""
    if judged:
        return None
    return Outcome.PARTLY_CERTIFIED if proposal.not_certified else Outcome.CERTIFIED


def _day_lines(
    context: DeclarationContext, reasons: Mapping[str, list[date]], certified: int
) -> Iterator[Working]:
    period = context.period
    bounds = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    yield Working("period", bounds | {"days": period.days})
    for reason, days in _kept(reasons).items():
        span = {"first": days[0].isoformat(), "last": days[-1].isoformat()}
        yield Working(f"not_{reason}", span | {"days": len(days)})
    yield Working("certified", {"days": certified})


def _money_lines(proposal: Proposal, context: DeclarationContext) -> Iterator[Working]:
    paid = proposal.certified_days - proposal.deferred_days
    if proposal.payable_yen is None:
        yield Working("amounts_missing")
    else:
        figures = {"days": paid, "yen": context.facts.daily_allowance, "cut": proposal.reduction_yen}
        yield Working("payable", figures | {"sum": proposal.payable_yen})
    if proposal.remaining_days is None:
        yield Working("remaining_unknown")
    else:
        figures = {"before": context.facts.remaining_days, "days": paid, "after": proposal.remaining_days}
        yield Working("remaining", figures)


def _search_lines(said: Answers, context: DeclarationContext) -> Iterator[Working]:
    count, needed = search.counted(said, context), context.required_activities
    yield Working(f"activities_{context.required_reason}", {"count": count, "needed": needed})
    for line in said.rows("activities"):
        day = line.day("done_on")
        if day is not None and search.is_ours(said, line):
            is_known = search.is_recorded(day, context)
            yield Working("recorded" if is_known else "unrecorded", {"day": day.isoformat()})


def _judged(said: Answers, context: DeclarationContext, days: list[date]) -> Iterator[Working]:
    """Yield what a person has to weigh before anything can be proposed; `days` would be certified."""
    if not search.is_enough(said, context):
        count, needed = search.counted(said, context), context.required_activities
        yield Working("judge_activities", {"count": count, "needed": needed})
    if said.text("ready") == NO:
        yield Working(f"judge_ready_{said.text('not_ready_reason') or 'other'}")
    if context.required_reason == "training":
        yield Working("judge_training")
    if context.is_first and context.facts.waiting_ends_on is None:
        yield Working("judge_waiting")
    worked = _worked_in_waiting(said, context)
    if worked:
        figures = {"day": worked[0].isoformat(), "days": len(worked)}
        yield Working("judge_waiting_worked", figures)
    apart = [day for day in said.marked(SIDE) if day in context.period and day not in days]
    if apart and said.rows("incomes"):
        yield Working("judge_income", {"day": apart[0].isoformat(), "days": len(apart)})
    if not days:
        yield Working("judge_nothing")


def _worked_in_waiting(said: Answers, context: DeclarationContext) -> list[date]:
    """Return the ○ in the 待期 by which it ends later than the record says (domain.md §1, row 3).

    None where the record's end leaves room for them: seven days without work since the 求職申込日.
    The new end is the office's to set.
    """
    ends, sought = context.facts.waiting_ends_on, context.facts.sought_on
    worked = [day for day in said.marked(WORK) if ends and day in context.period and day <= ends]
    if ends and sought and (ends - sought).days + 1 - len(worked) >= _WAITING_DAYS:
        return []
    return sorted(worked)
