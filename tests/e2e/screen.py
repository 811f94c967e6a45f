"""One person's browser page, and what must hold on every screen that a test reaches."""

import os
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from hellowork_portal.kit.i18n import HTML_LANG, say, say_marked, spoken
from tests.e2e.readings import unread
from tests.e2e.words import named, shown

SCREENS = Path(__file__).parent / ".screens"
"""Pictures of every screen, for looking at; kept out of the repository."""
WISH = os.environ.get("SCREENS", "")
"""Screens whose pictures are wished for: names, or `all`; a run without looks at none."""
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_audited: set[tuple[str, int, str]] = set()
"""Language, width and name of the states that axe has looked at in this run: once is enough."""
_READY = "html[data-language='{language}']:not([data-pending-language])"


class Visit:
    """A page in one language and width; it remembers what its console said."""

    def __init__(self, page: Page, portal_url: str, language: str) -> None:
        self.page, self.portal_url, self.language = page, portal_url, language
        self.said: list[str] = []
        self._allowed: list[str] = []
        page.on("console", lambda line: self.said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def words(self, key: str, **params: object) -> str:
        """Return a text as the page shows it."""
        return shown(self.language, key, **params)

    def go(self, path: str) -> None:
        """Open an address of the portal by typing it."""
        self.page.goto(f"{self.portal_url}{path}")

    def own(self, name: str, value: str) -> None:
        """Give the browser a cookie as the portal sets it: out of a script's reach."""
        cookie = {"name": name, "value": value, "url": self.portal_url, "httpOnly": True, "sameSite": "Lax"}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]

    def speak(self, language: str) -> None:
        """Switch the language as people do, at the top of the page."""
        self.page.get_by_role("button", name=say(language, f"frame.language.{language}"), exact=True).click()
        self.language = language
        self.wait()

    def wait(self) -> None:
        """Wait until the page lives, speaks the language, and has loaded what it shows."""
        expect(self.page.locator(_READY.format(language=self.language))).to_have_count(1)
        expect(self.page.locator("main [class*='animate-pulse']")).to_have_count(0)

    def see(self, title: str, name: str = "") -> None:
        """Wait for the screen with a title (catalogue key) and check everything that holds everywhere."""
        self.arrive(title)
        self.check(name or title)

    def arrive(self, title: str) -> None:
        """Wait for the screen with a title."""
        expect(self.heading).to_have_text(re.compile(f"^{re.escape(self.words(title))}$"))
        self.wait()
        whole = self.words("frame.service") if title == "home.title" else _title(self.language, title)
        expect(self.page).to_have_title(whole)

    @property
    def heading(self) -> Locator:
        """The page's only h1."""
        return self.page.locator("h1")

    def check(self, name: str) -> None:
        """Check frame, width and axe, and take a picture; `name` is the state's, the same in every test."""
        state = (self.language, self._width, name)
        if state in _audited:
            self.hold(name)
            return
        self.stand(name)
        found = violations(self.page)
        assert not found, f"{name}: {found}"
        _audited.add(state)

    def stand(self, name: str) -> None:
        """Check frame and width, and take a picture."""
        self.hold(name)
        self.picture(name)

    def hold(self, name: str) -> None:
        """Check what every page has: one h1, its language, landmarks, room in the width, no fault."""
        expect(self.heading).to_have_count(1)
        expect(self.page.locator("html")).to_have_attribute("lang", HTML_LANG[self.language])
        for landmark in ("banner", "main", "contentinfo"):
            expect(self.page.get_by_role(landmark)).to_have_count(1)  # type: ignore[arg-type]
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: too wide"
        fault = self.words("error.fault", reference="").partition(" ")[0]
        expect(self.page.locator("[role=alert]", has_text=fault[:20])).to_have_count(0)

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, where pictures are wished for."""
        if not WISH:
            return
        path = SCREENS / f"{self.language}-{self._width}" / f"{name}.png"
        self.page.screenshot(path=path, full_page=True)

    @property
    def _width(self) -> int:
        return (self.page.viewport_size or {"width": 0})["width"]

    def link(self, key: str, **params: object) -> Locator:
        """Find a link by its words."""
        return self.page.get_by_role("link", name=named(self.language, key, **params))

    def button(self, key: str, **params: object) -> Locator:
        """Find a button by its words."""
        return self.page.get_by_role("button", name=named(self.language, key, **params))

    def told(self, key: str, **params: object) -> None:
        """Expect a sentence somewhere in the page's main part."""
        expect(self.page.locator("main")).to_contain_text(self.words(key, **params))

    def allow(self, *fragments: str) -> None:
        """Expect console errors with these fragments: the test has broken something on purpose."""
        self._allowed += fragments

    def complaints(self) -> list[str]:
        """Return what the console said that no test has asked for."""
        return [line for line in self.said if not any(fragment in line for fragment in self._allowed)]


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    """Return axe's findings, rule and places, and words without their readings."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] + unread(page)


def _title(language: str, key: str) -> str:
    return spoken(say_marked(language, "frame.title", page=say_marked(language, key)))
