"""認定対象期間, when a declaration is written and filed, how many activities are asked for; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.services.certifications.contract import ClaimantFacts, Period

_CYCLE = timedelta(days=28)
_DAY = timedelta(days=1)
_LONGEST_FIRST = timedelta(days=41)
"""A first 認定日 is the first of its type two weeks after the 求職申込日 or later (day_types.days_for).

Whoever sought work longer ago has had one that is not noted here.
"""


@dataclass(frozen=True)
class OfficeHours:
    """When an office takes declarations, in minutes of the 認定日 in Japan (decision 10)."""

    drafts_days_before: int = 3
    files_from_minute: int = 0
    files_until_minute: int = 17 * 60 + 15


@dataclass(frozen=True)
class Window:
    """From which day a declaration is begun, and between which instants (both included) it is filed."""

    drafts_from: date
    files_from: datetime
    files_until: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it may be filed (V02)."""
        return self.files_from <= now <= self.files_until

    def may_draft(self, now: datetime) -> bool:
        """Whether it may be written: from the first day of drafts until filing ends."""
        return at_japan(self.drafts_from, 0) <= now <= self.files_until


def window_of(day: date, hours: OfficeHours) -> Window:
    """Return the window of a 認定日."""
    opens, closes = at_japan(day, hours.files_from_minute), at_japan(day, hours.files_until_minute)
    return Window(day - timedelta(days=hours.drafts_days_before), opens, closes)


def period_of(
    day: date,
    previous: date | None,
    sought_on: date | None,
    instead_of: date | None = None,
    eves: Collection[date] = (),
) -> Period:
    """Return the period of a 認定日: from the one before it, the first time from the 求職申込日.

    Where neither is known, it is the usual 28 days. `eves` are the 認定日 on the day before somebody
    begins to work: the period ends on such a day itself (domain.md §1, 就職の申告), and the next one
    begins behind it.
    """
    last = day if day in eves else day - _DAY
    if previous is not None and previous < day:
        return Period(min(previous + _DAY, last) if previous in eves else previous, last)
    begins = sought_on if is_first(day, previous, sought_on, instead_of) else None
    return Period(begins or day - _CYCLE, last)


def is_first(
    day: date, previous: date | None, sought_on: date | None, instead_of: date | None = None
) -> bool:
    """Whether a 認定日 is the claimant's first one; one that was moved is, if the day before it was."""
    if previous is not None or sought_on is None:
        return False
    return sought_on < day and (instead_of or day) <= sought_on + _LONGEST_FIRST


def previous_of(day: date, days: Sequence[date], sought_on: date | None) -> date | None:
    """Return the 認定日 before one; days before the 求職申込日 belong to an earlier benefit."""
    earlier = [one for one in days if one < day and (sought_on is None or one > sought_on)]
    return max(earlier, default=None)


def required_activities(
    period: Period, facts: ClaimantFacts, *, is_first: bool, rule: Mapping[str, int]
) -> tuple[int, str]:
    """Return how many 求職活動 are enough in a period, and the code of the reason (domain.md §1).

    `rule` is the dated setting: a number by reason, `short_below_days`, and from how many days on a
    給付制限 is a long one. A value that was set before restrictions were told apart has the usual number,
    and one from before 公共職業訓練 was asks for none: its certificate takes the place of activities.
    """
    if _is_trained(period, facts):
        return rule.get("training", 0), "training"
    if is_first:
        return rule["first"], "first"
    if facts.has_difficulty:
        return rule["difficulty"], "difficulty"
    if period.days < rule["short_below_days"]:
        return rule["short"], "short"
    if _is_restricted(period, facts):
        name = (
            "restricted_long"
            if _restricted_days(facts) >= rule.get("restricted_long_days", 0)
            else "restricted"
        )
        return rule.get(name, rule["usual"]), "restricted"
    return rule["usual"], "usual"


def _is_trained(period: Period, facts: ClaimantFacts) -> bool:
    """Whether days of a period are days in 公共職業訓練; an end that is not known is open."""
    first, last = facts.training_from, facts.training_until
    if first is None and last is None:
        return False
    return (first or period.first) <= period.last and period.first <= (last or period.last)


def _is_restricted(period: Period, facts: ClaimantFacts) -> bool:
    """Whether days of a 給付制限 lie in a period: it is counted with the days after it."""
    first, last = facts.restricted_from or period.first, facts.restricted_until
    return last is not None and first <= period.last and period.first <= last


def _restricted_days(facts: ClaimantFacts) -> int:
    """Return how long the 給付制限 is; it begins after the 待期. 0 where that is not known."""
    first = facts.restricted_from or (facts.waiting_ends_on and facts.waiting_ends_on + _DAY)
    return (facts.restricted_until - first).days + 1 if first and facts.restricted_until else 0
