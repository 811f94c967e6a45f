"""What the renderer and the confirm page are given."""

from dataclasses import is_dataclass
from typing import get_type_hints

import pytest

from hellowork_portal.forms import views
from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.field_types.base import Widget
from hellowork_portal.forms.fields import Audience
from hellowork_portal.forms.schema import validate
from hellowork_portal.forms.views import FieldView, FormView
from hellowork_portal.kit.i18n import LANGUAGES
from tests.unit.forms.all_field_types import (
    NORMALISED,
    OPTIONS,
    TODAY,
    TYPED,
    every_type,
    field_data,
    make_definition,
)


def fields_of(view: FormView) -> dict[str, FieldView]:
    return {field.id: field for page in view.pages for section in page.sections for field in section.fields}


def drawn(
    definition: ProcedureDefinition, answers: dict[str, object], language: str = "en"
) -> dict[str, FieldView]:
    return fields_of(form_view(definition, answers, {}, language, TODAY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_is_drawn_empty_and_filled(language: str) -> None:
    for answers in ({}, dict(TYPED), dict(NORMALISED)):
        fields = drawn(every_type(), answers, language)
        assert all(
            field.widget in set(Widget) and field.label and field.is_visible for field in fields.values()
        )
        assert not any(field.error for field in fields.values())


def test_what_was_typed_stays_as_it_was_typed() -> None:
    fields = drawn(every_type(), dict(TYPED))
    assert fields["a_number"].value == "１２,３４５"
    assert fields["a_single_choice"].value == "pear"
    assert fields["a_multiple_choice"].values == ["apple", "fig"]
    assert fields["a_consent"].is_checked
    assert [part.value for part in fields["a_birth_date"].parts] == ["showa", "55", "4", "29"]


def test_a_refused_value_stays_beside_its_error() -> None:
    definition = make_definition(
        field_data("mail", "mail", required=True),
        field_data("fruits", "multiple_choice", options=OPTIONS, required=True),
    )
    checked = validate(definition, {"mail": "nobody"}, TODAY)
    view = form_view(definition, {"mail": "nobody"}, checked.errors, "en", TODAY)
    assert fields_of(view)["mail"].value == "nobody"
    assert "name@example.jp" in fields_of(view)["mail"].error
    assert [(line.input_name, line.label) for line in view.errors] == [
        ("mail", "Field mail"),
        ("fruits.apple", "Field fruits"),
    ]
    assert view.pages[0].has_errors


def test_fields_follow_their_rules_and_name_what_to_watch() -> None:
    definition = make_definition(
        field_data("fruit", "single_choice", options=OPTIONS),
        field_data("why", "text", visible={"==": [{"var": "fruit"}, "fig"]}),
        field_data("hint", "note", visible={"==": [{"var": "fruit"}, "fig"]}),
        field_data("name", "text", required={"==": [{"var": "fruit"}, "pear"]}),
    )
    before, after = drawn(definition, {}), drawn(definition, {"fruit": "fig"})
    assert not before["why"].is_visible
    assert not before["hint"].is_visible
    assert after["why"].is_visible
    assert after["hint"].is_visible
    assert not after["name"].is_required
    assert drawn(definition, {"fruit": "pear"})["name"].is_required
    assert form_view(definition, {}, {}, "ja", TODAY).watched_ids == ["fruit"]
    assert [field.id for field in before.values() if field.is_watched] == ["fruit"]


def test_a_page_without_a_visible_field_is_hidden() -> None:
    definition = make_definition(field_data("memo", "text", staff_only=True))
    assert not form_view(definition, {}, {}, "ja", TODAY).pages[0].is_visible
    assert form_view(definition, {}, {}, "ja", TODAY, Audience.STAFF).pages[0].is_visible


def test_option_labels_keep_reading_marks_and_plain_ones_have_them_in_brackets() -> None:
    option = drawn(every_type(), {}, "ja-easy")["a_single_choice"].options[0]
    assert (option.label, option.plain_label) == ("{林檎|りんご}", "林檎（りんご）")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_confirm_view_words_every_answer(language: str) -> None:
    answers = validate(every_type(), TYPED, TODAY).answers
    [section] = confirm_view(every_type(), answers, language)
    assert [row.field_id for row in section.rows] == list(NORMALISED)
    assert all(row.is_answered and row.words for row in section.rows)
    words = {row.field_id: row.words for row in section.rows}
    assert words["a_name"] == "髙﨑 𠮷郎"
    assert words["a_claimant_number"] == "*****-**-******-1"


def test_the_confirm_view_says_what_is_unanswered_and_doubtful() -> None:
    definition = make_definition(field_data("name", "text"), field_data("number", "claimant_number"))
    answers = validate(definition, {"number": "99000261234561"}, TODAY).answers
    [section] = confirm_view(definition, answers, "ja")
    assert [(row.words, row.is_answered) for row in section.rows] == [
        ("未入力", False),
        ("*****-**-******-1", True),
    ]
    assert "01から47" in section.rows[1].warning


def test_the_confirm_view_shows_staff_fields_to_staff_alone() -> None:
    definition = make_definition(field_data("name", "text"), field_data("memo", "text", staff_only=True))
    answers = {"name": "山", "memo": "確認済み"}
    shown = [
        [row.field_id for row in confirm_view(definition, answers, "ja", who)[0].rows] for who in Audience
    ]
    assert shown == [["name"], ["name", "memo"]]


def test_typed_braces_are_never_read_as_reading_marks() -> None:
    answers = validate(every_type(), {"a_text": "{失業|しつぎょう} {name}"}, TODAY).answers
    [section] = confirm_view(every_type(), answers, "ja")
    assert section.rows[0].words == "{失業|しつぎょう} {name}"
    assert not section.rows[0].has_marks


def test_answers_that_were_chosen_show_their_readings() -> None:
    answers = validate(every_type(), {**TYPED, "a_single_choice": "apple"}, TODAY).answers
    [section] = confirm_view(every_type(), answers, "ja-easy")
    rows = {row.field_id: row for row in section.rows}
    assert (rows["a_single_choice"].words, rows["a_single_choice"].has_marks) == ("{林檎|りんご}", True)
    assert rows["a_date"].has_marks
    assert not rows["a_name"].has_marks


def test_what_is_wrong_is_said_with_readings() -> None:
    definition = make_definition(
        field_data("name", "text", required=True, label={"ja": "名", "ja-easy": "{名|な}"})
    )
    view = form_view(definition, {}, validate(definition, {}, TODAY).errors, "ja-easy", TODAY)
    assert [(line.label, line.words) for line in view.errors] == [
        ("{名|な}", "ここに {書|か}いて ください。")
    ]


def test_views_hold_nothing_but_plain_values() -> None:
    plain = {str, int, bool, list[str]}
    parts = [cls for cls in vars(views).values() if is_dataclass(cls)]
    lists = {list[part] for part in parts}
    assert len(parts) == 16
    for part in parts:
        assert set(get_type_hints(part).values()) <= plain | lists
