"""Pages are served under the address that people type, and their scripts are known."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from hellowork_portal.web.pages import OwnHost, PagesWithoutSlash, page_scripts

SCRIPT = 'if (a < b && "c") { d("失業") }'


def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.url.path}?{request.url.query}")


APP = Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])


def sha256(script: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    pages = {
        "index.html": f"<script>{SCRIPT}</script>",
        "register/index.html": "<script src='/assets/x.js'></script><script type=module>one</script>",
        "my/reservations/index.html": "<p>none</p>",
        "404.html": "<script>lost</script>",
        "register.html": "<script>not served</script>",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<!DOCTYPE html><html><body>{text}</body></html>", encoding="utf-8")
    return tmp_path


def test_inline_scripts_are_hashed_byte_for_byte_and_by_page(built: Path) -> None:
    assert page_scripts(built) == {
        "/": {sha256(SCRIPT)},
        "/register": {sha256("one")},
        "/my/reservations": set(),
        "": {sha256("lost")},
    }


def test_a_page_is_served_without_a_redirect_and_keeps_its_query(built: Path) -> None:
    client = TestClient(PagesWithoutSlash(APP, page_scripts(built)), follow_redirects=False)
    assert client.get("/register?to=%2Fmy").text == "/register/?to=%2Fmy"
    assert client.get("/").text == "/?"
    assert client.get("/elsewhere").text == "/elsewhere?"
    assert client.post("/register").text == "/register?"


@pytest.mark.parametrize(
    ("own", "asked", "is_sent"),
    [
        ("http://127.0.0.1:3000", "http://localhost:3000", True),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000", False),
        ("http://localhost:3000", "http://127.0.0.1:3000", True),
        ("https://portal.example.jp", "http://localhost:3000", False),
        ("http://127.0.0.1:3000", "http://evil.example", False),
    ],
)
def test_another_loopback_name_leads_to_the_portals_own(own: str, asked: str, is_sent: bool) -> None:
    client = TestClient(OwnHost(APP, own), base_url=asked, follow_redirects=False)
    response = client.get("/register?a=1")
    assert (response.status_code == 307) is is_sent
    if is_sent:
        assert response.headers["location"] == f"{own}/register?a=1"
