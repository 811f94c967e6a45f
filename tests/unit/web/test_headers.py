"""Every answer carries the headers that keep a page to itself."""

import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from hellowork_portal.web.headers import SecurityHeaders

OWN = "http://127.0.0.1:3000"
SCRIPTS = {"/": ["sha256-home"], "/register": ["sha256-register"], "": ["sha256-unknown"]}


def answer(request: Request) -> PlainTextResponse:
    cache = request.query_params.get("cache")
    return PlainTextResponse("yes", headers={"Cache-Control": cache} if cache else None)


async def greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def client(own: str = OWN) -> TestClient:
    routes = [Route("/{path:path}", answer, methods=["GET", "POST"]), WebSocketRoute("/_event", greet)]
    return TestClient(SecurityHeaders(Starlette(routes=routes[::-1]), own, SCRIPTS), base_url=own)


def rules(path: str, own: str = OWN) -> dict[str, str]:
    policy = client(own).get(path).headers["Content-Security-Policy"]
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


def test_nothing_but_own_files_and_known_scripts_runs() -> None:
    assert rules("/register")["script-src"] == "'self' 'sha256-register'"
    assert "unsafe-eval" not in str(rules("/register"))
    assert rules("/register")["object-src"] == rules("/register")["base-uri"] == "'none'"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/", "home"), ("/register/", "register"), ("/nowhere", "unknown"), ("/assets/x.js", "unknown")],
)
def test_a_page_names_its_own_scripts_alone(path: str, expected: str) -> None:
    assert rules(path)["script-src"] == f"'self' 'sha256-{expected}'"


def test_no_foreign_page_may_frame_or_be_posted_to() -> None:
    assert rules("/")["frame-ancestors"] == "'none'"
    assert rules("/")["form-action"] == "'self'"
    assert client().get("/").headers["X-Frame-Options"] == "DENY"


def test_the_websocket_is_allowed_by_its_own_origin() -> None:
    assert rules("/")["connect-src"] == "'self' ws://127.0.0.1:3000"
    assert rules("/", "https://portal.example.jp")["connect-src"] == "'self' wss://portal.example.jp"


def test_camera_and_microphone_are_the_portals_own_and_the_rest_is_off() -> None:
    features = dict(re.findall(r"([a-z-]+)=(\([a-z]*\))", client().get("/").headers["Permissions-Policy"]))
    assert features.pop("camera") == features.pop("microphone") == features.pop("autoplay") == "(self)"
    assert {"geolocation", "display-capture", "payment"} <= features.keys()
    assert set(features.values()) == {"()"}


def test_https_is_remembered_only_where_it_is_spoken() -> None:
    assert "Strict-Transport-Security" not in client().get("/").headers
    assert (
        client("https://portal.example.jp")
        .get("/")
        .headers["Strict-Transport-Security"]
        .startswith("max-age=")
    )


def test_hashed_files_are_kept_and_pages_asked_for_anew() -> None:
    assert "immutable" in client().get("/assets/page-abc.js").headers["Cache-Control"]
    assert client().get("/register").headers["Cache-Control"] == "no-cache"
    assert client().get("/mine?cache=no-store").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/_upload", "/_upload/file.txt"])
def test_the_frameworks_upload_route_is_refused(path: str) -> None:
    refused = client().post(path, content=b"x" * 10)
    assert refused.status_code == 404
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_sockets_pass_untouched() -> None:
    with client().websocket_connect("/_event") as socket:
        assert socket.receive_text() == "hello"
