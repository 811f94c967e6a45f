"""Cases of one claimant decided at once, filing while a day moves; and the harm where the guard is off."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Select

from hellowork_portal.models import Application, CertificationDecision, ClaimantBenefit
from hellowork_portal.services.applications import submission
from hellowork_portal.services.certifications import changes, office_changes
from hellowork_portal.services.reviews import deciding, effect, rows
from tests.concurrency.herd import at_once, outcome
from tests.concurrency.test_controls import A_MOMENT, PATIENCE, TABS, meeting_point
from tests.factories import NOW, TODAY
from tests.services.applications.conftest import Papers, papers
from tests.services.reviews.conftest import Bench, bench
from tests.services.reviews.test_settling import again

__all__ = ["bench", "papers"]
_CYCLE = timedelta(days=28)


def cases(bench: Bench, remaining: int, cycles: bool) -> list[str]:
    """Return cases in review of one claimant: of periods after one another, or all of the same days."""
    first = bench.file(benefit={"remaining_days": remaining})
    found = [first]
    for turn in range(1, TABS):
        back = turn * _CYCLE if cycles else timedelta(days=turn)
        days = {
            "certification_on": TODAY - back,
            "period_first": TODAY - back - _CYCLE,
            "period_last": TODAY - back - timedelta(days=1),
        }
        found.append(again(bench, first, **days))
    for number in found:
        bench.open(number)
    return found


def deciding_all(bench: Bench, numbers: list[str]) -> list[Any]:
    form = {"outcome": "certified", "certified_days": "28", "payable_yen": "0", "override_reason": "x"}
    people = [bench.first, bench.second] * (TABS // 2)
    given = {"seen": 1, "form": form, "now": NOW}
    return [
        partial(outcome, deciding.decide, principal=who, number=number, **given)
        for who, number in zip(people, numbers, strict=True)
    ]


def left(bench: Bench) -> int:
    return bench.row(ClaimantBenefit).remaining_days


def unlocked(monkeypatch: pytest.MonkeyPatch, wait: Callable[[], None]) -> None:
    """Take the record's lock off, and let all who decide know their proposals before the first one writes."""
    found = deciding.proposed_for

    def slow(*args: Any) -> Any:
        proposed = found(*args)
        wait()
        return proposed

    monkeypatch.setattr(rows, "lock_records", lambda *_: None)
    monkeypatch.setattr(deciding, "proposed_for", slow)


def test_cases_at_once_use_no_day_that_is_not_left(bench: Bench) -> None:
    told = at_once(deciding_all(bench, cases(bench, 30, cycles=True)), TABS)
    assert (told.count(True), set(told)) == (1, {True, "invalid"})  # type: ignore[comparison-overlap]
    assert (left(bench), len(bench.rows(CertificationDecision))) == (2, 1)


def test_without_the_lock_days_would_be_used_that_are_not_left(
    bench: Bench, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, is_strict = cases(bench, 30, cycles=True), dialect == "postgresql"
    guarded, refused = effect._use_days, []

    def noted(session: Any, claimant_id: int, days: int, now: Any) -> None:
        try:
            guarded(session, claimant_id, days, now)
        except Exception:
            refused.append(claimant_id)

    monkeypatch.setattr(effect, "_use_days", noted)
    with meeting_point(is_met=is_strict) as wait:
        unlocked(monkeypatch, wait)
        at_once(deciding_all(bench, numbers), TABS)
    certified = sum(row.certified_days for row in bench.rows(CertificationDecision))
    assert certified > 30 if is_strict else certified == 28, "SQLite lets one writer in at a time"
    assert bool(refused) is is_strict, "the last guard would have told"


def test_of_cases_over_the_same_days_one_is_decided(bench: Bench) -> None:
    told = at_once(deciding_all(bench, cases(bench, 999, cycles=False)), TABS)
    assert (told.count(True), set(told)) == (1, {True, "staff_case_days_decided"})  # type: ignore[comparison-overlap]
    assert left(bench) == 971


def test_without_the_lock_the_same_days_would_be_decided_about_twice(
    bench: Bench, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, is_strict = cases(bench, 999, cycles=False), dialect == "postgresql"
    with meeting_point(is_met=is_strict) as wait:
        unlocked(monkeypatch, wait)
        told = at_once(deciding_all(bench, numbers), TABS)
    assert told.count(True) > 1 if is_strict else told.count(True) == 1  # type: ignore[arg-type]


def moved_while_filed(
    papers: Papers, monkeypatch: pytest.MonkeyPatch, *, is_harmed: bool = False
) -> list[Any]:
    """File on the day itself; while that is written but not kept yet, the office approves another day.

    `is_harmed` says that nothing holds the office up: then what was filed is kept once it has looked for it.
    """
    who = papers.person()
    form = {"from_day": TODAY.isoformat(), "reason": "interview", "note": ""}
    asked = papers.do(changes.ask_for_change, principal=who, form=form, now=NOW - timedelta(days=1))
    draft = papers.begin(who)
    papers.type(who, draft)
    written, looked = Event(), Event()
    write, is_filed = submission._write, office_changes.is_filed

    def slow(*args: Any) -> str:
        number = write(*args)
        written.set()
        assert looked.wait(PATIENCE if is_harmed else A_MOMENT) == is_harmed
        return number

    def approve() -> Any:
        assert written.wait(PATIENCE)
        new = {"new_day": (TODAY + timedelta(days=2)).isoformat(), "answer": ""}
        given = {"principal": papers.counsellor, "request_id": asked, "form": new, "now": NOW}
        return outcome(office_changes.approve_change, **given)  # type: ignore[arg-type]

    def look(*args: Any, **named: Any) -> bool:
        found = is_filed(*args, **named)
        looked.set()
        return found

    monkeypatch.setattr(submission, "_write", slow)
    monkeypatch.setattr(office_changes, "is_filed", look)
    return at_once([partial(papers.submit, who, draft), approve])


@pytest.mark.parametrize("off", ["", "person"])
def test_a_day_does_not_move_while_its_declaration_is_filed(
    papers: Papers, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    """Each of the two locks is enough: the person's, and the application's."""
    if off:
        monkeypatch.setattr(submission, "lock_person_row", lambda *_: 0)
    told = moved_while_filed(papers, monkeypatch)
    row = papers.row(Application)
    assert (told, row.certification_on) == ([row.number, "staff_day_change_filed"], TODAY)


def test_without_both_locks_the_day_would_move_under_what_was_filed(
    papers: Papers, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "lock_person_row", lambda *_: 0)
    monkeypatch.setattr(Select, "with_for_update", lambda query, **_: query)
    is_harmed = dialect == "postgresql"
    told = moved_while_filed(papers, monkeypatch, is_harmed=is_harmed)
    assert told[1] == (None if is_harmed else "staff_day_change_filed")
