"""A person decides: figures, reasons, the second person, corrections; the record follows once."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hellowork_portal.kit.errors import Invalid, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    ApplicationEvent,
    AuditEntry,
    CertificationDecision,
    ClaimantBenefit,
    DecisionApproval,
)
from hellowork_portal.services.certifications.service import current_case
from hellowork_portal.services.reviews import deciding, errors
from hellowork_portal.services.reviews.decided import opened
from tests.factories import NOW, TODAY, at, make_applicant, principal_of
from tests.services.reviews.conftest import NEXT, PLAIN, Bench, as_proposed

REFUSED = {
    "outcome": "not_certified", "certified_days": "0", "payable_yen": "0", "first_0": "2026-11-03",
    "last_0": "2026-11-30", "why_0": "few_activities", "reason": "求職活動が足りません。",
    "override_reason": "実績なし",
}  # fmt: skip


def wrong_at(error: Any) -> set[str]:
    return set(error.value.fields)


def test_the_proposal_is_decided_with_one_letter_and_the_record_follows(bench: Bench) -> None:
    number = bench.in_review()
    assert bench.decide(number, message="おつかれさまでした") is True
    decision = bench.row(CertificationDecision)
    said = opened(decision.decided_sealed)
    assert (bench.state(number), decision.outcome, decision.certified_days) == ("certified", "certified", 28)
    assert (said.payable_yen, said.daily_wage, said.remaining_before) == (28 * 4946, 7000, 90)
    assert (bench.left(number), decision.next_certification_on) == (62, NEXT)
    assert decision.is_overridden is False
    assert len(bench.letters()) == 1
    assert bench.rows(AuditEntry, action="application.decided")[0].details["outcome"] == "certified"
    event = bench.row(ApplicationEvent, kind="decided")
    assert event.is_for_staff is False
    assert "おつかれさまでした" not in event.message_sealed


def test_the_same_form_again_decides_nothing_more(bench: Bench) -> None:
    number = bench.in_review()
    form = {"outcome": "certified", "certified_days": "28", "payable_yen": str(28 * 4946)}
    given = {"principal": bench.first, "number": number, "form": form, "now": NOW}
    seen = bench.revision(number)
    bench.do(deciding.decide, seen=seen, **given)
    with pytest.raises(errors.CaseChanged):
        bench.do(deciding.decide, seen=seen, **given)
    assert (len(bench.rows(CertificationDecision)), bench.left(number)) == (1, 62)


def test_nothing_is_decided_by_leaving_the_form_alone(bench: Bench) -> None:
    number = bench.in_review()
    with pytest.raises(Invalid) as wrong:
        bench.decide(number, outcome="")
    assert wrong_at(wrong) >= {"outcome"}
    with pytest.raises(Invalid) as wrong:
        bench.decide(number, **REFUSED | {"reason": ""})
    assert wrong_at(wrong) == {"reason"}
    assert bench.state(number) == "in_review"


def test_nothing_certifiable_is_never_refused_by_the_portal(bench: Bench) -> None:
    number = bench.in_review(PLAIN | {"searched": "no", "no_search_reason": "体調", "activities": []})
    proposal = bench.view(number).proposal
    assert proposal.outcome == ""
    with pytest.raises(Invalid):
        bench.decide(number)
    assert bench.decide(number, **REFUSED) is True
    assert (bench.state(number), bench.left(number)) == ("not_certified", 90)


@pytest.mark.parametrize(
    ("boxes", "where"),
    [
        ({"certified_days": "29"}, "certified_days"),
        ({"certified_days": "-1"}, "certified_days"),
        ({"certified_days": "😀"}, "certified_days"),
        ({"certified_days": "1" * 10_000}, "certified_days"),
        ({"certified_days": "20"}, "override_reason"),
        ({"payable_yen": "1"}, "override_reason"),
        ({"reduced_days": "29"}, "reduced_days"),
        ({"next_on": "2026-12-01"}, "next_on"),
        ({"next_on": "いつか"}, "next_on"),
        ({"first_0": "2026-10-01", "why_0": "worked"}, "first_0"),
        ({"first_0": "2026-11-10", "why_0": "because"}, "why_0"),
        ({"outcome": "partly_certified", "reason": "x", "override_reason": "x"}, "first_0"),
        ({"outcome": "not_certified", "reason": "x", "override_reason": "x"}, "certified_days"),
        ({"message": "あ" * 501}, "message"),
    ],
)
def test_what_cannot_be_is_said_at_its_box(bench: Bench, boxes: dict[str, str], where: str) -> None:
    number = bench.in_review()
    with pytest.raises(Invalid) as wrong:
        bench.decide(number, **boxes)
    assert where in wrong_at(wrong)
    assert bench.rows(CertificationDecision) == []


def test_another_figure_takes_a_reason_and_is_kept_beside_the_proposal(bench: Bench) -> None:
    number = bench.in_review()
    days = {"first_0": "2026-11-10", "last_0": "2026-11-11", "why_0": "not_ready", "certified_days": "26"}
    more = {
        "outcome": "partly_certified",
        "payable_yen": "128596",
        "reason": "病気の2日間",
        "override_reason": "診断書",
    }
    assert bench.decide(number, **days, **more) is True
    decision = bench.row(CertificationDecision)
    assert (decision.is_overridden, bench.left(number)) == (True, 64)
    assert opened(decision.decided_sealed).not_certified == {"not_ready": ("2026-11-10", "2026-11-11")}


def test_nobody_is_certified_for_more_days_than_are_left(bench: Bench) -> None:
    number = bench.in_review(benefit={"remaining_days": 5})
    assert bench.view(number).proposal.certified_days == 5
    with pytest.raises(Invalid) as wrong:
        bench.decide(
            number,
            outcome="certified",
            certified_days="28",
            override_reason="x",
            first_0="",
            last_0="",
            why_0="",
        )
    assert "certified_days" in wrong_at(wrong)


def test_a_correction_takes_the_place_and_the_record_is_brought_right(bench: Bench) -> None:
    number = bench.in_review()
    bench.decide(number)
    before = bench.row(CertificationDecision)
    assert bench.decide(number, **REFUSED) is True
    first, second = bench.rows(CertificationDecision)
    assert first == before
    assert (second.turn, bench.state(number), bench.left(number)) == (2, "not_certified", 90)
    assert [line.standing for line in bench.view(number).decisions] == ["in_force", "replaced"]
    assert bench.decide(number, reason="") is True
    assert (bench.state(number), bench.left(number)) == ("certified", 62)
    assert len(bench.letters()) == 3


def test_the_next_day_of_a_corrected_decision_makes_room(bench: Bench) -> None:
    number = bench.in_review()
    bench.decide(number, next_on="2026-12-25")
    assert sorted(map(str, bench.days(number))) == ["2026-12-01", "2026-12-25"]
    bench.decide(number, next_on="2026-12-29")
    assert sorted(map(str, bench.days(number))) == ["2026-12-01", "2026-12-29"]


@pytest.mark.parametrize("next_on", ["2026-12-22", "2027-01-05", "2027-01-26"])
def test_the_next_day_of_a_decision_stands_alone(bench: Bench, next_on: str) -> None:
    number = bench.in_review()
    bench.decide(number, next_on=next_on)
    assert sorted(map(str, bench.days(number))) == ["2026-12-01", next_on]
    claimant_id = bench.row(number=number).claimant_id
    case = bench.see(current_case, claimant_id=claimant_id, now=at(1))
    assert case is not None
    assert (str(case.certification_on), case.period.first) == (next_on, TODAY)


def test_a_late_decision_leaves_the_day_that_was_missed(bench: Bench) -> None:
    number = bench.in_review()
    later = at(31)
    form = as_proposed(bench.view(number)) | {"next_on": "2027-01-26"}
    seen = int(form.pop("seen"))
    bench.do(deciding.decide, principal=bench.first, number=number, seen=seen, form=form, now=later)
    assert sorted(map(str, bench.days(number))) == ["2026-12-01", "2026-12-29", "2027-01-26"]


def test_the_next_day_leaves_approved_days_alone(bench: Bench) -> None:
    number = bench.in_review()
    bench.do(
        lambda db: db.connection().exec_driver_sql(
            "UPDATE certification_day SET is_approved_change = true WHERE on_day = '2026-12-29'"
        )
    )
    bench.decide(number, next_on="2027-01-05")
    assert sorted(map(str, bench.days(number))) == ["2026-12-01", "2026-12-29", "2027-01-05"]


def test_two_persons_where_the_office_wants_it(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    assert bench.decide(number) is False
    assert (bench.state(number), bench.left(number), bench.letters()) == ("in_review", 90, [])
    with pytest.raises(errors.SamePerson):
        bench.answer(number, bench.first)
    with pytest.raises(errors.AwaitsApproval):
        bench.decide(number)
    with pytest.raises(errors.MessageMissing):
        bench.answer(number, bench.second, is_approved=False)
    assert bench.answer(number, bench.second, is_approved=False, reason="日数を確かめて") is False
    assert bench.state(number) == "in_review"
    assert bench.decide(number) is False
    assert bench.answer(number, bench.second) is True
    assert (bench.state(number), bench.left(number), len(bench.letters())) == ("certified", 62, 1)
    with pytest.raises(errors.NothingToApprove):
        bench.answer(number, bench.manager)
    assert [row.is_approved for row in bench.rows(DecisionApproval)] == [False, True]


def test_a_correction_needs_its_second_person_too_and_changes_nothing_before(bench: Bench) -> None:
    number = bench.in_review()
    bench.decide(number)
    bench.need_two()
    assert bench.decide(number, **REFUSED) is False
    assert (bench.state(number), bench.left(number)) == ("certified", 62)
    bench.answer(number, bench.manager)
    assert (bench.state(number), bench.left(number)) == ("not_certified", 90)


def test_who_is_not_confirmed_is_not_decided_about(bench: Bench) -> None:
    number = bench.in_review(has_record=False)
    with pytest.raises(errors.Unconfirmed):
        bench.decide(number)


def test_only_a_case_in_review_is_decided(bench: Bench) -> None:
    number = bench.file()
    with pytest.raises(errors.NotInReview):
        bench.decide(number)


def test_unknown_remaining_days_stay_unknown(bench: Bench) -> None:
    number = bench.in_review(benefit={"remaining_days": None})
    bench.decide(number)
    assert bench.left(number) is None


@pytest.mark.parametrize("command", ["decide", "answer"])
def test_others_numbers_are_answered_like_wrong_ones(bench: Bench, command: str) -> None:
    number = bench.in_review()
    person = principal_of(bench.do(make_applicant, "other-person@example.jp"))
    tries: dict[str, Any] = {
        "decide": (deciding.decide, {"seen": 1, "form": {}}),
        "answer": (deciding.answer_decision, {"turn": 1, "is_approved": True}),
    }
    work, more = tries[command]
    for asked, who in ((number, bench.of_other), ("999999999999", bench.first), ("", bench.first)):
        with pytest.raises(errors.CaseUnknown):
            bench.do(work, principal=who, number=asked, now=NOW, **more)
    for who in (person, Principal()):
        with pytest.raises(SignInNeeded):
            bench.do(work, principal=who, number=number, now=NOW, **more)


@pytest.mark.parametrize("table", ["certification_decision", "decision_approval", "application_event"])
def test_no_decision_ever_changes(bench: Bench, table: str) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    bench.answer(number, bench.second)
    column = {"certification_decision": "turn", "decision_approval": "by_id", "application_event": "kind"}[
        table
    ]

    def forge(session: Any) -> None:
        session.connection().execute(text(f"UPDATE {table} SET {column} = {column}"))

    with pytest.raises(DBAPIError, match="append-only"):
        bench.do(forge)


def test_a_record_that_was_completed_is_what_the_proposal_is_computed_by(bench: Bench) -> None:
    from hellowork_portal.services.reviews.amounts import save_amounts

    number = bench.in_review(benefit=None)
    assert bench.view(number).proposal.is_complete is False
    form = {"daily_wage": "7,000", "daily_allowance": "4,946", "total_days": "90", "remaining_days": "90"}
    given = {"principal": bench.first, "number": number, "now": NOW}
    bench.do(save_amounts, seen=0, form=form, **given)
    assert bench.view(number).proposal.payable_yen == str(28 * 4946)
    with pytest.raises(errors.CaseChanged):
        bench.do(save_amounts, seen=0, form=form, **given)
    with pytest.raises(Invalid) as wrong:
        bench.do(
            save_amounts, seen=1, form=form | {"daily_allowance": "7001", "remaining_days": "91"}, **given
        )
    assert wrong_at(wrong) == {"daily_allowance", "remaining_days"}
    assert bench.row(ClaimantBenefit).revision == 1
