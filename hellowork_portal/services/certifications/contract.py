"""What a declaration is measured by and what comes of it; plain values, shared by all who handle one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class Period:
    """A 認定対象期間: from the previous 認定日 to the day before this one, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def all_days(self) -> list[date]:
        """Return its days in order."""
        return [self.first + timedelta(days=turn) for turn in range(self.days)]


@dataclass(frozen=True)
class ClaimantFacts:
    """What the core system says of a claimant; None where it is not known (domain.md §1, §2).

    `daily_wage` W and `daily_allowance` B in yen. All days are included in their stretch.
    """

    sought_on: date | None = None
    waiting_ends_on: date | None = None
    restricted_from: date | None = None
    restricted_until: date | None = None
    benefit_ends_on: date | None = None
    daily_wage: int | None = None
    daily_allowance: int | None = None
    remaining_days: int | None = None
    has_difficulty: bool = False
    training_from: date | None = None
    training_until: date | None = None


@dataclass(frozen=True)
class Earlier:
    """What the declarations before this one say, as far as rules ask for it.

    `unpaid_side_days`: × of the last periods whose income was not declared yet (V08).
    """

    unpaid_side_days: int = 0
    applied: tuple[tuple[str, str], ...] = ()
    """Employer and occupation of earlier direct applications, folded (kit/text.search_key)."""


@dataclass(frozen=True)
class DeclarationContext:
    """Everything that the rules ask beside the answers.

    `today` is the day in Japan, the 認定日 once that is over.

    `counselled_on`: days of completed counselling interviews at the competent office (V15).
    `required_activities`: how many count as enough in this period, and why (a code).
    `is_application_enough`: whether one application alone is (a dated setting: offices differ).
    """

    period: Period
    certification_on: date
    today: date
    facts: ClaimantFacts = ClaimantFacts()
    earlier: Earlier = Earlier()
    counselled_on: tuple[date, ...] = ()
    is_first: bool = False
    required_activities: int = 2
    is_application_enough: bool = False
    required_reason: str = "usual"


class Level(StrEnum):
    """`error` stops the submission, `warning` is to be accepted by the person, `flag` is for staff alone."""

    ERROR = "error"
    WARNING = "warning"
    FLAG = "flag"


@dataclass(frozen=True)
class Finding:
    """What a rule of domain.md §2 has found, and where; `row` counts from 0.

    Worded by the key `finding.<rule>` or `finding.<rule>_<variant>`; `values` fill its
    placeholders and are figures, days (ISO) or codes, never a person's words.
    """

    rule: str
    level: Level
    field_id: str
    row: int | None = None
    column: str = ""
    variant: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The name of its sentence in the catalogue, below `finding.`."""
        return f"{self.rule.lower()}_{self.variant}" if self.variant else self.rule.lower()


class Rounding(StrEnum):
    """What becomes of fractions of a yen."""

    DOWN = "down"
    HALF_UP = "half_up"


@dataclass(frozen=True)
class Amounts:
    """The dated amounts that hold for a declaration: 控除額 by the day from which it holds, and rounding.

    `deductions` are in the order of their days; the one that holds on a day is the last not after it.
    """

    deductions: tuple[tuple[date, int], ...]
    wage_percent: int = 80
    rounding: Rounding = Rounding.DOWN

    def deduction_on(self, day: date) -> int:
        """Return the 控除額 (yen a day) that holds on a day; the oldest one known before all others."""
        return self._held(day)[1]

    def known_from(self, day: date) -> date:
        """Return since when the 控除額 of a day is known to hold."""
        return self._held(day)[0]

    def _held(self, day: date) -> tuple[date, int]:
        held = [one for one in self.deductions if one[0] <= day]
        return held[-1] if held else self.deductions[0]

    def cut(self, yen: int, parts: int) -> int:
        """Return a part of an amount in whole yen: fractions are cut, or rounded half up."""
        extra = parts // 2 if self.rounding is Rounding.HALF_UP else 0
        return (yen + extra) // parts


@dataclass(frozen=True)
class Working:
    """One line of how the proposal was reached: worded by `working.<code>`, with figures and days (ISO)."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class Outcome(StrEnum):
    """What can be decided; the same codes as the application's decided states."""

    CERTIFIED = "certified"
    PARTLY_CERTIFIED = "partly_certified"
    NOT_CERTIFIED = "not_certified"


@dataclass(frozen=True)
class Proposal:
    """What the portal proposes to staff; a person decides (product.md: never an automatic refusal).

    `outcome` is never NOT_CERTIFIED by itself: where nothing would be certified it is None and
    `working` says why, for a person to judge. `not_certified` maps reason code → days. `payable_yen`
    is None where the amounts are not known. `deferred_days` are paid nothing and not consumed (先送り).
    """

    outcome: Outcome | None
    certified_days: int
    not_certified: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    reduced_days: int = 0
    deferred_days: int = 0
    reduction_yen: int = 0
    payable_yen: int | None = None
    remaining_days: int | None = None
    working: tuple[Working, ...] = ()
