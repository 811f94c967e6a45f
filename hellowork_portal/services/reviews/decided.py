"""What a decision says, as it is sealed in its row and read again: by notices, papers, exports; pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.services.certifications.contract import Outcome, Proposal


@dataclass(frozen=True)
class Decided:
    """What was decided about a declaration; days are counts, money whole yen.

    `not_certified` maps reason code → days (ISO). `deferred_days` are part of `certified_days`,
    paid nothing and not consumed (先送り). `remaining_before` is what the record said, None where it
    said nothing, `claimant_id` whose record that was; `reasons` are codes with the office's own
    words, for a negative notice.
    """

    outcome: Outcome
    certified_days: int
    not_certified: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reduced_days: int = 0
    reduction_yen: int = 0
    deferred_days: int = 0
    payable_yen: int | None = None
    claimant_id: int | None = None
    remaining_before: int | None = None
    daily_wage: int | None = None
    daily_allowance: int | None = None
    override_reason: str = ""
    reason: str = ""
    message: str = ""

    @property
    def consumed_days(self) -> int:
        """How many of the 所定給付日数 it uses up."""
        return max(0, self.certified_days - self.deferred_days)

    @property
    def not_certified_days(self) -> int:
        """How many days were not certified."""
        return sum(len(days) for days in self.not_certified.values())


def closed(decided: Decided) -> str:
    """Seal what was decided for its row."""
    return seal(json.dumps(asdict(decided)))


def opened(sealed: str) -> Decided:
    """Return what a row has sealed."""
    said = json.loads(unseal(sealed))
    days = {reason: tuple(days) for reason, days in said.pop("not_certified").items()}
    return Decided(**said | {"outcome": Outcome(said["outcome"]), "not_certified": days})


def closed_working(proposal: Proposal) -> str:
    """Seal a proposal as it was computed, with its working."""
    return seal(json.dumps(asdict(proposal), default=_iso))


def opened_working(sealed: str) -> dict[str, Any]:
    """Return a proposal as plain values; days are ISO."""
    return json.loads(unseal(sealed))


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
