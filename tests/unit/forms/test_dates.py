"""Days by Western year and by era."""

from datetime import date

import pytest

from hellowork_portal.forms.eras import date_words, era_of, read_boxes, read_date
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.rules import Facts
from tests.unit.forms.all_field_types import TODAY, make_field

FACTS = Facts({}, TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2026/11/1", date(2026, 11, 1)),
        ("２０２６．１１．１", date(2026, 11, 1)),
        ("20261101", date(2026, 11, 1)),
        ("西暦2026年11月1日", date(2026, 11, 1)),
        ("2026 年 11 月 1 日", date(2026, 11, 1)),
        ("2026−11−01", date(2026, 11, 1)),
        ("令和8年11月1日", date(2026, 11, 1)),
        ("R8.11.1", date(2026, 11, 1)),
        ("ｒ８／１１／１", date(2026, 11, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("平成32年4月1日", date(2020, 4, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("昭和55年4月29日", date(1980, 4, 29)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("T1-7-30", date(1912, 7, 30)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str, day: date) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-30", "no_such_date"),
        ("令和7年2月29日", "no_such_date"),
        ("2026-13-01", "no_such_date"),
        ("2026-00-10", "no_such_date"),
        ("8.11.1", "not_a_date"),
        ("11/1/2026", "not_a_date"),
        ("令和0年1月1日", "not_a_date"),
        ("元年5月1日", "not_a_date"),
        ("0001-01-01", "not_a_date"),
        ("9999-12-31", "not_a_date"),
        ("あした", "not_a_date"),
        ("2026-11-01T00:00", "not_a_date"),
        ("٢٠٢٦-١١-٠١", "not_a_date"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, code: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_date(typed)
    assert caught.value.code == f"field.{code}"


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("western", "2026", "11", "1"), date(2026, 11, 1)),
        (("", "２０２６", "１１", "０１"), date(2026, 11, 1)),
        (("reiwa", "元", "5", "1"), date(2019, 5, 1)),
        (("showa", "55", "4", "29"), date(1980, 4, 29)),
        (("taisho", "14", "3", "3"), date(1925, 3, 3)),
    ],
)
def test_a_day_is_read_from_boxes(boxes: tuple[str, str, str, str], day: date) -> None:
    assert read_boxes(*boxes) == day


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (("reiwa", "8", "", "1"), "date_incomplete"),
        (("western", "8", "11", "1"), "not_a_date"),
        (("", "元", "11", "1"), "not_a_date"),
        (("meiji", "8", "11", "1"), "not_a_date"),
        (("reiwa", "8", "2", "30"), "no_such_date"),
        (("reiwa", "八", "2", "3"), "not_a_date"),
    ],
)
def test_boxes_that_name_no_day_are_refused(boxes: tuple[str, str, str, str], code: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_boxes(*boxes)
    assert caught.value.code == f"field.{code}"


@pytest.mark.parametrize(
    ("day", "era", "year"),
    [
        (date(2019, 5, 1), "reiwa", 1),
        (date(2019, 4, 30), "heisei", 31),
        (date(1989, 1, 7), "showa", 64),
        (date(1926, 12, 24), "taisho", 15),
    ],
)
def test_eras_change_on_their_day(day: date, era: str, year: int) -> None:
    counted = era_of(day)
    assert counted is not None
    assert (counted[0].code, counted[1]) == (era, year)


def test_a_day_is_worded_in_each_language() -> None:
    assert date_words(date(2026, 11, 1), "ja") == "2026年11月1日（令和8年）"
    assert date_words(date(2026, 11, 1), "en") == "1 November 2026 (Reiwa 8)"
    assert date_words(date(2019, 5, 1), "ja") == "2019年5月1日（令和元年）"
    assert (
        date_words(date(2026, 11, 1), "ja-easy")
        == "2026{年|ねん} 11{月|がつ} {1日|ついたち}（{令和|れいわ} 8{年|ねん}）"
    )
    assert date_words(date(1900, 1, 2), "ja") == "1900年1月2日"


@pytest.mark.parametrize(
    ("settings", "value", "code"),
    [
        ({"latest_days_from_today": 0}, "2026-11-24", "field.too_late"),
        ({"earliest_days_from_today": -27}, "2026-10-26", "field.too_early"),
        ({"earliest": "2026-11-01"}, "2026-10-31", "field.too_early"),
        ({"latest": "2026-11-01"}, "2026-11-02", "field.too_late"),
    ],
)
def test_a_day_outside_the_bounds_is_refused(settings: dict[str, object], value: str, code: str) -> None:
    field = make_field("date", settings=settings)
    with pytest.raises(FieldError) as caught:
        type_of(field).check(value, field, FACTS)
    assert caught.value.code == code


def test_the_bounds_themselves_are_taken() -> None:
    field = make_field("date", settings={"earliest_days_from_today": -27, "latest_days_from_today": 0})
    type_of(field).check("2026-10-27", field, FACTS)
    type_of(field).check("2026-11-23", field, FACTS)


def test_boxes_show_what_was_typed_and_what_was_stored() -> None:
    field = make_field("date", settings={"boxes": True}, autocomplete="bday")
    typed = type_of(field).parts({"era": "showa", "year": "五", "month": "4"}, field, "en")
    assert [part.value for part in typed] == ["showa", "五", "4", ""]
    assert [part.input_name for part in typed] == ["asked.era", "asked.year", "asked.month", "asked.day"]
    assert [option.code for option in typed[0].options if option.is_chosen] == ["showa"]
    stored = type_of(field).parts("1980-04-29", field, "en")
    assert [part.value for part in stored] == ["western", "1980", "4", "29"]
    assert [part.autocomplete for part in stored] == ["", "bday-year", "bday-month", "bday-day"]
