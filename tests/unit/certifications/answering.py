"""A declaration that nothing is to be said about, and what a test changes in it."""

from datetime import date, timedelta
from typing import Any

from hellowork_portal.services.certifications.contract import (
    Amounts,
    ClaimantFacts,
    DeclarationContext,
    Finding,
    Level,
    Period,
)
from hellowork_portal.services.certifications.declaration_rules import findings

DAY = date(2026, 12, 1)
FIRST, LAST = DAY - timedelta(days=28), DAY - timedelta(days=1)
OFFICIAL = ClaimantFacts(daily_wage=7000, daily_allowance=4946, remaining_days=90)
AMOUNTS = Amounts(((date(2003, 8, 1), 1388),))


def day(turn: int) -> str:
    """Return a day of the period: 1 is the first, 28 the last."""
    return (FIRST + timedelta(days=turn - 1)).isoformat()


def visit(turn: int, **changes: Any) -> dict[str, Any]:
    """A counselling at another office."""
    said = {
        "method": "hello_work",
        "done_on": day(turn),
        "institution": "ハローワーク渋谷",
        "content": "相談",
    }
    return said | changes


def applied(turn: int, **changes: Any) -> dict[str, Any]:
    """A direct application."""
    said = {"employer": "青空商店", "applied_on": day(turn), "way": "post", "occupation": "事務"}
    return said | {"phone": "03-0000-0000", "found_by": "internet", "result": "結果待ち"} | changes


def answers(**changes: Any) -> dict[str, Any]:
    """No work, two activities, ready, no job."""
    plain = {
        "office_name": "ハローワーク新宿（東京都）",
        "worked": "no",
        "searched": "yes",
        "activities": [visit(5), visit(12)],
        "direct_applications": [],
        "ready": "yes",
        "job_kind": "none",
        "truth": True,
    }
    return plain | changes


def side_job(*turns: int, incomes: Any = (), work: tuple[int, ...] = ()) -> dict[str, Any]:
    """× on some days, ○ on others, with rows of income (day, yen, days)."""
    rows = [{"earned_on": day(turn), "amount": yen, "days": days} for turn, yen, days in incomes]
    marks = {day(turn): "side" for turn in turns} | {day(turn): "work" for turn in work}
    return answers(worked="yes", marks=marks, incomes=rows)


def context(**changes: Any) -> DeclarationContext:
    """The usual period, looked at on the 認定日."""
    said = {"period": Period(FIRST, LAST), "certification_on": DAY, "today": DAY, "facts": OFFICIAL}
    return DeclarationContext(**said | changes)


def found(said: dict[str, Any], **changes: Any) -> list[tuple[str, Level]]:
    """Return what the rules find: sentence and level."""
    return [(one.key, one.level) for one in all_found(said, **changes)]


def all_found(said: dict[str, Any], **changes: Any) -> list[Finding]:
    """Return the findings themselves."""
    return findings(said, context(**changes))
