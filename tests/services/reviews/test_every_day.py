"""Each day of a period is decided about, and figures are measured as they are kept."""

from datetime import date, timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.models import CertificationDecision
from tests.services.reviews.conftest import PLAIN, Bench


def part(days: int, first: date) -> dict[str, str]:
    last = first + timedelta(days=days - 1)
    return {"first_0": first.isoformat(), "last_0": last.isoformat(), "why_0": "not_ready"}


@pytest.mark.parametrize(
    ("boxes", "where"),
    [
        ({"outcome": "certified", "certified_days": "20"}, "first_0"),
        ({"outcome": "certified", "certified_days": "20", **part(8, date(2026, 11, 10))}, "outcome"),
        ({"outcome": "partly_certified", "certified_days": "20", **part(7, date(2026, 11, 10))}, "first_0"),
        ({"outcome": "not_certified", "certified_days": "0"}, "first_0"),
        ({"outcome": "not_certified", "certified_days": "0", **part(27, date(2026, 11, 3))}, "first_0"),
    ],
)
def test_every_day_of_the_period_is_certified_or_refused_with_its_reason(
    bench: Bench, boxes: dict[str, str], where: str
) -> None:
    number = bench.in_review(PLAIN)
    told = {"reason": "働けない日がありました。", "override_reason": "診断書", "payable_yen": "98920"}
    with pytest.raises(Invalid) as wrong:
        bench.decide(number, **told | boxes)
    assert set(wrong.value.fields) == {where}
    assert bench.rows(CertificationDecision) == []


@pytest.mark.parametrize("typed", ["000000000001999999999999", "000000000000000010000000", "10,000,000"])
def test_a_figure_is_measured_as_it_is_kept(bench: Bench, typed: str) -> None:
    number = bench.in_review()
    with pytest.raises(Invalid) as wrong:
        bench.decide(number, payable_yen=typed, override_reason="x")
    assert set(wrong.value.fields) == {"payable_yen"}
    assert bench.decide(number, payable_yen="0000138488") is True
