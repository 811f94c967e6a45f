"""How a person uses a page: by mouse, by keys alone, by thumb; and with a server that forgets."""

from abc import ABC, abstractmethod

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.e2e.forgetful import FORGET

_MOST_TABS = 200
_HAS_FOCUS = "element => element === document.activeElement"
_SHOWS_FOCUS = """element => {
  const places = [element, element.parentElement, element.nextElementSibling].filter(Boolean);
  const styles = places.map(place => getComputedStyle(place));
  return styles.some(style => style.boxShadow !== "none" || style.outlineStyle !== "none");
}"""


class Hand(ABC):
    """What a way of the guide needs: press, tick, fill."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @abstractmethod
    def press(self, target: Locator) -> None:
        """Press a link, a button, a disclosure."""

    @abstractmethod
    def tick(self, target: Locator) -> None:
        """Tick a box."""

    @abstractmethod
    def fill(self, target: Locator, text: str) -> None:
        """Type into a box; what stood there goes."""

    def press_day(self, day: Locator) -> None:
        """Press a day of the calendar."""
        self.press(day)


class Mouse(Hand):
    """Clicks."""

    def press(self, target: Locator) -> None:
        target.click()

    def tick(self, target: Locator) -> None:
        target.check()

    def fill(self, target: Locator, text: str) -> None:
        target.click()
        target.fill(text)


class Thumb(Hand):
    """Taps on a touch screen."""

    def press(self, target: Locator) -> None:
        target.tap()

    def tick(self, target: Locator) -> None:
        target.tap()
        expect(target).to_be_checked()

    def fill(self, target: Locator, text: str) -> None:
        target.tap()
        target.fill(text)


class Keys(Hand):
    """Tab, Enter, Space, arrows and letters; never a pointer. What has the focus must show it."""

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def fill(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press_day(self, day: Locator) -> None:
        """Reach the calendar's one tab stop, walk with the arrow keys, press Enter."""
        self.reach(self.page.locator("[data-day][tabindex='0']"))
        wanted = day.get_attribute("data-day") or ""
        for _ in range(31):
            here = self.page.evaluate("document.activeElement.dataset.day")
            if here == wanted:
                break
            self.page.keyboard.press("ArrowRight" if here < wanted else "ArrowLeft")
        self.page.keyboard.press("Enter")

    def reach(self, target: Locator) -> None:
        """Go to a control with the Tab key."""
        expect(target).to_be_visible()
        for _ in range(_MOST_TABS):
            if target.evaluate(_HAS_FOCUS):
                assert target.evaluate(_SHOWS_FOCUS), f"the focus cannot be seen on {target}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard")


class MouseOfAForgottenOne(Mouse):
    """A mouse before whose every click the server has forgotten all pages' state."""

    def __init__(self, page: Page, portal_url: str) -> None:
        super().__init__(page)
        self._portal_url = portal_url

    def press(self, target: Locator) -> None:
        self._forget()
        super().press(target)

    def tick(self, target: Locator) -> None:
        self._forget()
        super().tick(target)

    def fill(self, target: Locator, text: str) -> None:
        self._forget()
        super().fill(target, text)

    def _forget(self) -> None:
        httpx.post(f"{self._portal_url}{FORGET}", timeout=10).raise_for_status()
