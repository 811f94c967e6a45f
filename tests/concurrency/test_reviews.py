"""Several staff at one case at once: one opens it, one decision, one approval, the record counted once."""

from functools import partial
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, ApplicationEvent, CertificationDecision, DecisionApproval
from hellowork_portal.services.reviews import bulk, deciding, opening, rows
from tests.concurrency.herd import at_once, outcome
from tests.concurrency.test_controls import TABS, meeting_point
from tests.factories import NOW
from tests.services.reviews.conftest import OFFICE, Bench, as_proposed, bench

__all__ = ["bench"]


def opening_by(bench: Bench, number: str, who: Principal) -> Any:
    return partial(outcome, opening.open_for_review, principal=who, number=number, seen=0, now=NOW)  # type: ignore[arg-type]


def both(bench: Bench) -> list[Principal]:
    return [bench.first, bench.second] * (TABS // 2)


def test_two_open_a_case_and_one_is_told(bench: Bench) -> None:
    number = bench.file()
    told = at_once([opening_by(bench, number, who) for who in both(bench)])
    assert (told.count(None), set(told)) == (1, {None, "staff_case_changed"})  # type: ignore[comparison-overlap]
    assert len(bench.rows(ApplicationEvent, kind="opened")) == 1


def test_without_the_lock_several_would_open_it(
    bench: Bench, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, found = bench.file(), rows.case_at
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def slow(session: Session, principal: Principal, number: str, *, lock: bool = False) -> Any:
            row = found(session, principal, number)
            wait()
            return row

        monkeypatch.setattr(rows, "case_at", slow)
        told = at_once([opening_by(bench, number, who) for who in both(bench)])
    opened = len(bench.rows(ApplicationEvent, kind="opened"))
    assert opened == told.count(None)  # type: ignore[arg-type]
    assert opened > 1 if dialect == "postgresql" else opened == 1


def test_a_case_is_decided_once_and_its_days_are_counted_once(bench: Bench) -> None:
    number = bench.in_review()
    form = as_proposed(bench.view(number))
    seen = int(form.pop("seen"))
    given = {"number": number, "seen": seen, "form": form, "now": NOW}
    told = at_once([partial(outcome, deciding.decide, principal=who, **given) for who in both(bench)])
    assert (told.count(True), set(told)) == (1, {True, "staff_case_changed"})
    assert (len(bench.rows(CertificationDecision)), bench.left(number), len(bench.letters())) == (1, 62, 1)


def test_two_approve_and_one_is_told(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    given = {"number": number, "turn": 1, "is_approved": True, "now": NOW}
    people = [bench.second, bench.manager, bench.first, bench.second] * 2
    told = at_once([partial(outcome, deciding.answer_decision, principal=who, **given) for who in people])
    assert told.count(True) == 1
    assert set(told) <= {True, "staff_nothing_to_approve", "staff_same_person"}
    assert (len(bench.rows(DecisionApproval)), bench.left(number), len(bench.letters())) == (1, 62, 1)


def test_many_are_decided_together_once_while_a_colleague_decides_one_of_them(bench: Bench) -> None:
    numbers = [bench.file(mail=f"p{turn}@example.jp") for turn in range(6)]
    seen = bench.do(bulk.bulk_list, principal=bench.first, office_code=OFFICE, now=NOW)
    for line in seen.lines:
        if line.is_sample:
            bench.view(line.number)
    place = {"principal": bench.first, "office_code": OFFICE, "fingerprint": seen.fingerprint, "now": NOW}
    together = [partial(outcome, bulk.approve_list, **place)] * 3
    told = at_once([*together, opening_by(bench, numbers[0], bench.second)])
    done = [one for one in told[:3] if one == 6]
    assert set(told[:3]) <= {6, "staff_bulk_stale"}
    assert (len(done), told[3]) in ((1, "staff_case_changed"), (0, None))
    assert len(bench.rows(CertificationDecision)) == 6 * len(done)
    certified = bench.rows(Application, state="certified")
    assert [bench.left(row.number) for row in certified] == [62] * 6 * len(done)
