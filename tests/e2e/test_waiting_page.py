"""While the house is full people wait before it, keep their place, and get to where they wanted to go."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, Visitor, Walker
from tests.e2e.desk import Desk
from tests.e2e.screen import violations
from tests.e2e.words import shown
from tests.portal import Portal

_ROOMY = 100_000


@pytest.fixture
def most(portal: Portal) -> Iterator[Callable[[int], None]]:
    """Give the house another size; everybody starts anew before the door."""

    def hold(count: int) -> None:
        httpx.post(f"{portal.url}/__house/{count}", timeout=10).raise_for_status()

    yield hold
    hold(_ROOMY)


def test_who_comes_to_a_full_house_waits_and_then_sees_the_page_asked_for(
    visitor: Visitor, most: Callable[[int], None], portal: Portal, desk: Desk
) -> None:
    most(1)
    first = visitor()
    first.go("/")
    first.see("home.title", "queue.inside")

    slot = desk.slot(desk.free_slot())
    second, third = visitor(), visitor(width=PHONE, language="en")
    second.allow("503", "Failed to load resource")
    third.allow("503", "Failed to load resource")
    second.go(f"/calendar?offering={slot.offering_id}&day={slot.on_day}")
    third.go("/faq?q=zoom")
    expect(second.heading).to_have_text(shown("ja", "queue.title"))
    expect(second.page.locator("#ahead")).to_have_text(shown("ja", "queue.first"))
    expect(third.page.locator("#ahead")).to_have_text(shown("en", "queue.ahead", count=1))
    for visit, name in ((second, "queue"), (third, "queue")):
        visit.picture(name)
        assert violations(visit.page) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    most(3)
    second.arrive("calendar.title")
    assert second.page.url.endswith(f"/calendar?offering={slot.offering_id}&day={slot.on_day}")
    expect(third.heading).not_to_have_text(shown("en", "queue.title"), timeout=20_000)
    assert third.page.url.endswith("/faq?q=zoom")


def test_the_queue_moves_on_without_a_script_too(
    context_of: Callable[..., BrowserContext], most: Callable[[int], None], portal: Portal
) -> None:
    most(1)
    inside, outside = context_of(), context_of(java_script_enabled=False)
    inside.new_page().goto(portal.url)
    page = outside.new_page()
    page.goto(f"{portal.url}/terms")
    expect(page.locator("h1")).to_have_text(shown("ja", "queue.title"))
    assert page.locator("meta[http-equiv=refresh]").count() == 1
    most(2)
    page.reload()
    expect(page.locator("h1")).to_have_text(shown("ja", "static.terms.title"))


def test_who_holds_a_seat_goes_on_though_the_house_is_full(
    walker: Walker, desk: Desk, most: Callable[[int], None], somebody: Callable[..., tuple]
) -> None:
    walk, _mail, applicant_id = somebody()
    hold = desk.hold(applicant_id, desk.free_slot())
    most(1)
    other = walker()
    other.visit.see("home.title", "queue.other")
    walk.visit.go(f"/reserve/terms?hold={hold}")
    walk.visit.see("reserve.terms.title", "queue.held")
    walk.agree_to_terms()
    walk.visit.see("reserve.form.title", "queue.form")
