"""How long things around an account last, and how they are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hellowork_portal.models import SignInOutcome

OBJECTION_LIFE = timedelta(hours=72)
CODE_LIFE = timedelta(hours=24)
HISTORY, HISTORY_LINES = timedelta(days=90), 20
SETTLED_LIFE = timedelta(days=30)
"""How long spent links, codes and changes of address are kept for questions."""
LOOKUP_LIFE = timedelta(days=7)
"""How long it is kept that somebody asked for a code to look a reservation up without signing in."""
WISH_LIFE = timedelta(days=90)
"""How long after it was made a wish for a seat is kept that has ended; seats open 28 days ahead at most."""

FIRST_OF_ADDRESS = 1


class CounterPurpose(StrEnum):
    """What a code handed out at the counter is good for."""

    RECOVERY = "recovery"
    CLAIMANT = "claimant"


def masked_address(mail_address: str) -> str:
    """Return an address that its owner recognises and nobody else learns: t•••@example.jp."""
    local, _, domain = mail_address.rpartition("@")
    return f"{local[:FIRST_OF_ADDRESS]}•••@{domain}"


@dataclass(frozen=True)
class Attempt:
    """One try to sign in, or a run of failed ones: `at` is the last, `since` the first of `count`."""

    id: int
    session_id: int | None
    at: datetime
    outcome: SignInOutcome
    browser: str
    is_disowned: bool
    since: datetime
    count: int = 1


def runs(newest_first: Iterable[Attempt]) -> Iterator[Attempt]:
    """Join failed tries that follow each other from one browser, so that an attacker hides nothing."""
    run: Attempt | None = None
    for attempt in newest_first:
        if run is not None and _is_same_run(run, attempt):
            run = replace(run, since=attempt.since, count=run.count + 1)
            continue
        if run is not None:
            yield run
        run = attempt
    if run is not None:
        yield run


def _is_same_run(run: Attempt, attempt: Attempt) -> bool:
    has_failed = SignInOutcome.GOOD not in (run.outcome, attempt.outcome)
    return has_failed and (run.outcome, run.browser) == (attempt.outcome, attempt.browser)
