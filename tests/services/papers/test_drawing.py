"""A form and its answers as a paper draws them."""

from typing import Any

import pytest

from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.services.certifications.declaration_paper import DECLARATION
from hellowork_portal.services.papers.drawing import Drawing, number_whole
from tests.services.papers.ground import declared, definition

NOT_ON_PAPER = {"note", "heading"}
"""Kinds of fields that ask nothing."""


def questions(language: str = "ja", **changes: Any) -> list[dict[str, Any]]:
    return Drawing(definition(), declared(**changes), language).questions(DECLARATION)


def part(question: dict[str, Any], kind: str, turn: int = 0) -> dict[str, Any]:
    return [one for one in question["parts"] if one["kind"] == kind][turn]


def test_every_field_of_the_form_stands_on_the_paper() -> None:
    placed = {*DECLARATION.head, *DECLARATION.period, *(one for ids in DECLARATION.questions for one in ids)}
    drawing = Drawing(definition(), {}, "ja")
    asked = {one.id for one in drawing.fields.values() if one.type not in NOT_ON_PAPER}
    assert asked == placed | {DECLARATION.statement}


def test_options_are_all_shown_and_the_chosen_one_is_ticked() -> None:
    first = part(questions()[0], "options")["options"]
    assert [one["is_chosen"] for one in first] == [True, False]
    reason = part(questions()[3], "options", 1)["options"]
    assert [one["is_chosen"] for one in reason] == [False] * 4 + [True]
    assert part(questions()[3], "facts")["rows"] == [["その他の理由", "引っ越しのため"]]


def test_a_reason_that_was_not_asked_for_is_not_printed() -> None:
    ready = questions(ready="yes", not_ready_reason=None, not_ready_note=None)[3]
    assert [one["kind"] for one in ready["parts"]] == ["options"]


def test_the_months_of_the_period_are_whole_and_marked() -> None:
    (november,) = part(questions()[0], "months")["months"]
    assert [day["name"] for day in november["days"]] == [str(number) for number in range(1, 31)]
    assert {day["name"]: day["mark"] for day in november["days"] if day["mark"]} == {"4": "○", "5": "×"}
    assert [day["name"] for day in november["days"] if not day["is_within"]] == ["1", "2"]


def test_a_period_over_new_year_has_two_months() -> None:
    changes = {"period_first": "2026-12-08", "period_last": "2027-01-04"}
    months = part(questions(**changes)[0], "months")["months"]
    assert [one["label"] for one in months] == ["12月", "1月"]
    assert [sum(day["is_within"] for day in one["days"]) for one in months] == [24, 4]


def test_rows_are_tables_and_none_is_said() -> None:
    table = part(questions()[1], "table")
    assert (len(table["columns"]), len(table["widths"]), len(table["rows"])) == (3, 3, 1)
    assert "6,000" in table["rows"][0][1]
    assert part(questions(incomes=None)[1], "text")["text"] == "記入なし"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_paper_bears_the_marks_of_readings(language: str) -> None:
    drawn = str(questions(language))
    assert "{" not in drawn.replace("{'", "")
    assert "|" not in drawn


def test_a_number_is_printed_whole_in_its_groups() -> None:
    assert number_whole("13010260000017") == "13010-26-000001-7"
    assert Drawing(definition(), declared(), "ja").said("claimant_number") == "13010-26-000001-7"
