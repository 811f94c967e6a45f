"""Cases without a doubt are decided together: exactly those shown, after the sample was opened."""

from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.models import AuditEntry, CertificationDecision
from hellowork_portal.services.certifications.dated import set_value
from hellowork_portal.services.reviews import deciding, errors
from hellowork_portal.services.reviews.bulk import approve_list, bulk_list
from hellowork_portal.services.reviews.second_person import approve_waiting, waiting_list
from hellowork_portal.services.reviews.views import BulkView
from tests.factories import NOW, TODAY
from tests.services.reviews.conftest import FLAG, OFFICE, PLAIN, Bench


def shown(bench: Bench, who: Any = None) -> BulkView:
    return bench.do(bulk_list, principal=who or bench.first, office_code=OFFICE, now=NOW)


def approve(bench: Bench, seen: BulkView, who: Any = None) -> int:
    given = {"principal": who or bench.first, "office_code": OFFICE, "fingerprint": seen.fingerprint}
    return bench.do(approve_list, now=NOW, **given)


def look_at_sample(bench: Bench, seen: BulkView, who: Any = None) -> None:
    for line in seen.lines:
        if line.is_sample:
            bench.view(line.number, who)


@pytest.fixture
def three(bench: Bench) -> list[str]:
    return [bench.file(mail=f"{name}@example.jp") for name in "abc"]


def test_only_what_leaves_nothing_to_judge_is_listed(bench: Bench, three: list[str]) -> None:
    bench.file(mail="flag@example.jp", findings=[FLAG])
    bench.file(mail="warned@example.jp", findings=[FLAG | {"level": "warning"}])
    bench.file(mail="unknown@example.jp", has_record=False)
    bench.file(mail="poor@example.jp", benefit=None)
    bench.file(mail="early@example.jp", certification_on=TODAY + timedelta(days=1))
    bench.file({**PLAIN, "activities": []}, mail="idle@example.jp")
    worked = {"worked": "yes", "marks": {"2026-11-10": "work"}, "incomes": []}
    bench.file(PLAIN | worked, mail="worked@example.jp")
    colleague = bench.file(mail="colleague@example.jp")
    bench.open(colleague, bench.second)
    waiting = bench.in_review(mail="returned@example.jp")
    bench.decide(waiting)
    seen = shown(bench)
    assert [line.number for line in seen.lines] == three
    assert (seen.count, seen.sample, seen.left) == (3, 1, 3)
    assert {line.payable for line in seen.lines} == {"138,488"}


def test_an_amount_that_was_due_to_change_is_looked_at(bench: Bench, three: list[str]) -> None:
    paid = {
        "worked": "yes",
        "marks": {"2026-11-10": "side"},
        "incomes": [{"earned_on": "2026-11-10", "amount": 3000, "days": 1}],
    }
    number = bench.file(PLAIN | paid, mail="paid@example.jp")
    assert number not in [line.number for line in shown(bench).lines]
    bench.do(set_value, "deduction", date(2026, 8, 1), {"yen": "1405"}, now=NOW)
    assert number in [line.number for line in shown(bench).lines]


def test_the_sample_is_opened_first_then_all_are_decided_as_proposed(bench: Bench, three: list[str]) -> None:
    seen = shown(bench)
    with pytest.raises(errors.SampleUnseen):
        approve(bench, seen)
    look_at_sample(bench, seen, bench.second)
    with pytest.raises(errors.SampleUnseen):
        approve(bench, seen)
    look_at_sample(bench, seen)
    assert shown(bench).unseen == 0
    assert approve(bench, seen) == 3
    assert [bench.state(number) for number in three] == ["certified"] * 3
    assert [bench.left(number) for number in three] == [62] * 3
    assert all(row.is_bulk and not row.is_overridden for row in bench.rows(CertificationDecision))
    assert len(bench.letters()) == 3
    assert bench.row(AuditEntry, action="application.bulk_decided").details["count"] == 3
    with pytest.raises(errors.BulkStale):
        approve(bench, seen)
    with pytest.raises(errors.BulkEmpty):
        approve(bench, shown(bench))


def test_loading_the_list_again_draws_no_other_sample(bench: Bench, three: list[str]) -> None:
    drawn = [[line.number for line in shown(bench).lines if line.is_sample] for _ in range(5)]
    assert drawn == [drawn[0]] * 5
    bench.need_two(needs_two_persons=False, sample_percent="100")
    assert shown(bench).sample == 3


def test_who_comes_after_the_list_is_not_decided_in_silence(bench: Bench, three: list[str]) -> None:
    seen = shown(bench)
    look_at_sample(bench, seen)
    bench.file(mail="late@example.jp")
    with pytest.raises(errors.BulkStale) as stale:
        approve(bench, seen)
    assert stale.value.values == {"arrived": 1, "gone": 0}
    assert bench.rows(CertificationDecision) == []


def test_another_figure_in_a_record_makes_the_list_stale(bench: Bench, three: list[str]) -> None:
    from hellowork_portal.services.reviews.amounts import save_amounts

    seen = shown(bench)
    look_at_sample(bench, seen)
    form = {"daily_wage": "7000", "daily_allowance": "4000", "total_days": "90", "remaining_days": "90"}
    bench.do(save_amounts, principal=bench.first, number=three[0], seen=0, form=form, now=NOW)
    with pytest.raises(errors.BulkStale):
        approve(bench, seen)


def test_at_an_office_of_two_persons_each_waits_for_its_approval(bench: Bench, three: list[str]) -> None:
    bench.need_two()
    seen = shown(bench)
    look_at_sample(bench, seen)
    assert approve(bench, seen) == 3
    assert [bench.state(number) for number in three] == ["in_review"] * 3
    assert (bench.letters(), shown(bench).count) == ([], 0)


def waiting(bench: Bench, who: Any) -> BulkView:
    return bench.do(waiting_list, principal=who, office_code=OFFICE, now=NOW)


def approve_others(bench: Bench, seen: BulkView, who: Any, **named: Any) -> int:
    given = {"principal": who, "office_code": OFFICE, "fingerprint": seen.fingerprint, "now": NOW}
    return bench.do(approve_waiting, **given | named)


@pytest.fixture
def decided(bench: Bench, three: list[str]) -> list[str]:
    """Three cases that the first person has decided together; one more that was decided alone."""
    bench.need_two()
    seen = shown(bench)
    look_at_sample(bench, seen)
    approve(bench, seen)
    bench.decide(bench.in_review(mail="alone@example.jp"))
    return three


def test_the_second_person_approves_together_what_was_decided_together(
    bench: Bench, decided: list[str]
) -> None:
    later = NOW + timedelta(minutes=1)
    seen = waiting(bench, bench.second)
    assert ([line.number for line in seen.lines], seen.sample) == (decided, 1)
    look_at_sample(bench, seen, bench.second)
    assert waiting(bench, bench.second).unseen == 0
    assert waiting(bench, bench.first).count == 0, "nobody approves their own"
    assert approve_others(bench, seen, bench.second, now=later) == 3
    assert [bench.state(number) for number in decided] == ["certified"] * 3
    assert [bench.left(number) for number in decided] == [62] * 3
    assert len(bench.letters()) == 3
    assert bench.row(AuditEntry, action="application.bulk_approved").details == {"count": 3, "sample": 1}
    with pytest.raises(errors.BulkStale):
        approve_others(bench, seen, bench.second)
    with pytest.raises(errors.BulkEmpty):
        approve_others(bench, waiting(bench, bench.second), bench.second)


def test_the_second_person_opens_a_sample_of_their_own_since_the_decision(
    bench: Bench, decided: list[str]
) -> None:
    seen = waiting(bench, bench.manager)
    assert (seen.count, seen.unseen) == (3, 1)
    with pytest.raises(errors.SampleUnseen):
        approve_others(bench, seen, bench.manager)
    assert {bench.state(number) for number in decided} == {"in_review"}
    look_at_sample(bench, seen, bench.manager)
    assert approve_others(bench, seen, bench.manager) == 3


def test_what_was_sent_back_meanwhile_makes_the_list_stale(bench: Bench, decided: list[str]) -> None:
    seen = waiting(bench, bench.second)
    about = {"principal": bench.manager, "number": decided[0], "turn": 1, "is_approved": False}
    bench.do(deciding.answer_decision, reason="日数を確かめてください。", now=NOW, **about)
    with pytest.raises(errors.BulkStale):
        approve_others(bench, seen, bench.second)
    assert bench.letters() == []
    assert [line.number for line in waiting(bench, bench.second).lines] == decided[1:]
    for work in (waiting, lambda one, who: approve_others(one, seen, who)):
        with pytest.raises(NotAllowed):
            work(bench, bench.of_other)


def test_another_office_decides_nothing(bench: Bench, three: list[str]) -> None:
    seen = shown(bench)
    for work in (shown, lambda one, who: approve(one, seen, who)):
        with pytest.raises(NotAllowed):
            work(bench, bench.of_other)
