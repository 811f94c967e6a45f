"""やさしい日本語: every kanji that people see has its reading, and what is only heard is kana."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk
from tests.e2e.readings import unread
from tests.e2e.test_booking import Somebody
from tests.e2e.ways import Walk

HAN = re.compile("[\u3400-\u9fff]")
Walker = Callable[..., Walk]


def holding(somebody: Somebody, desk: Desk, seconds: int) -> Walk:
    """Bring somebody to the terms of a booking whose seat is held for so many seconds."""
    walk, _, applicant_id = somebody()
    hold_id = desk.hold(applicant_id, desk.free_slot())
    desk.run_on(hold_id, seconds)
    walk.visit.go(f"/reserve/terms?hold={hold_id}")
    walk.visit.arrive("reserve.terms.title")
    return walk


def said(walk: Walk) -> Locator:
    """Find what the countdown says to those who listen."""
    return walk.visit.page.locator("main span[role=status]")


def test_the_countdown_speaks_the_language_that_is_chosen_while_it_runs(
    somebody: Somebody, desk: Desk
) -> None:
    walk = holding(somebody, desk, seconds=58)
    expect(said(walk)).to_have_text(re.compile(r"^残り \d0秒$"), timeout=15_000)
    walk.visit.speak("en")
    expect(said(walk)).to_have_text(re.compile(r"^\d0 sec left$"))
    walk.visit.speak("ja-easy")
    expect(said(walk)).to_have_text(re.compile(r"^あと \d0びょう$"))


def test_the_countdown_shows_readings_and_says_kana(somebody: Somebody, desk: Desk) -> None:
    walk = holding(somebody, desk, seconds=5 * 60 + 2)
    walk.visit.speak("ja-easy")
    expect(said(walk)).to_have_text("あと 5ふん 0びょう", timeout=15_000)
    shown = walk.visit.page.locator("main span[aria-hidden]:has(+ span[role=status])")
    expect(shown).to_have_text(re.compile(r"^あと 4分\(ぷん\) \d+秒\(びょう\)$"))


def test_what_a_form_says_by_itself_has_readings(walker: Walker) -> None:
    walk = walker("/register/mail?terms=2026-11-23", language="ja-easy")
    walk.visit.arrive("access.mail.title")
    walk.hand.press(walk.visit.button("access.mail.send"))
    expect(walk.visit.page.locator("main [role=alert] ruby").first).to_be_visible()
    assert unread(walk.visit.page) == []
    walk.visit.check("access.mail.wrong")


def test_a_list_that_unfolds_has_its_readings_in_brackets(walker: Walker) -> None:
    walk = walker("/procedures", language="ja-easy")
    walk.visit.arrive("search.title")
    options = walk.visit.page.locator("main option").all_text_contents()
    assert "東京都（とうきょうと）" in options
    assert [option for option in options if HAN.search(option) and "（" not in option] == []


def test_what_is_only_heard_is_kana(walker: Walker) -> None:
    walk = walker("/procedures?q=しんじゅく", language="ja-easy")
    walk.visit.arrive("search.title")
    walk.choose_procedure()
    walk.choose_day_and_time()
    labels = walk.visit.page.locator("[aria-label]").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert len(labels) > 30
    assert [label for label in labels if HAN.search(label)] == []
    assert not HAN.search(walk.visit.page.title())
