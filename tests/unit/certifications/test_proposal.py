"""The proposal: the official vector, domain.md's further ones, and what holds for all declarations."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.kit.i18n import LANGUAGES, PARAMETER, catalogue
from hellowork_portal.services.certifications.contract import (
    Amounts,
    ClaimantFacts,
    DeclarationContext,
    Outcome,
    Period,
    Proposal,
    Rounding,
)
from hellowork_portal.services.certifications.proposal import propose
from hellowork_portal.services.certifications.reduction import daily
from hellowork_portal.services.certifications.wording import working_words
from tests.unit.certifications.answering import (
    AMOUNTS,
    FIRST,
    LAST,
    OFFICIAL,
    answers,
    context,
    day,
    side_job,
    visit,
)


def proposed(said: dict[str, Any], amounts: Amounts = AMOUNTS, **changes: Any) -> Proposal:
    return propose(said, context(**changes), amounts)


SEARCHED = {"activities": [visit(15), visit(16)]}
"""Two activities after the 待期, within which none but the 説明会 counts."""
WAITING = replace(OFFICIAL, waiting_ends_on=FIRST + timedelta(days=6))


def codes(proposal: Proposal) -> list[str]:
    return [line.code for line in proposal.working]


def test_the_official_vector_of_2002() -> None:
    proposal = proposed(side_job(3, 4, incomes=[(5, 6000, 2)]))
    assert (proposal.certified_days, proposal.reduced_days, proposal.reduction_yen) == (28, 2, 2 * 958)
    assert proposal.payable_yen == 136_572
    assert proposal.outcome is Outcome.CERTIFIED


@pytest.mark.parametrize(("income", "paid"), [(3391, 6000), (6000, 3391), (9390, 1), (9391, 0), (1, 6000)])
def test_the_further_vectors(income: int, paid: int) -> None:
    assert daily(income, 1, 10_000, 6000, 1391, AMOUNTS).paid == paid


def test_income_over_the_limit_defers_its_days_instead_of_using_them_up() -> None:
    facts = replace(OFFICIAL, daily_wage=10_000, daily_allowance=6000)
    proposal = proposed(side_job(3, 4, 5, incomes=[(5, 30_000, 3)]), facts=facts)
    assert (proposal.certified_days, proposal.deferred_days, proposal.remaining_days) == (28, 3, 90 - 25)
    assert proposal.payable_yen == 25 * 6000
    assert "income_deferred" in codes(proposal)


def test_a_row_is_measured_by_the_deduction_of_its_day() -> None:
    amounts = Amounts(((date(2024, 8, 1), 1354), (date(2026, 11, 10), 1391)))
    before, after = (proposed(side_job(3, incomes=[(turn, 6000, 1)]), amounts) for turn in (7, 8))
    assert FIRST + timedelta(days=7) == date(2026, 11, 10)
    assert before.reduction_yen - after.reduction_yen == 1391 - 1354


def test_an_amount_that_should_have_changed_since_is_shown_as_the_latest_known() -> None:
    said = side_job(3, incomes=[(3, 6000, 1)])
    assert "deduction_old" in codes(proposed(said, Amounts(((date(2025, 8, 1), 1391),))))
    assert "deduction_old" not in codes(proposed(said, Amounts(((date(2026, 8, 1), 1391),))))


def test_fractions_of_a_yen_are_cut_or_rounded_as_the_setting_says() -> None:
    assert daily(10_000, 3, 6999, 4946, 1388, AMOUNTS).income == 3333
    half_up = replace(AMOUNTS, rounding=Rounding.HALF_UP)
    assert (half_up.cut(5, 2), half_up.cut(10_000, 3), AMOUNTS.cut(5, 2)) == (3, 3333, 2)


def test_days_that_are_not_certified_have_their_reason() -> None:
    facts = replace(
        OFFICIAL, waiting_ends_on=FIRST + timedelta(days=6), restricted_until=FIRST + timedelta(days=8)
    )
    said = side_job(work=(12, 27, 28)) | SEARCHED | {"job_kind": "employment", "job_starts_on": day(27)}
    proposal = proposed(said, facts=facts)
    assert {reason: len(days) for reason, days in proposal.not_certified.items()} == {
        "waiting": 7,
        "restricted": 2,
        "employed": 2,
        "worked": 1,
    }
    assert (proposal.certified_days, proposal.outcome) == (16, Outcome.PARTLY_CERTIFIED)


def test_a_day_worked_in_the_waiting_period_moves_its_end_so_a_person_has_to_look() -> None:
    """A worked day does not count, and the 待期 moves out (domain.md §1, row 3): days 8, 9 are not paid."""
    said = side_job(work=(2, 3)) | SEARCHED
    proposal = proposed(said, facts=WAITING)
    assert proposal.outcome is None
    assert proposal.working[-1].code == "judge_waiting_worked"
    assert proposal.working[-1].values == {"day": day(2), "days": 2}
    for ends, outcome in ((7, None), (8, Outcome.PARTLY_CERTIFIED)):
        moved = replace(WAITING, sought_on=FIRST, waiting_ends_on=FIRST + timedelta(days=ends))
        assert proposed(said, facts=moved).outcome is outcome
    assert proposed(side_job(work=(8,)) | SEARCHED, facts=WAITING).outcome is Outcome.PARTLY_CERTIFIED


def test_days_after_the_benefit_has_ended_or_is_used_up_are_not_certified() -> None:
    ended = proposed(answers(), facts=replace(OFFICIAL, benefit_ends_on=FIRST + timedelta(days=9)))
    assert (ended.certified_days, len(ended.not_certified["benefit_ended"])) == (10, 18)
    used_up = proposed(answers(), facts=replace(OFFICIAL, remaining_days=5))
    assert (used_up.certified_days, used_up.remaining_days) == (5, 0)
    assert used_up.not_certified["used_up"][0] == FIRST + timedelta(days=5)


@pytest.mark.parametrize(
    ("said", "changes", "code"),
    [
        (answers(activities=[visit(5)]), {}, "judge_activities"),
        (answers(ready="no", not_ready_reason="health"), {}, "judge_ready_health"),
        (answers(ready="no"), {}, "judge_ready_other"),
        (side_job(work=tuple(range(1, 29))), {}, "judge_nothing"),
        (answers(), {"facts": replace(OFFICIAL, remaining_days=0)}, "judge_nothing"),
        (answers(), {"is_first": True}, "judge_waiting"),
        (answers(), {"required_reason": "training"}, "judge_training"),
        (side_job(2, incomes=[(2, 6000, 1)]), {"facts": WAITING, "is_first": True}, "judge_income"),
    ],
)
def test_what_a_person_has_to_weigh_leaves_the_outcome_open(said: Any, changes: Any, code: str) -> None:
    proposal = proposed(said, **changes)
    assert proposal.outcome is None
    assert code in codes(proposal)


def test_without_amounts_days_are_proposed_and_no_yen() -> None:
    proposal = proposed(side_job(3, incomes=[(3, 6000, 1)]), facts=ClaimantFacts())
    assert (proposal.certified_days, proposal.payable_yen, proposal.remaining_days) == (28, None, None)
    assert {"income_unknown", "amounts_missing", "remaining_unknown"} <= set(codes(proposal))


def test_income_of_certified_days_and_a_known_waiting_period_leave_nothing_to_judge() -> None:
    said = side_job(9, incomes=[(9, 6000, 1)]) | SEARCHED
    proposal = proposed(said, facts=WAITING, is_first=True)
    assert proposal.outcome is Outcome.PARTLY_CERTIFIED


def test_counselling_is_said_to_be_recorded_or_not() -> None:
    said = answers(activities=[visit(5, institution="新宿"), visit(6, institution="新宿")])
    assert {"recorded", "unrecorded"} <= set(
        codes(proposed(said, counselled_on=(FIRST + timedelta(days=4),)))
    )


FACTS = st.builds(
    ClaimantFacts,
    sought_on=st.just(FIRST),
    waiting_ends_on=st.none() | st.dates(FIRST - timedelta(days=9), LAST),
    restricted_from=st.none() | st.dates(FIRST - timedelta(days=9), LAST),
    restricted_until=st.none() | st.dates(FIRST - timedelta(days=9), LAST),
    benefit_ends_on=st.none() | st.dates(FIRST - timedelta(days=9), LAST + timedelta(days=9)),
    has_difficulty=st.booleans(),
    daily_wage=st.none() | st.integers(0, 17_000),
    daily_allowance=st.none() | st.integers(0, 9000),
    remaining_days=st.none() | st.integers(-1, 60),
)
ROWS = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 99_999), st.integers(1, 31)), max_size=4)
MARKS = st.dictionaries(st.integers(1, 28), st.sampled_from(["work", "side"]), max_size=28)


@st.composite
def declarations(draw: Any) -> tuple[dict[str, Any], DeclarationContext]:
    marks, rows = draw(MARKS), draw(ROWS)
    said = side_job(incomes=rows) | {"marks": {day(turn): mark for turn, mark in marks.items()}}
    said |= {
        "ready": draw(st.sampled_from(["yes", "no"])),
        "job_kind": draw(st.sampled_from(["none", "employment"])),
    }
    said |= {"job_starts_on": day(draw(st.integers(-5, 40)))}
    first = FIRST - timedelta(days=draw(st.sampled_from([-20, -1, 0, 13, 84])))
    asked = context(facts=draw(FACTS), period=Period(first, LAST), is_first=draw(st.booleans()))
    return said, asked


AMOUNTS_HELD = st.builds(
    Amounts,
    st.lists(st.tuples(st.dates(date(2020, 1, 1), LAST), st.integers(1, 2000)), min_size=1, max_size=3).map(
        lambda held: tuple(sorted(held))
    ),
    rounding=st.sampled_from(Rounding),
)


@given(declarations(), AMOUNTS_HELD)
def test_it_never_exceeds_the_period_and_never_falls_below_zero(case: Any, amounts: Amounts) -> None:
    said, asked = case
    proposal = propose(said, asked, amounts)
    left_out = [one for days in proposal.not_certified.values() for one in days]
    assert len(left_out) == len(set(left_out))
    assert proposal.certified_days + len(left_out) == asked.period.days
    assert 0 <= proposal.reduced_days + proposal.deferred_days <= proposal.certified_days <= asked.period.days
    assert proposal.payable_yen is None or proposal.payable_yen >= 0
    assert proposal.remaining_days is None or proposal.remaining_days >= 0
    assert proposal.outcome is not Outcome.NOT_CERTIFIED


@given(declarations(), AMOUNTS_HELD, st.integers(0, 3), st.integers(1, 20_000))
def test_more_income_never_pays_more(case: Any, amounts: Amounts, turn: int, more: int) -> None:
    said, asked = case
    rows = said["incomes"]
    if not rows:
        return
    its = turn % len(rows)
    richer = [row | {"amount": row["amount"] + more} if at == its else row for at, row in enumerate(rows)]
    before, after = (propose(one, asked, amounts) for one in (said, said | {"incomes": richer}))
    assert (after.payable_yen or 0) <= (before.payable_yen or 0)
    assert after.certified_days == before.certified_days


@given(declarations())
def test_every_line_of_the_working_can_be_said(case: Any) -> None:
    said, asked = case
    for line in propose(said, asked, AMOUNTS).working:
        for language, text in working_words(line).items():
            places = set(PARAMETER.findall(catalogue(language)[f"working.{line.code}"]))
            assert text
            assert places <= set(line.values)
    assert set(LANGUAGES) == set(working_words(propose(said, asked, AMOUNTS).working[0]))
