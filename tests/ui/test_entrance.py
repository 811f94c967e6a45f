"""What the portal's websocket takes for an event, and what it remembers of its address."""

import asyncio
from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.ui.shell.entrance import LONGEST_ADDRESS, guard_entrance, shaped

USUAL = {
    "pathname": "/procedures",
    "asPath": "/procedures?q=%E6%A8%AA&page=2",
    "query": {"q": "横", "page": "2"},
}
WITHOUT = {"pathname": "/procedures", "asPath": "/procedures", "query": {}}
NOWHERE = {"pathname": "/", "asPath": "/", "query": {}}


def address(told: object) -> object:
    event = shaped({"name": "state.open", "payload": {"a": 1}, "router_data": told})
    assert event is not None
    assert (event["name"], event["payload"]) == ("state.open", {"a": 1})
    return event["router_data"]


@pytest.mark.parametrize("told", [USUAL, WITHOUT, NOWHERE])
def test_an_address_that_can_be_one_stays(told: dict[str, Any]) -> None:
    assert address(told) == told


def test_a_page_without_a_query_needs_none() -> None:
    assert address({"pathname": "/my", "asPath": "/my"}) == {"pathname": "/my", "asPath": "/my", "query": {}}


@pytest.mark.parametrize(
    "change",
    [
        {"query": {"q": "x" * 400_000}},
        {"query": {str(number): "x" for number in range(50_000)}},
        {"query": {"q": ["x"] * 50_000}},
        {"query": ["q"]},
        {"query": {"q": "\ud83d"}},
        {"asPath": "/procedures?q=" + "x" * 400_000},
        {"asPath": {"a": []}},
        {"asPath": "http://[::1"},
        {"asPath": "//[::1"},
        {"asPath": "/\ud83d"},
        {"asPath": None},
    ],
)
def test_a_query_beyond_all_measure_or_sense_is_left_out(change: dict[str, Any]) -> None:
    assert address(USUAL | change) == WITHOUT


@pytest.mark.parametrize(
    "told", [None, 7, [], "x", {}, USUAL | {"pathname": ["/my"]}, USUAL | {"pathname": "my"}]
)
def test_what_is_no_address_is_taken_for_the_home_page(told: object) -> None:
    assert address(told) == NOWHERE


def test_nothing_stands_beside_an_address() -> None:
    strangers = {f"junk-{number}": "x" * 4000 for number in range(100)} | {
        "headers": {"cookie": "a=b"},
        "ip": "x",
    }
    assert address(USUAL | strangers) == USUAL


@pytest.mark.parametrize("data", [None, 7, "x", [], {}, {"name": 7}, {"name": "x", "payload": [1]}])
def test_what_is_no_event_is_refused(data: object) -> None:
    assert shaped(data) is None


def test_the_longest_address_that_people_meet_fits() -> None:
    search = routes.with_query(
        routes.PROCEDURES, q="横" * 100, purpose="counselling", prefecture="47", page=99
    )
    back = routes.sign_in_and_return(search)
    told = {"pathname": routes.SIGN_IN, "asPath": back, "query": {"next": search}}
    assert address(told) == told
    assert len(back) * 2 < LONGEST_ADDRESS


def test_every_event_of_the_websocket_passes_the_entrance() -> None:
    taken: list[object] = []

    class Namespace:
        async def on_event(self, sid: str, data: object) -> None:
            taken.append((sid, data))

    class App:
        event_namespace = Namespace()

    guard_entrance(App())  # type: ignore[arg-type]
    for data in ({"name": "x", "router_data": 7}, 7):
        asyncio.run(App.event_namespace.on_event("sid", data))
    assert taken == [("sid", {"name": "x", "payload": {}, "router_data": NOWHERE})]
