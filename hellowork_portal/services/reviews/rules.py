"""What staff look for among the cases of their office; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hellowork_portal.kit.text import digits

TO_DO, WAITING, RETURNED, ABSENT, DECIDED, ALL = (
    "to_do",
    "approval",
    "returned",
    "absent",
    "decided",
    "all",
)
SHOWN = (TO_DO, WAITING, RETURNED, ABSENT, DECIDED, ALL)
"""Lists: what is to be reviewed, what waits for a second person, what the person has, who filed nothing,
what is decided."""
MINE, NOBODYS = "mine", "nobody"
MOST_PAGES = 2000


@dataclass(frozen=True)
class WantedCases:
    """What is looked for; empty fields do not narrow."""

    shown: str = TO_DO
    whose: str = ""
    flagged: bool = False
    unconfirmed: bool = False
    day: date | None = None
    number: str = ""
    page: int = 1


def wanted_cases(asked: Mapping[str, str]) -> WantedCases:
    """Return what an address asks for; what makes no sense in it does not narrow."""
    shown, whose = asked.get("show", ""), asked.get("whose", "")
    typed = digits(asked.get("q", ""))[:20]
    number = typed if typed.isascii() and typed.isdigit() else ""
    page = asked.get("page", "")
    return WantedCases(
        shown=shown if shown in SHOWN else ALL if number else TO_DO,
        whose=whose if whose in (MINE, NOBODYS) else "",
        flagged=asked.get("flagged") == "1",
        unconfirmed=asked.get("unconfirmed") == "1",
        day=day_of(asked.get("day", "")),
        number=number,
        page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
    )


def day_of(text: str) -> date | None:
    """Return a day written as ISO, None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-01") else None
    except ValueError:
        return None
