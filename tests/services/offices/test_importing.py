"""Offices come from a file: seen first, checked line by line, never deleted."""

import csv

import pytest
from sqlmodel import Session

from hellowork_portal.models import AuditEntry, Office
from hellowork_portal.services.offices.names import office_words
from hellowork_portal.services.offices.queries import offices_in, prefectures
from hellowork_portal.services.offices.rows import OfficeFile, read_office_file
from hellowork_portal.services.offices.service import (
    DATA,
    OfficeFileFaulty,
    import_offices,
    prefecture_names,
    preview_offices,
)
from hellowork_portal.services.reservations.holds import hold_seat
from tests.factories import (
    NOW,
    Desk,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    principal_of,
)
from tests.factories.times import at

HEAD = "code,name,kana,kind,prefecture_code,postal_code,address,phone\n"
TWO = HEAD + "A,ハローワーク甲,こう,main,13,,,\nB,ハローワーク乙,おつ,branch,27,530-0001,梅田1,06-1234-5678\n"


def read(text: str) -> OfficeFile:
    return read_office_file(text, prefecture_names())


def faults_of(text: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.code, fault.column) for fault in read(text).faults]


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def test_the_shipped_file_is_sound_and_names_every_prefecture():
    file = read((DATA / "offices.csv").read_text(encoding="utf-8-sig"))
    assert (len(file.rows), file.faults) == (514, [])
    assert {row.prefecture_code for row in file.rows} == set(prefecture_names())
    assert len(prefecture_names()) == 47


def test_the_shipped_prefectures_agree_with_the_shipped_offices():
    with (DATA / "offices.csv").open(encoding="utf-8-sig", newline="") as file:
        stated = {(line["prefecture_code"], line["prefecture"]) for line in csv.DictReader(file)}
    assert stated == set(prefecture_names().items())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A,ハローワーク甲,こう,main,48,,,", (2, "bad_prefecture_code", "prefecture_code")),
        ("A,ハローワーク甲,コウ,main,13,,,", (2, "bad_kana", "kana")),
        ("A,ハローワーク甲,こう,castle,13,,,", (2, "bad_kind", "kind")),
        ("A,ハローワーク甲,こう,main,13,12,,", (2, "bad_postal_code", "postal_code")),
        ("A,ハローワーク甲,こう,main,13,,,12345", (2, "bad_phone", "phone")),
        (",ハローワーク甲,こう,main,13,,,", (2, "empty", "code")),
        (f"A,{'甲' * 61},こう,main,13,,,", (2, "too_long", "name")),
        ("A,ハローワーク甲,こう,main,13,,,,x", (2, "too_many_columns", "")),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(line: str, fault: tuple[int, str, str]):
    assert faults_of(HEAD + line) == [fault]


def test_a_missing_column_and_a_code_that_stands_twice_are_named():
    assert faults_of("code,name,kana,kind\n") == [(1, "column_missing", "prefecture_code")]
    assert faults_of(TWO + "A,ハローワーク丙,へい,main,13,,,\n") == [(4, "code_twice", "code")]


def test_a_byte_order_mark_and_quoted_line_breaks_do_no_harm():
    text = "\ufeff" + HEAD + 'A,"ハローワーク\n甲",こう,main,13,,"港区, 芝",\n'
    (row,) = read(text).rows
    assert (row.name, row.address) == ("ハローワーク 甲", "港区, 芝")


def test_a_prefecture_that_does_not_fit_its_code_is_named():
    head = "code,name,kana,kind,prefecture_code,prefecture\n"
    assert faults_of(head + "A,ハローワーク甲,こう,main,13,大阪府") == [
        (2, "prefecture_differs", "prefecture")
    ]


def test_a_preview_changes_nothing_and_an_import_does_what_it_showed(desk: Desk):
    shown = desk.see(preview_offices, read(TWO))
    assert [row.code for row in shown.added] == ["A", "B"]
    assert desk.rows(Office) == []
    desk.do(import_offices, read(TWO), now=NOW)
    assert [(row.code, row.phone) for row in desk.rows(Office)] == [("A", ""), ("B", "06-1234-5678")]
    assert [entry.action for entry in desk.rows(AuditEntry)] == ["offices.imported"]


def test_a_second_import_of_the_same_file_does_nothing(desk: Desk):
    desk.do(import_offices, read(TWO), now=NOW)
    again = desk.do(import_offices, read(TWO), now=NOW)
    assert (again.added, again.changed, again.missing) == ([], [], [])
    assert len(desk.rows(AuditEntry)) == 1


def test_a_change_is_shown_with_its_old_and_new_value(desk: Desk):
    desk.do(import_offices, read(TWO), now=NOW)
    changed = TWO.replace("梅田1", "梅田2").replace("ハローワーク甲", "ハローワーク新甲")
    shown = desk.see(preview_offices, read(changed))
    assert [(one.code, one.column, one.old, one.new) for one in shown.changed] == [
        ("A", "name", "ハローワーク甲", "ハローワーク新甲"),
        ("B", "address", "梅田1", "梅田2"),
    ]
    desk.do(import_offices, read(changed), now=NOW)
    assert [row.name for row in desk.rows(Office)] == ["ハローワーク新甲", "ハローワーク乙"]


def test_an_office_missing_from_the_file_is_named_with_its_reservations_and_stays(desk: Desk):
    def book(session: Session) -> None:
        office = make_office(session, "13010")
        slot = make_slot(session, make_offering(session, office, make_procedure(session)), at(1))
        applicant = make_applicant(session)
        assert slot.id is not None
        hold_seat(session, principal=principal_of(applicant), slot_id=slot.id, now=NOW)

    desk.do(book)
    done = desk.do(import_offices, read(TWO), now=NOW)
    assert [(one.code, one.reservations) for one in done.missing] == [("13010", 1)]
    assert [row.code for row in desk.rows(Office)] == ["13010", "A", "B"]


def test_a_file_with_one_fault_changes_nothing_at_all(desk: Desk):
    with pytest.raises(OfficeFileFaulty):
        desk.do(import_offices, read(TWO + "C,,へい,main,13,,,\n"), now=NOW)
    assert desk.rows(Office) == []


def test_an_unknown_telephone_is_the_operators_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORTAL_CONTACT__PHONE", "0120-000-000")
    desk.do(import_offices, read(TWO), now=NOW)
    (tokyo,) = desk.see(offices_in, "13")
    (osaka,) = desk.see(offices_in, "27")
    assert (tokyo.phone, tokyo.phone_kind) == ("0120-000-000", "portal")
    assert (osaka.phone, osaka.phone_kind, osaka.prefecture) == ("06-1234-5678", "office", "大阪府")
    assert len(desk.see(prefectures)) == 47


def test_two_offices_of_one_name_are_told_apart_by_their_prefecture():
    one = office_words("ハローワーク府中", "ふちゅう", "東京都", "とうきょうと", "Tokyo")
    other = office_words("ハローワーク府中", "ふちゅう", "広島県", "ひろしまけん", "Hiroshima")
    assert one["ja"] == "ハローワーク府中（東京都）"
    assert one["en"] == "Hello Work Fuchu (Tokyo)"
    assert one.keys() == other.keys()
    assert all(one[language] != other[language] for language in one)


def test_easy_japanese_says_how_a_place_is_read():
    words = office_words("ハローワーク龍ケ崎", "りゅうがさき", "茨城県", "いばらきけん", "Ibaraki")
    assert words["ja-easy"] == "{茨城県|いばらきけん}の ハローワーク{龍ケ崎|りゅうがさき}"
    kana = office_words("ハローワークむつ", "むつ", "青森県", "あおもりけん", "Aomori")
    assert kana["ja-easy"] == "{青森県|あおもりけん}の ハローワークむつ"
