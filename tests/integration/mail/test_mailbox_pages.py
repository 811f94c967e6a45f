"""The demonstration's mailbox: found, read, searched, and spoilt on demand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from hellowork_portal.demo.mailbox_pages import MailboxPages
from hellowork_portal.ports.mailer import MailRefused
from tests.integration.mail.conftest import Post
from tests.integration.mail.test_smtp import LETTER

LINK = "https://portal.example.jp/links/register?token=a&next=b"


@pytest.fixture
def browser(post: Post) -> Iterator[TestClient]:
    with TestClient(MailboxPages(post.store, post.faults).app()) as client:
        yield client


def send(post: Post, **changes: str) -> None:
    post.mailer.send(replace(LETTER, **changes))  # type: ignore[arg-type]


def test_an_empty_mailbox_says_what_to_do(browser: TestClient) -> None:
    page = browser.get("/").text
    assert "まだメールは届いていません" in page
    assert "実演" in page


def test_the_newest_mail_stands_first(browser: TestClient, post: Post) -> None:
    send(post, subject="一通目")
    send(post, subject="二通目")
    page = browser.get("/").text
    assert page.index("二通目") < page.index("一通目")


@pytest.mark.parametrize(
    ("header", "said"),
    [("en-GB,en;q=0.9", "Emails received"), ("ja", "届いたメール"), ("fr", "届いたメール")],
)
def test_it_speaks_the_browsers_language(browser: TestClient, header: str, said: str) -> None:
    assert said in browser.get("/", headers={"Accept-Language": header}).text


def test_a_chosen_language_stays_on_the_way(browser: TestClient, post: Post) -> None:
    send(post)
    page = browser.get("/?lang=ja-easy")
    assert 'href="/messages/1?lang=ja-easy"' in page.text
    assert "<ruby>来<rp>（</rp><rt>き</rt><rp>）</rp></ruby>た メール" in page.text
    assert page.headers["Content-Language"] == "ja"


def test_a_search_finds_part_of_an_address_and_takes_signs_literally(browser: TestClient, post: Post) -> None:
    send(post, to="hanako@example.jp", subject="花子へ")
    send(post, to="taro_1@example.jp", subject="太郎へ")
    assert [mail["subject"] for mail in browser.get("/messages.json?to=HANAKO").json()] == ["花子へ"]
    assert [mail["subject"] for mail in browser.get("/messages.json?to=taro_1").json()] == ["太郎へ"]
    assert browser.get("/messages.json?to=taro%25").json() == []
    assert "このあて先のメールはありません" in browser.get("/?to=nobody").text


def test_links_of_the_text_can_be_clicked_and_nothing_else_is_markup(browser: TestClient, post: Post) -> None:
    send(post, text=f"<script>alert(1)</script>\n{LINK}\n")
    page = browser.get("/messages/1").text
    escaped = LINK.replace("&", "&amp;")
    assert f'<a href="{escaped}">{escaped}</a>' in page
    assert "<script" not in page
    assert browser.get("/messages.json").json()[0]["links"] == [LINK]


def test_html_is_shown_in_a_frame_that_may_run_nothing(browser: TestClient, post: Post) -> None:
    send(post, html="<html><head></head><body><script>alert(1)</script></body></html>")
    answer = browser.get("/messages/1")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_calendar_file_can_be_saved(browser: TestClient, post: Post) -> None:
    send(post)
    send(post, calendar="")
    saved = browser.get("/messages/1/yoyaku.ics")
    assert saved.text == LETTER.calendar
    assert saved.headers["Content-Type"].startswith("text/calendar")
    assert browser.get("/messages/2/yoyaku.ics").status_code == 404


def test_a_mail_that_is_gone_says_so(browser: TestClient) -> None:
    answer = browser.get("/messages/99")
    assert (answer.status_code, "見つかりません" in answer.text) == (404, True)


def test_faults_are_set_counted_down_and_ended(browser: TestClient, post: Post) -> None:
    assert browser.post("/faults", json={"kind": "refuse", "count": 2}).status_code == 200
    with pytest.raises(MailRefused):
        send(post)
    assert browser.get("/faults").json()["count"] == 1
    browser.delete("/faults")
    send(post)
    assert browser.get("/faults").json() is None


def test_faults_are_taken_as_data_only_and_checked(browser: TestClient) -> None:
    assert browser.post("/faults", data={"kind": "away"}).status_code == 415
    assert browser.post("/faults", json={"kind": "earthquake"}).status_code == 422
    assert browser.get("/faults").json() is None
