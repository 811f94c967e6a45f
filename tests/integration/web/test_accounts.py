"""Forms around an account over HTTP: who may post them, what a refusal says, what the browser keeps."""

import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import AddressChange, Applicant, AuditEntry, Session, SignIn
from hellowork_portal.services.access.limits import LIMITS
from hellowork_portal.services.accounts.counter_codes import make_counter_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk, make_applicant
from tests.services.access.conftest import HASH, PASSWORD, ask_reset

ORIGIN, OLD, NEW = "http://127.0.0.1:3000", "taro@example.jp", "taro.new@example.jp"
OTHER = "Banana-9-Panda"
NEW_PASSWORD = {"password": OTHER, "password_again": OTHER}
OWN_FORMS = (routes.DO_CHANGE_ADDRESS, routes.DO_MY_RESET, routes.DO_CLOSE, routes.OWN_DATA_FILE)
LINK_FORMS = (routes.DO_CONFIRM_ADDRESS, routes.DO_OBJECT, routes.DO_CONFIRM_RECOVERY)
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    """A browser in which nobody is signed in."""
    with TestClient(
        make_routes(), base_url=ORIGIN, follow_redirects=False, headers={"user-agent": PHONE}
    ) as client:
        yield client


@pytest.fixture
def owner(desk: Desk, stranger: TestClient) -> TestClient:
    """The same browser, signed in."""
    desk.do(make_applicant, OLD, password_hash=HASH, name="髙橋 太郎", created_at=clock.now())
    answer = post(stranger, routes.DO_SIGN_IN, mail_address=OLD, password=PASSWORD)
    assert answer.headers["location"] == "/my"
    return stranger


def post(browser: TestClient, path: str, **typed: str) -> Any:
    return browser.post(path, data=typed, headers={"origin": ORIGIN})


def told(answer: Any) -> tuple[str, dict[str, str]]:
    """Return where a refusal leads to, and what it says."""
    assert answer.status_code == 303
    url = urlsplit(answer.headers["location"])
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def mailed(desk: Desk, kind: str) -> str:
    """Return the path of the link in the newest letter of a kind."""
    job = [job for job in desk.jobs("mail") if job["mail"] == kind][-1]
    return unseal(job["link_sealed"]).removeprefix(ORIGIN)


@pytest.mark.parametrize("path", [*OWN_FORMS, *LINK_FORMS, routes.DO_RECOVER])
@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_a_form_of_another_site_is_refused(owner: TestClient, path: str, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    assert owner.post(path, data={"present": PASSWORD}, headers=headers).status_code == 403
    assert owner.get(path).status_code == 405


@pytest.mark.parametrize("path", OWN_FORMS)
def test_nobody_posts_for_an_account_without_a_session(stranger: TestClient, path: str) -> None:
    where, query = told(post(stranger, path, present=PASSWORD, mail_address=NEW))
    assert (where, list(query)) == ("/sign-in", ["next"])


@pytest.mark.parametrize("path", LINK_FORMS)
def test_a_buttons_form_without_its_link_does_nothing(owner: TestClient, desk: Desk, path: str) -> None:
    before = desk.rows(Applicant)
    where, query = told(post(owner, path))
    assert (where, query["reason"]) == ("/link-problem", "altered")
    assert desk.rows(Applicant) == before


def test_an_address_changes_by_the_mails_link_and_the_token_leaves_the_address_bar(
    owner: TestClient, desk: Desk
) -> None:
    assert told(post(owner, routes.DO_CHANGE_ADDRESS, mail_address=NEW, present=PASSWORD)) == (
        "/my/address",
        {"sent": "1"},
    )
    path = mailed(desk, "address_link")
    before = desk.everything()
    answer = owner.get(path)
    assert answer.headers["location"] == "/address/confirm"
    assert desk.everything() == before, "a mail scanner changes nothing"
    answer = post(owner, routes.DO_CONFIRM_ADDRESS)
    assert told(answer) == ("/address/done", {})
    assert desk.row(Applicant).mail_address == NEW
    assert "Max-Age=20" in answer.headers["set-cookie"], "for the second of two clicks, no longer"


def test_two_tabs_and_a_double_click_show_that_it_is_done(owner: TestClient, desk: Desk) -> None:
    post(owner, routes.DO_CHANGE_ADDRESS, mail_address=NEW, present=PASSWORD)
    owner.get(mailed(desk, "address_link"))
    for _ in range(3):
        assert told(post(owner, routes.DO_CONFIRM_ADDRESS)) == ("/address/done", {})
    assert len(desk.rows(AddressChange)) == 1


def test_the_second_click_on_a_new_password_shows_that_it_is_set(stranger: TestClient, desk: Desk) -> None:
    desk.do(make_applicant, OLD, password_hash=HASH, created_at=clock.now())
    stranger.get(f"/links/reset?token={ask_reset(desk, OLD, now=clock.now())}")
    for _ in range(2):
        assert told(post(stranger, routes.DO_RESET, **NEW_PASSWORD)) == ("/reset/done", {})
    assert len(desk.rows(Session)) == 1


def test_refusals_name_the_box_and_keep_what_was_typed_out_of_the_address(
    owner: TestClient, desk: Desk
) -> None:
    typed = "x" * 10_000 + "@example.jp"
    answer = post(owner, routes.DO_CHANGE_ADDRESS, mail_address=typed, present=PASSWORD)
    assert told(answer) == ("/my/address", {"mail_address": "field.not_mail"})
    assert len(answer.headers["set-cookie"]) < 16_000
    answer = post(owner, routes.DO_CHANGE_ADDRESS, mail_address=NEW, present="Wrong-1-Gorilla")
    assert told(answer) == ("/my/address", {"present": "wrong_password"})
    assert NEW not in answer.headers["location"]
    assert [entry.action for entry in desk.rows(AuditEntry)][-1] == "password.refused"
    assert desk.jobs("mail") == []


def test_the_present_password_cannot_be_guessed_by_whoever_sits_at_an_open_browser(
    owner: TestClient, desk: Desk
) -> None:
    allowed = int(LIMITS["own_password_per_person"].split()[0])
    wrong = [told(post(owner, path, present="x", mail_address=NEW)) for path in OWN_FORMS * 4]
    codes = [query.get("present") or query["error"] for _, query in wrong]
    assert codes == ["wrong_password"] * allowed + ["too_many"] * (len(wrong) - allowed)
    where, query = told(post(owner, routes.DO_CLOSE, present=PASSWORD))
    assert (where, query["error"]) == ("/my/close", "too_many")
    assert desk.row(Applicant).closed_at is None


def test_a_new_password_gives_this_browser_a_new_session(owner: TestClient, desk: Desk) -> None:
    before = owner.cookies[cookies.session_name()]
    refused = told(post(owner, routes.DO_MY_RESET, present=PASSWORD, password=OTHER, password_again="x"))
    assert refused == ("/my/password", {"password_again": "field.passwords_differ"})
    answer = post(owner, routes.DO_MY_RESET, present=PASSWORD, **NEW_PASSWORD)
    assert told(answer) == ("/my/security", {"changed": "1"})
    assert owner.cookies[cookies.session_name()] != before
    assert len(desk.rows(Session)) == 1
    wrong = post(owner, routes.DO_MY_RESET, present=PASSWORD, **NEW_PASSWORD)
    assert told(wrong) == ("/my/password", {"present": "wrong_password"})


def test_an_objection_signs_the_browser_out_that_made_the_change(owner: TestClient, desk: Desk) -> None:
    post(owner, routes.DO_CHANGE_ADDRESS, mail_address=NEW, present=PASSWORD)
    owner.get(mailed(desk, "address_link"))
    post(owner, routes.DO_CONFIRM_ADDRESS)
    assert owner.get(mailed(desk, "address_changed")).headers["location"] == "/address/objection"
    assert told(post(owner, routes.DO_OBJECT)) == ("/address/objection/done", {})
    assert told(post(owner, routes.DO_CLOSE, present=PASSWORD))[0] == "/sign-in"
    assert owner.get(mailed(desk, "address_restored")).headers["location"] == "/reset/form"


def code_for(desk: Desk) -> str:
    return desk.do(
        make_counter_code,
        principal=SYSTEM,
        applicant_id=desk.row(Applicant).id,
        purpose=CounterPurpose.RECOVERY,
        made_by="職員 一郎",
        now=clock.now(),
    )


def test_a_code_from_the_counter_leads_back_in(owner: TestClient, desk: Desk) -> None:
    code = code_for(desk)
    owner.cookies.clear()
    form = {"code": "22222-22222", "mail_address": NEW, **NEW_PASSWORD}
    answer = post(owner, routes.DO_RECOVER, **form)
    assert told(answer) == ("/recover", {"code": "field.code_wrong"})
    assert told(post(owner, routes.DO_RECOVER, **{**form, "code": code})) == ("/recover/sent", {})
    assert owner.get(mailed(desk, "recovery_link")).headers["location"] == "/recover/confirm"
    assert told(post(owner, routes.DO_CONFIRM_RECOVERY)) == ("/recover/done", {})
    assert desk.row(Applicant).mail_address == NEW
    assert desk.row(Session).token_hash, "signed in with the new password"


def test_codes_cannot_be_guessed(stranger: TestClient, desk: Desk) -> None:
    allowed = int(LIMITS["code_per_network"].split()[0])
    form = {"mail_address": NEW, **NEW_PASSWORD}
    codes = [told(post(stranger, routes.DO_RECOVER, code=f"2222{turn:06}", **form))[1] for turn in range(20)]
    assert sum("code" in query for query in codes) == allowed
    assert codes[-1]["error"] == "too_many"


def test_ones_own_data_is_a_file_that_no_cache_keeps(owner: TestClient, desk: Desk) -> None:
    answer = post(owner, routes.OWN_DATA_FILE, present=PASSWORD, kind="json")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="hellowork-online.json"'
    assert json.loads(answer.content)["profile"]["name"] == "髙橋 太郎"
    paper = post(owner, routes.OWN_DATA_FILE, present=PASSWORD, kind="pdf")
    assert paper.headers["content-type"] == "application/pdf"
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "髙橋 太郎" in text
    refused = told(post(owner, routes.OWN_DATA_FILE, present="x", kind="json"))
    assert refused == ("/my/data", {"present": "wrong_password"})
    assert len(desk.rows(AuditEntry, action="applicant.data_taken")) == 2


def test_ones_data_is_given_so_often_a_day(owner: TestClient, desk: Desk) -> None:
    person, limiter = str(desk.row(Applicant).id), runtime.port("limiter")
    for _ in range(int(LIMITS["own_data_per_person"].split()[0])):
        limiter.forget("own_password_per_person", person)
        assert post(owner, routes.OWN_DATA_FILE, present=PASSWORD, kind="json").status_code == 200
    limiter.forget("own_password_per_person", person)
    where, query = told(post(owner, routes.OWN_DATA_FILE, present=PASSWORD, kind="json"))
    assert (where, query["error"]) == ("/my/data", "too_many")


def test_closing_leaves_nothing_in_the_browser(owner: TestClient, desk: Desk) -> None:
    answer = post(owner, routes.DO_CLOSE, present=PASSWORD)
    assert told(answer) == ("/closed", {})
    assert "storage" in answer.headers["clear-site-data"]
    assert dict(owner.cookies) == {cookies.DONE: '"/closed"'}
    assert desk.row(Applicant).closed_at is not None
    where, query = told(post(owner, routes.DO_SIGN_IN, mail_address=OLD, password=PASSWORD))
    assert (where, query["error"]) == ("/sign-in", "wrong_credentials")


def test_every_try_to_sign_in_is_written_down_for_its_owner(owner: TestClient, desk: Desk) -> None:
    owner.cookies.clear()
    for _ in range(int(LIMITS["sign_in_per_account"].split()[0]) + 2):
        post(owner, routes.DO_SIGN_IN, mail_address=OLD, password="Wrong-1-Gorilla")
        post(owner, routes.DO_SIGN_IN, mail_address="nobody@example.jp", password="Wrong-1-Gorilla")
    found = [(row.outcome, row.browser) for row in desk.rows(SignIn)]
    assert found[0] == ("good", "Chrome · Android")
    assert [outcome for outcome, _ in found[1:]].count("locked") == 1
    assert {row.applicant_id for row in desk.rows(SignIn)} == {desk.row(Applicant).id}


def test_eight_posts_at_once_close_an_account_once(owner: TestClient, desk: Desk) -> None:
    def press(_turn: int) -> str:
        return told(post(owner, routes.DO_CLOSE, present=PASSWORD))[0]

    session = owner.cookies[cookies.session_name()]

    def again(turn: int) -> str:
        with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as tab:
            tab.cookies.set(cookies.session_name(), session)
            return told(post(tab, routes.DO_CLOSE, present=PASSWORD))[0]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(again, range(8)))
    assert found.count("/closed") == 1
    assert set(found) <= {"/closed", "/sign-in", "/my/close"}
    assert press(0) == "/sign-in"
    goodbyes: list[Any] = [job for job in desk.jobs("mail") if job["mail"] == "account_closed"]
    assert len(goodbyes) == 1
    assert runtime.port("papers")
