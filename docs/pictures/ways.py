"""The guide's ways, step by step, each with its picture."""

import re

import httpx
from playwright.sync_api import Page, expect

from docs.pictures.album import Album
from hellowork_portal.kit.i18n import say

_PASSWORD = "Kawasemi-2026!"  # of a person who lives in the pictures alone
_NAMES = {
    "ja": ("山田 花子", "ヤマダ ハナコ"),
    "ja-easy": ("山田 花子", "ヤマダ ハナコ"),
    "en": ("Maria Santos", "Maria Santos"),
}
_SEARCHED = {
    "ja": "職業相談 新宿",
    "ja-easy": "しょくぎょうそうだん しんじゅく",
    "en": "counselling Shinjuku",
}
_MAIN_BUTTON = "main button[class*='bg-key-900'], main a[class*='bg-key-900']"


def register(album: Album) -> None:
    """「利用者登録をする」."""
    album.go("/")
    album.menu("register-menu", "/register")
    album.arrive("/register")
    album.first("#agree").check()
    album.first("main form:has(#agree) [type=submit]").click()
    album.arrive("/register/mail")
    album.first("#mail_address").fill(album.mail)
    album.press("register-mail", album.first("main form [type=submit]"))
    album.arrive("/register/sent")
    letter = album.letter(say(album.language, "mail.register_link.subject"))
    album.page.goto(next(link for link in letter["links"] if "/links/register" in link))
    album.arrive("/register/form")
    _fill_particulars(album)
    album.press("register-form", album.first("main form [type=submit]"))
    album.arrive("/register/confirm")
    album.press("register-confirm", album.first("main form [type=submit]"))
    album.arrive("/register/done")
    album.take("register-done")


def _fill_particulars(album: Album) -> None:
    name, reading = _NAMES[album.language]
    typed = {
        "password": _PASSWORD,
        "password_again": _PASSWORD,
        "name": name,
        "reading": reading,
        "born_on.year": "1990",
        "born_on.month": "4",
        "born_on.day": "1",
        "phone": "090-0000-0000",
    }
    for box, text in typed.items():
        album.first(f"[id='{box}']").fill(text)


def book(album: Album) -> str:
    """「面談予約をしたい」; returns the 予約番号."""
    album.menu("book-menu", "/procedures")
    album.arrive("/procedures")
    album.first("#q").fill(_SEARCHED[album.language])
    album.press("book-search", album.first("[role=search] [type=submit]"))
    album.page.wait_for_url("**q=**")
    album.wait()
    album.press("book-list", album.first("main li a[href*='/calendar?']"))
    album.arrive("/calendar")
    _choose_time(album)
    album.press("book-reserve", album.first("section:has(#chosen) button"))
    album.arrive("/reserve/terms")
    album.first("#agree").check()
    album.first("main form:has(#agree) [type=submit]").click()
    album.arrive("/reserve/form")
    album.first("[id='topics.job_search']").check()
    album.take("book-form", album.first("fieldset:has([id='topics.job_search'])"))
    album.first("#purpose_consent").check()
    album.press("book-continue", album.first("main form:has(#purpose_consent) [type=submit]"))
    album.arrive("/reserve/confirm")
    album.press("book-confirm", album.first(_MAIN_BUTTON))
    album.arrive("/reserve/done")
    album.take("book-done", album.first("main .print-number"))
    return re.sub(r".*number=(\w+).*", r"\1", album.page.url)


def _choose_time(album: Album) -> None:
    days = album.page.locator("[data-day][aria-disabled=false]").filter(has_text=re.compile("[○△]"))
    day = days.nth(min(3, days.count() - 1))
    album.take("book-day", day)
    day.click()
    album.page.wait_for_url("**day=**")
    album.wait()
    times = album.page.locator("section:has(#times) button[aria-disabled=false]")
    album.press("book-time", times.filter(has_text=re.compile("[○△]")).first)
    album.page.wait_for_url("**slot=**")
    album.wait()


def look_up(album: Album) -> None:
    """「予約番号から検索して参加」."""
    album.menu("lookup-menu", "/lookup")
    album.arrive("/lookup")
    album.press("lookup-search", album.first("[role=search] [type=submit]"))
    album.page.wait_for_url(re.compile("[?&](number|all)="))
    album.wait()
    album.press("lookup-list", album.first("main a[href*='/reservation?number=']"))
    album.arrive("/reservation")
    album.take("lookup-meeting", album.first("main a[target=_blank][href*='/j/']"))


def join(album: Album, number: str, zoom: dict[str, str]) -> None:
    """「メールのURLから参加」 and 「面談する」."""
    letter = album.letter(say(album.language, "mail.reservation_confirmed.subject"))
    link = next(link for link in letter["links"] if "/j/" in link)
    page = album.context.new_page()
    page.set_content(letter["html"])
    album.take("join-mail", page.locator(f"a[href*='{link.split('?')[0]}']").first, page)
    page.goto(f"{link}&lang={album.language}")
    page.locator("#name").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator(".waiting")).to_be_visible()
    album.take("join-waiting", None, page)
    host = album.context.browser
    assert host is not None
    _admit(host.new_page(), link, zoom)
    expect(page.locator(".controls")).to_be_visible()
    album.take("join-controls", page.locator(".controls"), page)
    page.close()


def _admit(page: Page, link: str, zoom: dict[str, str]) -> None:
    """Let the host open the door, as the office would."""
    key = httpx.post(
        zoom["OAUTH_URI"],
        data={"grant_type": "account_credentials", "account_id": zoom["ACCOUNT_ID"]},
        auth=(zoom["CLIENT_ID"], zoom["CLIENT_SECRET"]),
    ).json()["access_token"]
    meeting = re.findall(r"/j/(\d+)", link)[0]
    found = httpx.get(f"{zoom['BASE_URI']}/meetings/{meeting}", headers={"Authorization": f"Bearer {key}"})
    page.goto(found.json()["start_url"] + "&lang=ja")
    page.get_by_role("button", name=say("ja", "zoom.host.admit")).first.click()
    page.wait_for_timeout(500)
    page.close()
