"""Definitions that are not sound are refused when they are loaded."""

from typing import Any

import pytest
from pydantic import ValidationError

from hellowork_portal.forms.catalogue_files import faults_of
from hellowork_portal.forms.definition import ProcedureDefinition
from tests.unit.forms.all_field_types import (
    COLUMNS,
    MARKS,
    OPTIONS,
    definition_data,
    field_data,
    make_definition,
)

NAME = field_data("name", "text")
RULE = {"answered": "name"}


def fault_codes(data: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        ProcedureDefinition.model_validate(data)
    return [fault.code for fault in faults_of(caught.value)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([NAME, NAME], "id_twice"),
        ([field_data("x", "hologram")], "unknown_type"),
        ([field_data("x", "text", settings={"colour": "red"})], "settings"),
        ([field_data("x", "text", settings={"max_length": 10_000})], "settings"),
        ([field_data("x", "number", settings={"min": 3, "max": 1})], "settings"),
        ([field_data("x", "text", options=OPTIONS)], "options"),
        ([field_data("x", "single_choice")], "options"),
        ([field_data("x", "single_choice", options=[OPTIONS[0], OPTIONS[0]])], "option_twice"),
        ([field_data("x", "multiple_choice", options=OPTIONS, settings={"min_choices": 4})], "empty_range"),
        ([field_data("x", "heading", required=True)], "required_without_answer"),
        ([field_data("x", "text", visible={"answered": "y"})], "rule_field"),
        ([field_data("x", "text", visible={})], "rule_shape"),
        ([field_data("x", "text", required={"answered": "x"})], "rule_reads_itself"),
        ([field_data("x", "text", visible={"answered": "x"})], "rules_in_a_circle"),
        (
            [
                field_data("x", "text", visible={"answered": "y"}),
                field_data("y", "text", visible={"answered": "x"}),
            ],
            "rules_in_a_circle",
        ),
        (
            [field_data("x", "text", staff_only=True), field_data("y", "text", visible={"answered": "x"})],
            "rule_reads_staff_field",
        ),
        ([field_data("x", "text", label={"en": "Only English"})], "text_missing"),
        ([field_data("x", "text", label={"ja": "あ", "tlh": "tlhIngan"})], "unknown_language"),
        ([field_data("x", "text", label={"ja": "あ" * 20_001})], "text_too_long"),
        ([field_data("Bad-Id", "text")], "string_pattern_mismatch"),
        ([field_data("x\n", "text")], "string_pattern_mismatch"),
        ([field_data("x", "text", required="yes")], "bool_type"),
        ([field_data("x", "text", onclick="alert()")], "extra_forbidden"),
    ],
)
def test_an_unsound_form_is_refused(fields: list[dict[str, Any]], code: str) -> None:
    assert code in fault_codes(definition_data(*fields))


DAY = field_data("a_date", "date")
TWO_DAYS = [DAY, field_data("a_last_date", "date")]


@pytest.mark.parametrize(
    ("fields", "settings", "code"),
    [
        ([DAY], {}, "settings_field"),
        ([DAY, field_data("a_last_date", "text")], {}, "settings_field"),
        (TWO_DAYS, {"marks": []}, "settings"),
        (TWO_DAYS, {"marks": MARKS["marks"][:1] * 2}, "settings"),
        (TWO_DAYS, {"first": None}, "settings"),
    ],
)
def test_an_unsound_calendar_is_refused(
    fields: list[dict[str, Any]], settings: dict[str, Any], code: str
) -> None:
    asked = field_data("x", "calendar_marks", settings=MARKS | settings)
    assert code in fault_codes(definition_data(*fields, asked))


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (field_data("x", "hologram"), "column"),
        (field_data("x", "heading"), "column"),
        (field_data("x", "rows", settings=COLUMNS), "column"),
        (field_data("x", "claimant_number"), "column"),
        (field_data("x", "text", required={"answered": "name"}), "column"),
        (field_data("x", "text", visible={"answered": "name"}), "column"),
        (field_data("x", "text", given=True), "column"),
        (field_data("x", "text", staff_only=True), "column"),
        (field_data("x", "single_choice"), "options"),
        (field_data("amount", "text"), "id_twice"),
    ],
)
def test_an_unsound_column_is_refused(column: dict[str, Any], code: str) -> None:
    settings = COLUMNS | {"columns": [*COLUMNS["columns"], column]}
    assert code in fault_codes(definition_data(NAME, field_data("many", "rows", settings=settings)))


def test_what_takes_no_answer_cannot_be_given() -> None:
    assert "required_without_answer" in fault_codes(definition_data(field_data("x", "note", given=True)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema_version": 2}, "literal_error"),
        ({"kind": "interview"}, "slots"),
        ({"offered_at": "some"}, "literal_error"),
        ({"offered_at": ["東京"]}, "string_pattern_mismatch"),
        ({"search_words": [""]}, "string_too_short"),
    ],
)
def test_an_unsound_procedure_is_refused(changes: dict[str, Any], code: str) -> None:
    assert code in fault_codes(definition_data(NAME, **changes))


def test_a_circle_through_a_section_is_refused() -> None:
    data = definition_data(NAME)
    data["form"]["pages"][0]["sections"][0]["visible"] = RULE
    assert "rules_in_a_circle" in fault_codes(data)


def test_lines_are_joined_to_one_text() -> None:
    definition = make_definition(NAME, terms={"ja": ["# 規約", "", "本文"]})
    assert definition.terms["ja"] == "# 規約\n\n本文"


def test_a_definition_cannot_be_changed() -> None:
    definition = make_definition(NAME)
    with pytest.raises(ValidationError):
        definition.code = "other"


def test_offices_that_offer_a_procedure() -> None:
    assert make_definition(NAME).is_offered_at("13070")
    assert make_definition(NAME, offered_at=["13070"]).is_offered_at("13070")
    assert not make_definition(NAME, offered_at=["13070"]).is_offered_at("27010")


def test_the_place_of_a_fault_is_named() -> None:
    data = definition_data(NAME, field_data("x", "text", label={"ja": ""}))
    with pytest.raises(ValidationError) as caught:
        ProcedureDefinition.model_validate(data)
    assert faults_of(caught.value)[0].place == "form.pages[0].sections[0].fields[1].label"
