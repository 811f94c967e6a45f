"""README's pictures: a month with its times, a booking made, and the first screen on a phone."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, ViewportSize

from docs.pictures.album import settle, shot
from docs.pictures.edges import end_of
from hellowork_portal.kit import routes
from hellowork_portal.start.places import ROOT

FRONT = ROOT / "docs" / "images"
_MONTH: ViewportSize = {"width": 760, "height": 920}
_WIDE: ViewportSize = {"width": 760, "height": 760}
_PHONE: ViewportSize = {"width": 380, "height": 760}


@dataclass(frozen=True)
class Screen:
    """A picture of README: language, size, address, what stands at its upper edge, and who sees it."""

    name: str
    language: str
    size: ViewportSize
    address: str
    top: str = "body"
    is_persons: bool = False


SCREENS = (
    Screen("calendar", "ja", _MONTH, f"{routes.PROCEDURES}?q=職業相談 新宿", "main section:has([data-day])"),
    Screen("done", "ja", _WIDE, f"{routes.RESERVE_DONE}?number={{number}}", is_persons=True),
    Screen("phone", "ja-easy", _PHONE, routes.HOME),
)


def take_front(context: BrowserContext, url: str, number: str, folder: Path = FRONT) -> None:
    """Take README's pictures: as somebody new, and in the browser of who has the booking `number`."""
    folder.mkdir(parents=True, exist_ok=True)
    assert context.browser is not None
    new = context.browser.new_context(bypass_csp=True)
    for one in SCREENS:
        its = context if one.is_persons else new
        its.add_cookies([{"name": "lang", "value": one.language, "url": url}])
        page = its.new_page()
        page.set_viewport_size(one.size)
        page.goto(f"{url}{one.address.format(number=number)}")
        settle(page, one.language)
        if one.name == "calendar":
            found = page.locator(f"main li a[href*='{routes.CALENDAR}?']").first
            page.goto(f"{url}{found.get_attribute('href')}")
            settle(page, one.language)
        (folder / f"{one.name}.webp").write_bytes(_taken(page, one.top))
        page.close()
    new.close()


def _taken(page: Page, top: str) -> bytes:
    for _ in range(2):  # what came late may have moved it
        page.locator(top).first.evaluate("element => element.scrollIntoView()")
        page.wait_for_timeout(300)
    return shot(page, height=end_of(page, (page.viewport_size or _WIDE)["height"]))
