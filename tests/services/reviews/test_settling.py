"""No day is certified twice, no day paid that is not left, nothing approved that has changed since."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.models import (
    Application,
    ApplicationSubmission,
    AuditEntry,
    CertificationDecision,
    Claimant,
    ClaimantBenefit,
)
from hellowork_portal.services.applications.rows import APPLICATION, closed
from hellowork_portal.services.claimants import errors as claimants
from hellowork_portal.services.claimants.records import claimant_view, unlink_claimant
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.amounts import save_amounts
from hellowork_portal.services.reviews.decided import opened
from tests.factories import NOW, TODAY, make_applicant
from tests.factories.places import kept
from tests.services.reviews.conftest import PLAIN, SEARCHED, Bench
from tests.services.reviews.test_bulk import approve, look_at_sample, shown

EARLY_DAYS = zip(SEARCHED, ("2026-10-13", "2026-10-20"), strict=True)
EARLIER: dict[str, Any] = {
    "certification_on": TODAY - timedelta(days=28),
    "period_first": TODAY - timedelta(days=56),
    "period_last": TODAY - timedelta(days=29),
    "answers_sealed": closed({**PLAIN, "activities": [one | {"done_on": day} for one, day in EARLY_DAYS]}),
}
OVERLAPPING: dict[str, Any] = {
    "certification_on": TODAY - timedelta(days=1),
    "period_first": TODAY - timedelta(days=20),
    "period_last": TODAY - timedelta(days=2),
}
FEW = {"remaining_days": 30}
JUDGED = {"outcome": "certified", "override_reason": "本人に聞きました。", "next_on": ""}
"""Two activities are not in that period; a person weighs it."""


def again(bench: Bench, number: str, **changes: Any) -> str:
    """Write another declaration of the same person, received; return its 受付番号."""

    def write(session: Any) -> str:
        row = session.get_one(Application, bench.row(number=number).id)
        facts = {name: getattr(row, name) for name in APPLICATION.columns.keys() if name != "id"}  # noqa: SIM118
        other = str(200000000000 + len(bench.rows(Application)))
        new = {"number": other, "state": "received", "assigned_to_id": None}
        kept(session, Application, **facts | new | changes)
        return other

    return bench.do(write)


def put(bench: Bench, number: str, **values: Any) -> None:
    its = update(APPLICATION).where(APPLICATION.c.number == number)
    bench.do(lambda session: session.connection().execute(its.values(**values)))


def other_account(bench: Bench) -> int:
    return bench.do(make_applicant, "hanako.again@example.jp").id or 0


FIGURES = {"daily_wage": 7000, "daily_allowance": 4946, "remaining_days": 90}
LABELS = {"賃金日額": "daily_wage", "基本手当日額": "daily_allowance", "残日数": "remaining_days"}


def story_of_record(bench: Bench, number: str) -> dict[str, tuple[str, str]]:
    claimant_id = bench.row(number=number).claimant_id
    given = {"principal": bench.first, "claimant_id": claimant_id, "now": NOW}
    line = next(line for line in bench.do(claimant_view, **given).history if line.told)
    return {LABELS[one.label["ja"]]: (one.was["ja"], one.value["ja"]) for one in line.told}


def amounts(bench: Bench, number: str, seen: int, **changed: str) -> None:
    form = {"daily_wage": "7000", "daily_allowance": "4946", "total_days": "90", "remaining_days": "90"}
    given = {"principal": bench.second, "number": number, "seen": seen, "now": NOW}
    bench.do(save_amounts, form=form | changed, **given)


@pytest.mark.parametrize("by", ["account", "record"])
def test_no_day_is_decided_about_twice(bench: Bench, by: str) -> None:
    number = bench.in_review()
    twin = again(bench, number, **OVERLAPPING)
    if by == "record":
        put(bench, twin, applicant_id=other_account(bench))
    bench.open(twin)
    bench.decide(number)
    with pytest.raises(errors.DaysDecided) as told:
        bench.decide(twin, **JUDGED)
    assert str(told.value.values["number"]).replace("-", "") == number
    assert (bench.state(twin), bench.left(number)) == ("in_review", 62)
    assert len(bench.rows(CertificationDecision)) == 1


def test_a_day_of_which_a_decision_waits_is_not_decided_about_either(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    twin = again(bench, number, **OVERLAPPING)
    bench.open(twin)
    bench.decide(number)
    with pytest.raises(errors.DaysDecided):
        bench.decide(twin, **JUDGED)
    bench.answer(number, bench.second, is_approved=False, reason="別の申告書があります。")
    assert bench.decide(twin, **JUDGED) is False


def test_the_day_of_a_period_before_is_no_overlap(bench: Bench) -> None:
    number = bench.in_review()
    before = again(bench, number, **EARLIER)
    bench.open(before)
    assert bench.decide(number) is True
    assert bench.decide(before, next_on="") is True
    assert bench.left(number) == 34


def test_what_was_decided_twice_can_still_be_corrected(bench: Bench) -> None:
    from tests.services.reviews.test_deciding import REFUSED

    number = bench.in_review()
    twin = again(bench, number, **EARLIER)
    bench.open(twin)
    bench.decide(number)
    bench.decide(twin, next_on="")
    put(bench, twin, **OVERLAPPING)
    assert bench.decide(number, **REFUSED) is True


def test_an_approval_looks_for_the_day_again(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    twin = again(bench, number, **EARLIER)
    bench.decide(number)
    put(bench, twin, **OVERLAPPING | {"state": "certified"})
    with pytest.raises(errors.DaysDecided):
        bench.answer(number, bench.second)
    assert (bench.state(number), bench.left(number)) == ("in_review", 90)


def test_two_cases_of_one_claimant_never_use_more_days_than_are_left(bench: Bench) -> None:
    number = bench.file(benefit=FEW)
    other = again(bench, number, **EARLIER)
    seen = shown(bench)
    assert [line.number for line in seen.lines] == [other], "one of each claimant, the earliest day first"
    assert seen.left == 1
    look_at_sample(bench, seen)
    assert approve(bench, seen) == 1
    assert bench.left(number) == 2
    assert shown(bench).lines == [], "what is left covers two days alone: a person decides"


def test_whoever_waits_for_approval_is_not_on_the_list_again(bench: Bench) -> None:
    bench.need_two()
    number = bench.file(benefit=FEW)
    again(bench, number, **EARLIER)
    seen = shown(bench)
    look_at_sample(bench, seen)
    approve(bench, seen)
    assert shown(bench).lines == []


def test_a_second_approval_takes_no_day_that_the_first_has_used(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review(benefit=FEW)
    other = again(bench, number, **EARLIER)
    bench.open(other)
    assert bench.decide(number) is False
    assert bench.decide(other, next_on="") is False
    assert bench.answer(number, bench.second) is True
    with pytest.raises(errors.DecisionOutdated):
        bench.answer(other, bench.second)
    assert bench.left(number) == 2
    bench.answer(other, bench.second, is_approved=False, reason="残日数が変わりました。")
    assert bench.state(other) == "in_review"


def test_an_unlinked_record_is_not_approved_about(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    put(bench, number, claimant_id=None, is_unconfirmed_claim=True)
    with pytest.raises(errors.Unconfirmed):
        bench.answer(number, bench.second)
    assert (bench.state(number), bench.letters()) == ("in_review", [])


def test_another_record_than_it_was_decided_by_is_not_approved(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    stranger = bench.row(number=bench.file(mail="stranger@example.jp")).claimant_id
    bench.decide(number)
    put(bench, number, claimant_id=stranger)
    with pytest.raises(errors.DecisionOutdated):
        bench.answer(number, bench.second)


@pytest.mark.parametrize(
    "changed", [{"daily_wage": "8000"}, {"daily_allowance": "5000"}, {"remaining_days": "80"}]
)
def test_other_figures_than_it_was_decided_by_are_not_approved(bench: Bench, changed: dict[str, str]) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    amounts(bench, number, 0, **changed)
    with pytest.raises(errors.DecisionOutdated):
        bench.answer(number, bench.second)
    assert bench.state(number) == "in_review"
    ((name, to),) = changed.items()
    entry = bench.row(AuditEntry, action="claimant.amounts_changed")
    assert set(entry.details) == {"private"}
    told = story_of_record(bench, number)
    assert told[name] == (str(FIGURES[name]), to), "who changed what from what stands on the record's page"
    amounts(bench, number, 1)
    assert bench.answer(number, bench.second) is True
    assert bench.left(number) == 62


def test_a_decision_keeps_whose_record_it_was_made_by(bench: Bench) -> None:
    number = bench.in_review()
    bench.decide(number)
    said = opened(bench.row(CertificationDecision).decided_sealed)
    assert said.claimant_id == bench.row(number=number).claimant_id


def test_nobody_is_unlinked_while_a_decision_waits(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    claimant_id = bench.row(number=number).claimant_id
    given = {"principal": bench.second, "claimant_id": claimant_id, "now": NOW}
    with pytest.raises(claimants.DecisionWaits):
        bench.do(unlink_claimant, **given)
    assert bench.row(Claimant, id=claimant_id).applicant_id is not None
    bench.answer(number, bench.second, is_approved=False, reason="結び付きが違います。")
    assert bench.do(unlink_claimant, **given) is True


def test_the_record_is_not_overdrawn_by_a_decision_that_slips_through(bench: Bench) -> None:
    """The last guard: an amount that was lowered after the form was checked."""
    from hellowork_portal.services.reviews import effect

    number = bench.in_review(benefit=FEW)
    claimant_id = bench.row(number=number).claimant_id
    with pytest.raises(errors.CaseChanged):
        bench.do(effect._use_days, claimant_id, 31, NOW)
    bench.do(effect._use_days, claimant_id, -5, NOW)
    assert bench.row(ClaimantBenefit, claimant_id=claimant_id).remaining_days == 35


def test_a_look_at_answers_that_were_replaced_is_no_look(bench: Bench) -> None:
    number = bench.file()
    seen = shown(bench)
    look_at_sample(bench, seen)
    row = bench.row(number=number)
    turn = {
        "application_id": row.id,
        "answers_sealed": row.answers_sealed,
        "statement_hash": "",
        "language": "ja",
    }
    for count, minutes in ((1, 0), (2, 5)):
        at = NOW + timedelta(minutes=minutes)
        bench.do(kept, ApplicationSubmission, turn=count, submitted_at=at, **turn)
    with pytest.raises(errors.SampleUnseen):
        approve(bench, seen)
    assert shown(bench).unseen == 1
