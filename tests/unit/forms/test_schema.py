"""The one validator: what is kept, dropped, refused and doubted."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.fields import Audience, ProfileFact
from hellowork_portal.forms.schema import gather, json_schema, prefilled, sensitive_ids, validate
from tests.unit.forms.all_field_types import (
    NORMALISED,
    OPTIONS,
    TODAY,
    TYPED,
    every_type,
    field_data,
    make_definition,
)


def error_codes(definition: ProcedureDefinition, raw: object) -> dict[str, str]:
    return {field_id: error.code for field_id, error in validate(definition, raw, TODAY).errors.items()}


def conditional() -> ProcedureDefinition:
    return make_definition(
        field_data("detail", "text", visible={"==": [{"var": "fruit"}, "fig"]}, required=True),
        field_data("fruit", "single_choice", options=OPTIONS, visible={"answered": "name"}),
        field_data("name", "text"),
        field_data("reason", "text", required={"==": [{"var": "fruit"}, "pear"]}),
    )


def test_all_field_types_posted_valid() -> None:
    checked = validate(every_type(required=True), TYPED, TODAY)
    assert checked.is_valid
    assert checked.answers == NORMALISED
    assert checked.warnings == {}


def test_all_field_types_posted_empty_and_required() -> None:
    codes = error_codes(every_type(required=True), {})
    own = {
        "a_single_choice": "field.required_choice",
        "a_multiple_choice": "field.required_choice",
        "a_consent": "field.must_agree",
        "a_calendar": "field.required_marks",
        "some_rows": "field.required_rows",
    }
    assert codes == dict.fromkeys(NORMALISED, "field.required") | own


def test_all_field_types_posted_empty_and_optional() -> None:
    checked = validate(every_type(), {}, TODAY)
    assert checked.is_valid
    assert checked.answers == dict.fromkeys(NORMALISED)


def test_answers_and_errors_stand_in_the_order_of_the_form() -> None:
    checked = validate(conditional(), {"name": "山", "fruit": "fig"}, TODAY)
    assert list(checked.answers) == ["detail", "fruit", "name", "reason"]


def test_hidden_answers_and_unknown_keys_are_dropped() -> None:
    raw = {"name": "山", "fruit": "apple", "detail": "x" * 10_000, "is_staff": True, "reason": None}
    checked = validate(conditional(), raw, TODAY)
    assert checked.is_valid
    assert checked.answers == {"fruit": "apple", "name": "山", "reason": None}


def test_what_hangs_on_a_hidden_field_is_hidden_too() -> None:
    checked = validate(conditional(), {"fruit": "fig", "detail": "left over"}, TODAY)
    assert checked.answers == {"name": None, "reason": None}


def test_a_broken_answer_counts_as_unanswered_in_rules() -> None:
    checked = validate(conditional(), {"name": "山", "fruit": "melon", "detail": "x"}, TODAY)
    assert set(checked.errors) == {"fruit"}
    assert not checked.is_visible("detail")


def test_a_rule_can_require_a_field() -> None:
    assert error_codes(conditional(), {"name": "山", "fruit": "pear"}) == {"reason": "field.required"}
    assert error_codes(conditional(), {"name": "山", "fruit": "apple"}) == {}


def test_a_required_field_that_is_broken_keeps_its_own_error() -> None:
    definition = make_definition(field_data("mail", "mail", required=True))
    assert error_codes(definition, {"mail": "nobody"}) == {"mail": "field.not_mail"}


def test_pages_and_sections_hide_their_fields() -> None:
    definition = make_definition(field_data("name", "text"))
    data = definition.model_dump(mode="json", by_alias=True)
    hidden = {"id": "more", "title": {"ja": "続き"}, "visible": {"answered": "name"}}
    hidden["sections"] = [{"id": "extra", "title": {"ja": "欄"}, "fields": [field_data("age", "number")]}]
    data["form"]["pages"].append(hidden)
    definition = ProcedureDefinition.model_validate(data)
    assert validate(definition, {"age": "3"}, TODAY).answers == {"name": None}
    assert validate(definition, {"age": "3", "name": "山"}, TODAY).answers == {"name": "山", "age": 3}


def test_an_applicant_cannot_post_a_staff_field() -> None:
    definition = make_definition(field_data("name", "text"), field_data("memo", "text", staff_only=True))
    raw = {"name": "山", "memo": "認定"}
    assert validate(definition, raw, TODAY).answers == {"name": "山"}
    assert validate(definition, raw, TODAY, Audience.STAFF).answers == raw


@pytest.mark.parametrize("raw", [None, [], "x", 3, [["a_text", "x"]]])
def test_answers_that_are_no_mapping_are_empty(raw: object) -> None:
    assert validate(every_type(), raw, TODAY).answers == dict.fromkeys(NORMALISED)


def test_a_day_is_measured_by_today() -> None:
    raw = {"a_birth_date": {"era": "western", "year": "2026", "month": "11", "day": "24"}}
    assert error_codes(every_type(), raw) == {"a_birth_date": "field.too_late"}


def test_a_doubt_is_a_warning_and_stops_nobody() -> None:
    checked = validate(every_type(), {"a_claimant_number": "99000261234561"}, TODAY)
    assert checked.is_valid
    assert checked.warnings == {"a_claimant_number": "field.claimant_number_prefecture"}


def test_checking_twice_changes_nothing() -> None:
    once = validate(every_type(), TYPED, TODAY)
    assert validate(every_type(), once.answers, TODAY) == once


def test_a_form_post_is_gathered_by_field() -> None:
    posted = {
        "a_text": "山",
        "a_multiple_choice.fig": "on",
        "a_multiple_choice.apple": True,
        "a_multiple_choice.pear": "",
        "a_birth_date.era": "showa",
        "a_birth_date.year": "55",
        "a_birth_date.month": "4",
        "a_birth_date.day": "29",
        "a_consent": "on",
        "strange": "x",
    }
    raw = gather(every_type(), posted)
    answers = validate(every_type(), raw, TODAY).answers
    expected = {
        "a_text": "山",
        "a_multiple_choice": ["apple", "fig"],
        "a_birth_date": "1980-04-29",
        "a_consent": True,
    }
    assert {key: value for key, value in answers.items() if value is not None} == expected
    assert "strange" not in raw


def test_fields_are_prefilled_from_the_profile() -> None:
    definition = make_definition(
        field_data("phone", "telephone", prefill="telephone"), field_data("number", "claimant_number")
    )
    profile = {ProfileFact.TELEPHONE: "0312345678", ProfileFact.NAME: "山"}
    assert prefilled(definition, profile) == {"phone": "0312345678"}
    assert sensitive_ids(definition) == {"number"}


def json_errors(definition: ProcedureDefinition, answers: dict[str, Any]) -> list[str]:
    schema = json_schema(definition)
    Draft202012Validator.check_schema(schema)
    return [".".join(map(str, error.path)) for error in Draft202012Validator(schema).iter_errors(answers)]


def test_stored_answers_fit_the_exported_schema() -> None:
    required = every_type(required=True)
    assert json_errors(required, validate(required, TYPED, TODAY).answers) == []
    assert json_errors(every_type(), validate(every_type(), {}, TODAY).answers) == []


@pytest.mark.parametrize("field_id", sorted(NORMALISED))
def test_the_exported_schema_refuses_a_broken_value(field_id: str) -> None:
    answers = {**NORMALISED, field_id: {"odd": 1}}
    assert set(json_errors(every_type(required=True), answers)) == {field_id}


def test_the_exported_schema_is_closed_and_names_conditions() -> None:
    schema = json_schema(conditional())
    assert json_errors(conditional(), {"name": "山", "reason": None, "odd": 1}) == [""]
    assert schema["properties"]["detail"]["x-visible"] == [{"==": [{"var": "fruit"}, "fig"]}]
    assert schema["properties"]["reason"]["x-required"] == {"==": [{"var": "fruit"}, "pear"]}
    assert schema["required"] == ["name", "reason"]
