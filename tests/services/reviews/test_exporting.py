"""Decisions for the core system: one documented shape, as JSON and as a table; kept to the office."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.sheets import as_csv
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.reviews.errors import ExportDaysWrong
from hellowork_portal.services.reviews.exporting import COLUMNS, as_rows, decided_cases
from tests.architecture.sources import PACKAGE, ROOT
from tests.factories import NOW, TODAY
from tests.services.reviews.conftest import OFFICE, PLAIN, Bench
from tests.services.reviews.test_deciding import REFUSED

SCHEMA = json.loads((PACKAGE / "data" / "schemas" / "decided-cases.json").read_text(encoding="utf-8"))


def taken(
    bench: Bench, who: Any = None, first: date | None = TODAY, last: date | None = TODAY
) -> dict[str, Any]:
    given = {"principal": who or bench.manager, "office_code": OFFICE, "first": first, "last": last}
    return bench.do(decided_cases, now=NOW, **given)


def test_what_has_force_is_taken_with_its_corrections_and_fits_the_schema(bench: Bench) -> None:
    number = bench.in_review(PLAIN | {"worked": "yes", "marks": {"2026-11-10": "work"}, "incomes": []})
    bench.decide(number, reason="就労した日")
    bench.need_two()
    bench.decide(number, **REFUSED | {"reason": "=SUM(A1)"})
    assert len(taken(bench)["cases"]) == 1
    bench.answer(number, bench.second)
    found = taken(bench)
    jsonschema.validate(found, SCHEMA)
    first, second = found["cases"]
    assert (first["outcome"], first["not_certified"]) == ("partly_certified", {"worked": ["2026-11-10"]})
    assert (first["replaces_turn"], second["replaces_turn"], second["turn"]) == (None, 1, 2)
    assert (first["claimant_number"][:5], second["approved_by"]) == ("13010", "second")
    assert bench.rows(AuditEntry, action="application.exported")[-1].details["count"] == 2


def test_the_table_has_the_same_fields_and_no_formula(bench: Bench) -> None:
    number = bench.in_review()
    bench.decide(number, **REFUSED | {"reason": "=SUM(A1)"})
    content = as_csv(as_rows(taken(bench)))
    assert content.startswith(b"\xef\xbb\xbf")
    head, line = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(head) == COLUMNS
    assert line[head.index("reason")] == "'=SUM(A1)"
    assert line[head.index("not_certified")].startswith("few_activities:2026-11-03 2026-11-04")


def test_the_schema_and_its_page_name_every_field(bench: Bench) -> None:
    case = SCHEMA["properties"]["cases"]["items"]
    assert set(case["properties"]) == set(case["required"]) == set(COLUMNS)
    page = (ROOT / "docs" / "core-system.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []
    assert taken(bench)["cases"] == []
    jsonschema.validate(taken(bench), SCHEMA)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, TODAY),
        (TODAY, None),
        (TODAY, TODAY - timedelta(days=1)),
        (date(2020, 1, 1), TODAY),
        (date.min, date.min),
        (date.max, date.max),
    ],
)
def test_days_that_make_no_sense_are_refused(bench: Bench, first: date | None, last: date | None) -> None:
    with pytest.raises(ExportDaysWrong):
        taken(bench, first=first, last=last)


def test_the_offices_own_manager_alone(bench: Bench) -> None:
    for who in (bench.first, bench.of_other):
        with pytest.raises(NotAllowed):
            taken(bench, who)
