"""The 失業認定申告書 as it is shipped: what it asks when, and that nobody can put words into its mouth."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureKind, Purpose
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.schema import gather, json_schema, overlay, validate
from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.services.applications.erasing import DRAFT_KEPT
from tests.unit.forms.test_field_types import JSON_VALUES

(FORM,) = (one for one in load_catalogue() if one.code == "declaration")
TODAY = date(2026, 11, 27)
FACTS: dict[str, object] = {
    "claimant_number": "13070261234561",
    "claimant_name": "髙橋 花子",
    "office_name": "ハローワーク新宿",
    "certification_on": "2026-11-27",
    "period_first": "2026-10-30",
    "period_last": "2026-11-26",
}
IDLE = {
    "worked": "no",
    "searched": "no",
    "no_search_reason": "けが",
    "ready": "yes",
    "job_kind": "none",
    "truth": "on",
}
BUSY = {
    "worked": "yes",
    "marks.2026-11-02": "work",
    "marks.2026-11-03": "side",
    "incomes-rows": "0",
    "incomes.0.earned_on": "2026-11-10",
    "incomes.0.amount": "３，０００",
    "incomes.0.days": "1",
    "searched": "yes",
    "activities.0.method": "hello_work",
    "activities.0.done_on": "2026-11-05",
    "activities.0.institution": "ハローワーク新宿",
    "activities.0.content": "職業相談",
    "direct_applications-rows": "r1",
    "direct_applications.r1.employer": "株式会社山田",
    "direct_applications.r1.applied_on": "2026-11-06",
    "direct_applications.r1.way": "internet",
    "direct_applications.r1.occupation": "事務",
    "direct_applications.r1.found_by": "internet",
    "direct_applications.r1.result": "結果待ち",
    "ready": "no",
    "not_ready_reason": "other",
    "not_ready_note": "引っ越し",
    "job_kind": "employment",
    "job_found_by": "self",
    "job_starts_on": "2026-12-10",
    "truth": "on",
}  # fmt: skip


def checked(posted: dict[str, Any]) -> Any:
    return validate(FORM, overlay(FORM, gather(FORM, posted), FACTS), TODAY)


def test_it_is_the_application_for_certification() -> None:
    assert (FORM.kind, FORM.purpose) == (ProcedureKind.APPLICATION, Purpose.CERTIFICATION)
    assert FORM.name["ja"] == "失業認定申告書"
    assert 3 <= len(FORM.form.pages) <= 5


def test_who_has_little_to_say_answers_five_questions() -> None:
    found = checked(IDLE)
    assert found.errors == {}
    assert [field_id for field_id in found.answers if field_id not in FACTS] == list(IDLE)


def test_a_busy_period_can_be_declared_in_full() -> None:
    found = checked(BUSY)
    assert found.errors == {}
    assert found.answers["marks"] == {"2026-11-02": "work", "2026-11-03": "side"}
    assert found.answers["incomes"] == [{"earned_on": "2026-11-10", "amount": 3000, "days": 1}]
    assert found.answers["direct_applications"][0]["phone"] is None


def test_work_without_a_marked_day_is_refused() -> None:
    assert set(checked({**IDLE, "worked": "yes"}).errors) == {"marks"}


def test_what_belongs_to_another_answer_is_dropped() -> None:
    found = checked({**BUSY, "worked": "no", "searched": "no", "no_search_reason": "x"})
    assert not {"marks", "incomes", "activities", "direct_applications"} & set(found.answers)


@pytest.mark.parametrize("field_id", FACTS)
def test_what_the_browser_says_about_given_facts_never_counts(field_id: str) -> None:
    forged = {**IDLE, field_id: "2020-01-01", f"{field_id}.year": "2020"}
    assert checked(forged).answers[field_id] == FACTS[field_id]
    assert checked({**IDLE, field_id: "x" * 10_000}).errors == {}


def test_without_the_offices_facts_nothing_can_be_submitted() -> None:
    found = validate(FORM, overlay(FORM, {**FACTS, **gather(FORM, IDLE)}, {}), TODAY)
    assert set(found.errors) == set(FACTS)


def test_given_facts_are_drawn_to_be_read_and_described_as_such() -> None:
    view = form_view(FORM, overlay(FORM, {}, FACTS), {}, "ja", TODAY)
    fields = {field.id: field for field in view.pages[0].sections[0].fields}
    assert {field.widget for field in fields.values()} == {"given"}
    assert fields["claimant_name"].value == "髙橋 花子"
    assert fields["claimant_number"].value == "*****-**-******-1"
    assert fields["period_first"].value.startswith("2026年10月30日")
    properties = json_schema(FORM)["properties"]
    assert {name for name, one in properties.items() if one.get("readOnly")} == set(FACTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_confirm_view_reads_like_the_paper_form(language: str) -> None:
    rows = {row.field_id: row for section in confirm_view(FORM, checked(BUSY).answers, language)
            for row in section.rows}  # fmt: skip
    assert list(rows)[:6] == list(FACTS)
    assert [cell.column for cell in rows["activities"].records[0].cells] == [
        "method", "done_on", "institution", "content",
    ]  # fmt: skip
    assert sum(bool(day.sign) for month in rows["marks"].months for day in month.days) == 2


NAMES = [
    *BUSY,
    *FACTS,
    "marks.2026-12-01",
    "marks",
    "incomes",
    "incomes.1.amount",
    "activities-rows",
    "\ud800.x",
]
VALUES = (
    st.sampled_from(["yes", "no", "on", "", "work", "other", "0,1,a", "2026-11-05", "😀", "\ud800"])
    | JSON_VALUES
)


@given(posted=st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_whatever_is_posted_the_declaration_can_be_checked_and_drawn(posted: dict[str, Any]) -> None:
    raw = overlay(FORM, gather(FORM, posted), FACTS)
    found = validate(FORM, raw, TODAY)
    assert {name: found.answers[name] for name in FACTS} == FACTS
    view = form_view(FORM, raw, found.errors, "ja-easy", TODAY)
    assert len(view.errors) == len(found.errors)
    assert validate(FORM, found.answers, TODAY).answers == found.answers
    confirm_view(FORM, found.answers, "en")


def test_what_is_given_is_folded_until_something_of_it_is_wrong() -> None:
    missing = {"claimant_number": FieldError("required")}
    for errors, is_folded in (({}, True), (missing, False)):
        view = form_view(FORM, FACTS, errors, "en", TODAY)
        folded = {one.id: one.is_folded for page in view.pages for one in page.sections}
        assert folded == dict.fromkeys(folded, False) | {"facts": is_folded}


def test_a_japanese_name_is_read_in_japanese_in_every_language() -> None:
    view = form_view(FORM, FACTS, {}, "en", TODAY)
    read = {one.id: one.value_lang for page in view.pages for part in page.sections for one in part.fields}
    assert (read["office_name"], read["certification_on"], read["worked"]) == ("ja", "en", "")


def test_the_letters_of_the_japanese_paper_stand_in_no_english_choice() -> None:
    fields = [*FORM.form.fields.values()]
    fields += [column for one in fields for column in type_of(one).columns(one)]
    labels = [option.label["en"] for one in fields for option in one.options]
    assert labels
    assert [label for label in labels if set(label) & set("アイウエオ")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_terms_say_how_long_a_draft_is_kept(language: str) -> None:
    [said] = [line for line in FORM.terms[language].splitlines() if f"{DRAFT_KEPT.days}" in line]
    assert "5" in said
