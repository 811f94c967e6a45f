"""The 認定日の型 of one person: as papers print it, and which days of the calendar are theirs; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hellowork_portal.kit.text import normalise
from hellowork_portal.services.certifications.calendar_rules import CalendarDay
from hellowork_portal.services.certifications.contract import ClaimantFacts

_SHORTEST_FIRST = timedelta(days=14)
"""The first 認定日 comes three to four weeks after the 求職申込日, never in the first two."""
SAME_CYCLE = timedelta(days=13)
"""Days that lie no further apart are days of one cycle."""
_PRINTED = re.compile(
    r"([1-4])(?:型|-|ー|－|\s)*([月火水木金]|[0-4]|mon|tue|wed|thu|fri)(?:曜日?)?", re.IGNORECASE
)
_JAPANESE, _ENGLISH = "月火水木金", ("mon", "tue", "wed", "thu", "fri")


def read_day_type(text: str) -> tuple[int, int] | None:
    """Return type and weekday (0 = Monday) of what box 17 prints, 「1型－月」; None for anything else."""
    found = _PRINTED.fullmatch(normalise(text).replace(" ", ""))
    if found is None:
        return None
    day = found[2].lower()
    if day in _JAPANESE:
        return int(found[1]), _JAPANESE.index(day)
    return int(found[1]), int(day) if day.isdigit() else _ENGLISH.index(day)


def printed_day_type(day_type: int | None, weekday: int | None) -> str:
    """Return a type as box 17 prints it, empty where it is not known."""
    return f"{day_type}型－{_JAPANESE[weekday]}" if day_type and weekday is not None else ""


def days_for(facts: ClaimantFacts, calendar: Iterable[CalendarDay]) -> list[CalendarDay]:
    """Return a claimant's own days among those of their type and weekday.

    The first one is in the first weeks whatever comes; during the 給付制限 the others are left
    out, and after the benefit has ended there is one more, for its last days.
    """
    sought = facts.sought_on
    ahead = [day for day in sorted(calendar, key=lambda one: one.cycle_on) if _is_late_enough(day, sought)]
    own: list[CalendarDay] = []
    for turn, day in enumerate(ahead):
        is_first = turn == 0 and sought is not None
        if is_first or not _is_restricted(day.on_day, facts):
            own.append(day)
        if facts.benefit_ends_on is not None and day.on_day > facts.benefit_ends_on:
            break
    return own


def _is_late_enough(day: CalendarDay, sought_on: date | None) -> bool:
    return sought_on is None or day.on_day >= sought_on + _SHORTEST_FIRST


def _is_restricted(day: date, facts: ClaimantFacts) -> bool:
    first, last = facts.restricted_from, facts.restricted_until
    return last is not None and day <= last and (first is None or first <= day)


@dataclass(frozen=True)
class Noted:
    """A day that a claimant has, and the one in whose place it stands."""

    on_day: date
    instead_of: date | None = None
    is_approved: bool = False

    def covers(self, cycle_on: date) -> bool:
        """Whether a cycle needs no other day.

        An approved day stands for its own cycle alone: the next day of the type stays (domain.md
        §1). One that a decision has set also stands for those that it leaves out.
        """
        stands_for = self.instead_of or self.on_day
        days = (stands_for, stands_for) if self.is_approved else (stands_for, self.on_day)
        return min(days) - SAME_CYCLE <= cycle_on <= max(days) + SAME_CYCLE


def missing(own: Sequence[CalendarDay], noted: Sequence[Noted]) -> list[date]:
    """Return the days that a claimant lacks: those of cycles in which they have none, approved or kept."""
    return [day.on_day for day in own if not any(one.covers(day.cycle_on) for one in noted)]
