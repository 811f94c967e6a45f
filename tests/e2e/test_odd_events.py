"""Events whose address no browser would write: the portal goes on, the log keeps its secrets."""

from collections.abc import Callable

import pytest

from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.shell.session import SessionState
from tests.e2e.ways import Walk
from tests.e2e.wire import Wire
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]
NAME = "職安 花子"
OPEN, CHECK = f"{MyState.get_full_name()}.open", f"{SessionState.get_full_name()}.check"


@pytest.mark.parametrize(
    "address",
    [
        {"pathname": "/my", "asPath": "/my", "query": {"q": "x" * 300_000}},
        {"pathname": "/my", "asPath": "/my?q=" + "x" * 300_000, "query": {}},
        {"pathname": "/my", "asPath": {"a": []}, "query": {}},
        {"pathname": ["/my"], "asPath": "/my", "query": {}},
        {"pathname": "/my", "asPath": "/my", "query": ["x"]},
        {"pathname": "/my", "asPath": "/my", "query": None},
        {"pathname": "/my", "asPath": "http://[::1", "query": {}},
        {"pathname": "\x00", "asPath": "\ud83d", "query": {"\ud83d": "\x00"}},
        ["no", "address"],
        None,
        7,
    ],
    ids=["query", "path", "object", "list", "names", "none", "broken", "signs", "array", "nothing", "number"],
)
def test_a_strange_address_harms_nobody(portal: Portal, somebody: Somebody, address: object) -> None:
    walk, _, _ = somebody()
    cookies = walk.visit.page.context.cookies()
    cookie = str(next(dict(one)["value"] for one in cookies if one.get("name") == "session"))
    log = portal.data_dir / "portal.log"
    before = log.stat().st_size
    with Wire(portal.url, session=cookie) as wire:
        for name in (CHECK, OPEN):
            wire.throw_anything({"name": name, "payload": {}, "router_data": address})
    with Wire(portal.url, session=cookie) as wire:
        assert NAME in wire.send_until(NAME, OPEN, "/my")
    logged = log.read_text()[before:]
    assert cookie not in logged
    assert NAME not in logged
    assert len(logged) < 50_000
