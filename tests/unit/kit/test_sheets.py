"""Tables for spreadsheets: what arrives is what was there, and nothing runs."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from hellowork_portal.kit.sheets import as_csv, harmless


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+81 3", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", "　＝1", "\n=cmd|' /C calc'!A0"],
)
def test_no_text_can_become_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "山田 花子", "5日", "a=b", "10:00", "ハローワーク新宿", "😀", "'ok"])
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_cells_come_back_as_they_were_written() -> None:
    rows = [["名前", "数"], ['「"引用"」, と\n改行', -5], ["=1", 12.5], [None, date(2026, 4, 1)]]
    content = as_csv([*rows, ["", datetime(2026, 11, 26, 15, 30, tzinfo=UTC)]])
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[1] == ['「"引用"」, と\n改行', "-5"]
    assert read[2:] == [["'=1", "12.5"], ["", "2026-04-01"], ["", "2026-11-27 00:30:00"]]
