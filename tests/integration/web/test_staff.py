"""The staff's forms over HTTP: two steps, limits, cookies, the way behind an invitation."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import StaffMember, StaffSession, StaffSignIn
from hellowork_portal.services.access.limits import LIMITS
from hellowork_portal.services.staff import joining
from hellowork_portal.services.staff.invitations import invite_administrator
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk, make_office, make_staff, totp_code
from tests.services.access.conftest import HASH, PASSWORD

ORIGIN, MAIL = "http://127.0.0.1:3000", "manager@example.jp"
FORMS = [value for name, value in vars(routes).items() if name.startswith("DO_STAFF_")]


@pytest.fixture
def desk(database_url: str) -> Desk:
    desk = Desk(database_url)

    def people(db: Any) -> None:
        office = make_office(db)
        make_staff(db, MAIL, Role.OFFICE_MANAGER, office.id, password_hash=HASH)

    desk.do(people)
    return desk


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def post(browser: TestClient, path: str, **typed: str) -> Any:
    return browser.post(path, data=typed, headers={"origin": ORIGIN})


def told(answer: Any) -> tuple[str, dict[str, str]]:
    """Return where an answer leads to, and what it says."""
    assert answer.status_code == 303
    url = urlsplit(answer.headers["location"])
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def first_step(browser: TestClient, password: str = PASSWORD, mail: str = MAIL, **more: str) -> Any:
    return post(browser, routes.DO_STAFF_SIGN_IN, mail_address=mail, password=password, **more)


def sign_in(browser: TestClient, steps: int = 0) -> Any:
    """Take both steps by the clock of this moment."""
    assert told(first_step(browser))[0] == routes.STAFF_CODE
    return post(browser, routes.DO_STAFF_CODE, code=totp_code(at=clock.now(), steps=steps))


def test_from_the_second_step_one_goes_back_to_another_address(browser: TestClient, desk: Desk) -> None:
    first_step(browser, next="/staff/people")
    waiting = browser.cookies[cookies.staff_waiting_name()]
    answer = post(browser, routes.DO_STAFF_OTHER, next="/staff/people")
    assert told(answer) == (routes.STAFF_SIGN_IN, {"next": "/staff/people"})
    assert cookies.staff_waiting_name() not in browser.cookies
    browser.cookies.set(cookies.staff_waiting_name(), waiting)
    late = post(browser, routes.DO_STAFF_CODE, code=totp_code(at=clock.now()))
    assert told(late) == (routes.STAFF_SIGN_IN, {"error": "too_late"}), "nothing waits behind the old cookie"
    assert desk.rows(StaffSession) == []


def test_going_back_ends_no_session_and_leads_nobody_off_the_staff_side(
    browser: TestClient, desk: Desk
) -> None:
    sign_in(browser)
    browser.cookies.set(cookies.staff_waiting_name(), browser.cookies[cookies.staff_name()])
    answer = post(browser, routes.DO_STAFF_OTHER, next="https://evil.example")
    assert told(answer) == (routes.STAFF_SIGN_IN, {})
    assert len(desk.rows(StaffSession)) == 1


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_another_site_is_refused(browser: TestClient, path: str) -> None:
    assert len(FORMS) >= 9
    assert browser.post(path, headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.get(path).status_code == 405


def test_both_steps_lead_to_the_staffs_own_page_with_the_staffs_own_cookie(
    browser: TestClient, desk: Desk
) -> None:
    step = first_step(browser, next="/staff/people?office=13010")
    assert told(step) == (routes.STAFF_CODE, {"next": "/staff/people?office=13010"})
    assert cookies.staff_name() not in browser.cookies
    code = totp_code(at=clock.now())
    answer = post(browser, routes.DO_STAFF_CODE, code=code, next="/staff/people?office=13010")
    assert answer.headers["location"] == "/staff/people?office=13010"
    (kept,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("staff=")]
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert "Max-Age" not in kept
    assert cookies.staff_waiting_name() not in browser.cookies
    assert cookies.session_name() not in browser.cookies
    again = post(browser, routes.DO_STAFF_CODE, code=code)
    assert told(again) == (routes.STAFF_SIGN_IN, {"error": "too_late"})
    assert len(desk.rows(StaffSession)) == 1


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/my", "/staff\\@evil", "/staffing"]
)
def test_nobody_is_led_off_the_staff_side(browser: TestClient, back: str) -> None:
    first_step(browser, next=back)
    answer = post(browser, routes.DO_STAFF_CODE, code=totp_code(at=clock.now()), next=back)
    assert answer.headers["location"] == routes.STAFF


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(browser: TestClient, desk: Desk) -> None:
    answers = []
    for mail in (MAIL, "nobody@example.jp"):
        answer = first_step(browser, "Wrong-1-Word", mail)
        answers.append((answer.headers["location"], sorted(answer.cookies)))
    assert answers[0] == answers[1]
    assert [row.outcome for row in desk.rows(StaffSignIn)] == ["wrong"]


def test_strangers_tries_are_slowed_and_never_shut_the_owner_out(
    browser: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "staff_sign_in_per_account", "2 per 15 minutes")
    sign_in(browser)
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as stranger:
        codes = [told(first_step(stranger, "Wrong-1-Word"))[1]["error"] for _ in range(3)]
        assert codes[-1] == "too_many"
        assert told(first_step(stranger))[1]["error"] == "too_many", "not even with the right password"
    assert told(first_step(browser))[0] == routes.STAFF_CODE
    assert [job["mail"] for job in desk.jobs("mail")] == ["staff_slowed"]


def test_codes_are_slowed_by_account_whatever_session_waits(
    browser: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "staff_code", "3 per 15 minutes")
    said = []
    for _ in range(5):
        first_step(browser)
        said.append(told(post(browser, routes.DO_STAFF_CODE, code="000000"))[1]["error"])
    assert said == ["staff_code_wrong"] * 3 + ["too_many"] * 2
    first_step(browser)
    answer = told(post(browser, routes.DO_STAFF_CODE, code=totp_code(at=clock.now())))
    assert answer[1]["error"] == "too_many"
    assert desk.rows(StaffSession, passed_at=None)
    assert {job["mail"] for job in desk.jobs("mail")} == {"staff_code_wrong", "staff_slowed"}


def test_signing_out_leaves_nothing(browser: TestClient, desk: Desk) -> None:
    sign_in(browser)
    answer = post(browser, routes.DO_STAFF_SIGN_OUT)
    assert answer.headers["location"] == routes.STAFF_SIGNED_OUT
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert desk.rows(StaffSession) == []
    assert cookies.staff_name() not in browser.cookies


def test_signing_out_everywhere_ends_the_other_browser(browser: TestClient, desk: Desk) -> None:
    sign_in(browser)
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as second:
        assert told(sign_in(second, steps=1))[0] == routes.STAFF
        post(second, routes.DO_STAFF_SIGN_OUT_EVERYWHERE)
    assert desk.rows(StaffSession) == []


def test_an_invitation_is_walked_through_over_http(browser: TestClient, desk: Desk) -> None:
    desk.do(invite_administrator, mail_address="new@example.jp", now=clock.now())
    path = unseal(desk.jobs("mail")[-1]["link_sealed"]).removeprefix(ORIGIN)
    before = desk.everything()
    assert browser.get(path).headers["location"] == routes.STAFF_JOIN
    assert desk.everything() == before, "a mail scanner changes nothing"
    typed = {"name": "新人 花子", "password": "short", "password_again": "short"}
    where, query = told(post(browser, routes.DO_STAFF_JOIN, **typed))
    assert (where, query) == (routes.STAFF_JOIN, {"password": "field.password_conditions"})
    typed |= {"password": PASSWORD, "password_again": PASSWORD}
    assert told(post(browser, routes.DO_STAFF_JOIN, **typed))[0] == routes.STAFF_JOIN_AUTHENTICATOR
    wrong = told(post(browser, routes.DO_STAFF_ENROL, code="000000"))
    assert wrong == (routes.STAFF_JOIN_AUTHENTICATOR, {"code": "staff_code_wrong"})
    signed = browser.cookies[cookies.staff_link_name()].strip('"')
    now = clock.now()
    secret = desk.see(joining.joining, signed=signed, language="ja", now=now).shown_secret.replace(" ", "")
    enrolled = post(browser, routes.DO_STAFF_ENROL, code=totp_code(secret, now))
    assert told(enrolled)[0] == routes.STAFF_JOIN_CODES
    done = post(browser, routes.DO_STAFF_FINISH)
    assert done.headers["location"] == "/staff?welcome=1"
    assert desk.row(StaffMember, mail_address="new@example.jp").name == "新人 花子"
    assert cookies.staff_link_name() not in browser.cookies
    browser.cookies.set(cookies.staff_link_name(), signed)
    assert post(browser, routes.DO_STAFF_FINISH).headers["location"] == "/staff", "the second of two clicks"


@pytest.mark.parametrize("signed", ["", "garbage", "a.b.c"])
def test_an_invitation_that_is_none_leads_to_its_own_page(browser: TestClient, signed: str) -> None:
    answer = browser.get("/links/staff-invitation", params={"token": signed})
    assert told(answer) == (routes.STAFF_LINK_PROBLEM, {"reason": "altered"})
    assert told(post(browser, routes.DO_STAFF_FINISH))[0] == routes.STAFF_LINK_PROBLEM


@pytest.mark.parametrize("path", [routes.DO_STAFF_RESET, routes.DO_STAFF_AUTHENTICATOR])
def test_own_forms_need_the_session_and_the_present_password(
    browser: TestClient, desk: Desk, path: str
) -> None:
    before = desk.rows(StaffMember)
    assert told(post(browser, path, present=PASSWORD))[0] == routes.STAFF_SIGN_IN
    sign_in(browser)
    where, query = told(post(browser, path, present="Wrong-1-Word"))
    assert query == {"present": "wrong_password"}
    assert where.startswith(routes.STAFF_SECURITY)
    assert desk.rows(StaffMember) == before


def test_a_new_password_keeps_this_browser(browser: TestClient, desk: Desk) -> None:
    sign_in(browser)
    new = {"password": "Banana-9-Panda", "password_again": "Banana-9-Panda"}
    answer = post(browser, routes.DO_STAFF_RESET, present=PASSWORD, **new)
    assert told(answer) == (routes.STAFF_SECURITY, {"done": "password"})
    assert len(desk.rows(StaffSession)) == 1
    assert told(first_step(browser))[1]["error"] == "wrong_credentials"
