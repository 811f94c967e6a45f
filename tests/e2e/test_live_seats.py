"""A seat taken or freed by anybody shows in every open calendar, and nobody is disturbed by it."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hellowork_portal.kit.i18n import say_marked, spoken
from tests.e2e.conftest import PHONE, WIDE, Visitor, Walker
from tests.e2e.desk import CERTIFICATION, Desk
from tests.e2e.hands import Keys, Mouse
from tests.e2e.screen import Visit
from tests.e2e.seats import FOCUSED, IN_TIME_MS, Seats, day_cell, news, seats_of, shows, time_cell
from tests.e2e.ways import Walk
from tests.portal import Portal

__all__ = ["seats_of"]
Somebody = Callable[..., tuple[Walk, str, int]]
SeatsOf = Callable[..., Seats]
READ_OUT_MS = 6000
"""News wait until things are quiet."""


def watching(visitor: Visitor, seats: Seats, *, chosen: bool = False, **options: object) -> Visit:
    """Open the calendar at the slot's day, as somebody who is not signed in."""
    visit = visitor(**options)
    visit.go(seats.address(chosen=chosen))
    visit.wait()
    return visit


def left(page: Page) -> int:
    """Return how many times of the day shown can be chosen."""
    return page.locator("section:has(#times) > div [data-slot]").filter(has_text=re.compile("[○△]")).count()


def test_a_seat_that_another_browser_takes_shows_and_so_does_its_return(
    visitor: Visitor, somebody: Somebody, seats_of: SeatsOf
) -> None:
    seats = seats_of()
    seats.leave(1)
    visit = watching(visitor, seats)
    time = time_cell(visit.page, seats)
    shows(time, "ja", seats.state, count=1)
    free = left(visit.page)

    walk, _, _ = somebody()
    walk.visit.go(seats.address(chosen=True))
    walk.reserve()
    shows(time, "ja", "calendar.state.full")
    expect(time).to_contain_text("×")
    expect(visit.page.locator("section:has(#times)")).to_contain_text(
        visit.words("calendar.times.count", day="", count=free - 1).strip()
    )
    walk.visit.see("reserve.terms.title")
    walk.hand.press(walk.visit.button("reserve.hold.release"))
    shows(time, "ja", seats.state, count=1)


def test_the_months_cell_list_and_next_free_day_follow_too(visitor: Visitor, seats_of: SeatsOf) -> None:
    seats = seats_of()
    visit = watching(visitor, seats)
    day = day_cell(visit.page, seats)
    before = re.search(r"残り\D*(\d+)席", day.get_attribute("aria-label") or "")
    assert before
    seats.take()
    expect(day).to_have_accessible_name(re.compile(rf"残り\D*{int(before[1]) - 1}席"), timeout=IN_TIME_MS)
    listed = visit.page.locator("li button").filter(has_text=re.compile(rf"残り\D*{int(before[1]) - 1}席"))
    expect(listed.first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "width"), [("ja", WIDE), ("en", PHONE), ("ja-easy", PHONE)], ids=["ja", "en", "easy"]
)
def test_the_time_chosen_is_taken_and_comes_back_without_moving_the_focus(
    somebody: Somebody, seats_of: SeatsOf, language: str, width: tuple[int, int]
) -> None:
    seats = seats_of()
    seats.leave(1)
    walk, _, _ = somebody(language=language, width=width)
    visit, page = walk.visit, walk.visit.page
    visit.go(seats.address(chosen=True))
    button = visit.button("calendar.reserve")
    expect(button).to_be_visible()
    button.focus()
    focused = page.evaluate(FOCUSED)

    seats.take()
    panel = page.locator("section:has(#chosen)")
    expect(panel).to_contain_text(visit.words("error.slot_full"), timeout=IN_TIME_MS)
    expect(panel).to_contain_text(visit.words("calendar.live.kept"))
    expect(news(page)).to_have_text(spoken(say_marked(language, "error.slot_full")))
    expect(panel.locator("[data-slot]")).to_have_count(3)
    expect(page.locator("main [role=alert]:not(:empty)")).to_have_count(0)
    expect(button).to_have_attribute("aria-disabled", "true")
    assert page.evaluate(FOCUSED) == focused
    visit.see("calendar.title", "calendar.live.lost")
    page.keyboard.press("Enter")

    seats.give_back()
    expect(button).to_have_attribute("aria-disabled", "false", timeout=IN_TIME_MS)
    expect(panel).not_to_contain_text(visit.words("error.slot_full"))
    expect(news(page)).to_have_text(spoken(say_marked(language, "calendar.live.back")))
    assert page.evaluate(FOCUSED) == focused
    page.keyboard.press("Enter")
    visit.see("reserve.terms.title", "calendar.live.reserved")


def test_news_are_read_out_once_things_are_quiet_and_only_about_the_day_shown(
    visitor: Visitor, seats_of: SeatsOf
) -> None:
    shown, other = seats_of(), seats_of()
    shown.leave(1)
    visit = watching(visitor, shown)
    said = news(visit.page)
    free = left(visit.page)
    at_first = say_marked("ja", "calendar.times.count", day="", count=free).strip()
    expect(said).to_contain_text(at_first)
    visit.page.evaluate(
        """() => {
          window.told = [];
          const region = document.querySelector("main div[role=status].sr-only");
          new MutationObserver(() => window.told.push(region.textContent))
            .observe(region, {childList: true, characterData: true, subtree: true});
        }"""
    )
    other.take()
    shown.take()
    shows(time_cell(visit.page, shown), "ja", "calendar.state.full")
    shown.give_back()
    shows(time_cell(visit.page, shown), "ja", shown.state, count=1)
    shown.take()
    expect(said).to_contain_text(
        say_marked("ja", "calendar.times.count", day="", count=free - 1).strip(), timeout=READ_OUT_MS
    )
    assert len(visit.page.evaluate("window.told")) == 1
    visit.check("calendar.live.told")


@pytest.mark.parametrize("place", ["cell", "list"])
def test_the_keyboards_focus_stays_on_its_day_while_cells_change(
    walker: Walker, seats_of: SeatsOf, place: str
) -> None:
    earlier, shown = seats_of(), seats_of()
    earlier.leave(0)
    walk = walker(shown.address())
    page, keys = walk.visit.page, Keys(walk.visit.page)
    row = page.locator("section:has(#days) li button[aria-pressed=true]")
    target = day_cell(page, shown) if place == "cell" else row.locator("visible=true")
    keys.reach(target.first)
    focused = target.first.get_attribute("data-day") or target.first.inner_text().split()[0]
    earlier.give_back()
    shown.take()
    expect(day_cell(page, shown)).to_have_attribute("data-changed", "", timeout=IN_TIME_MS)
    assert page.evaluate(FOCUSED).startswith(focused)
    expect(day_cell(page, shown)).not_to_have_attribute("data-changed", "")
    assert page.evaluate(FOCUSED).startswith(focused)


def test_a_hold_that_runs_out_shows_when_the_worker_has_tidied_it(
    visitor: Visitor, seats_of: SeatsOf
) -> None:
    seats = seats_of()
    seats.leave(0)
    visit = watching(visitor, seats)
    time = time_cell(visit.page, seats)
    shows(time, "ja", "calendar.state.full")
    seats.run_out()
    shows(time, "ja", seats.state, count=1)


def test_a_change_made_by_hand_in_the_database_shows(visitor: Visitor, seats_of: SeatsOf) -> None:
    seats = seats_of()
    visit = watching(visitor, seats)
    time = time_cell(visit.page, seats)
    seats.write(taken=seats.slot.capacity)
    shows(time, "ja", "calendar.state.full")
    seats.write(taken=0)
    shows(time, "ja", "calendar.state.open", count=seats.slot.capacity)


def test_a_cell_that_changed_follows_the_language(visitor: Visitor, seats_of: SeatsOf) -> None:
    seats = seats_of()
    visit = watching(visitor, seats)
    seats.leave(0)
    time = time_cell(visit.page, seats)
    shows(time, "ja", "calendar.state.full")
    for language in ("en", "ja-easy"):
        visit.speak(language)
        shows(time_cell(visit.page, seats), language, "calendar.state.full")
        expect(news(visit.page)).to_contain_text(re.compile(r"\d"))


def test_ones_own_hold_in_another_tab_is_never_told_to_be_somebody_elses(
    somebody: Somebody, visitor: Visitor, seats_of: SeatsOf
) -> None:
    seats = seats_of()
    seats.leave(1)
    walk, _, _ = somebody()
    walk.visit.go(seats.address(chosen=True))
    other = visitor(context=walk.visit.page.context)
    other.go(seats.address(chosen=True))
    expect(other.button("calendar.reserve")).to_be_visible()
    walk.reserve()
    walk.visit.see("reserve.terms.title")
    shows(time_cell(other.page, seats), "ja", "calendar.state.held")
    expect(other.page.locator("main")).not_to_contain_text(other.words("error.slot_full"))
    expect(other.button("calendar.reserve")).to_have_attribute("aria-disabled", "false")


def test_days_that_are_not_ones_own_stay_so_whatever_happens_on_them(
    walker: Walker, desk: Desk, portal: Portal, seats_of: SeatsOf
) -> None:
    known = json.loads((portal.data_dir / "demonstration.json").read_text(encoding="utf-8"))
    claimant = next(one for one in known if one["code"] == "kind_a")
    seats = seats_of(procedure=CERTIFICATION, office="HW13-006")
    walk = walker(f"/sign-in?next=/calendar%3Foffering%3D{seats.slot.offering_id}%26day%3D{seats.day}")
    walk.sign_in(claimant["mail"], claimant["password"])
    walk.visit.arrive("calendar.title")
    anybody = walker(seats.address())
    bystander = day_cell(anybody.visit.page, seats)
    before = bystander.get_attribute("aria-label") or ""
    seats.take()
    expect(bystander).not_to_have_attribute("aria-label", before, timeout=IN_TIME_MS)
    own = day_cell(walk.visit.page, seats)
    shows(own, "ja", "calendar.state.not_yours")
    expect(own).to_have_attribute("aria-disabled", "true")


def test_a_page_that_the_server_forgot_is_told_all_the_same(
    somebody: Somebody, forget: Callable[[], None], seats_of: SeatsOf
) -> None:
    seats = seats_of()
    seats.leave(1)
    walk, _, _ = somebody()
    walk.visit.go(seats.address(chosen=True))
    expect(walk.visit.button("calendar.reserve")).to_be_visible()
    forget()
    seats.take()
    shows(time_cell(walk.visit.page, seats), "ja", "calendar.state.full")
    expect(walk.visit.page.locator("section:has(#chosen)")).to_contain_text(
        walk.visit.words("error.slot_full"), timeout=IN_TIME_MS
    )
    expect(walk.visit.button("calendar.reserve")).to_have_attribute("aria-disabled", "true")


def test_after_another_process_has_taken_over_the_page_is_told_again(
    visitor: Visitor, portal: Portal, seats_of: SeatsOf
) -> None:
    seats = seats_of()
    visit = watching(visitor, seats)
    visit.allow("ERR_CONNECTION", "WebSocket", "ERR_EMPTY_RESPONSE")
    portal.kill("portal")
    seats.leave(1)
    portal.start("portal")
    portal.wait()
    time = time_cell(visit.page, seats)
    expect(time).to_have_accessible_name(re.compile("1席$"))
    seats.take()
    shows(time, "ja", "calendar.state.full")


def test_going_to_another_page_and_back_shows_what_is_true_now(visitor: Visitor, seats_of: SeatsOf) -> None:
    seats = seats_of()
    visit = watching(visitor, seats)
    seats.take()
    Mouse(visit.page).press(visit.link("calendar.back"))
    visit.arrive("search.title")
    seats.leave(0)
    visit.page.go_back()
    visit.arrive("calendar.title")
    shows(time_cell(visit.page, seats), "ja", "calendar.state.full")
    seats.give_back()
    expect(time_cell(visit.page, seats)).to_have_accessible_name(re.compile("1席$"), timeout=IN_TIME_MS)
