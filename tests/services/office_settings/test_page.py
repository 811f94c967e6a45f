"""What an office says of itself is seen by citizens, kept through an import, and refused at its box."""

from dataclasses import replace
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.models import AuditEntry, Banner, Office
from hellowork_portal.services.banners.service import current_banners
from hellowork_portal.services.directory.service import office_page
from hellowork_portal.services.office_settings.banners import put_up, take_down
from hellowork_portal.services.office_settings.page import save_reach, save_texts
from hellowork_portal.services.offices.rows import OfficeFile, OfficeRow
from hellowork_portal.services.offices.service import import_offices, preview_offices
from tests.factories import NOW
from tests.services.office_settings.conftest import NewOffice
from tests.services.office_settings.test_offerings import REACH

TEXTS = {
    "access_ja": "①駅から\r\n 歩いて５分",
    "access_en": "Five minutes from the station",
    "announcement_ja": "{駐車場|ちゅうしゃじょう}は使えません",
    "interpreter-en": True,
    "interpreter-sign": "on",
    "interpreter-xx": True,
}


def test_citizens_read_it_at_once(house: NewOffice) -> None:
    house.act(save_reach, form=REACH)
    house.act(save_texts, form=TEXTS)
    page = house.see(office_page, code="13030", now=NOW)
    assert (page.office.postal_code, page.office.phone) == ("160-0001", "03-1234-5678")
    assert (page.access["en"], page.access["ja-easy"]) == (
        "Five minutes from the station",
        "①駅から\n歩いて５分",
    )
    assert (page.opening_hours, page.interpreters) == ({}, ["en", "sign"])
    assert page.announcement["ja"].startswith("{駐車場|")
    other = house.see(office_page, code="13040", now=NOW)
    assert (other.access, other.announcement, other.interpreters) == ({}, {}, [])
    actions = [row.action for row in house.rows(AuditEntry)]
    assert actions == ["office.reach_changed", "office.page_changed"]


def test_an_imported_list_leaves_the_offices_own_word_alone(house: NewOffice) -> None:
    facts: dict[str, Any] = {
        "code": "13030",
        "name": "新設",
        "kana": "しんせつ",
        "kind": "main",
        "prefecture_code": "13",
    }
    listed = OfficeFile([OfficeRow(**facts, address="古い住所", phone="03-0000-0000")])
    house.do(import_offices, listed, now=NOW)
    assert house.row(Office, code="13030").address == "古い住所"
    house.act(save_reach, form=REACH)
    assert house.see(preview_offices, listed).changed == []
    renamed = OfficeFile([replace(listed.rows[0], name="新設中央")])
    house.do(import_offices, renamed, now=NOW)
    row = house.row(Office, code="13030")
    assert (row.name, row.address, row.phone) == ("新設中央", "東京都新設区1-1", "03-1234-5678")


@pytest.mark.parametrize(
    ("command", "form", "told"),
    [
        (save_reach, {"phone": "電話"}, {"phone": "staff_phone_wrong"}),
        (save_reach, {"postal_code": "12"}, {"postal_code": "staff_postal_code_wrong"}),
        (save_reach, {"address": "あ" * 10_000}, {"address": "staff_text_too_long"}),
        (save_texts, {"access_en": "only English"}, {"access_ja": "staff_japanese_missing"}),
        (save_texts, {"announcement_ja": "x" * 501}, {"announcement_ja": "staff_text_too_long"}),
        (save_texts, {"opening_hours_ja": "{"}, {"opening_hours_ja": "staff_text_broken"}),
        (put_up, {}, {"banner_ja": "banner_text_missing"}),
        (put_up, {"banner_ja": "休み", "banner_to": "2020-01-01"}, {"banner_to": "banner_times_wrong"}),
        (put_up, {"banner_ja": "休み", "banner_from": "x"}, {"banner_from": "staff_date_wrong"}),
    ],
)
def test_bad_input_is_told_at_its_box(
    house: NewOffice, command: Any, form: dict[str, Any], told: dict[str, str]
) -> None:
    before = house.everything()
    with pytest.raises(Invalid) as refused:
        house.act(command, form=form)
    assert {box: error.code for box, error in refused.value.fields.items()} == told
    assert house.everything() == before


def test_a_banner_is_put_up_for_its_time_and_taken_down(house: NewOffice) -> None:
    form = {"banner_ja": "12月7日は午前だけです", "banner_to": "2026-12-07", "banner_to_at": "12:00"}
    banner_id = house.act(put_up, form=form)
    (shown,) = house.see(current_banners, now=NOW)
    assert (shown.office_code, shown.text["en"]) == ("13030", "12月7日は午前だけです")
    (row,) = house.settings().banners
    assert (row.state, row.can_end) == ("shown", True)
    with pytest.raises(NotAllowed):
        house.do(
            take_down, principal=house.strangers[0], office_id=house.other_id, banner_id=banner_id, now=NOW
        )
    house.act(take_down, banner_id=banner_id)
    assert house.see(current_banners, now=NOW) == []
    assert [row.state for row in house.settings().banners] == ["taken_down"]


def test_strangers_say_nothing(house: NewOffice) -> None:
    for who in house.strangers:
        for command, form in ((save_reach, REACH), (save_texts, TEXTS), (put_up, {"banner_ja": "x"})):
            with pytest.raises(NotAllowed):
                house.act(command, who, form=form)
    with pytest.raises(NotAllowed):
        house.settings(house.strangers[0])
    assert not house.settings(house.strangers[1]).can_change
    assert house.rows(Banner) == []
