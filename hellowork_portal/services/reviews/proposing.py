"""The proposal for a case: everything that `certifications` is asked stands here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.services.applications.rows import opened as answers_in
from hellowork_portal.services.certifications.contract import (
    ClaimantFacts,
    DeclarationContext,
    Finding,
    Level,
    Proposal,
)
from hellowork_portal.services.certifications.dated import amounts_for
from hellowork_portal.services.certifications.proposal import propose
from hellowork_portal.services.certifications.service import context_of, next_certification_day
from hellowork_portal.services.reviews.decided import opened
from hellowork_portal.services.reviews.rows import decisions_of, in_force


@dataclass(frozen=True)
class Proposed:
    """What the portal proposes for a case and what it was measured by, each 控除額 of the period too."""

    proposal: Proposal
    context: DeclarationContext
    next_on: date | None
    deductions: tuple[int, ...]


def proposed_for(session: Session, row: Row[Any], now: datetime) -> Proposed:
    """Return the proposal for a case as it stands now; nothing is decided by it.

    For a correction the days that the decision in force has used are there to be given again.
    """
    context = context_of(session, row, now=now)
    context = replace(context, facts=_given_back(session, row, context.facts))
    amounts = amounts_for(session, row.certification_on)
    proposal = propose(answers_in(row.answers_sealed), context, amounts)
    held = dict.fromkeys(amounts.deduction_on(day) for day in (row.period_first, row.period_last))
    return Proposed(proposal, context, _next(session, row), tuple(held))


def facts_for(session: Session, row: Row[Any], now: datetime) -> ClaimantFacts:
    """Return what a case would be decided by just now."""
    return _given_back(session, row, context_of(session, row, now=now).facts)


def _given_back(session: Session, row: Row[Any], facts: ClaimantFacts) -> ClaimantFacts:
    held = [one for one in decisions_of(session, row.id) if in_force(one)]
    if not held or facts.remaining_days is None:
        return facts
    return replace(facts, remaining_days=facts.remaining_days + opened(held[-1].decided_sealed).consumed_days)


def _next(session: Session, row: Row[Any]) -> date | None:
    if row.claimant_id is None:
        return None
    return next_certification_day(session, row.claimant_id, row.certification_on)


def kept_findings(row: Row[Any]) -> list[Finding]:
    """Return the doubts that were found when the answers were submitted."""
    return [finding_of(one) for one in row.findings or ()]


def finding_of(kept: Mapping[str, Any]) -> Finding:
    """Return a doubt as it was kept in the row."""
    return Finding(
        rule=str(kept.get("rule", "")),
        level=Level(kept.get("level", Level.FLAG)),
        field_id=str(kept.get("field_id") or kept.get("field") or ""),
        row=kept.get("row"),
        column=str(kept.get("column", "")),
        variant=str(kept.get("variant", "")),
        values=_figures(kept.get("values")),
    )


def _figures(kept: str | Mapping[str, object] | None) -> Mapping[str, object]:
    """Return a doubt's figures; they are declared ones and lie sealed, but for rows of before that was so."""
    return answers_in(kept) if isinstance(kept, str) else kept or {}
