"""The ways to screens of a day ahead; to close a part of one is drawn up, looked at, and thrown away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect

from docs.pictures.album import settle
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say

_REASON = "空調設備の点検のため"
_LOOKED_AT = 14
_CHOSEN = ("move", "cancel")


@dataclass(frozen=True)
class Way:
    """How a screen is come to, False where it cannot be, and left as if nobody had been there."""

    come: Callable[[Page, str], bool]
    leave: Callable[[Page], None]


def on_a_day(route: str, sign: str, first: int = 1) -> Way:
    """Return the way to a screen of a day: the first one, so many days ahead, that shows something."""

    def come(page: Page, url: str) -> bool:
        for iso in _days(first):
            page.goto(f"{url}{route}?day={iso}")
            settle(page, "ja")
            page.wait_for_timeout(500)
            if page.locator(sign).count():
                return True
        return False

    return Way(come, lambda page: None)


def _days(first: int = 1) -> list[str]:
    today = clock.day_in_japan(clock.now())
    return [(today + timedelta(days=ahead)).isoformat() for ahead in range(first, _LOOKED_AT + 1)]


def _close_an_hour(page: Page, url: str) -> bool:
    """Draw up that an hour of the next day with reservations is closed, and decide on two of them."""
    for iso in _days():
        page.goto(f"{url}{routes.STAFF_DAYS}?day={iso}&what=part")
        settle(page, "ja")
        if _draw_up(page):
            _decide(page)
            return True
    return False


def _throw_away(page: Page) -> None:
    """Throw the change away: the next run draws it up anew, and nothing is left half decided."""
    page.get_by_role("button", name=say("ja", "staff.preview.drop"), exact=True).click()
    page.wait_for_url(f"**{routes.STAFF_DAYS}**")


def _draw_up(page: Page) -> bool:
    """Ask what closing the hour would do; where nobody loses their time, leave it again."""
    typed = {"from_minute": "09:00", "to_minute": "10:00", "reason_ja": _REASON}
    for box, text in typed.items():
        page.locator(f"#{box}").fill(text)
    page.locator("form:has(#reason_ja) [type=submit]").click()
    page.wait_for_url(f"**{routes.STAFF_PREVIEW}**")
    settle(page, "ja")
    expect(page.get_by_role("button", name=say("ja", "staff.preview.apply"), exact=True)).to_be_visible()
    if page.locator("#undecided").count():
        return True
    _throw_away(page)
    return False


def _decide(page: Page) -> None:
    """Decide on the first two, as far as there are two."""
    choices = page.locator("#stranded select")
    for its, what in zip([one.get_attribute("aria-label") for one in choices.all()], _CHOSEN, strict=False):
        told = page.locator("#undecided").inner_text()
        choice = page.locator(f"#stranded select[aria-label='{its}']")
        value = choice.locator(f"option[value^='{what}']").first.get_attribute("value") or ""
        choice.select_option(value)
        expect(page.locator("#undecided")).not_to_have_text(told)
        expect(choice).to_have_value(value)
    page.evaluate("document.activeElement.blur()")


CLOSING = Way(_close_an_hour, _throw_away)
