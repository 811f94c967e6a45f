"""Banners: who sees which when, what may be put up, and how they go."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.models import AuditEntry, Banner, BannerKind, Office
from hellowork_portal.services.banners import errors, service
from hellowork_portal.services.banners.rules import LONGEST_TEXT, NewBanner
from hellowork_portal.services.banners.views import BannerView
from tests.factories import NOW, Desk, at, make_office

TEXTS = {"ja": "点検をします。", "ja-easy": "{点検|てんけん}をします。", "en": "We check the system."}
MAINTENANCE, INCIDENT, NOTICE = BannerKind.MAINTENANCE, BannerKind.INCIDENT, BannerKind.NOTICE


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def put_up(desk: Desk, kind: BannerKind = NOTICE, starts: datetime = NOW, **changes: Any) -> int:
    banner = NewBanner(**{"kind": kind, "starts_at": starts, "texts": TEXTS} | changes)
    return desk.do(service.add_banner, banner, principal=SYSTEM, now=NOW)


def seen(desk: Desk, now: datetime = NOW) -> list[BannerView]:
    return desk.see(service.current_banners, now=now)


def ids(desk: Desk, now: datetime = NOW) -> list[int]:
    return [banner.id for banner in seen(desk, now)]


def test_a_notice_stands_from_its_beginning_to_its_end(desk: Desk) -> None:
    banner = put_up(desk, starts=at(1), ends_at=at(2))
    assert ids(desk, at(1) - timedelta(seconds=1)) == []
    assert ids(desk, at(1)) == [banner]
    assert ids(desk, at(2) - timedelta(seconds=1)) == [banner]
    assert ids(desk, at(2)) == []


def test_a_maintenance_is_announced_seven_days_ahead_with_its_times(desk: Desk) -> None:
    put_up(desk, MAINTENANCE, at(10, "22:00"), ends_at=at(10, "23:30"))
    assert seen(desk, at(3, "21:59")) == []
    (banner,) = seen(desk, at(3, "22:00"))
    assert "22:00" in banner.when["ja"]
    assert "23:30" in banner.when["en"]
    assert banner.text == TEXTS
    assert ids(desk, at(10, "23:30")) == []


def test_a_maintenance_over_midnight_names_both_days(desk: Desk) -> None:
    put_up(desk, MAINTENANCE, at(1, "22:00"), ends_at=at(2, "6:00"))
    (banner,) = seen(desk)
    assert "2 December" in banner.when["en"]
    assert "3 December" in banner.when["en"]


def test_what_hinders_people_stands_first(desk: Desk) -> None:
    notice, incident = put_up(desk), put_up(desk, INCIDENT)
    maintenance = put_up(desk, MAINTENANCE, at(1), ends_at=at(2))
    assert ids(desk) == [incident, maintenance, notice]


def test_an_office_has_banners_of_its_own(desk: Desk) -> None:
    desk.do(make_office, "13010")
    put_up(desk, office_code="13010")
    assert [banner.office_code for banner in seen(desk)] == ["13010"]
    put_up(desk)
    assert {banner.office_code for banner in seen(desk)} == {"", "13010"}


def test_a_language_without_words_shows_the_japanese_ones(desk: Desk) -> None:
    put_up(desk, texts={"ja": "  点検　を\nします。 ", "en": ""})
    assert seen(desk)[0].text == dict.fromkeys(TEXTS, "点検 を します。")


def test_a_banner_that_was_taken_down_is_gone_at_once_and_only_once(desk: Desk) -> None:
    banner = put_up(desk)
    desk.do(service.end_banner, banner, principal=SYSTEM, now=NOW)
    assert seen(desk) == []
    with pytest.raises(errors.BannerGone):
        desk.do(service.end_banner, banner, principal=SYSTEM, now=NOW)
    with pytest.raises(errors.BannerGone):
        desk.do(service.end_banner, 999, principal=SYSTEM, now=NOW)
    assert [row.action for row in desk.rows(AuditEntry, subject_kind="banner")] == [
        "banner.added",
        "banner.ended",
    ]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"texts": {"en": "Only English."}}, errors.BannerTextMissing),
        ({"texts": {"ja": "   "}}, errors.BannerTextMissing),
        ({"texts": {"ja": "あ" * (LONGEST_TEXT + 1)}}, errors.BannerTextTooLong),
        ({"texts": {"ja": "{失業"}}, errors.BannerTextBroken),
        ({"texts": {"ja": "あ", "en": "{name}"}}, errors.BannerTextBroken),
        ({"ends_at": NOW - timedelta(minutes=1)}, errors.BannerTimesWrong),
        ({"starts_at": at(2), "ends_at": at(1)}, errors.BannerTimesWrong),
        ({"kind": MAINTENANCE}, errors.BannerEndMissing),
        ({"office_code": "nowhere"}, errors.BannerOfficeUnknown),
    ],
)
def test_a_banner_that_would_mislead_is_refused(
    desk: Desk, changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        put_up(desk, **changes)
    assert desk.rows(Banner) == []


def test_readings_do_not_count_as_length(desk: Desk) -> None:
    assert put_up(desk, texts={"ja": "{点検|てんけん}" * (LONGEST_TEXT // 2)})


def test_the_list_says_where_each_banner_stands(desk: Desk) -> None:
    over = desk.do(_kept_over)
    planned, shown = put_up(desk, starts=at(1)), put_up(desk)
    down = put_up(desk, starts=at(1))
    desk.do(service.end_banner, down, principal=SYSTEM, now=NOW)
    states = {line.id: str(line.state) for line in desk.see(service.banners, now=NOW)}
    assert states == {over: "over", planned: "planned", shown: "shown", down: "taken_down"}
    assert list(states) == [down, shown, planned, over]


def _kept_over(session: Session) -> int:
    past = NOW - timedelta(days=1)
    row = Banner(kind=NOTICE, texts=TEXTS, starts_at=past, ends_at=NOW, made_at=past)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def test_an_office_keeps_its_banner_by_key_and_not_by_name(desk: Desk) -> None:
    office = desk.do(make_office, "13010")
    put_up(desk, office_code="13010")
    desk.do(lambda session: setattr(session.get_one(Office, office.id), "name", "別名"))
    assert seen(desk)[0].office_code == "13010"
