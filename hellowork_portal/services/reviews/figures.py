"""The boxes of a decision: read, checked against the period, held beside the proposal; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.text import clean_name, normalise
from hellowork_portal.services.certifications.contract import Outcome, Period, Proposal
from hellowork_portal.services.certifications.proposal import REASONS as COMPUTED
from hellowork_portal.services.reviews.decided import Decided
from hellowork_portal.services.reviews.errors import BoxWrong

REASONS = (*COMPUTED, "few_activities", "not_ready", "absent", "other")
"""Why days are not certified: what the proposal computes, and what only a person judges."""
LONGEST, STRETCHES, MOST_YEN = 500, 31, 9_999_999
"""The longest text, the most stretches of days that one form takes, the most money in it."""
_FIGURES = ("certified_days", "reduced_days", "reduction_yen", "deferred_days")


@dataclass(frozen=True)
class Typed:
    """A decision as it was typed: what was decided, and the next 認定日."""

    decided: Decided
    next_on: date | None
    is_overridden: bool


def stretches_of(days: Mapping[str, tuple[date, ...]]) -> list[tuple[date, date, str]]:
    """Return days by reason as stretches without a gap, in the order of the days."""
    found: list[tuple[date, date, str]] = []
    for day, reason in sorted((day, reason) for reason, some in days.items() for day in some):
        if found and found[-1][2] == reason and found[-1][1] + timedelta(days=1) == day:
            found[-1] = (found[-1][0], day, reason)
        else:
            found.append((day, day, reason))
    return found


def read_decision(
    form: Mapping[str, Any],
    period: Period,
    proposal: Proposal,
    certified_on: date,
    remaining: int | None = None,
) -> Typed:
    """Return what a form decides. Raises Invalid with each error at its box.

    Nothing is decided by leaving a box alone: the outcome is chosen by a person, each day of the
    period is certified or refused, and a figure that is not the proposal's needs a reason, as every
    refused day does. `remaining` days are the most
    that can be used up, None where they are not known.
    """
    reader = _Boxes(form)
    outcome = reader.outcome()
    figures = {name: reader.number(name, MOST_YEN) for name in _FIGURES}
    payable = reader.amount("payable_yen")
    days = reader.stretches(period)
    texts = {name: reader.text(name) for name in ("override_reason", "reason", "message")}
    next_on = reader.next_day(certified_on)
    is_overridden = _differs(figures | {"payable_yen": payable}, days, outcome, proposal)
    reader.check(outcome, figures, days, period)
    reader.check_remaining(figures, remaining)
    reader.check_reasons(outcome, texts, is_overridden)
    if reader.wrong:
        raise Invalid(reader.wrong)
    kept = {reason: tuple(day.isoformat() for day in some) for reason, some in days.items()}
    values: dict[str, Any] = {**figures, **texts}
    decided = Decided(outcome, not_certified=kept, payable_yen=payable, **values)
    return Typed(decided, next_on, is_overridden)


def _differs(
    figures: Mapping[str, int | None],
    days: Mapping[str, tuple[date, ...]],
    outcome: Outcome,
    proposal: Proposal,
) -> bool:
    """Whether any figure, any day or the outcome is another than what was computed."""
    if any(value != getattr(proposal, name) for name, value in figures.items()):
        return True
    return outcome != proposal.outcome or days != {
        reason: tuple(sorted(some)) for reason, some in proposal.not_certified.items() if some
    }


class _Boxes:
    """Reads a form's boxes and gathers what is wrong with them."""

    def __init__(self, form: Mapping[str, Any]) -> None:
        self._form, self.wrong = form, dict[str, PortalError]()

    def _typed(self, name: str) -> str:
        return normalise(str(self._form.get(name, ""))[: LONGEST * 4])

    def outcome(self) -> Outcome:
        typed = self._typed("outcome")
        if typed in tuple(Outcome):
            return Outcome(typed)
        self.wrong["outcome"] = BoxWrong("outcome_missing")
        return Outcome.CERTIFIED

    def number(self, name: str, most: int) -> int:
        """Return a whole number; commas are no matter, an empty box is 0."""
        typed = self._typed(name).replace(",", "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
            self.wrong[name] = BoxWrong("number", most=f"{most:,}")
            return 0
        return int(typed or 0)

    def amount(self, name: str) -> int | None:
        """Return an amount, None where the box is empty: it is not known."""
        return self.number(name, MOST_YEN) if self._typed(name) else None

    def text(self, name: str) -> str:
        lines = str(self._form.get(name, ""))[: LONGEST * 4].splitlines()
        text = "\n".join(clean_name(line) for line in lines).strip()
        if len(text) > LONGEST:
            self.wrong[name] = BoxWrong("too_long", most=LONGEST)
        return text

    def _day(self, name: str) -> date | None:
        typed = self._typed(name)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.wrong[name] = BoxWrong("day")
            return None

    def next_day(self, certified_on: date) -> date | None:
        day = self._day("next_on")
        if day is not None and not certified_on < day <= certified_on + timedelta(days=400):
            self.wrong["next_on"] = BoxWrong("next_day")
        return day

    def stretches(self, period: Period) -> dict[str, tuple[date, ...]]:
        """Return the days that are not certified, by reason, from the rows of stretches."""
        owner: dict[date, str] = {}
        for turn in range(STRETCHES):
            first, last = self._day(f"first_{turn}"), self._day(f"last_{turn}")
            reason = self._typed(f"why_{turn}")
            if first is None and last is None:
                continue
            self._take(owner, turn, first or last, last or first, reason, period)
        found: dict[str, list[date]] = {}
        for day in sorted(owner):
            found.setdefault(owner[day], []).append(day)
        return {reason: tuple(days) for reason, days in found.items()}

    def _take(
        self,
        owner: dict[date, str],
        turn: int,
        first: date | None,
        last: date | None,
        reason: str,
        period: Period,
    ) -> None:
        if first is None or last is None:
            return
        if reason not in REASONS:
            self.wrong[f"why_{turn}"] = BoxWrong("why_missing")
            return
        if last < first or first not in period or last not in period:
            self.wrong[f"first_{turn}"] = BoxWrong("outside")
            return
        days = Period(first, last).all_days()
        if any(day in owner for day in days):
            self.wrong[f"first_{turn}"] = BoxWrong("twice")
            return
        owner.update(dict.fromkeys(days, reason))

    def check(
        self,
        outcome: Outcome,
        figures: Mapping[str, int],
        days: Mapping[str, tuple[date, ...]],
        period: Period,
    ) -> None:
        """Hold the figures against each other."""
        certified, refused = figures["certified_days"], sum(len(some) for some in days.values())
        if certified + refused > period.days:
            self.wrong.setdefault("certified_days", BoxWrong("too_many_days", most=period.days - refused))
        if certified + refused < period.days:
            self.wrong.setdefault(
                "first_0", BoxWrong("days_left_over", days=period.days - refused - certified)
            )
        if outcome is Outcome.CERTIFIED and refused:
            self.wrong.setdefault("outcome", BoxWrong("not_in_full", days=refused))
        for name in ("reduced_days", "deferred_days"):
            if figures[name] > certified:
                self.wrong.setdefault(name, BoxWrong("more_than_certified", most=certified))
        if outcome is Outcome.NOT_CERTIFIED and certified:
            self.wrong.setdefault("certified_days", BoxWrong("not_zero"))
        if outcome is not Outcome.NOT_CERTIFIED and not certified:
            self.wrong.setdefault("certified_days", BoxWrong("zero"))
        if outcome is Outcome.PARTLY_CERTIFIED and not refused:
            self.wrong.setdefault("first_0", BoxWrong("days_missing"))

    def check_remaining(self, figures: Mapping[str, int], remaining: int | None) -> None:
        """Nobody is certified for more days than they have left."""
        used = figures["certified_days"] - figures["deferred_days"]
        if remaining is not None and used > remaining:
            self.wrong.setdefault("certified_days", BoxWrong("more_than_left", most=remaining))

    def check_reasons(self, outcome: Outcome, texts: Mapping[str, str], is_overridden: bool) -> None:
        """A refusal is explained to the person, another figure to whoever reads the case."""
        if outcome is not Outcome.CERTIFIED and not texts["reason"]:
            self.wrong.setdefault("reason", BoxWrong("reason_missing"))
        if is_overridden and not texts["override_reason"]:
            self.wrong.setdefault("override_reason", BoxWrong("override_missing"))
