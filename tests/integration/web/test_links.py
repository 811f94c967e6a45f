"""Mail links over HTTP: a GET gives a cookie and nothing else, and no page elsewhere can plant one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hellowork_portal.kit import clock, cookies
from hellowork_portal.models import OneTimeLink
from hellowork_portal.services.access import links
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk

ORIGIN = "http://127.0.0.1:3000"


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def link_to(desk: Desk, mail: str, purpose: str = links.REGISTER) -> str:
    return desk.do(
        links.issue_link, purpose=purpose, mail_address=mail, life=timedelta(hours=1), now=clock.now()
    )


def opened(browser: TestClient, signed: str, purpose: str = links.REGISTER) -> str:
    answer = browser.get(f"/links/{purpose}", params={"token": signed})
    assert answer.status_code == 303
    assert answer.headers["cache-control"] == "no-store"
    return answer.headers["location"]


def test_opening_a_link_moves_its_token_into_a_cookie_and_changes_no_row(
    browser: TestClient, desk: Desk
) -> None:
    signed = link_to(desk, "hanako@example.jp")
    before = desk.everything()
    assert opened(browser, signed) == "/register/form"
    assert browser.cookies[cookies.link_name()] == signed
    assert desk.everything() == before


def test_the_cookie_cannot_be_read_by_scripts_and_ends_with_the_browser(
    browser: TestClient, desk: Desk
) -> None:
    answer = browser.get("/links/register", params={"token": link_to(desk, "hanako@example.jp")})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age" not in cookie


def test_a_planted_link_to_another_address_replaces_nothing(browser: TestClient, desk: Desk) -> None:
    own = link_to(desk, "hanako@example.jp")
    opened(browser, own)
    planted = link_to(desk, "attacker@example.jp")
    assert opened(browser, planted) == "/link-problem?reason=foreign&purpose=register"
    assert browser.cookies[cookies.link_name()] == own


def test_a_newer_mail_to_the_same_address_goes_on(browser: TestClient, desk: Desk) -> None:
    opened(browser, link_to(desk, "hanako@example.jp"))
    newer = link_to(desk, "hanako@example.jp")
    assert opened(browser, newer) == "/register/form"
    assert browser.cookies[cookies.link_name()] == newer


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", ORIGIN + ".evil.example"])
@pytest.mark.parametrize(
    "path", ["/session/sign-in", "/session/sign-out", "/session/register", "/session/reset"]
)
def test_a_form_of_another_site_is_refused(browser: TestClient, origin: str | None, path: str) -> None:
    headers = {"origin": origin} if origin else {}
    assert browser.post(path, data={"mail_address": "a@example.jp"}, headers=headers).status_code == 403


def test_an_absurdly_long_form_is_refused_unread(browser: TestClient, desk: Desk) -> None:
    answer = browser.post("/session/sign-in", data={"password": "x" * 70_000}, headers={"origin": ORIGIN})
    assert answer.status_code == 413
    assert desk.rows(OneTimeLink) == []
