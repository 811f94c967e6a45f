"""The pictures of the office manager's guide: the demonstration's manager looks at each screen.

`make run` in one terminal, `make manager-pictures` in another. Screens stand in the order of the
guide (docs/office-manager.md), which shows docs/images/manager/<name>.webp; a screen that the
portal does not have (yet) is named and left out.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright
from pyotp.totp import TOTP

from docs.pictures.album import settle, shot
from docs.pictures.days_ahead import CLOSING, Way, on_a_day
from docs.pictures.edges import end_of, speak_japanese
from hellowork_portal.kit import clock, routes
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.children import settings_of
from hellowork_portal.start.places import ROOT, configured, data_dir

FOLDER = ROOT / "docs" / "images" / "manager"
LARGEST_BYTES = 150_000
_WIDTH, _LOWEST, _HIGHEST = 1200, 400, 1200
_SCREEN: ViewportSize = {"width": _WIDTH, "height": 800}
_PORTS = {"PORT": 3000, "SMTP_PORT": 8025, "MAILBOX_PORT": 8026, "ZOOM_PORT": 8027}
_MANAGER = "ito.masako@staff.example.jp"


@dataclass(frozen=True)
class Picture:
    """A screen by the name of its route in kit/routes, at a query or where a way leads to it."""

    name: str
    route: str
    query: str = ""
    way: Way | None = None

    @property
    def address(self) -> str:
        """The screen's address; empty where the portal has no such screen."""
        route = getattr(routes, self.route, "")
        return f"{route}?{self.query}" if route and self.query else route


PICTURES = (
    Picture("home", "STAFF"),
    Picture("office", "STAFF_OFFICE"),
    Picture("week", "STAFF_SCHEDULE"),
    Picture("preview", "STAFF_PREVIEW", way=CLOSING),
    Picture("month", "STAFF_MONTH"),
    Picture("days", "STAFF_DAYS"),
    Picture("staffing", "STAFF_STAFFING"),
    Picture("cancel-day", "STAFF_CANCEL_DAY", way=on_a_day(routes.STAFF_CANCEL_DAY, "#acts-on")),
    Picture("day", "STAFF_DAY", way=on_a_day(routes.STAFF_DAY, "main [data-open]", first=0)),
    Picture("booking", "STAFF_BOOKING"),
    Picture("reservations", "STAFF_RESERVATIONS"),
    Picture("claimants", "STAFF_CLAIMANTS"),
    Picture("import", "STAFF_IMPORT"),
    Picture("deliveries", "STAFF_DELIVERIES"),
    Picture("people", "STAFF_PEOPLE"),
    Picture("reports", "STAFF_REPORTS"),
    Picture("audit", "STAFF_AUDIT"),
)


def take_all(page: Page, url: str) -> list[str]:
    """Take every picture that can be taken; return the names of the others."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return [one.name for one in PICTURES if not _take(one, page, url)]


def _take(one: Picture, page: Page, url: str) -> bool:
    if not one.address:
        return False
    if one.way and not one.way.come(page, url):
        return False
    if not one.way:
        _open(page, f"{url}{one.address}")
    (FOLDER / f"{one.name}.webp").write_bytes(_taken(page))
    if one.way:
        one.way.leave(page)
    return True


def _taken(page: Page) -> bytes:
    """Return the whole screen, of a long one what fits above the limit."""
    speak_japanese(page)
    page.set_viewport_size({"width": _WIDTH, "height": _LOWEST})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": _WIDTH, "height": min(height, _HIGHEST)})
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    return shot(page, height=end_of(page, _HIGHEST), sharpness=1, largest=LARGEST_BYTES)


def _open(page: Page, address: str) -> None:
    page.set_viewport_size(_SCREEN)
    page.goto(address)
    settle(page, "ja")


def sign_in(page: Page, url: str) -> None:
    """Sign in as the demonstration's manager."""
    accounts = json.loads((data_dir() / "demonstration-staff.json").read_text(encoding="utf-8"))
    account = next(one for one in accounts if one["mail"] == _MANAGER)
    _open(page, f"{url}{routes.STAFF_SIGN_IN}")
    page.locator("#mail_address").fill(account["mail"])
    page.locator("#password").fill(account["password"])
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url(f"**{routes.STAFF_CODE}**")
    for later in (
        timedelta(),
        timedelta(seconds=30),
    ):  # a code that somebody has just signed in with is spent; the next one is not
        expect(page.locator("html[data-language=ja]")).to_have_count(1)
        page.locator("#code").fill(TOTP(account["secret"]).at(clock.now() + later))
        with page.expect_navigation():
            page.locator("main form [type=submit]").first.click()
        if routes.STAFF_SIGN_IN not in page.url:
            return
    raise SystemExit("the demonstration's manager could not sign in")


def main() -> None:
    """Find the running portal by its settings, sign in and take the pictures."""
    ports = {name: int(configured(name) or port) for name, port in _PORTS.items()}
    url = settings_of(Addresses(*ports.values()))["PORTAL_PUBLIC_URL"]
    chromium = shutil.which("chromium") or os.environ.get("CHROMIUM", "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport=_SCREEN, bypass_csp=True, locale="ja-JP")
        context.add_cookies([{"name": "lang", "value": "ja", "url": url}])
        page = context.new_page()
        sign_in(page, url)
        missing = take_all(page, url)
        browser.close()
    sizes = [path.stat().st_size for path in FOLDER.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1024} KB; no such screen: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
