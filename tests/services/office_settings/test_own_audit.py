"""What an office changes of itself is in its manager's audit, with what it was before; no other manager's."""

from typing import Any

import pytest

from hellowork_portal.kit.principal import Grant, Role
from hellowork_portal.models import MeetingHost, Office
from hellowork_portal.services.audit.search import Wanted, search_entries
from hellowork_portal.services.banners.service import end_banner
from hellowork_portal.services.claimants.codes import recovery_code
from hellowork_portal.services.office_settings.banners import put_up
from hellowork_portal.services.office_settings.hosts import lend_host, withdraw_host
from hellowork_portal.services.office_settings.offerings import offer, set_mode, set_open
from hellowork_portal.services.office_settings.page import save_reach, save_texts
from tests.factories import NOW, make_applicant, make_claimant, make_staff, staff_principal
from tests.services.office_settings.conftest import NewOffice
from tests.services.schedule_changes.conftest import staff

REACH = {"postal_code": "160-0001", "address": "東京都新設区1-1", "phone": "03-1234-5678"}


def read(house: NewOffice, code: str = "13030", who: Any = None) -> dict[str, list[Any]]:
    """Return the lines that a manager finds, oldest first, by action."""
    given = {"principal": who or house.manager, "office_code": code, "wanted": Wanted(), "now": NOW}
    found: dict[str, list[Any]] = {}
    for line in reversed(house.do(search_entries, **given).lines):
        found.setdefault(line.action, []).append(line)
    return found


def changes(line: Any, language: str = "ja") -> dict[str, tuple[str, str]]:
    """Return label → (before, after) as the screen says it."""
    return {one.label[language]: (one.was.get(language, ""), one.value[language]) for one in line.told}


@pytest.fixture
def offering_id(house: NewOffice) -> int:
    return house.act(offer, procedure_id=house.talk_id, mode="telephone")


def test_an_offering_says_how_it_was_and_is(house: NewOffice, offering_id: int) -> None:
    house.act(set_open, offering_id=offering_id, is_open=False)
    house.act(set_mode, offering_id=offering_id, mode="online")
    made, stopped, moved = read(house)["offering.changed"]
    assert changes(made)["面談の方法"] == ("", "電話")
    assert changes(stopped)["予約の受付"] == ("はい", "いいえ")
    assert changes(moved, "en")["Way of the interviews"] == ("by telephone", "online")


def test_hosts_and_banners_are_found(house: NewOffice, offering_id: int) -> None:
    house.act(set_mode, offering_id=offering_id, mode="online")
    house.act(lend_host, offering_id=offering_id, name="host@example.jp", lanes="1")
    house.act(withdraw_host, host_id=house.row(MeetingHost).id)
    banner_id = house.act(put_up, form={"banner_ja": "休み"})
    house.do(end_banner, banner_id, principal=house.manager, now=NOW)
    found = read(house)
    assert [len(found[code]) for code in ("hosts.assigned", "banner.added", "banner.ended")] == [2, 1, 1]


def test_the_page_says_what_was_changed_and_from_what(house: NewOffice) -> None:
    house.act(save_reach, form=REACH)
    house.act(save_reach, form=REACH | {"phone": "03-9999-0000"})
    house.act(save_texts, form={"access_ja": "駅から5分"})
    found = read(house)
    assert changes(found["office.reach_changed"][1]) == {"電話番号": ("03-1234-5678", "03-9999-0000")}
    assert house.row(Office, code="13030").phone == "03-9999-0000"
    [page] = found["office.page_changed"]
    assert changes(page) == {"変えた欄": ("", "行き方")}


def test_a_code_made_at_the_counter_is_found_where_it_was_made(house: NewOffice) -> None:
    who = house.do(make_applicant)
    house.do(lambda db: make_claimant(db, db.get_one(Office, house.office_id), who))
    member = house.do(make_staff, "counter@example.jp", Role.COUNSELLOR, house.office_id)
    by = staff_principal(member, Grant(Role.COUNSELLOR, house.office_id))
    house.do(recovery_code, principal=by, applicant_id=who.id, document="passport", now=NOW)
    assert len(read(house)["counter_code.made"]) == 1


def test_another_offices_manager_finds_none_of_it(house: NewOffice, offering_id: int) -> None:
    house.act(set_open, offering_id=offering_id, is_open=False)
    house.act(put_up, form={"banner_ja": "休み"})
    house.act(save_reach, form=REACH)
    assert read(house, "13040", staff(house.other_id)) == {}
