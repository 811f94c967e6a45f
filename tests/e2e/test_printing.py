"""The completion page on paper: what one needs on the day, and nothing that one cannot press there."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.desk import Desk
from tests.e2e.screen import SCREENS
from tests.e2e.ways import Walk

Somebody = Callable[..., tuple[Walk, str, int]]
_PAGE = re.compile(rb"/Type\s*/Page\b")
_MOST_SHEETS = 2


def book(somebody: Somebody, desk: Desk, language: str) -> tuple[Walk, str]:
    """Book a seat and wait for the meeting's address; return the walk and the number."""
    walk, _, applicant_id = somebody(language=language)
    hold_id = desk.hold(applicant_id, desk.free_slot())
    walk.visit.go(f"/reserve/terms?hold={hold_id}")
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    number = walk.apply()
    for _ in range(30):
        if walk.join_link().count():
            break
        walk.visit.page.wait_for_timeout(500)
        walk.visit.page.reload()
        walk.visit.wait()
    return walk, number


def test_the_completion_page_prints_what_one_needs_and_no_controls(somebody: Somebody, desk: Desk) -> None:
    walk, number = book(somebody, desk, "ja")
    for language in ("ja", "ja-easy", "en"):
        walk.visit.page.emulate_media(media="screen")
        walk.visit.speak(language)
        prints_what_one_needs(walk, number, language)


def prints_what_one_needs(walk: Walk, number: str, language: str) -> None:
    page, main = walk.visit.page, walk.visit.page.locator("main")
    meeting_url = walk.join_link().get_attribute("href") or "no address"
    facts = [main.locator("dd").nth(place).inner_text() for place in range(main.locator("dd").count())]
    page.emulate_media(media="print")

    expect(main.get_by_text(number).first).to_be_visible()
    for label in ("reserve.place.when", "reserve.place.office", "reserve.place.phone", "detail.meeting_url"):
        walk.visit.told(label)
    for fact in [*facts, meeting_url]:
        assert fact in main.inner_text()
    for nobody_presses in ("#menu", "footer", "[role=group][aria-label] button", "main button", "dialog"):
        for shown in page.locator(nobody_presses).all():
            expect(shown).to_be_hidden()
    for link in main.get_by_role("link").all():
        assert not link.is_visible() or (link.get_attribute("href") or "").startswith(("http", "tel:"))
    path = SCREENS / f"{language}-print" / "reserve.done.pdf"
    printed = page.pdf(format="A4", prefer_css_page_size=True, path=path)
    assert len(_PAGE.findall(printed)) <= _MOST_SHEETS
