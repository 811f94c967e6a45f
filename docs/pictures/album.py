"""A person with a phone and a camera."""

import base64
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

SCREEN: ViewportSize = {"width": 400, "height": 560}
SHARPNESS = 1.5
LARGEST_BYTES = 60_000
_QUALITIES = (80, 65, 50, 35)
_MAILS = {"ja": "hanako", "ja-easy": "hanako", "en": "maria"}
_ZOOM_SHOWN = "https://zoom.example.jp"
_ANOTHER_ADDRESS = """([from, to]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(from, to);
}"""
_RING = """element => {
  const { left, right } = element.getBoundingClientRect();
  element.toggleAttribute("data-ring", true);
  if (getComputedStyle(element).position === "static") element.style.position = "relative";
  if (left < 8 || right > innerWidth - 8) element.style.outlineOffset = "-4px";
}"""
"""Above its neighbours, and inside what fills the screen's width."""
_NEAR_THE_MIDDLE = (
    "element => scrollTo(0, element.getBoundingClientRect().top + scrollY"
    " - innerHeight * 0.6 + element.offsetHeight / 2)"
)
LOOK = """
  [data-ring] { outline: 4px solid #d60000 !important; outline-offset: 4px; border-radius: 8px; z-index: 9; }
  header > div[class*="bg-yellow-100"] { display: none !important; }
  * { caret-color: transparent !important; scroll-behavior: auto !important; }
  :focus-visible:not([data-ring]) { outline: none !important; box-shadow: none !important; }
"""
"""The pictures stand in a guide for every portal, so a demonstration's own banner is not part of them."""


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
        self.zoom_url = portal.zoom["BASE_URI"].removesuffix("/v2")
        self.mail = f"{_MAILS[language]}{secrets.randbelow(1000):03}@example.jp"
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
        page.add_style_tag(content=LOOK)
        page.mouse.move(0, 0)
        page.evaluate(_ANOTHER_ADDRESS, [self.zoom_url, _ZOOM_SHOWN])
        if ring is not None:
            ring.evaluate(_RING)
        for _ in range(2):  # what came late may have moved it
            if ring is not None:
                ring.evaluate(_NEAR_THE_MIDDLE)
            page.wait_for_timeout(300)
        path = self.folder / f"{name}.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shot(page))
        if ring is not None:
            ring.evaluate("element => element.toggleAttribute('data-ring', false)")
        self.taken.append(name)

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


def settle(page: Page, language: str) -> None:
    """Wait until a page lives in a language and has loaded what it shows, and dress it for its picture."""
    ready = f"html[data-language='{language}']:not([data-pending-language])"
    expect(page.locator(ready)).to_have_count(1)
    expect(page.locator("main [class*='animate-pulse']")).to_have_count(0)
    page.add_style_tag(content=LOOK)
    page.mouse.move(0, 0)


def shot(page: Page, *, height: int = 0, sharpness: float = SHARPNESS, largest: int = LARGEST_BYTES) -> bytes:
    """Return the screen, or its upper part, as WebP, as good as it can be within its size."""
    camera = page.context.new_cdp_session(page)
    left, top = page.evaluate("[scrollX, scrollY]")
    size = page.viewport_size or SCREEN
    clip = {
        "x": left,
        "y": top,
        "width": size["width"],
        "height": height or size["height"],
        "scale": sharpness,
    }
    picture = b""
    for quality in _QUALITIES:
        taken = camera.send("Page.captureScreenshot", {"format": "webp", "quality": quality, "clip": clip})
        picture = base64.b64decode(taken["data"])
        if len(picture) <= largest:
            break
    camera.detach()
    return picture
