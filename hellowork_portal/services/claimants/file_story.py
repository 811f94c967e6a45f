"""What a file has changed about each claimant, for the record: before and after, sealed."""

from collections.abc import Iterator, Mapping
from typing import Any

from hellowork_portal.services.audit.service import private
from hellowork_portal.services.claimants.benefits import changes_of
from hellowork_portal.services.claimants.file_rows import ClaimantLine
from hellowork_portal.services.claimants.plan import FACTS, TakingPlan, facts_of_line

Told = tuple[int, dict[str, str]]


def made_by(plan: TakingPlan, ids: Mapping[str, int]) -> Iterator[Told]:
    """Yield what each new record says; `ids` are records by 支給番号."""
    for one in plan.new:
        yield ids[one.number], private(**_facts(one), **dict(one.benefit), **_days(one.days))


def changed_by(plan: TakingPlan, ids: Mapping[str, int]) -> Iterator[Told]:
    """Yield what is otherwise in each record that was there."""
    for one in plan.changed:
        row, facts = plan.known[plan.hashes[one.number]], _facts(one)
        after = {name: value for name, value in facts.items() if getattr(row, name) != value}
        before = {name: getattr(row, name) for name in after}
        known = plan.benefits.get(row.id)
        amounts = changes_of(one.benefit, known)
        after |= amounts
        before |= {name: getattr(known, name, None) for name in amounts}
        noted = plan.days.get(row.id, set())
        said = set(one.days) - plan.settled.get(row.id, set())
        if one.days and said != noted:
            after |= _days(said)
            before |= _days(noted)
        yield ids[one.number], private(before=before, after=after)


def _facts(one: ClaimantLine) -> dict[str, Any]:
    said = facts_of_line(one)
    return {name: said[name] for name in FACTS if name in said}


def _days(days: Any) -> dict[str, str]:
    return {"certification_days": ", ".join(day.isoformat() for day in sorted(days))}
