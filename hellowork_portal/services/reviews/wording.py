"""Proposals, doubts and decisions in the words of staff; pure but for the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, PARAMETER, catalogue
from hellowork_portal.kit.words import Words, in_all, of_day, same
from hellowork_portal.services.certifications.contract import Finding, Working
from hellowork_portal.services.certifications.wording import FINDING, WORKING, worded
from hellowork_portal.services.reviews.figures import stretches_of
from hellowork_portal.services.reviews.proposing import Proposed
from hellowork_portal.services.reviews.views import InputsView, ProposalView, Stretch


def sentence(key: str, values: Mapping[str, object], code: str) -> Words:
    """Return a sentence of the catalogue, the bare code where it has none or needs what is not there."""
    text = catalogue(DEFAULT_LANGUAGE).get(key)
    if text is None or not set(PARAMETER.findall(text)) <= set(values):
        return same(code)
    needed = set(PARAMETER.findall(text))
    return worded(key, {name: value for name, value in values.items() if name in needed})


def of_finding(finding: Finding) -> Words:
    """Return what a rule has found."""
    return sentence(FINDING + finding.key, finding.values, finding.rule)


def of_working(line: Working | Mapping[str, Any]) -> Words:
    """Return one step of how the proposal was reached."""
    code, values = (line.code, line.values) if isinstance(line, Working) else (line["code"], line["values"])
    return sentence(WORKING + code, values, code)


def yen(amount: int | None) -> str:
    """Return an amount as it stands on a screen, empty where it is not known."""
    return "" if amount is None else f"{amount:,}"


def plain(amount: int | None) -> str:
    """Return a figure as it stands in a box, empty where it is not known."""
    return "" if amount is None else str(amount)


def stretches(days: Mapping[str, Iterable[date]]) -> list[Stretch]:
    """Return days by reason as rows of the form, with the words that a list shows."""
    found = stretches_of({reason: tuple(some) for reason, some in days.items()})
    return [_stretch(turn, *one) for turn, one in enumerate(found)]


def _stretch(turn: int, first: date, last: date, why: str) -> Stretch:
    shown = of_day(first)
    if first != last:
        shown = in_all("staff.case.stretch", first=shown, last=of_day(last), days=(last - first).days + 1)
    return Stretch(turn, first.isoformat(), last.isoformat(), why, shown)


def proposal_view(proposed: Proposed) -> ProposalView:
    """Return a proposal with its working; `is_complete` says that its money is known, too."""
    proposal = proposed.proposal
    return ProposalView(
        outcome=proposal.outcome or "",
        certified_days=proposal.certified_days,
        reduced_days=proposal.reduced_days,
        reduction_yen=proposal.reduction_yen,
        deferred_days=proposal.deferred_days,
        payable_yen=plain(proposal.payable_yen),
        payable_shown=yen(proposal.payable_yen),
        remaining_days=plain(proposal.remaining_days),
        next_on=proposed.next_on.isoformat() if proposed.next_on else "",
        stretches=stretches(proposal.not_certified),
        working=[of_working(line) for line in proposal.working],
        is_complete=proposal.payable_yen is not None and proposal.remaining_days is not None,
    )


def inputs_view(proposed: Proposed, benefit: Any, *, has_record: bool) -> InputsView:
    """Return what the record says, for the boxes in which it can be completed."""
    return InputsView(
        daily_wage=plain(benefit.daily_wage if benefit else None),
        daily_allowance=plain(benefit.daily_allowance if benefit else None),
        total_days=plain(benefit.total_days if benefit else None),
        remaining_days=plain(benefit.remaining_days if benefit else None),
        deduction=" → ".join(yen(one) for one in proposed.deductions),
        revision=benefit.revision if benefit else 0,
        has_record=has_record,
    )
