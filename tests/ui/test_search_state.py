"""「手続き一覧」: the address says what is looked for; results, paging and conditions follow from it."""

from typing import Any, cast

import pytest

from hellowork_portal.kit import clock
from hellowork_portal.models import Applicant, Mode, Office, Prefecture
from hellowork_portal.services.offices.service import prefecture_names
from hellowork_portal.ui.citizen.search import views
from hellowork_portal.ui.citizen.search.state import SearchState
from hellowork_portal.ui.citizen.search.views import Wish
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_claimant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
)
from tests.ui.hands import address_of, events_of, go, opened, value_of

NAMES = ("新宿", "品川", "渋谷")


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def furnish(session: Any, names: tuple[str, ...] = NAMES) -> dict[str, int]:
    """Offices in Tokyo with one procedure each; the first has a seat tomorrow, the last is by telephone."""
    procedure = make_procedure(session)
    offices = {}
    for number, name in enumerate(names):
        office = make_office(
            session, f"13{number:03}", name=name, kana="しんじゅく" if name == "新宿" else name
        )
        mode = Mode.TELEPHONE if name == "渋谷" else Mode.ONLINE
        offering = make_offering(session, office, procedure, mode=mode)
        if not number:
            make_slot(session, offering, at(1))
        offices[name] = office.id
    return offices


def shown(address: str, person: Applicant | None = None) -> SearchState:
    state = opened(SearchState, address, person)
    events_of(state.open())
    return state


def names_of(state: SearchState) -> list[str]:
    return [card.office["ja"] for card in state.cards]


def test_words_of_the_address_find_the_office_with_its_next_free_day(desk: Desk) -> None:
    desk.do(furnish)
    state = shown("/procedures?q=%EF%BD%BC%EF%BE%9D%EF%BD%BC%EF%BE%9E%EF%BD%AD%EF%BD%B8")
    assert names_of(state) == ["新宿（東京都）"]
    (card,) = state.cards
    assert (card.has_free, card.next_free["ja"]) == (True, "2026年12月2日（水）")
    assert card.href.startswith("/calendar?offering=")
    assert state.kinds[card.procedure_code].name["en"] == "面談"
    assert (state.query, state.total, state.first, state.last) == ("ｼﾝｼﾞｭｸ", 1, 1, 1)


def test_an_office_without_a_free_day_says_so(desk: Desk) -> None:
    desk.do(furnish)
    (card,) = shown("/procedures?q=品川").cards
    assert (card.has_free, card.next_free) == (False, {})


def test_conditions_of_the_address_narrow_the_list_down(desk: Desk) -> None:
    desk.do(furnish)
    assert names_of(shown("/procedures?mode=telephone")) == ["渋谷（東京都）"]
    assert shown("/procedures?purpose=certification").total == 0
    assert shown("/procedures?prefecture=01").total == 0
    assert shown("/procedures?prefecture=13").total == 3


def test_nonsense_in_the_address_is_as_if_it_had_not_been_said(desk: Desk) -> None:
    desk.do(furnish)
    state = shown("/procedures?mode=teleport&purpose=%27--&prefecture=99&office=x&page=-3")
    assert (state.total, state.page, state.mode, state.purpose, state.prefecture) == (3, 1, "", "", "")


def test_one_s_own_office_comes_first_and_only_for_who_is_signed_in(desk: Desk) -> None:
    offices = desk.do(furnish)
    person = desk.do(lambda session: _claimant_of(session, offices["品川"]))
    state = shown("/procedures", person)
    assert names_of(state)[0] == "品川（東京都）"
    assert [card.is_own for card in state.cards] == [True, False, False]
    assert state.is_own_first
    assert not shown("/procedures").is_own_first


def _claimant_of(session: Any, office_id: int) -> Applicant:
    person = make_applicant(session)
    make_claimant(session, session.get_one(Office, office_id), person)
    session.refresh(person)
    session.expunge(person)
    return person


def test_a_slip_of_the_keyboard_gets_a_hint_that_keeps_the_conditions(desk: Desk) -> None:
    desk.do(furnish)
    state = shown("/procedures?q=新宿く&mode=online")
    assert (state.total, state.hint) == (0, "新宿")
    go(state, state.hint_href)
    events_of(state.open())
    assert (names_of(state), state.mode) == (["新宿（東京都）"], "online")


def test_where_nothing_is_found_one_can_drop_the_conditions(desk: Desk) -> None:
    desk.do(furnish)
    state = shown("/procedures?q=新宿&mode=telephone")
    assert (state.total, state.has_conditions) == (0, True)
    go(state, state.without_conditions)
    events_of(state.open())
    assert (names_of(state), state.has_conditions) == (["新宿（東京都）"], False)


def test_a_prefecture_offers_its_offices_and_one_of_them_can_be_chosen(desk: Desk) -> None:
    desk.do(furnish)
    state = shown("/procedures?prefecture=13")
    assert [one.name["ja"] for one in state.offices] == [f"{name}（東京都）" for name in NAMES]
    go(state, state.offices[1].href.split("#")[0])
    events_of(state.open())
    assert names_of(state) == ["品川（東京都）"]
    assert state.chosen_office["ja"] == "品川（東京都）"
    assert [one.is_chosen for one in state.offices] == [False, True, False]
    go(state, state.all_offices)
    events_of(state.open())
    assert state.total == 3


def test_an_office_is_named_also_where_the_address_has_no_prefecture(desk: Desk) -> None:
    offices = desk.do(furnish)
    state = shown(f"/procedures?office={offices['渋谷']}")
    assert (names_of(state), state.chosen_office["ja"]) == (["渋谷（東京都）"], "渋谷（東京都）")
    assert state.offices == []


def test_many_results_come_twenty_a_page(desk: Desk) -> None:
    desk.do(furnish, tuple(f"第{number}" for number in range(45)))
    state = shown("/procedures?prefecture=13&page=2")
    assert (state.total, state.pages, state.first, state.last, len(state.cards)) == (45, 3, 21, 40, 20)
    assert [link.label for link in state.page_links if link.is_current] == ["2"]
    assert state.previous_page == "/procedures?prefecture=13#results"
    assert state.next_page == "/procedures?prefecture=13&page=3#results"
    assert shown("/procedures?page=99").page == 3


def test_a_search_goes_into_the_address_and_begins_at_page_one(database_url: str) -> None:
    state = opened(SearchState, "/procedures?page=3&mode=online")
    typed = {"q": "  職業相談　新宿 ", "purpose": "counselling", "mode": "teleport", "page": "7"}
    assert address_of(events_of(state.submit(typed))) == (
        "/procedures?q=%E8%81%B7%E6%A5%AD%E7%9B%B8%E8%AB%87+%E6%96%B0%E5%AE%BF&purpose=counselling#results"
    )
    for nonsense in ({"q": None, "mode": ["x"]}, {"q": "\ud83d"}, None, [], "q"):
        assert address_of(events_of(cast(Any, state).submit(nonsense))) == "/procedures#results"


def test_the_box_follows_the_browser_s_back_button_and_nothing_else(desk: Desk) -> None:
    desk.do(furnish)
    state = opened(SearchState, "/procedures?q=新宿")
    assert events_of(state.open()) == []
    assert events_of(state.open()) == []
    go(state, "/procedures?q=品川")
    (event,) = events_of(state.open())
    assert "品川" in [value_of(value) for name, value in event.args if str(name) == "value"]


def test_every_prefecture_of_the_form_is_one_of_the_tables(desk: Desk) -> None:
    desk.do(furnish)
    assert {row.code for row in desk.rows(Prefecture)} <= set(prefecture_names())
    assert len(prefecture_names()) == 47


@pytest.mark.parametrize(
    ("page", "pages", "labels"),
    [
        (1, 1, []),
        (1, 2, ["1", "2"]),
        (1, 52, ["1", "2", "…", "52"]),
        (26, 52, ["1", "…", "25", "26", "27", "…", "52"]),
        (52, 52, ["1", "…", "51", "52"]),
    ],
)
def test_the_paging_names_first_last_and_neighbours(page: int, pages: int, labels: list[str]) -> None:
    assert [link.label for link in views.pages_of(Wish(page=page), page, pages)] == labels


def test_a_long_query_is_cut() -> None:
    assert len(views.wish_of({"q": "あ" * 10_000}, ()).query) == 100
