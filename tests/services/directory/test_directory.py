"""The directory of offices: how they are found, and what an office's page says."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new
from hellowork_portal.models import Mode, OfficeClosure, Prefecture
from hellowork_portal.services.directory.service import OfficeNotFound, find_offices, office_page
from hellowork_portal.services.directory.views import OfficePage, OfficesFound
from hellowork_portal.services.offices.views import PhoneKind
from hellowork_portal.services.schedules.hours import merged
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    at,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_template,
)

HYOGO = {"code": "28", "name": "兵庫県", "kana": "ひょうごけん", "latin": "Hyogo"}
REASON = {"ja": "停電のため", "en": "Power cut"}


def _furnish(session: Session) -> None:
    insert_new(session, Prefecture, [HYOGO])
    shinjuku = make_office(
        session, "13010", name="ハローワーク新宿", phone="03-1111-2222", jurisdiction="新宿区・中野区"
    )
    make_office(session, "13020", name="ハローワーク府中", kana="ふちゅう")
    make_office(session, "28010", name="ハローワーク神戸", kana="こうべ", prefecture_code="28")
    counselling = make_offering(session, shinjuku, make_procedure(session))
    certification = make_procedure(session, "certification", "certification")
    closed = make_offering(session, shinjuku, certification, is_open=False, mode=Mode.ONLINE)
    make_template(session, closed)
    for weekday in range(5):
        make_template(session, counselling, weekday=weekday, from_minute=540, to_minute=720)
        make_template(session, counselling, weekday=weekday, from_minute=780, to_minute=1020)
    make_template(session, counselling, weekday=5, valid_to=TODAY - timedelta(days=1))
    make_slot(session, counselling, at(3))
    session.add(OfficeClosure(office_id=shinjuku.id, on_day=TODAY + timedelta(days=9), reason=REASON))
    session.add(OfficeClosure(office_id=None, on_day=TODAY + timedelta(days=10), reason=REASON))


@pytest.fixture
def desk(database_url: str) -> Desk:
    desk = Desk(database_url)
    desk.do(_furnish)
    return desk


def found(desk: Desk, words: str = "", prefecture: str = "") -> OfficesFound:
    return desk.see(find_offices, words=words, prefecture_code=prefecture)


def codes(desk: Desk, words: str = "", prefecture: str = "") -> list[str]:
    return [office.code for office in found(desk, words, prefecture).offices]


def page(desk: Desk, code: str = "13010", now=NOW) -> OfficePage:
    return desk.see(office_page, code=code, now=now)


@pytest.mark.parametrize(
    "typed",
    [
        "新宿",
        "しんじゅく",
        "シンジュク",
        "ｼﾝｼﾞｭｸ",
        "shinjuku",
        "ハローワーク新宿",
        "東京 新宿",
        "東京新宿",
        "中野区",
    ],
)
def test_an_office_is_found_however_its_name_is_typed(desk: Desk, typed: str) -> None:
    assert codes(desk, typed) == ["13010"]


def test_a_prefecture_gives_its_offices_by_word_and_by_choice(desk: Desk) -> None:
    assert codes(desk, "兵庫") == codes(desk, prefecture="28") == ["28010"]
    assert codes(desk, "ハローワーク", "13") == ["13010", "13020"]
    assert codes(desk, "神戸", "13") == []


def test_nothing_asked_and_nothing_fitting_find_nothing(desk: Desk) -> None:
    assert codes(desk) == codes(desk, "  ") == codes(desk, "ぴゅあ") == codes(desk, "新宿 神戸") == []
    assert found(desk, "%' OR 1=1 --").total == 0


def test_a_page_says_what_is_offered_and_when_the_next_day_is_free(desk: Desk) -> None:
    shown = page(desk)
    assert shown.office.words["en"] == "Hello Work Shinjuku (Tokyo)"
    (offered,) = shown.offered
    assert offered.next_free_on == "2026-12-04"
    assert offered.mode == "online"


def test_hours_of_equal_days_are_said_once(desk: Desk) -> None:
    (line,) = page(desk).offered[0].hours
    assert line.days["en"] == "Monday to Friday"
    assert [span["en"] for span in line.times] == ["9:00 to 12:00", "13:00 to 17:00"]


def test_stretches_that_touch_are_one() -> None:
    assert merged([(780, 1020), (540, 720), (720, 780)]) == ((540, 1020),)
    assert merged([(540, 720), (780, 1020)]) == ((540, 720), (780, 1020))


def test_closed_days_ahead_are_named_and_weekends_go_without_saying(desk: Desk) -> None:
    closures = [(one.day["en"], one.why["en"]) for one in page(desk).closures]
    assert closures[:2] == [
        ("Thursday 10 December 2026", "Power cut"),
        ("Friday 11 December 2026", "Power cut"),
    ]
    assert not [day for day, _ in closures if day.startswith("Saturday")]


def test_the_days_around_new_year_are_one_line(desk: Desk) -> None:
    (line,) = [one for one in page(desk).closures if "New Year" in one.why["en"]]
    assert line.day["en"] == "Tuesday 29 December 2026 to Sunday 3 January 2027"
    begun = [one.day["en"] for one in page(desk, now=at(32)).closures]
    assert begun[0] == "Saturday 2 January 2027 to Sunday 3 January 2027"
    assert page(desk, now=at(33)).closures[0].day["en"] == "Sunday 3 January 2027"


def test_a_closure_of_one_office_is_not_the_neighbours(desk: Desk) -> None:
    days = [one.day["en"] for one in page(desk, "13020").closures]
    assert "Thursday 10 December 2026" not in days
    assert "Friday 11 December 2026" in days


def test_today_is_said_where_nobody_is_there(desk: Desk) -> None:
    assert page(desk).closed_today == {}
    assert page(desk, now=at(9)).closed_today["ja"] == "停電のため"
    assert "Saturday" in page(desk, now=at(4)).closed_today["en"]


def test_an_unknown_telephone_is_never_passed_off_as_the_offices(desk: Desk) -> None:
    assert page(desk).office.phone_kind is PhoneKind.OFFICE
    assert page(desk, "13020").office.phone_kind is not PhoneKind.OFFICE
    assert page(desk, "13020").offered == []


@pytest.mark.parametrize("code", ["", "99999", "13010' --", "1" * 5000])
def test_an_unknown_code_is_told_so(desk: Desk, code: str) -> None:
    with pytest.raises(OfficeNotFound):
        page(desk, code)
