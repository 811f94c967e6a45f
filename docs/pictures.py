"""The guide's pictures, taken from a running demonstration portal.

`make run` in one terminal, `make pictures` in another. A new person registers, books, looks
up and joins, once in each language; every step is a phone's screen with a ring around what
is pressed, written to assets/guide/<language>/<step>.webp. The words beside a picture
stand in locales/<language>/pages/guide.md.
"""

import base64
import os
import re
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from hellowork_portal.kit.i18n import LANGUAGES, say
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.children import settings_of
from hellowork_portal.start.places import ROOT, configured

FOLDER = ROOT / "assets" / "guide"
SCREEN: ViewportSize = {"width": 400, "height": 560}
SHARPNESS = 1.5
LARGEST_BYTES = 60_000
_QUALITIES = (80, 65, 50, 35)
_PATIENCE_MS = 20_000
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
_LOOK = """
  [data-ring] { outline: 4px solid #d60000 !important; outline-offset: 4px; border-radius: 8px; }
  * { caret-color: transparent !important; scroll-behavior: auto !important; }
  :focus-visible:not([data-ring]) { outline: none !important; box-shadow: none !important; }
"""


@dataclass(frozen=True)
class Addressed:
    """Where a running portal and its companions are; `zoom` are the settings of the stand-in's account."""

    url: str
    mailbox_url: str
    zoom: dict[str, str]


class Album:
    """One person's walk in one language, with a camera."""

    def __init__(self, context: BrowserContext, portal: Addressed, language: str, folder: Path) -> None:
        self.context, self.language = context, language
        self.url, self.mailbox_url = portal.url, portal.mailbox_url
        self.folder = folder / language
        self.page = context.new_page()
        self.mail = f"{_NAMES['en'][0].split()[0].lower()}-{secrets.token_hex(2)}@example.jp"
        self.taken: list[str] = []

    def go(self, path: str) -> None:
        """Open an address and wait until it lives in the language."""
        self.page.goto(f"{self.url}{path}")
        self.wait()

    def wait(self) -> None:
        """Wait until the page has loaded what it shows."""
        ready = f"html[data-language='{self.language}']:not([data-pending-language])"
        expect(self.page.locator(ready)).to_have_count(1)
        expect(self.page.locator("main [class*='animate-pulse']")).to_have_count(0)

    def arrive(self, path: str) -> None:
        """Wait for a page that something led to."""
        self.page.wait_for_url(re.compile(re.escape(path) + r"($|[?#])"))
        self.wait()

    def first(self, selector: str) -> Locator:
        """Find the first of something in the page."""
        return self.page.locator(selector).first

    def press(self, name: str, target: Locator) -> None:
        """Take a picture with a ring around something, then press it."""
        self.take(name, target)
        target.click()

    def take(self, name: str, ring: Locator | None = None, page: Page | None = None) -> None:
        """Take a picture of the screen, what is ringed a little above its middle."""
        page = page or self.page
        page.add_style_tag(content=_LOOK)
        self._hide_demonstration(page)
        if ring is not None:
            ring.evaluate("element => element.toggleAttribute('data-ring', true)")
            ring.evaluate(
                "element => scrollTo(0, element.getBoundingClientRect().top + scrollY"
                " - innerHeight * 0.6 + element.offsetHeight / 2)"
            )
        page.wait_for_timeout(300)
        path = self.folder / f"{name}.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_shot(page))
        if ring is not None:
            ring.evaluate("element => element.toggleAttribute('data-ring', false)")
        self.taken.append(name)

    def _hide_demonstration(self, page: Page) -> None:
        """The pictures stand in a guide for every portal; a demonstration's own banner is not part of it."""
        words = say(self.language, "frame.demonstration")[:10]
        page.evaluate(
            "words => document.querySelectorAll('header > div > p').forEach(line =>"
            " line.textContent.startsWith(words) && line.parentElement.style.setProperty('display', 'none'))",
            words,
        )

    def menu(self, name: str, href: str) -> None:
        """Open 「メニュー」 and choose from it."""
        self.page.locator("#menu > summary").click()
        self.press(name, self.first(f"#menu a[href='{href}']"))

    def letter(self, subject: str) -> dict[str, Any]:
        """Wait for a letter and return it as the mailbox keeps it."""
        for _ in range(200):
            found = httpx.get(f"{self.mailbox_url}/messages.json", params={"to": self.mail}).json()
            letters = [one for one in found if one["subject"] == subject]
            if letters:
                return letters[0]
            self.page.wait_for_timeout(200)
        raise SystemExit(f"no letter 「{subject}」 to {self.mail}")


def _shot(page: Page) -> bytes:
    """Return the screen as WebP, as good as it can be within its size."""
    camera = page.context.new_cdp_session(page)
    picture = b""
    for quality in _QUALITIES:
        shot = camera.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(shot["data"])
        if len(picture) <= LARGEST_BYTES:
            break
    camera.detach()
    return picture


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


def take_all(
    browser: Browser, portal: Addressed, folder: Path = FOLDER, languages: tuple[str, ...] = LANGUAGES
) -> None:
    """Take every picture; those that are no longer taken go."""
    for language in languages:
        context = browser.new_context(viewport=SCREEN, device_scale_factor=SHARPNESS, locale="ja-JP")
        context.set_default_timeout(_PATIENCE_MS)
        context.add_cookies([{"name": "lang", "value": language, "url": portal.url}])
        album = Album(context, portal, language, folder)
        shutil.rmtree(album.folder, ignore_errors=True)
        register(album)
        number = book(album)
        look_up(album)
        join(album, number, portal.zoom)
        context.close()
        sizes = [path.stat().st_size for path in album.folder.glob("*.webp")]
        print(f"{language}: {len(sizes)} pictures, {sum(sizes) // 1024} KB, largest {max(sizes)} bytes")


def main() -> None:
    """Find the running portal by its settings and take the pictures."""
    ports = {name: int(configured(name) or port) for name, port in _PORTS.items()}
    settings = settings_of(Addresses(*ports.values()))
    zoom = {
        name: settings[f"PORTAL_ZOOM__{name}"]
        for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCOUNT_ID", "BASE_URI", "OAUTH_URI")
    }
    chromium = shutil.which("chromium") or os.environ.get("CHROMIUM", "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take_all(browser, Addressed(settings["PORTAL_PUBLIC_URL"], settings["PORTAL_MAILBOX_URL"], zoom))
        browser.close()


_PORTS = {"PORT": 3000, "SMTP_PORT": 8025, "MAILBOX_PORT": 8026, "ZOOM_PORT": 8027}

if __name__ == "__main__":
    sys.exit(main())
