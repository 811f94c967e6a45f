"""Each field type takes what people type, and refuses the rest in words."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import FIELD_TYPES, type_of
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import Facts
from hellowork_portal.forms.words import error_words
from hellowork_portal.kit.i18n import LANGUAGES
from tests.unit.forms.all_field_types import (
    EVERY_TYPE,
    NORMALISED,
    OPTIONS,
    TODAY,
    TYPED,
    every_type,
    make_field,
)

FIELDS, ANSWERABLE = every_type().form.fields, sorted(NORMALISED)
AMOUNTS = "1200|１，２００円|¥1,200|￥1200| 1,200 円 |1200 yen|１２００ＹＥＮ|JPY 1,200|1200JPY|1200¥|\\1,200"


def parse(field_type: str, raw: object, **changes: Any) -> object:
    field = make_field(field_type, **changes)
    return type_of(field).parse(raw, field)


def refusal(field_type: str, raw: object, **changes: Any) -> str:
    with pytest.raises(FieldError) as caught:
        parse(field_type, raw, **changes)
    for language in LANGUAGES:
        assert error_words(caught.value, language)
    return caught.value.code


def test_every_registered_type_is_in_the_fixture() -> None:
    assert {one["type"] for one in EVERY_TYPE} == set(FIELD_TYPES)


def test_every_type_is_registered_under_its_own_name() -> None:
    assert all(field_type.name == name for name, field_type in FIELD_TYPES.items())


@pytest.mark.parametrize("field_id", ANSWERABLE)
def test_what_people_type_is_normalised(field_id: str) -> None:
    field = FIELDS[field_id]
    assert type_of(field).parse(TYPED[field_id], field) == NORMALISED[field_id]


@pytest.mark.parametrize("field_id", ANSWERABLE)
def test_a_normalised_value_stays_as_it_is(field_id: str) -> None:
    field = FIELDS[field_id]
    assert type_of(field).parse(NORMALISED[field_id], field) == NORMALISED[field_id]


@pytest.mark.parametrize("field_id", ANSWERABLE)
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_unanswered(field_id: str, nothing: object) -> None:
    field = FIELDS[field_id]
    assert type_of(field).parse(nothing, field) is None


@pytest.mark.parametrize(
    "name", ["髙﨑 𠮷郎", "葛\U000e0100城", "邉󠄀", "Nguyễn Văn An", "ဒေါ်အောင်", "Ñandú O’Neill"]
)
def test_a_name_is_kept_sign_for_sign(name: str) -> None:
    assert parse("name", name) == name


def test_a_name_of_spaces_and_invisible_signs_is_unanswered() -> None:
    assert parse("name", "　\u200b\u202e \x00") is None


def test_signs_that_turn_the_reading_direction_are_dropped() -> None:
    assert parse("name", "山田\u202e太郎") == "山田太郎"


def test_line_breaks_in_a_line_become_spaces() -> None:
    assert parse("text", "東京都\r\n新宿区\t西新宿") == "東京都 新宿区 西新宿"


def test_emoji_and_control_signs() -> None:
    assert parse("long_text", "よろしく👨‍👩‍👧\x07🙇\ud800") == "よろしく👨‍👩‍👧🙇"


@pytest.mark.parametrize("field_type", ["text", "long_text", "name", "reading", "mail"])
def test_ten_thousand_characters_are_refused_not_cut(field_type: str) -> None:
    assert refusal(field_type, "あ" * 10_000) == "field.too_long"


def test_the_limit_is_taken_and_one_more_is_refused() -> None:
    assert parse("name", "山" * 100) == "山" * 100
    assert refusal("name", "山" * 101) == "field.too_long"
    assert refusal("text", "山" * 6, settings={"max_length": 5}) == "field.too_long"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ タロウ"),
        ("やまだ　たろう", "ヤマダ タロウ"),
        ("か゛とう", "ガトウ"),
        ("マリー", "マリー"),
        ("ﾏﾘ-", "マリー"),
        ("ヴァレリー・ゔ", "ヴァレリー・ヴ"),
        ("Ｎｇｕｙｅｎ Van-An", "Nguyen Van-An"),
        ("Nguyễn O’Neill Jr.", "Nguyễn O’Neill Jr."),
    ],
)
def test_a_reading_is_katakana_or_latin(typed: str, kept: str) -> None:
    assert parse("reading", typed) == kept


@pytest.mark.parametrize("typed", ["山田", "ヤマダ123", "Иван", "-", "ヤマダ😀"])
def test_a_reading_in_another_script_is_refused(typed: str) -> None:
    assert refusal("reading", typed) == "field.not_reading"


@pytest.mark.parametrize(
    "typed", ["taro", "taro@", "a b@example.jp", "taro@example", "山田@example.jp", "x@y.test"]
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    assert refusal("mail", typed) == "field.not_mail"


@pytest.mark.parametrize("typed", ["taro..y@docomo.ne.jp", "taro.@ezweb.ne.jp", "TARO.@DOCOMO.NE.JP"])
def test_an_old_carrier_address_is_told_apart(typed: str) -> None:
    assert refusal("mail", typed) == "field.mail_old_carrier"


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("090-1234-5678", "09012345678", "090-1234-5678"),
        ("+81 90 1234 5678", "09012345678", "090-1234-5678"),
        ("+81 (0)90-1234-5678", "09012345678", "090-1234-5678"),
        ("(03) 1234 5678", "0312345678", "03-1234-5678"),
        ("０１２０ー１２３ー４５６", "0120123456", "0120-123-456"),
        ("0463-12-3456", "0463123456", "0463123456"),
        ("0800-123-4567", "08001234567", "0800-123-4567"),
    ],
)
def test_a_telephone_number_in_any_shape(typed: str, kept: str, words: str) -> None:
    field = make_field("telephone")
    assert type_of(field).parse(typed, field) == kept
    assert type_of(field).words(kept, field, "ja") == words


@pytest.mark.parametrize(
    "typed", ["1234567890", "090-1234-567", "03123456789", "+1 212 555 0100", "電話なし", "٠٩٠١٢٣٤٥٦٧٨"]
)
def test_what_cannot_be_called_is_refused(typed: str) -> None:
    assert refusal("telephone", typed) == "field.not_telephone"


@pytest.mark.parametrize("typed", ["160-0021", "〒１６０－００２１", "160 0021", "1600021"])
def test_a_postal_code_in_any_shape(typed: str) -> None:
    field = make_field("postal_code")
    assert type_of(field).parse(typed, field) == "1600021"
    assert type_of(field).words("1600021", field, "en") == "160-0021"


@pytest.mark.parametrize("typed", ["160-002", "16000211", "新宿区"])
def test_a_broken_postal_code_is_refused(typed: str) -> None:
    assert refusal("postal_code", typed) == "field.not_postal_code"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "too_small"),
        ("32", "too_large"),
        ("1.5", "not_number"),
        ("三", "not_number"),
        ("1" * 20, "not_number"),
    ],
)
def test_a_number_outside_its_range_or_no_number(typed: str, code: str) -> None:
    assert refusal("number", typed, settings={"min": 1, "max": 31}) == f"field.{code}"


@pytest.mark.parametrize("typed", AMOUNTS.split("|"))
def test_an_amount_is_read_with_its_sign_of_money(typed: str) -> None:
    assert parse("number", typed) == 1200


def test_numbers_keep_their_sign_and_are_worded_with_commas() -> None:
    field = make_field("number", settings={"min": -5000})
    assert type_of(field).parse("−1,234", field) == -1234
    assert type_of(field).words(12345, field, "ja") == "12,345"


def test_choices_are_only_those_offered() -> None:
    assert refusal("single_choice", "melon", options=OPTIONS) == "field.unknown_choice"
    assert refusal("multiple_choice", ["apple", "melon"], options=OPTIONS) == "field.unknown_choice"
    assert parse("multiple_choice", "apple", options=OPTIONS) == ["apple"]


def test_too_many_and_too_few_choices() -> None:
    limits = {"min_choices": 2, "max_choices": 2}
    everything = ["apple", "pear", "fig"]
    assert refusal("multiple_choice", ["fig"], options=OPTIONS, settings=limits) == "field.too_few_choices"
    assert (
        refusal("multiple_choice", everything, options=OPTIONS, settings=limits) == "field.too_many_choices"
    )


def test_choice_words_are_in_the_language_with_their_readings() -> None:
    field = make_field("multiple_choice", options=OPTIONS)
    assert type_of(field).words(["apple", "fig"], field, "en") == "Apple, Fig"
    assert type_of(field).words(["apple", "pear"], field, "ja-easy") == "{林檎|りんご}、 なし"


def test_an_option_that_was_withdrawn_stands_for_itself() -> None:
    field = make_field("single_choice", options=OPTIONS)
    assert type_of(field).words("melon", field, "ja") == "melon"


@pytest.mark.parametrize("raw", [True, "on", "true", "1"])
def test_a_tick_is_consent(raw: object) -> None:
    assert parse("consent", raw) is True


@pytest.mark.parametrize("raw", [False, "off", "false", "", None])
def test_no_tick_is_no_answer(raw: object) -> None:
    assert parse("consent", raw) is None


NESTED: list[object] = [[[["x"]]]]
HOSTILE = [
    [], ["x"], {}, {"a": 1}, {"era": ["reiwa"], "year": {}}, NESTED, {"year": "9" * 100_000},
    True, False, 0, -1, 10**30, 1.5, math.nan, math.inf, b"bytes", object(),
    "\x00", "\ud800", "9" * 1_000_000, "ﷺ" * 400, "'; DROP TABLE reservation; --", "<script>",
    "{失業|しつぎょう}", "%s{0}", {"era": "x", "year": "1", "month": "1", "day": "1"},
]  # fmt: skip


def survives(field: FormField, raw: object) -> None:
    """Read a value, and where it is taken let it be checked, doubted and worded."""
    kind = type_of(field)
    refused: list[FieldError] = []
    try:
        value = kind.parse(raw, field)
        if value is not None:
            assert kind.parse(value, field) == value
            kind.warn(value, field)
            assert isinstance(kind.words(value, field, "en"), str)
            kind.check(value, field, Facts({}, TODAY))
    except FieldError as error:
        refused.append(error)
    assert all(error_words(error, language) for error in refused for language in LANGUAGES)
    assert isinstance(kind.typed(raw, field), str)
    assert set(kind.chosen(raw, field)) <= {*field.codes, "on"}
    kind.parts(raw, field, "ja")


@pytest.mark.parametrize("field_id", ANSWERABLE)
@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_raise_nothing_but_field_errors(field_id: str, raw: object) -> None:
    survives(FIELDS[field_id], raw)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(field_id=st.sampled_from(ANSWERABLE), raw=JSON_VALUES)
def test_no_json_breaks_a_field_type(field_id: str, raw: object) -> None:
    survives(FIELDS[field_id], raw)
