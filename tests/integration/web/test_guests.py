"""A lookup without sign-in over HTTP: one answer for every number, one cookie, one reservation."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import AuditEntry, GuestAccess
from hellowork_portal.services.access.limits import LIMITS
from hellowork_portal.services.guests import rules
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.web import browser as web
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk, make_applicant
from tests.services.access.conftest import HASH, PASSWORD
from tests.services.accounts.conftest import book

ORIGIN, MAIL = "http://127.0.0.1:3000", "taro@example.jp"
POSTS = (routes.DO_LOOKUP, routes.DO_LOOKUP_CODE, routes.DO_LOOKUP_END)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def number(desk: Desk) -> str:
    """The number of somebody's reservation in some days."""
    owner = desk.do(make_applicant, MAIL, password_hash=HASH, name="髙橋 太郎")
    return reserve(desk, owner.id or 0)


def reserve(desk: Desk, applicant_id: int, days: int = 3) -> str:
    soon = clock.now() + timedelta(days=3)
    times = {"starts_at": soon, "ends_at": soon + timedelta(minutes=30)}
    return desk.do(book, applicant_id, days, **times).number or ""


def _browser() -> TestClient:
    return TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with _browser() as client:
        yield client


def post(client: TestClient, path: str, **typed: str) -> Any:
    return client.post(path, data=typed, headers={"origin": ORIGIN})


def told(answer: Any) -> tuple[str, dict[str, str]]:
    assert answer.status_code == 303
    url = urlsplit(answer.headers["location"])
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def code_in(client: TestClient) -> str:
    return rules.code_of(token_hash(client.cookies[cookies.guest_name()]))


def look_up(client: TestClient, number: str) -> Any:
    post(client, routes.DO_LOOKUP, number=number)
    return post(client, routes.DO_LOOKUP_CODE, code=code_in(client))


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_a_form_of_another_site_is_refused(browser: TestClient, path: str, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    assert browser.post(path, data={"number": "x"}, headers=headers).status_code == 403
    assert browser.get(path).status_code == 405


def test_the_answer_is_the_same_byte_for_byte_whatever_the_number(desk: Desk, number: str) -> None:
    answers = set()
    for typed in (number, new_number(), "AAAAA-AAAAA", "ｚｚｚｚｚ ー 22222"):
        with _browser() as client:
            answer = post(client, routes.DO_LOOKUP, number=typed)
            value = client.cookies[cookies.guest_name()]
        headers = {name: text.replace(value, "-") for name, text in answer.headers.items()}
        answers.add((answer.status_code, answer.content, str(headers), len(value)))
    assert len(answers) == 1
    assert "location': '/lookup/code'" in str(answers)


@pytest.mark.parametrize("typed", ["ABC", "🎌" * 10, "AAAAA-AAAAAA", "AAAAA-AAAA0", "職業安定所職業安定所"])
def test_what_cannot_be_a_number_is_refused_at_its_box_and_kept(
    browser: TestClient, desk: Desk, typed: str
) -> None:
    refused = told(post(browser, routes.DO_LOOKUP, number=typed))
    assert refused == ("/lookup", {"number": typed, "code_number": "field.not_reservation_number"})
    assert desk.rows(GuestAccess) == []
    assert cookies.guest_name() not in browser.cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient, number: str) -> None:
    for answer in (post(browser, routes.DO_LOOKUP, number=number), look_up(browser, number)):
        cookie = next(
            one for one in answer.headers.get_list("set-cookie") if one.startswith("guest=")
        ).lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "max-age" not in cookie


def test_the_right_code_opens_the_reservation_in_this_browser_alone(
    browser: TestClient, desk: Desk, number: str
) -> None:
    assert told(look_up(browser, number)) == ("/reservation", {"number": number})
    file = browser.get(routes.CALENDAR_FILE, params={"number": number})
    assert file.status_code == 200
    assert number in file.text
    foreign = reserve(desk, desk.do(make_applicant, "other@example.jp").id or 0, days=4)
    assert browser.get(routes.CALENDAR_FILE, params={"number": foreign}).status_code == 303
    with _browser() as other:
        other.cookies.set(cookies.guest_name(), "made up")
        assert told(other.get(routes.CALENDAR_FILE, params={"number": number}))[0] == "/sign-in"


def test_a_get_changes_nothing(browser: TestClient, desk: Desk, number: str) -> None:
    look_up(browser, number)
    before = desk.everything()
    browser.get(routes.CALENDAR_FILE, params={"number": number})
    assert desk.everything() == before


def test_wrong_codes_are_told_and_the_fifth_ends_the_code(browser: TestClient, number: str) -> None:
    post(browser, routes.DO_LOOKUP, number=number)
    right = code_in(browser)
    wrong = "000000" if right != "000000" else "000001"
    answers = [told(post(browser, routes.DO_LOOKUP_CODE, code=wrong)) for _ in range(6)]
    assert answers[:4] == [("/lookup/code", {"code": "field.lookup_code_wrong"})] * 4
    assert answers[4:] == [("/lookup/code", {})] * 2
    assert told(post(browser, routes.DO_LOOKUP_CODE, code=right)) == ("/lookup/code", {})


def test_an_empty_box_asks_for_the_number_and_no_cookie_leads_to_the_start(
    browser: TestClient, desk: Desk
) -> None:
    assert told(post(browser, routes.DO_LOOKUP, number=" ")) == ("/lookup", {"code_number": "field.required"})
    assert told(post(browser, routes.DO_LOOKUP_CODE, code="123456")) == ("/lookup", {"ended": "1"})
    assert desk.rows(GuestAccess) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_codes_of_a_number_are_limited_alike_and_a_known_browser_goes_on(
    desk: Desk, number: str, is_there: bool
) -> None:
    typed, allowed = number if is_there else new_number(), int(LIMITS["guest_code_per_number"].split()[0])
    with _browser() as owner:
        answers = [told(post(owner, routes.DO_LOOKUP, number=typed))]
        post(owner, routes.DO_LOOKUP_CODE, code=code_in(owner))
        for _ in range(allowed):
            with _browser() as attacker:
                answers.append(told(post(attacker, routes.DO_LOOKUP, number=typed)))
        where = [path for path, _ in answers]
        assert where == ["/lookup/code"] * allowed + ["/lookup"]
        assert answers[-1][1] | {"minutes": ""} == {"number": typed, "error": "too_many", "minutes": ""}
        own = told(post(owner, routes.DO_LOOKUP, number=typed))
        assert (own[0] == "/lookup/code") == is_there, "only who has opened it has the mark"


def test_tries_are_limited_by_network_too(browser: TestClient, desk: Desk) -> None:
    allowed = int(LIMITS["guest_try_per_network"].split()[0])
    answers = [told(post(browser, routes.DO_LOOKUP_CODE, code="1")) for _ in range(allowed + 1)]
    assert answers[-1][0] == "/lookup/code"
    assert answers[-1][1]["error"] == "too_many"


def test_limits_are_counted_where_every_worker_sees_them(
    desk: Desk, number: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_REDIS_URL", redis_url)
    where = []
    for _ in range(int(LIMITS["guest_code_per_number"].split()[0]) + 1):
        runtime.settings.cache_clear()
        runtime._ports.cache_clear()  # as another worker would begin
        with _browser() as client:
            where.append(told(post(client, routes.DO_LOOKUP, number=number))[0])
    assert where[-2:] == ["/lookup/code", "/lookup"]


def test_ending_it_leaves_nothing_in_the_browser(browser: TestClient, desk: Desk, number: str) -> None:
    look_up(browser, number)
    stolen = browser.cookies[cookies.guest_name()]
    answer = post(browser, routes.DO_LOOKUP_END)
    assert told(answer) == ("/lookup", {"ended": "2"})
    assert cookies.guest_name() not in browser.cookies
    assert "cache" in answer.headers["clear-site-data"]
    browser.cookies.set(cookies.guest_name(), stolen)
    assert browser.get(routes.CALENDAR_FILE, params={"number": number}).status_code == 303
    assert [one.action for one in desk.rows(AuditEntry)].count("guest.ended") == 1


def test_asking_for_another_number_ends_what_was_open(browser: TestClient, desk: Desk, number: str) -> None:
    look_up(browser, number)
    post(browser, routes.DO_LOOKUP, number=new_number())
    assert [row.ended_at is None for row in desk.rows(GuestAccess)] == [False, True]
    assert browser.get(routes.CALENDAR_FILE, params={"number": number}).status_code == 303


def test_signing_out_ends_the_guest_too(browser: TestClient, desk: Desk, number: str) -> None:
    look_up(browser, number)
    answer = post(browser, routes.DO_SIGN_IN, mail_address=MAIL, password=PASSWORD)
    assert answer.headers["location"] == "/my"
    assert browser.cookies[cookies.guest_name()], "what may be claimed survives the sign-in"
    post(browser, routes.DO_SIGN_OUT)
    assert cookies.guest_name() not in browser.cookies
    assert desk.row(GuestAccess).ended_at is not None


def test_who_is_signed_in_is_led_to_the_detail_or_to_the_claim(
    browser: TestClient, desk: Desk, number: str
) -> None:
    post(browser, routes.DO_SIGN_IN, mail_address=MAIL, password=PASSWORD)
    assert told(look_up(browser, number)) == ("/reservation", {"number": number})
    desk.do(make_applicant, "other@example.jp", password_hash=HASH)
    with _browser() as other:
        post(other, routes.DO_SIGN_IN, mail_address="other@example.jp", password=PASSWORD)
        assert told(look_up(other, number)) == ("/reservation/claim", {"number": number})
    assert web.KNOWN_GUEST in browser.cookies
