"""「検索キーワード」: procedures, offices and prefectures, however they are typed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Mode, Offering, Office, OfficeClosure, Procedure, Slot
from hellowork_portal.services.offices.rows import read_office_file
from hellowork_portal.services.offices.service import import_offices, prefecture_names
from hellowork_portal.services.procedures.search import PER_PAGE, Filters, SearchPage, search
from tests.factories import NOW, TODAY, Desk, at, make_slot

CERTIFICATION, COUNSELLING = "interview_certification", "interview_counselling"

QUERIES = {
    "": (1028, "ハローワーク札幌（北海道）"),
    "はろーわーく": (1028, "ハローワーク札幌（北海道）"),
    "ﾊﾛｰﾜｰｸ": (1028, "ハローワーク札幌（北海道）"),
    "ハローワーク": (1028, "ハローワーク札幌（北海道）"),
    "hello work": (1028, "ハローワーク札幌（北海道）"),
    "新宿": (2, "ハローワーク新宿（東京都）"),
    "新宿 職業相談": (1, "ハローワーク新宿（東京都）"),
    "職業相談\u3000新宿": (1, "ハローワーク新宿（東京都）"),
    "しごと そうだん しんじゅく": (1, "ハローワーク新宿（東京都）"),
    "しごとの そうだん": (514, "ハローワーク札幌（北海道）"),
    "新宿職業相談": (1, "ハローワーク新宿（東京都）"),
    "ハローワーク新宿の職業相談": (1, "ハローワーク新宿（東京都）"),
    "ハローワーク新宿": (2, "ハローワーク新宿（東京都）"),
    "ﾊﾛｰﾜｰｸしんじゅく": (2, "ハローワーク新宿（東京都）"),
    "shinjuku": (2, "ハローワーク新宿（東京都）"),
    "Hello Work Shinjuku": (2, "ハローワーク新宿（東京都）"),
    "中野区": (2, "ハローワーク新宿（東京都）"),
    "とうきょう": (34, "ハローワーク飯田橋（東京都）"),
    "ﾄｳｷｮｳﾄ": (34, "ハローワーク飯田橋（東京都）"),
    "TOKYO": (34, "ハローワーク飯田橋（東京都）"),
    "ＴＯＫＹＯ": (34, "ハローワーク飯田橋（東京都）"),
    "東京都 しつぎょうにんてい": (17, "ハローワーク飯田橋（東京都）"),
    "宮古 沖縄": (2, "ハローワーク宮古（沖縄県）"),
    "おおさか": (32, "ハローワーク大阪東（大阪府）"),
    "osaka": (32, "ハローワーク大阪東（大阪府）"),
    "龍ヶ崎": (2, "ハローワーク龍ケ崎（茨城県）"),
    "面談予約（失業認定）": (514, "ハローワーク札幌（北海道）"),
    "career counselling": (514, "ハローワーク札幌（北海道）"),
}
HINTS = {
    "新宿く": "新宿",
    "しんじく": "新宿",
    "失業任定": "失業認定",
    "新宿く 職業相談": "新宿 職業相談",
    "ハローワク": "ハローワーク",
    "qqqqqqqq": "",
}


def found(desk: Desk, query: str, **named: Any) -> SearchPage:
    return desk.see(lambda session: search(session, query=query, now=NOW, **named))


def offices(page: SearchPage) -> list[str]:
    return [result.office["ja"] for result in page.results]


def test_each_way_of_typing_finds_the_same(shipped: Desk):
    pages = {query: found(shipped, query) for query in QUERIES}
    assert {query: (page.total, offices(page)[:1]) for query, page in pages.items()} == {
        query: (total, [first]) for query, (total, first) in QUERIES.items()
    }
    assert {page.hint for page in pages.values()} == {""}


def test_kyoto_does_not_mean_the_metropolis_of_tokyo(shipped: Desk):
    assert {result.prefecture_code for result in found(shipped, "京都").results} == {"26"}
    assert {result.prefecture_code for result in found(shipped, "きょうと").results} == {"26"}


@pytest.mark.parametrize(("typed", "bare"), [("札幌市", "札幌"), ("八王子市", "八王子"), ("渋谷区", "渋谷")])
def test_a_town_is_found_with_and_without_its_ending(shipped: Desk, typed: str, bare: str):
    assert offices(found(shipped, bare))[0] in offices(found(shipped, typed))


def test_nothing_found_comes_with_a_hint_that_finds(shipped: Desk):
    pages = {query: found(shipped, query) for query in HINTS}
    assert {query: page.hint for query, page in pages.items()} == HINTS
    assert {(page.total, len(page.results)) for page in pages.values()} == {(0, 0)}
    assert all(found(shipped, hint).total for hint in HINTS.values() if hint)


def test_old_character_forms_find_the_new_ones(shipped: Desk):
    assert offices(found(shipped, "髙崎")) == offices(found(shipped, "高崎")) != []
    assert offices(found(shipped, "長﨑")) == offices(found(shipped, "長崎")) != []


def test_an_office_by_its_name_stands_before_its_prefecture(shipped: Desk):
    page = found(shipped, "福島")
    assert offices(page)[:2] == ["ハローワーク福島（福島県）"] * 2
    assert page.total > 2


def test_ones_own_office_comes_first_and_is_marked(shipped: Desk):
    own = shipped.row(Office, code="HW13-006").id
    page = found(shipped, "東京", own_office_id=own)
    assert [result.is_own_office for result in page.results[:3]] == [True, True, False]
    assert offices(page)[0] == "ハローワーク新宿（東京都）"
    assert found(shipped, "大阪", own_office_id=own).results[0].is_own_office is False


def test_filters_narrow_and_pages_hold_what_they_say(shipped: Desk):
    only = found(shipped, "", filters=Filters(purpose="counselling", prefecture_code="13"))
    assert (only.total, only.pages) == (17, 1)
    assert {result.procedure_code for result in only.results} == {COUNSELLING}
    assert found(shipped, "", filters=Filters(mode=Mode.TELEPHONE)).total == 0
    last = found(shipped, "", page=999)
    assert (last.page, last.pages, len(last.results)) == (52, 52, 1028 - 51 * PER_PAGE)
    first = found(shipped, "", page=-5)
    second = found(shipped, "", page=2)
    assert not {one.offering_id for one in first.results} & {one.offering_id for one in second.results}
    own = shipped.row(Office, code="HW13-006").id
    assert found(shipped, "", filters=Filters(office_id=own)).total == 2


def test_absurd_queries_are_answered(shipped: Desk):
    for query in ("あ" * 100_000, "% _ \\ ' \" ; --", "\x00\u200b", "😀", "の", " \u3000 "):
        assert found(shipped, query).total >= 0


def test_each_result_says_its_next_free_day(shipped: Desk):
    procedure = shipped.row(Procedure, code=COUNSELLING)
    own = shipped.row(Office, code="HW13-006").id
    offering = shipped.row(Offering, office_id=own, procedure_id=procedure.id)
    shipped.do(make_slot, offering, at(0, "11:30"))
    full = shipped.do(make_slot, offering, at(2), capacity=2, taken=2)
    shipped.do(make_slot, offering, at(3), state="closed")
    shipped.do(make_slot, offering, at(6))
    shipped.do(make_slot, offering, at(29))

    def days() -> list[str]:
        return [result.next_free_on for result in found(shipped, "新宿 職業相談").results]

    assert days() == ["2026-12-07"]
    slot = table_of(Slot)
    shipped.do(
        lambda session: session.connection().execute(update(slot).where(slot.c.id == full.id).values(taken=1))
    )
    assert days() == ["2026-12-03"]
    shut = OfficeClosure(office_id=own, on_day=TODAY + timedelta(days=2), reason={"ja": "点検"})
    shipped.do(lambda session: session.add(shut))
    assert days() == ["2026-12-07"]


def test_what_was_imported_or_closed_since_is_seen_at_once(shipped: Desk):
    assert found(shipped, "甲乙丙").total == 0
    text = "code,name,kana,kind,prefecture_code\nHW13-006,ハローワーク甲乙丙,こうおつへい,main,13\n"
    shipped.do(import_offices, read_office_file(text, prefecture_names()), now=NOW)
    assert found(shipped, "甲乙丙").total == 2
    offering = table_of(Offering)
    shipped.do(lambda session: session.connection().execute(update(offering).values(is_open=False)))
    assert found(shipped, "").total == 0


def test_names_come_in_every_language(shipped: Desk):
    (result,) = found(shipped, "新宿 失業認定").results
    assert result.office["en"] == "Hello Work Shinjuku (Tokyo)"
    assert result.name["ja"] == "面談予約（失業認定）"
    assert set(result.name) == set(result.office) == {"ja", "ja-easy", "en"}
