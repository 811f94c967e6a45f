"""The shipped procedures, and how a broken file is reported."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hellowork_portal.forms.catalogue_files import (
    CATALOGUE,
    DefinitionBroken,
    as_json,
    digest,
    load_catalogue,
)
from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.fields import Audience, FormField
from hellowork_portal.forms.schema import validate
from hellowork_portal.kit.i18n import LANGUAGES, READING, say
from tests.unit.forms.all_field_types import NORMALISED, TODAY, definition_data, field_data

SHIPPED = {definition.code: definition for definition in load_catalogue()}
CODES = sorted(SHIPPED)
KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff々]")
BY_TYPE = {key.removeprefix("a_"): value for key, value in NORMALISED.items()}


PERIOD = {"period_first": "2026-10-26", "period_last": "2026-11-22"}


def good_answers(definition: ProcedureDefinition, turn: int = 0) -> dict[str, object]:
    """Return an answer to every field: all options of a choice, so that all is seen.

    Where one of several is chosen, each turn chooses another.
    """
    fields = definition.form.fields.values()
    return {field.id: PERIOD.get(field.id, good_answer(field, turn)) for field in fields}


def good_answer(field: FormField, turn: int) -> object:
    codes = list(field.codes)
    if field.type == "multiple_choice":
        return codes
    if field.type == "calendar_marks":
        return {"2026-11-02": "work", "2026-11-03": "side"}
    if columns := type_of(field).columns(field):
        return [{column.id: good_answer(column, turn) for column in columns}] * 2
    if field.type == "number":
        return field.settings["max"]
    return codes[turn % len(codes)] if codes else BY_TYPE.get(field.type)


def test_the_names_of_the_guide_are_used_exactly() -> None:
    assert SHIPPED["interview_certification"].name["ja"] == "面談予約（失業認定）"
    assert SHIPPED["interview_counselling"].name["ja"] == "面談予約（職業相談）"


def test_the_number_of_the_job_seeker_is_optional_in_counselling_and_staff_see_it() -> None:
    definition = SHIPPED["interview_counselling"]
    assert "job_seeker_number" not in validate(definition, {}, TODAY).errors
    answers = good_answers(definition) | {"job_seeker_number": "０1010-0234567"}
    checked = validate(definition, answers, TODAY)
    sections = confirm_view(definition, checked.answers, "ja", Audience.STAFF)
    shown = {row.field_id: row.words for section in sections for row in section.rows}
    assert shown["job_seeker_number"] == "01010-0234567"


def test_every_file_is_named_after_its_code() -> None:
    assert [path.stem for path in sorted(CATALOGUE.glob("*.json"))] == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_valid_and_an_empty_answer_are_told_apart(code: str) -> None:
    definition = SHIPPED[code]
    every_turn = [validate(definition, good_answers(definition, turn), TODAY) for turn in range(10)]
    assert all(checked.is_valid for checked in every_turn)
    asked = {field.id for field in definition.form.fields.values() if type_of(field).is_answerable}
    assert {field_id for checked in every_turn for field_id in checked.answers} == asked
    empty = validate(definition, {}, TODAY)
    assert set(empty.errors) == empty.required_ids
    assert empty.errors


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turn", [0, 1])
def test_every_field_is_drawn_and_confirmed_in_every_language(code: str, language: str, turn: int) -> None:
    definition = SHIPPED[code]
    answers = validate(definition, good_answers(definition, turn), TODAY).answers
    view = form_view(definition, answers, {}, language, TODAY)
    fields = [field for page in view.pages for section in page.sections for field in section.fields]
    assert [field.id for field in fields] == list(definition.form.fields)
    assert {field.id for field in fields if field.is_visible and field.is_answerable} == set(answers)
    assert all(field.label for field in fields)
    rows = [row for section in confirm_view(definition, answers, language) for row in section.rows]
    assert all(row.words and row.is_answered for row in rows)


def texts_of(part: Any, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(part, dict) and "ja" in part:
        yield place, part
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from texts_of(inner, f"{place}.{name}")
    elif isinstance(part, list):
        for inner in part:
            yield from texts_of(inner, place)


ALL_TEXTS = [
    (code, place, texts)
    for code, definition in SHIPPED.items()
    for place, texts in texts_of(definition.model_dump(mode="json"))
]


def test_every_text_is_there_in_every_language() -> None:
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for _, _, texts in ALL_TEXTS)


def test_every_kanji_of_the_easy_language_has_its_reading() -> None:
    names_of_languages = ".form.pages.sections.fields.options.label"
    bare = [
        READING.sub("", texts["ja-easy"])
        for _, place, texts in ALL_TEXTS
        if not (place == names_of_languages and texts["ja"] == texts["en"])
    ]
    assert [text for text in bare if KANJI.search(text)] == []


def test_the_easy_language_differs_from_japanese_in_more_than_readings() -> None:
    plain = {place: (texts["ja"], READING.sub(r"\1", texts["ja-easy"])) for _, place, texts in ALL_TEXTS}
    same = [
        place
        for place, (ja, easy) in plain.items()
        if place.endswith((".terms", ".summary", ".help")) and ja == easy
    ]
    assert same == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_have_ten_clauses_and_only_the_markup_that_pages_know(code: str, language: str) -> None:
    lines = SHIPPED[code].terms[language].split("\n")
    numbers = [line.split()[1] for line in lines if line.startswith("## ")]
    assert numbers == [str(number) for number in range(1, 11)]
    assert not any(re.search(r"<|\]\(|^\||^>|`", line) for line in lines)


def test_slots_of_the_two_interviews() -> None:
    certification, counselling = (
        SHIPPED[f"interview_{one}"].slots for one in ("certification", "counselling")
    )
    assert certification is not None
    assert counselling is not None
    monday = certification.start_minutes(0)
    assert (monday[0], monday[8], monday[9], monday[-1]) == (540, 700, 780, 960)
    assert counselling.start_minutes(4) == (540, 575, 610, 645, 680, 780, 815, 850, 885, 920, 955)
    assert certification.start_minutes(5) == ()
    assert (certification.seats, counselling.seats) == (2, 2)


def test_an_interpreter_asks_for_the_language() -> None:
    definition = SHIPPED["interview_counselling"]
    answers = good_answers(definition) | {"interpreter_language": None}
    assert set(validate(definition, answers, TODAY).errors) == {"interpreter_language"}
    answers["support"] = ["sign_language"]
    assert validate(definition, answers, TODAY).is_valid


def test_no_form_asks_for_my_number() -> None:
    assert all("my_number" not in field_id for one in SHIPPED.values() for field_id in one.form.fields)


def test_a_digest_is_of_the_meaning_not_of_the_layout() -> None:
    definition = SHIPPED["interview_counselling"]
    again = ProcedureDefinition.model_validate_json(as_json(definition))
    assert digest(again) == digest(definition)
    changed = definition.model_copy(update={"search_words": ("other",)})
    assert digest(changed) != digest(definition)


def test_a_definition_is_written_without_its_defaults() -> None:
    written_out = as_json(SHIPPED["interview_counselling"])
    assert "staff_only" not in written_out
    assert "offered_at" not in written_out


def written(folder: Path, content: str) -> str:
    """Load a folder with one file of this content and return what is said about it."""
    (folder / "odd.json").write_text(content, encoding="utf-8")
    with pytest.raises(DefinitionBroken) as caught:
        load_catalogue(folder)
    assert all(say(language, f"error.{caught.value.code}", **caught.value.values) for language in LANGUAGES)
    return str(caught.value)


def test_a_fault_names_file_and_place(tmp_path: Path) -> None:
    data = definition_data(field_data("x", "text", label={"ja": ""}))
    assert "odd.json: form.pages[0].sections[0].fields[0].label: " in written(tmp_path, json.dumps(data))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ('{"code": "a", "code": "b"}', "not_json"),
        ("[]", "model_type"),
        ("{}", "missing"),
        (" " * 1_000_001, "file_too_large"),
    ],
)
def test_a_file_that_holds_no_definition_is_refused(tmp_path: Path, content: str, code: str) -> None:
    assert f"[{code}]" in written(tmp_path, content)


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    content = json.dumps(definition_data(field_data("x", "text")))
    (tmp_path / "first.json").write_text(content)
    assert "[code_twice]" in written(tmp_path, content)
