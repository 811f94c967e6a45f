"""内職減額 (雇用保険法19条): what income takes from the daily allowance; pure (domain.md §2)."""

from dataclasses import dataclass, field
from datetime import date

from hellowork_portal.services.certifications.answers import Answers, Line
from hellowork_portal.services.certifications.contract import Amounts, DeclarationContext, Working

OLD_AMOUNT = "deduction_old"
"""The line of the working that says that a 控除額 was due to change since."""
_A_YEAR_LATER = 1


@dataclass(frozen=True)
class Daily:
    """One row of income against one day's allowance; all in yen, fractions cut.

    `left` is income less the 控除額 (A), `limit` the share of the wage up to which both may
    reach (L); `paid` is what is left of the allowance.
    """

    income: int
    deduction: int
    left: int
    limit: int
    paid: int


@dataclass(frozen=True)
class Reduction:
    """What all rows come to. `is_known` is False where wage or allowance are missing and income is there."""

    reduced_days: int = 0
    deferred_days: int = 0
    yen: int = 0
    is_known: bool = True
    working: list[Working] = field(default_factory=list)


def daily(amount: int, days: int, wage: int, allowance: int, deduction: int, amounts: Amounts) -> Daily:
    """Return what one day of a row's income leaves of the allowance: all, a part, or nothing."""
    income, limit = amounts.cut(amount, days), amounts.cut(wage * amounts.wage_percent, 100)
    left = max(income - deduction, 0)
    if left == 0 or left + allowance <= limit:
        paid = allowance
    elif left < limit:
        paid = min(allowance, limit - left)
    else:
        paid = 0
    return Daily(income, deduction, left, limit, paid)


def reductions(said: Answers, context: DeclarationContext, amounts: Amounts, most_days: int) -> Reduction:
    """Return the sum over all rows; they never touch more than `most_days` certified days."""
    wage, allowance = context.facts.daily_wage, context.facts.daily_allowance
    lines = [line for line in said.rows("incomes") if line.number("amount") and line.number("days")]
    if not lines:
        return Reduction()
    if wage is None or allowance is None:
        return Reduction(is_known=False, working=[Working("income_unknown", {"rows": len(lines)})])
    total, left_days = Reduction(), most_days
    for line in lines:
        total, left_days = _with_row(total, line, (wage, allowance), context, amounts, left_days)
    return total


def _with_row(
    total: Reduction,
    line: Line,
    benefit: tuple[int, int],
    context: DeclarationContext,
    amounts: Amounts,
    left_days: int,
) -> tuple[Reduction, int]:
    wage, allowance = benefit
    amount, said_days = line.number("amount") or 0, line.number("days") or 1
    day = line.day("earned_on") or context.period.last
    one = daily(amount, said_days, wage, allowance, amounts.deduction_on(day), amounts)
    days = min(said_days, left_days)
    is_deferred, is_reduced = one.paid == 0 and allowance > 0, 0 < one.paid < allowance
    code = "income_deferred" if is_deferred else "income_reduced" if is_reduced else "income_full"
    figures = {"row": line.row + 1, "day": day.isoformat(), "amount": amount, "said_days": said_days}
    working = [*total.working, Working(code, figures | _figures(one, days, allowance))]
    known_from = amounts.known_from(day)
    if _is_old(known_from, day):
        working.append(Working(OLD_AMOUNT, {"day": known_from.isoformat(), "yen": one.deduction}))
    return Reduction(
        reduced_days=total.reduced_days + (days if is_reduced else 0),
        deferred_days=total.deferred_days + (days if is_deferred else 0),
        yen=total.yen + (days * (allowance - one.paid) if is_reduced else 0),
        working=working,
    ), left_days - days


def _figures(one: Daily, days: int, allowance: int) -> dict[str, object]:
    named: dict[str, object] = {
        "income": one.income,
        "deduction": one.deduction,
        "left": one.left,
        "limit": one.limit,
    }
    return {**named, "yen": allowance, "paid": one.paid, "cut": allowance - one.paid, "days": days}


def _is_old(known_from: date, day: date) -> bool:
    """Whether the amount was due to change since: it does on the first of August of each year."""
    return (day.year, day.month) >= (known_from.year + _A_YEAR_LATER, known_from.month)
