"""A case is found by its office, given to somebody, opened, returned with marks on its fields."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Application, ApplicationState, AuditEntry, CorrectionRequest
from hellowork_portal.services.claimants.records import link_claimant, unlink_claimant
from hellowork_portal.services.reviews import errors, opening
from hellowork_portal.services.reviews.inbox import case_list
from hellowork_portal.services.reviews.rules import WantedCases, wanted_cases
from hellowork_portal.services.reviews.views import CasePage
from tests.factories import NOW, TODAY
from tests.services.reviews.conftest import FLAG, OFFICE, OTHER, Bench


def listed(bench: Bench, who: Any = None, office: str = OFFICE, **wanted: Any) -> CasePage:
    given = {"principal": who or bench.first, "office_code": office, "wanted": WantedCases(**wanted)}
    return bench.do(case_list, now=NOW, **given)


def numbers(page: CasePage) -> list[str]:
    return [row.number for row in page.rows]


def give(bench: Bench, numbers: list[str], to: int, who: Any = None, office: str = OFFICE) -> int:
    given = {"principal": who or bench.first, "office_code": office, "numbers": numbers, "staff_id": to}
    return bench.do(opening.assign, now=NOW, **given)


def give_back(bench: Bench, number: str, **named: Any) -> None:
    given = {
        "principal": bench.first, "number": number, "seen": bench.revision(number),
        "fields": {"activities": "くわしく"}, "message": "書き直してください。",
    }  # fmt: skip
    bench.do(opening.return_case, now=NOW, **given | named)


def test_the_list_is_by_day_with_counts_and_narrows(bench: Bench) -> None:
    later = bench.file(mail="a@example.jp", certification_on=TODAY + timedelta(days=1))
    flagged = bench.file(mail="b@example.jp", findings=[FLAG])
    unknown = bench.file(mail="c@example.jp", has_record=False)
    bench.file(mail="d@example.jp", state=ApplicationState.DRAFT, number=None)
    bench.open(flagged)
    page = listed(bench)
    assert numbers(page) == [flagged, unknown, later]
    assert (page.received, page.in_review, page.mine, page.nobodys) == (2, 1, 1, 2)
    assert [row.is_due for row in page.rows] == [True, True, False]
    assert numbers(listed(bench, flagged=True)) == [flagged]
    assert numbers(listed(bench, unconfirmed=True)) == [unknown]
    assert numbers(listed(bench, day=TODAY + timedelta(days=1))) == [later]
    assert numbers(listed(bench, whose="mine")) == [flagged]
    assert numbers(listed(bench, whose="nobody")) == [unknown, later]
    assert numbers(listed(bench, number=unknown, shown="all")) == [unknown]
    entry = bench.rows(AuditEntry, action="application.searched")[-1]
    assert entry.details["by"] == ["all", "number"]
    assert unknown not in json.dumps(entry.details)


def test_what_awaits_its_second_person_is_a_list_of_its_own(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    assert (numbers(listed(bench)), numbers(listed(bench, shown="approval"))) == ([], [number])
    bench.answer(number, bench.second)
    assert (numbers(listed(bench, shown="approval")), numbers(listed(bench, shown="decided"))) == (
        [],
        [number],
    )


def test_an_address_asks_for_nothing_absurd() -> None:
    asked = {"show": "x", "whose": "y", "day": "2026-99-99", "page": "9" * 30, "q": "😀"}
    assert wanted_cases(asked) == WantedCases()
    assert wanted_cases({"q": "1000-0000-0001", "page": "2"}) == WantedCases(
        "all", number="100000000001", page=2
    )


def test_an_office_sees_its_own_alone(bench: Bench) -> None:
    bench.file()
    assert numbers(listed(bench, bench.of_other, OTHER)) == []
    with pytest.raises(NotAllowed):
        listed(bench, bench.of_other, OFFICE)
    with pytest.raises(errors.CaseUnknown):
        bench.view(bench.row().number, bench.of_other)


def test_opening_takes_it_and_ends_the_replacing(bench: Bench) -> None:
    number = bench.file()
    bench.view(number)
    assert bench.state(number) == "received"
    bench.open(number)
    row = bench.row()
    assert (row.state, row.assigned_to_id, row.opened_at) == ("in_review", bench.first.id, NOW)
    with pytest.raises(errors.CaseChanged):
        bench.open(number, bench.second)
    assert len(bench.rows(AuditEntry, action="application.viewed")) == 1


def test_many_are_given_at_once_and_others_left_alone(bench: Bench) -> None:
    mine, also = bench.file(mail="a@example.jp"), bench.file(mail="b@example.jp")
    decided = bench.in_review(mail="c@example.jp")
    bench.decide(decided)
    second = bench.second.staff_id
    assert give(bench, [mine, also, decided, "999999999999", mine], second) == 2
    assert give(bench, [mine, also], second) == 0
    assert {row.number for row in bench.rows(Application, assigned_to_id=second)} == {mine, also}
    assert give(bench, [mine], 0) == 1
    for wrong, to in (([], second), ([mine], bench.of_other.staff_id), ([mine], 2**31 - 1)):
        with pytest.raises(errors.NobodyChosen):
            give(bench, wrong, to)
    with pytest.raises(errors.NobodyChosen):
        give(bench, [mine], bench.of_other.staff_id, bench.of_other, OTHER)
    with pytest.raises(NotAllowed):
        give(bench, [mine], second, bench.of_other)


def test_a_case_is_returned_with_marks_a_message_and_one_letter(bench: Bench) -> None:
    number = bench.in_review()
    fields = {"activities": "くわしく", "claimant_number": "x", "nothing": "x"}
    give_back(bench, number, fields=fields, due_on=date(2026, 12, 10))
    request = bench.row(CorrectionRequest)
    notes = json.loads(unseal(request.notes_sealed))
    assert (request.fields, request.due_on) == (["activities"], date(2026, 12, 10))
    assert notes == {"message": "書き直してください。", "fields": {"activities": "くわしく"}}
    assert bench.state(number) == "returned"
    assert len(bench.letters("application_returned")) == 1
    with pytest.raises(errors.NotInReview):
        give_back(bench, number)


@pytest.mark.parametrize(
    ("named", "error"),
    [
        ({"fields": {}}, errors.FieldsMissing),
        ({"fields": {"nothing": "x"}}, errors.FieldsMissing),
        ({"message": " "}, errors.MessageMissing),
        ({"message": "あ" * 1001}, errors.MessageMissing),
        ({"seen": 99}, errors.CaseChanged),
    ],
)
def test_a_return_says_what_and_why(bench: Bench, named: dict[str, Any], error: type[Exception]) -> None:
    number = bench.in_review()
    with pytest.raises(error):
        give_back(bench, number, **named)
    assert bench.state(number) == "in_review"


def test_nothing_is_returned_while_a_decision_waits(bench: Bench) -> None:
    bench.need_two()
    number = bench.in_review()
    bench.decide(number)
    with pytest.raises(errors.AwaitsApproval):
        give_back(bench, number)


def test_linking_the_record_confirms_what_was_applied_for(bench: Bench) -> None:
    from hellowork_portal.models import Claimant

    number = bench.file(has_record=False, stated="13010260000099")
    person = bench.row().applicant_id
    other = bench.file(mail="b@example.jp")
    record = bench.row(Claimant, applicant_id=bench.row(number=other).applicant_id)

    def free(session: Any) -> None:
        from hellowork_portal.kit.sealing import fingerprint

        row = session.get_one(Claimant, record.id)
        row.applicant_id, row.number_fingerprint = None, fingerprint("13010260000099")

    bench.do(free)
    assert bench.view(number).may_claim_id == record.id
    given = {"principal": bench.first, "claimant_id": record.id, "now": NOW}
    bench.do(link_claimant, applicant_id=person, is_checked=True, **given)
    row = bench.row(number=number)
    assert (row.claimant_id, row.is_unconfirmed_claim) == (record.id, False)
    bench.do(unlink_claimant, **given)
    row = bench.row(number=number)
    assert (row.claimant_id, row.is_unconfirmed_claim) == (None, True)
