"""A claimant's earlier declarations are theirs by whatever account they were filed (V08, V14, the list)."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.models import Application
from hellowork_portal.services.certifications.service import context_of
from tests.factories import NOW, TODAY
from tests.services.reviews.conftest import PLAIN, Bench

BEFORE = TODAY - timedelta(days=28)
SAID = PLAIN | {
    "worked": "yes",
    "marks": {"2026-10-20": "side"},
    "direct_applications": [{"employer": "青空 商店", "occupation": "事務"}],
}


def by_two_accounts(bench: Bench, **now: Any) -> str:
    """File the declaration before by one account and today's by another; return today's number."""
    first = bench.file(SAID, mail="old@example.jp", certification_on=BEFORE, number="100000000001")
    its = bench.row(number=first).claimant_id
    return bench.file(has_record=False, number="100000000002", **{"claimant_id": its} | now)


def earlier(bench: Bench, number: str) -> Any:
    return bench.see(context_of, bench.row(Application, number=number), now=NOW).earlier


def test_what_the_record_declared_by_another_account_is_known(bench: Bench) -> None:
    number = by_two_accounts(bench)
    assert earlier(bench, number).unpaid_side_days == 1
    assert earlier(bench, number).applied == (("青空商店", "事務"),)
    view = bench.view(number)
    assert [one.number for one in view.earlier] == ["100000000001"]
    assert view.compared != {}


@pytest.mark.parametrize("its", [None, 0])
def test_without_the_same_record_nothing_of_it_is_known(bench: Bench, its: int | None) -> None:
    other = bench.row(number=bench.file(mail="other@example.jp", number="100000000003")).claimant_id
    number = by_two_accounts(bench, claimant_id=other if its == 0 else None)
    assert earlier(bench, number).applied == ()
    assert bench.view(number).earlier == []
