"""Rows that repeat: read column by column, wrong at one cell, keyed so that none is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.errors import FoundError
from hellowork_portal.forms.schema import gather, validate
from hellowork_portal.forms.views import FieldView, FormView
from hellowork_portal.kit.i18n import LANGUAGES
from tests.unit.forms.all_field_types import COLUMNS, TODAY, field_data, make_definition
from tests.unit.forms.test_field_types import JSON_VALUES


def rows_form(required: bool = False, **settings: Any) -> ProcedureDefinition:
    settings = COLUMNS | settings
    return make_definition(field_data("income", "rows", required=required, settings=settings))


def errors_of(raw: object, definition: ProcedureDefinition | None = None) -> dict[str, str]:
    checked = validate(definition or rows_form(), {"income": raw}, TODAY)
    return {name: error.code for name, error in checked.errors.items()}


def view_of(raw: object, definition: ProcedureDefinition | None = None) -> FormView:
    definition = definition or rows_form()
    answers = {"income": raw}
    return form_view(definition, answers, validate(definition, answers, TODAY).errors, "en", TODAY)


def drawn(raw: object, definition: ProcedureDefinition | None = None) -> FieldView:
    return view_of(raw, definition).pages[0].sections[0].fields[0]


def test_every_wrong_cell_is_told_at_once() -> None:
    raw = [{"amount": "x", "earned_on": "30 February"}, {"note": "no amount"}, {"amount": "1"}]
    assert errors_of(raw) == {
        "income.0.earned_on": "field.not_a_date",
        "income.0.amount": "field.not_number",
        "income.1.amount": "field.required",
    }


def test_a_column_is_measured_by_today_as_a_field_is() -> None:
    column = field_data("day", "date", settings={"latest_days_from_today": 0})
    definition = rows_form(columns=[column])
    assert errors_of([{"day": "2026-11-23"}, {"day": "2026-11-24"}], definition) == {
        "income.1.day": "field.too_late"
    }


def test_empty_rows_are_nobodys_answer_and_places_are_counted_without_them() -> None:
    raw = [{"amount": " "}, {"note": "\u200b"}, {"amount": "x"}]
    assert errors_of(raw) == {"income.0.amount": "field.not_number"}
    assert validate(rows_form(), {"income": [{}, {"amount": ""}]}, TODAY).answers == {"income": None}
    assert errors_of([{}], rows_form(required=True)) == {"income": "field.required_rows"}


def test_how_many_rows_there_may_be() -> None:
    many = [{"amount": "1"}] * 4
    assert errors_of(many) == {"income": "field.too_many_rows"}
    assert errors_of([{"amount": "1"}], rows_form(min_rows=2)) == {"income": "field.too_few_rows"}
    assert errors_of([*many[:3], {}, {}]) == {}


@pytest.mark.parametrize(
    "raw",
    [[{"amount": "1"}] * 10_000, ["x"], {"0": {"amount": "1"}}, "x", [[]], [None], 3, [{"amount": {}}, 1]],
)
def test_what_are_no_rows_is_refused(raw: object) -> None:
    assert set(errors_of(raw).values()) <= {"field.too_many_rows", "field.not_rows"}
    assert errors_of(raw)
    assert drawn(raw).rows is not None


def test_a_post_lists_the_keys_of_its_rows_in_their_order() -> None:
    posted = {
        "income-rows": "9,r1a,9,../x,",
        "income.9.amount": "1",
        "income.r1a.amount": "2",
        "income.3.amount": "removed, and still in the draft",
    }
    assert validate(rows_form(), gather(rows_form(), posted), TODAY).answers == {
        "income": [
            {"earned_on": None, "amount": 1, "fruit": None, "note": None},
            {"earned_on": None, "amount": 2, "fruit": None, "note": None},
        ]
    }


def test_without_a_list_the_inputs_name_the_rows() -> None:
    posted = {"income.10.amount": "10", "income.2.amount": "2", "incomes.1.amount": "1"}
    answers = validate(rows_form(), gather(rows_form(), posted), TODAY).answers
    assert [row["amount"] for row in answers["income"]] == [2, 10]  # type: ignore[index, union-attr, call-overload]


def test_boxes_of_a_column_are_gathered_too() -> None:
    column = field_data("day", "date", settings={"boxes": True})
    definition = rows_form(columns=[column])
    posted = {
        f"income.0.day.{part}": value
        for part, value in {"era": "reiwa", "year": "8", "month": "11", "day": "2"}.items()
    }
    assert validate(definition, gather(definition, posted), TODAY).answers == {
        "income": [{"day": "2026-11-02"}]
    }
    boxes = drawn([{"day": "2026-11-02"}], definition).rows[0].cells[0].parts
    assert [box.input_name for box in boxes] == [
        f"income.0.day.{part}" for part in ("era", "year", "month", "day")
    ]


def test_rows_are_drawn_with_what_was_typed_under_their_keys() -> None:
    field = drawn([{"#": "7", "amount": "５００"}, {"#": "7", "amount": "2"}, {"#": "<b>", "amount": "3"}])
    assert len({row.key for row in field.rows}) == 3
    assert field.row_keys == ",".join(row.key for row in field.rows)
    assert [row.cells[1].id for row in field.rows] == [f"income.{row.key}.amount" for row in field.rows]
    assert field.rows[0].cells[1].value == "５００"
    assert [row.title for row in field.rows] == ["Income no. 1", "Income no. 2", "Income no. 3"]
    assert field.is_full


def test_an_empty_row_waits_where_the_form_says_so() -> None:
    assert [row.key for row in drawn(None).rows] == ["0"]
    assert drawn(None, rows_form(starts_with_row=False)).rows == []
    assert drawn(None, rows_form(starts_with_row=False)).rows_name == "income-rows"


def test_the_list_of_rows_is_watched() -> None:
    """A change of it must draw the form anew: that is how rows come and go."""
    assert view_of(None).watched_ids == ["income-rows"]


def test_an_error_is_shown_in_its_cell_and_the_summary_leads_there() -> None:
    view = view_of([{"#": "a"}, {"#": "b", "note": "x"}, {"#": "c", "amount": "x"}])
    assert [(line.input_name, line.label) for line in view.errors] == [
        ("income.b.amount", "Income no. 2, Amount"),
        ("income.c.amount", "Income no. 3, Amount"),
    ]
    rows = view.pages[0].sections[0].fields[0].rows
    assert [bool(row.cells[1].error) for row in rows] == [False, True, True]
    assert view.pages[0].has_errors


def test_a_finding_from_outside_is_shown_at_its_cell_or_at_the_field() -> None:
    raw = {"income": [{"#": "a"}, {"#": "b", "amount": "1"}]}
    errors = {
        "income.0.amount": FoundError("error.field.required"),
        "income.5.amount": FoundError("error.field.too_large", max=9),
    }
    view = form_view(rows_form(), raw, errors, "en", TODAY)
    field = view.pages[0].sections[0].fields[0]
    assert field.rows[1].cells[1].error == "Fill this in."
    assert field.error == "Enter 9 or less."
    assert [line.input_name for line in view.errors] == ["income.a.earned_on", "income.b.amount"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_confirm_view_shows_every_row_with_its_doubts(language: str) -> None:
    raw = [{"amount": "1000", "note": "{失業|しつぎょう}"}, {"amount": "2", "earned_on": "2026-11-02"}]
    answers = validate(rows_form(), {"income": raw}, TODAY).answers
    doubts = {"income.1.amount": "Little.", "income": "Check.", "income.9.note": "Gone."}
    [section] = confirm_view(rows_form(), answers, language, doubts=doubts)
    [row] = section.rows
    assert row.words.count("\n") == 1
    assert "{失業|しつぎょう}" in row.words
    assert not row.has_marks
    assert [record.row for record in row.records] == [0, 1]
    note = row.records[0].cells[3]
    assert (note.words, note.has_marks) == ("{失業|しつぎょう}", False)
    assert row.records[1].cells[1].warning == "Little."
    assert row.warning == "Check.\nGone."
    assert not row.records[1].cells[3].is_answered


CELLS = st.dictionaries(
    st.sampled_from(["earned_on", "amount", "fruit", "note", "#", "odd"]),
    st.sampled_from(["", " ", "500", "fig", "2026-11-02", "\ud800", "👨‍👩‍👧", "x" * 300, "０"]) | JSON_VALUES,
)


@given(raw=st.lists(CELLS | JSON_VALUES, max_size=6))
def test_whatever_rows_are_sent_the_outcome_is_rows_or_errors(raw: list[Any]) -> None:
    definition = rows_form()
    checked = validate(definition, {"income": raw}, TODAY)
    assert validate(definition, checked.answers, TODAY).answers == checked.answers
    view = form_view(definition, {"income": raw}, checked.errors, "ja", TODAY)
    assert len(view.errors) == len(checked.errors)
    names = [cell.id for row in view.pages[0].sections[0].fields[0].rows for cell in row.cells]
    assert len(names) == len(set(names))
    confirm_view(definition, checked.answers, "en")


POSTS = st.dictionaries(
    st.sampled_from(
        ["income-rows", "income", "income.0.amount", "income.a.note", "income.", "income.x", "\ud800"]
    ),
    st.sampled_from(["0,a", "", ",,", "a" * 5000, "0", "500"]) | JSON_VALUES,
)


@given(posted=POSTS)
def test_whatever_is_posted_can_be_gathered_drawn_and_checked(posted: dict[str, Any]) -> None:
    definition = rows_form()
    raw = gather(definition, posted)
    checked = validate(definition, raw, TODAY)
    form_view(definition, raw, checked.errors, "en", TODAY)
