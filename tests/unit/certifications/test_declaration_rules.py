"""V03–V18, one by one: what is refused, doubted, flagged, and what is left alone."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.i18n import LANGUAGES, PARAMETER, catalogue
from hellowork_portal.services.certifications.contract import ClaimantFacts, Earlier, Level, Period
from hellowork_portal.services.certifications.declaration_rules import findings
from hellowork_portal.services.claimants.tying import DOUBTS
from tests.unit.certifications.answering import (
    DAY,
    FIRST,
    LAST,
    all_found,
    answers,
    applied,
    context,
    day,
    found,
    side_job,
    visit,
)

E, W, T = Level.ERROR, Level.WARNING, Level.FLAG
BEGUN = ("v16_begun", W)
UNKNOWN = ("v15_unrecorded", T)
FEW = [("v13", W), ("v13", T)]
MORE = [("v08", W), ("v08", T)]
MARKED = {"worked": "yes", "incomes": []}
JOB = {
    "job_starts_on": day(40),
    "job_employer": "青空商店",
    "job_address": "東京都新宿区",
    "job_phone": "0300000000",
}
WORKING = {"ready": "no", "not_ready_reason": "employed", "job_kind": "employment"}


def test_a_plain_declaration_leaves_nothing_to_say() -> None:
    assert found(answers()) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answers(**MARKED, marks={day(0): "work"}), [("v03_outside", E)]),
        (answers(**MARKED, marks={day(29): "side"}), [("v03_outside", E), ("v09", W)]),
        (answers(worked="yes", marks={}), [("v05_unmarked", E)]),
        (answers(worked="no", marks={day(2): "work"}), [("v05_marked", E)]),
        (answers(incomes=[{"earned_on": day(2), "amount": 1000, "days": 1}]), [("v05_marked", E), *MORE]),
        (side_job(3, incomes=[(29, 1000, 1)]), [("v06_after", E)]),
        (side_job(3, incomes=[(0, 1000, 1)]), [("v06_before", T)]),
        (side_job(3, incomes=[(3, 0, 1)]), [("v07_amount", E)]),
        (side_job(3, incomes=[(3, 10_000_000, 1)]), [("v07_amount", E), ("v10_high", W)]),
        (side_job(*range(1, 29), incomes=[(3, 320_000, 32)]), [("v07_days", E), *MORE]),
        (side_job(3, 4, incomes=[(3, 3000, 3)]), MORE),
        (side_job(3), [("v09", W)]),
        (side_job(3, incomes=[(3, 299, 1)]), [("v10_low", W)]),
        (side_job(3, incomes=[(3, 300, 1)]), []),
        (side_job(3, incomes=[(3, 10_000, 1)]), []),
        (side_job(3, incomes=[(3, 10_001, 1)]), [("v10_high", W)]),
        (answers(activities=[]), [("v11_none", E), *FEW]),
        (answers(searched="no", no_search_reason="かぜ"), [("v11_named", E)]),
        (answers(searched="no", activities=[], no_search_reason=""), [("v11_reason", E), *FEW]),
        (answers(searched="no", activities=[], no_search_reason="か" * 201), [("v11_reason", E), *FEW]),
        (answers(searched="no", activities=[], no_search_reason="か" * 200), FEW),
        (answers(activities=[visit(5), visit(12), visit(13, institution="")]), [("v11_part", E), UNKNOWN]),
        *(
            (answers(direct_applications=[applied(6, **{cell: ""})]), [("v11_part", E)])
            for cell in ("employer", "way")
        ),
        (answers(activities=[visit(5), visit(12), visit(0)]), [("v12_outside", E)]),
        (answers(activities=[visit(5), visit(12), visit(29)]), [("v12_outside", E)]),
        (answers(activities=[visit(5)]), FEW),
        (answers(activities=[visit(5)], direct_applications=[applied(6)]), []),
        (answers(activities=[visit(5), visit(5), visit(6)]), [("v14_activity", W)]),
        (answers(direct_applications=[applied(6), applied(9)]), [("v14_vacancy", W)]),
        (answers(activities=[visit(5), visit(12, institution="ハローワーク新宿")]), [UNKNOWN]),
        (answers(activities=[visit(5), visit(12, institution="公共職業安定所")]), [UNKNOWN]),
        (answers(ready="no"), [("v16_reason", E)]),
        (answers(ready="no", not_ready_reason="health"), []),
        (answers(ready="no", not_ready_reason="employed"), [("v16_job", E)]),
        (answers(**WORKING), [("v17_part", E)] * 4),
        (answers(**WORKING | JOB), [("v17_soon", T)]),
        (answers(job_kind="employment"), [("v17_bare", W), ("v17_bare", T)]),
        (answers(job_kind="employment", job_employer="青空商店"), [("v17_part", E)] * 3),
        (answers(job_kind="employment", **JOB | {"job_starts_on": day(29)}), [BEGUN, ("v17_soon", T)]),
        (answers(job_kind="employment", **JOB | {"job_starts_on": day(57)}), [("v17_soon", T)]),
        (answers(job_kind="employment", **JOB | {"job_starts_on": day(58)}), []),
        (answers(**WORKING | JOB | {"job_starts_on": day(28)}), [("v17_unmarked_no", E)]),
        (side_job(work=(28,)) | WORKING | JOB | {"job_starts_on": day(27)}, [("v17_unmarked", E)]),
        (side_job(work=(5,)), [("v18_same_day", T)]),
        (side_job(work=tuple(range(1, 29))), [("v18_same_day", T)] * 2 + [("v18_every_day", T)]),
        (side_job(work=(1, 2, 3, 4)), []),
        (side_job(work=(1, 2, 3, 4, 7)), [("v18_weekly", T)]),
        (side_job(work=(1, 2, 3, 4, 8)), []),
        (side_job(work=tuple(range(13, 28))), [("v18_many", T)]),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_there_for(said: dict[str, Any], expected: list[Any]) -> None:
    assert found(said) == expected


def test_a_mark_on_a_day_that_has_not_passed_is_refused_while_it_lies_in_the_period() -> None:
    said = answers(**MARKED, marks={day(27): "work"})
    assert found(said, today=LAST - timedelta(days=1)) == [("v03_coming", E)]
    assert found(said, today=LAST) == []


def test_income_may_be_for_days_of_the_period_before_that_was_not_paid_yet() -> None:
    said = side_job(3, incomes=[(3, 3000, 3)])
    assert found(said, earlier=Earlier(unpaid_side_days=2)) == []
    assert found(said, earlier=Earlier(unpaid_side_days=1)) == [("v08", W), ("v08", T)]


def test_an_activity_in_the_waiting_period_is_flagged_and_only_the_briefing_counts() -> None:
    facts = ClaimantFacts(sought_on=FIRST, waiting_ends_on=FIRST + timedelta(days=6))
    agency = answers(activities=[visit(3, method="private_agency")])
    assert found(agency, facts=facts, required_activities=1) == [("v12_waiting", T), ("v13", W), ("v13", T)]
    talk = [("v12_waiting", T), *FEW]
    for content, expected in (("雇用保険説明会", []), ("初回講習", []), ("職業相談", talk)):
        said = answers(activities=[visit(3, content=content)])
        assert found(said, facts=facts, required_activities=1) == expected


def test_the_same_vacancy_in_an_earlier_period_is_doubted() -> None:
    said = answers(direct_applications=[applied(6, employer="青空　商店")])
    assert found(said, earlier=Earlier(applied=(("青空商店", "事務"),))) == [("v14_earlier", W)]


def test_counselling_at_our_office_is_compared_with_our_records() -> None:
    said = answers(activities=[visit(5), visit(12, institution="新宿ハローワーク")])
    counselled = (FIRST + timedelta(days=11),)
    assert found(said, counselled_on=counselled) == []
    assert found(said) == [("v15_unrecorded", T)]


@pytest.mark.parametrize(
    "other",
    ["ハローワーク新宿", "新宿公共職業安定所", "公共職業安定所", "新宿", "ハローワーク新宿（東京都）"],
)
def test_one_visit_counts_once_however_the_office_is_spelt(other: str) -> None:
    twice = [visit(5, institution="ハローワーク新宿（東京都）"), visit(5, institution=other)]
    counselled = (FIRST + timedelta(days=4),)
    assert found(answers(activities=twice), counselled_on=counselled) == [*FEW, ("v14_activity", W)]


def test_two_places_of_one_day_count_twice() -> None:
    for other in (visit(5, institution="ハローワーク池袋"), visit(5, method="private_agency")):
        assert found(answers(activities=[visit(5), other])) == []


@pytest.mark.parametrize(
    ("ours", "named", "same"),
    [
        ("大阪", "ハローワーク大阪東", False),
        ("大阪", "東大阪公共職業安定所", False),
        ("大阪", "ハローワーク大阪 相談窓口", True),
        ("大阪東", "ハローワーク大阪東", True),
        ("大阪東", "ハローワーク大阪", False),
    ],
)
def test_an_office_is_told_from_another_of_its_town(ours: str, named: str, same: bool) -> None:
    said = answers(office_name=f"ハローワーク{ours}（大阪府）", activities=[visit(5, institution=named)])
    assert (UNKNOWN in found(said, required_activities=1)) is same


def test_an_application_needs_employer_day_and_way_but_no_telephone() -> None:
    for column in ("employer", "applied_on", "way"):
        said = answers(direct_applications=[applied(6, **{column: ""})])
        assert ("v11_part", E) in found(said), column
    assert found(answers(direct_applications=[applied(6, phone="")])) == []


def test_one_application_is_enough_where_the_office_says_so() -> None:
    said = answers(activities=[], direct_applications=[applied(6)])
    assert found(said) == FEW
    assert found(said, is_application_enough=True) == []
    assert found(answers(activities=[visit(5)]), is_application_enough=True) == FEW


@pytest.mark.parametrize("turn", [1, 28])
def test_the_first_and_the_last_day_of_a_period_count(turn: int) -> None:
    said = answers(activities=[visit(turn)], direct_applications=[applied(turn)])
    assert found(said) == []


def test_income_may_be_for_thirty_one_days() -> None:
    said = side_job(*range(1, 29), incomes=[(3, 31_000, 31)])
    assert found(said, earlier=Earlier(unpaid_side_days=3)) == []


def test_too_few_activities_are_never_an_error() -> None:
    for count in range(9):
        levels = {level for _, level in found(answers(activities=[visit(5)]), required_activities=count)}
        assert E not in levels


def test_a_finding_names_the_row_and_the_column() -> None:
    (finding,) = all_found(answers(activities=[visit(5), visit(12), visit(0)]))
    assert (finding.field_id, finding.row, finding.column) == ("activities", 2, "done_on")


@pytest.mark.parametrize("rubbish", [None, [], "x", 7, {"a": []}, [None], [[]], [{"amount": "x"}], True])
def test_no_answer_of_whatever_shape_breaks_a_rule(rubbish: Any) -> None:
    for field_id in (*answers(), "marks", "incomes", "no_search_reason", "not_ready_reason", *JOB):
        findings(answers(worked="yes", ready="no") | {field_id: rubbish}, context())


def test_every_sentence_has_words_whose_places_are_filled() -> None:
    long = Period(FIRST, LAST)
    seen = {}
    for said, changes in SAID:
        for finding in all_found(said, period=long, **changes):
            seen[finding.key] = set(finding.values)
    keys = {key.removeprefix("finding.") for key in catalogue("ja") if key.startswith("finding.")}
    seen |= {f"v01_{doubt}": set() for doubt in DOUBTS}
    assert set(seen) == keys
    for language in LANGUAGES:
        for key, values in seen.items():
            assert set(PARAMETER.findall(catalogue(language)[f"finding.{key}"])) <= values, (language, key)


_WAITED = ClaimantFacts(waiting_ends_on=FIRST + timedelta(days=6))
SAID: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (answers(**MARKED, marks={day(0): "work"}), {}),
    (answers(**MARKED, marks={day(28): "work"}), {"today": LAST}),
    (answers(worked="yes", marks={}), {}),
    (answers(marks={day(2): "work"}), {}),
    (side_job(3, incomes=[(29, 1000, 1), (0, 0, 32), (3, 299, 1), (3, 20_000, 1)]), {}),
    (side_job(3), {}),
    (answers(activities=[]), {}),
    (answers(searched="no"), {}),
    (answers(activities=[visit(0, content="", institution=""), visit(3), visit(3)]), {"facts": _WAITED}),
    (answers(direct_applications=[applied(6), applied(6)]), {}),
    (answers(direct_applications=[applied(6)]), {"earlier": Earlier(applied=(("青空商店", "事務"),))}),
    (answers(activities=[visit(12, institution="新宿")]), {}),
    (answers(ready="no"), {}),
    (answers(ready="no", not_ready_reason="employed"), {}),
    (answers(**WORKING), {}),
    (answers(job_kind="employment"), {}),
    (answers(job_kind="employment", **JOB | {"job_starts_on": day(27)}), {}),
    (side_job(work=(28,)) | WORKING | JOB | {"job_starts_on": day(27)}, {}),
    (answers(job_kind="employment", **JOB), {}),
    (side_job(work=tuple(range(1, 29))), {}),
    (side_job(work=tuple(range(13, 28))), {}),
    (side_job(work=(1, 2, 3, 4, 7)), {}),
]
"""Declarations that together bring out every sentence."""
assert LAST + timedelta(days=1) == DAY
