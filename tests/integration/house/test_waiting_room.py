"""Before a full house people wait in order and lose nothing; what must not wait passes."""

import asyncio
import json
import re
from datetime import timedelta

import httpx
import pytest
from sqlmodel import Session as Db
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from hellowork_portal.adapters.house_in_memory import MemoryHouse
from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.kit import clock as real_clock
from hellowork_portal.kit.i18n import LANGUAGES, say
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import Session
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.reservations.service import has_live_hold
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.web.waiting_room import STATUS, WaitingRoom
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
    principal_of,
)

MOST = 50


class Clock:
    """Seconds that only a test lets pass."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {request.url.path}?{request.url.query}")


async def ears(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        return


APP = Starlette(
    routes=[
        WebSocketRoute("/_event", ears),
        Route("/{path:path}", echo, methods=["GET", "POST"]),
    ]
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock) -> WaitingRoom:
    return WaitingRoom(APP, MemoryHouse(HouseRules(MOST)), clock=clock)


def visitor(room: WaitingRoom, number: int) -> TestClient:
    """A browser of its own, in a network of its own."""
    return TestClient(room, client=(f"10.{number // 250}.{number % 250}.1", 50000))


def fill(room: WaitingRoom) -> list[TestClient]:
    guests = [visitor(room, number) for number in range(MOST)]
    assert [guest.get("/").status_code for guest in guests] == [200] * MOST
    assert [guest.get("/").status_code for guest in guests] == [200] * MOST
    return guests


def test_three_hundred_come_to_fifty_places_and_everybody_gets_in_in_order(
    room: WaitingRoom, clock: Clock
) -> None:
    asyncio.run(crowd_comes(room, clock))


def browser(room: WaitingRoom, number: int) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(room, client=(f"10.{number // 250}.{number % 250}.1", 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://testserver")


async def crowd_comes(room: WaitingRoom, clock: Clock) -> None:
    """Ten leave every half minute; all others give their signs of life."""
    inside = [browser(room, number) for number in range(MOST)]
    for guest in [*inside, *inside]:
        assert (await guest.get("/")).status_code == 200
    waiting = [browser(room, MOST + number) for number in range(250)]
    for number, one in enumerate(waiting):
        page = await one.get("/calendar?offering=7")
        assert page.status_code == 503
        assert (say("ja", "queue.ahead", count=number) if number else say("ja", "queue.first")) in page.text
    while waiting:
        clock.now += 30
        inside = inside[10:]
        for guest in inside:
            assert (await guest.get("/")).status_code == 200
        places = [(await one.get(STATUS)).json() for one in waiting]
        come = [place["inside"] for place in places]
        assert come == sorted(come, reverse=True), "somebody overtook"
        assert [place["ahead"] for place in places if not place["inside"]] == list(range(come.count(False)))
        for one in waiting[: come.count(True)]:
            assert (await one.get("/calendar?offering=7")).text == "GET /calendar?offering=7"
        inside, waiting = [*inside, *waiting[: come.count(True)]], waiting[come.count(True) :]


@pytest.mark.parametrize(
    "path", ["/assets/x.js", "/favicon.svg", "/health/ready", "/links/register?t=1", "/ping"]
)
def test_what_is_no_page_never_waits(room: WaitingRoom, path: str) -> None:
    fill(room)
    assert visitor(room, 200).get(path).status_code == 200


def test_a_form_that_was_sent_never_waits(room: WaitingRoom) -> None:
    fill(room)
    assert visitor(room, 200).post("/session/register").text == "POST /session/register?"


def test_the_websocket_of_somebody_who_waits_stays_shut(room: WaitingRoom) -> None:
    guests = fill(room)
    waiting = visitor(room, 200)
    waiting.get("/")
    with pytest.raises(WebSocketDisconnect), waiting.websocket_connect("/_event"):
        pass
    assert waiting.get("/_event/?transport=polling").status_code == 503
    with guests[0].websocket_connect("/_event") as socket:
        socket.send_text("42work")
        assert socket.receive_text() == "42work"


def test_who_works_in_one_page_stays_inside_and_a_heartbeat_alone_is_no_work(
    room: WaitingRoom, clock: Clock
) -> None:
    guests = fill(room)
    with guests[0].websocket_connect("/_event") as busy, guests[1].websocket_connect("/_event") as silent:
        for _minute in range(11):
            clock.now += 60
            for socket, said in ((busy, "42work"), (silent, "3")):
                socket.send_text(said)
                assert socket.receive_text() == said
        crowd = [visitor(room, 100 + number) for number in range(MOST)]
        assert [one.get("/").status_code for one in crowd] == [200] * (MOST - 1) + [503]


def test_a_place_without_our_signature_is_no_place(room: WaitingRoom) -> None:
    fill(room)
    forger = visitor(room, 200)
    forger.cookies.set("visit", "somebody.signed-by-nobody")
    assert forger.get("/").status_code == 503
    nobody = visitor(room, 201)
    assert nobody.get(STATUS).status_code == 404


def test_who_holds_a_seat_is_let_in_whatever_the_number(
    room: WaitingRoom, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hellowork_portal.kit.clock.now", lambda: NOW)
    fill(room)
    person = desk.do(make_person_with_hold)
    token = desk.do(start_session, applicant_id=person, now=NOW)
    for cookie, status in ((token, 200), ("another", 503)):
        one = visitor(room, 210)
        one.cookies.set("session", cookie)
        assert one.get("/reserve/form?hold=1").status_code == status


def make_person_with_hold(session: Db) -> int:
    offering = make_offering(session, make_office(session), make_procedure(session))
    slot = make_slot(session, offering, at(2))
    person = make_applicant(session, "hanako@example.jp")
    session.flush()
    hold_seat(session, principal=principal_of(person), slot_id=slot.id or 0, now=NOW)
    return person.id or 0


def test_a_hold_opens_the_door_only_while_it_and_the_session_live(desk: Desk) -> None:
    person = desk.do(make_person_with_hold)
    hashed = token_hash(desk.do(start_session, applicant_id=person, now=NOW))
    assert desk.see(has_live_hold, hashed=hashed, now=NOW)
    assert not desk.see(has_live_hold, hashed=hashed, now=NOW + timedelta(minutes=10))
    assert not desk.see(has_live_hold, hashed=token_hash("another"), now=NOW)
    [row] = desk.rows(Session)
    assert not desk.see(has_live_hold, hashed=hashed, now=row.ends_at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small_speaks_the_language_and_asks_to_come_again(
    room: WaitingRoom, language: str
) -> None:
    fill(room)
    one = visitor(room, 220)
    one.cookies.set("lang", language)
    page = one.get("/?next=<script>")
    read = re.sub(r"<rt>.*?</rt>|</?ruby>", "", page.text.partition("<main")[2].partition(">")[2])
    assert say(language, "queue.minutes", minutes=1) in read
    assert page.headers["retry-after"] == "8"
    assert len(page.content) < 15_000
    assert "<script>" not in page.text.replace('<script src="/waiting.js" defer>', "")
    assert json.loads(one.get(STATUS).text)["ahead"] == 0


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def test_staff_pass_a_full_house_and_their_sign_in_never_waits(desk: Desk, clock: Clock) -> None:
    full = WaitingRoom(APP, MemoryHouse(HouseRules(1)), clock=clock)
    token = desk.do(lambda db: open_session(db, _member(db), old_token="", agent="", now=real_clock.now()))[0]
    with TestClient(full) as first, TestClient(full) as second:
        assert first.get("/").status_code == 200
        assert [second.get(path).status_code for path in ("/staff", "/staff/sign-in")] == [503, 200]
        second.cookies.set("staff", "forged")
        assert second.get("/staff").status_code == 503
        second.cookies.set("staff", token)
        assert second.get("/staff").status_code == 200


def _member(db: Db) -> int:
    return make_staff(db, "staff@example.jp", Role.SYSTEM_ADMINISTRATOR).id or 0
