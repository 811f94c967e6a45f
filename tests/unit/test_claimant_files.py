"""Files of claimants as offices' systems write them: read, or refused with line and column."""

from datetime import date

import pytest

from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.claimants.errors import FileUnreadable
from hellowork_portal.services.claimants.file_rows import MOST_BYTES, ClaimantFile, Fault, decoded, read_lines

HEAD = "支給番号,氏名,フリガナ,生年月日,オンライン区分,オンライン開始日,オンライン終了日,認定日"
HANAKO = "13010-26-000001-7,髙橋 花子,ﾀｶﾊｼ ﾊﾅｺ,平成2年4月1日,Ａ,2026/11/1,20261231,2027-01-05;2026-12-08"


def lines(*more: str) -> str:
    return "\r\n".join([HEAD, *more])


def faults(*more: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.code) for one in read_lines(lines(*more)).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_encoding_that_offices_write_is_read(encoding: str) -> None:
    (one,) = read_lines(decoded(lines(HANAKO).encode(encoding))).lines
    assert (one.line, one.number, one.name, one.reading) == (
        2, "13010260000017", "髙橋 花子", "ﾀｶﾊｼ ﾊﾅｺ",
    )  # fmt: skip
    assert (one.born_on, one.kind) == (date(1990, 4, 1), ClaimantKind.INTERVIEW_AND_FORM)
    assert (one.first, one.last) == (date(2026, 11, 1), date(2026, 12, 31))
    assert one.days == (date(2026, 12, 8), date(2027, 1, 5))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (HEAD.encode(), "empty"),
        (b"PK\x03\x04" + b"x" * 50, "no_text"),
        (b"a\x00b", "no_text"),
        (lines(HANAKO).encode("utf-16"), "encoding"),
        (b"\xff\xff\xff", "encoding"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (lines('"13010').encode(), "quotes"),
        ("氏名,年齢\r\nx,1".encode(), "column_missing"),
        ("支給番号,氏名,氏名\r\n1,x,y".encode(), "column_twice"),
    ],
)
def test_what_is_no_list_of_claimants_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_lines(decoded(content))
    assert refused.value.code == f"staff_file_{reason}"


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (",花子,,,,,,", "number", "missing"),
        ("1.3E+13,花子,,,,,,", "number", "number"),
        ('"=""13010260000017""",花子,,,,,,', "number", "number"),
        ("13010260000017,,,,,,,", "name", "missing"),
        ("13010260000017,=cmd|x,,,,,,", "name", "formula"),
        ("13010260000017,\ue000橋,,,,,,", "name", "own_sign"),
        ("13010260000017,花子,@SUM(A1),,,,,", "reading", "formula"),
        (f"13010260000017,{'あ' * 101},,,,,,", "name", "long"),
        ("13010260000017,花子,,1990-02-30,,,,", "born_on", "day"),
        ("13010260000017,花子,,😀,,,,", "born_on", "day"),
        ("13010260000017,花子,,,c,,,", "kind", "kind"),
        ("13010260000017,花子,,,,2026-12-02,2026-12-01,", "last", "order"),
        ("13010260000017,花子,,,,,,2026-12-01;soon", "days", "day"),
        ("13010260000017,花子", "", "width"),
    ],
)
def test_each_fault_names_line_column_and_what_is_wrong(line: str, column: str, code: str) -> None:
    assert (3, column, code) in faults(HANAKO.replace("00017", "00025").replace("01-7", "02-5"), line)


def test_a_number_twice_names_the_line_of_the_first() -> None:
    found = read_lines(lines(HANAKO, "13010260000017,別人,,,,,,"))
    assert found.faults == [Fault(3, "number", "twice", "2")]


def test_all_faults_of_a_line_are_told_and_lines_within_quotes_are_counted() -> None:
    two = '13010260000025,"花\n子",,,,,,'
    assert faults(two, "x,,,,,,,") == [(4, "number", "number"), (4, "name", "missing")]


def test_empty_lines_and_columns_that_nobody_knows_are_left_out() -> None:
    text = f"備考,{HEAD}\r\n\r\n,,,,,,,,\r\n見ない,{HANAKO}"
    found = read_lines(text)
    assert (len(found.lines), found.unknown_columns, found.faults) == (1, ["備考"], [])


def test_a_region_that_is_none_only_warns() -> None:
    found = read_lines(lines("99010260000017,花子,,,,,,"))
    assert ([one.code for one in found.warnings], len(found.lines)) == (["region"], 1)


def test_tabs_and_english_headings_are_read_too() -> None:
    (one,) = read_lines("Claimant number\tName\n13010260000017\tHanako").lines
    assert (one.name, one.kind) == ("Hanako", ClaimantKind.NONE)


AMOUNTS = "支給番号,氏名,賃金日額,基本手当日額,所定給付日数,残日数,待期満了日,認定日の型"


def read_amounts(*cells: str) -> ClaimantFile:
    return read_lines("\n".join([AMOUNTS, f"13010260000017,職安 花子,{','.join(cells)}"]))


def test_amounts_are_read_as_offices_write_them() -> None:
    (one,) = read_amounts('"7,000"', "４９４６", "90", "62", "2026/11/10", "1型－月").lines
    assert dict(one.benefit) == {
        "daily_wage": 7000, "daily_allowance": 4946, "total_days": 90, "remaining_days": 62,
        "waiting_ends_on": date(2026, 11, 10), "day_type": 1, "weekday": 0,
    }  # fmt: skip
    (nothing,) = read_amounts("", "", "", "", "", "").lines
    assert nothing.benefit == ()


def test_amounts_that_cannot_be_are_named_by_their_column() -> None:
    found = read_amounts("1.5", "-1", "90", "91", "いつか", "9型")
    assert [(one.column, one.code) for one in found.faults] == [
        ("daily_wage", "amount"), ("daily_allowance", "amount"), ("waiting_ends_on", "day"),
        ("day_type", "day_type"), ("remaining_days", "above"),
    ]  # fmt: skip
    assert found.lines == []
