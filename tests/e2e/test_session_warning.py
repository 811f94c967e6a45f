"""Sessions end by themselves: people are asked in time, and nothing personal stays behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, expect

from hellowork_portal.services.access.rules import IDLE
from tests.e2e.conftest import PHONE, WIDE, Visitor
from tests.e2e.hands import Keys
from tests.e2e.screen import Visit
from tests.e2e.times import seconds_left, session_of, set_session
from tests.e2e.ways import Walk
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]
NAME = "職安 花子"
LONG_AGO = -IDLE.total_seconds()
TYPED = "葛󠄀城 﨑子"


def dialog(visit: Visit) -> Locator:
    return visit.page.get_by_role("dialog", name=visit.words("components.session.title"))


def open_anew(walk: Walk, applicant_id: int, **seconds: float) -> None:
    """Move the ends of a session and open the page that shall know them; return when it has come to rest."""
    set_session(applicant_id, **seconds)
    walk.visit.page.reload()
    expect(walk.box("name")).to_have_value(NAME)
    walk.visit.page.wait_for_timeout(1000)


def ending(somebody: Somebody, seconds: float, **options: object) -> tuple[Walk, int]:
    """Sign somebody in whose session ends so soon; return the walk and the person."""
    walk, _, applicant_id = somebody("/my/profile", **options)
    open_anew(walk, applicant_id, idle_ends_at=seconds)
    # As after half an hour without a click: from here on any activity moves the end.
    set_session(applicant_id, seen_at=LONG_AGO)
    return walk, applicant_id


def asked_while_typing(somebody: Somebody, **options: object) -> tuple[Walk, int]:
    """Sign somebody in who has begun to type when the question comes."""
    walk, applicant_id = ending(somebody, 130, **options)
    walk.hand.fill(walk.box("name"), TYPED)
    expect(dialog(walk.visit)).to_have_count(0)
    expect(dialog(walk.visit)).to_be_visible(timeout=20_000)
    return walk, applicant_id


def see_signed_out(walk: Walk) -> None:
    """The session is over: the page says so, and nothing personal is left."""
    walk.visit.page.wait_for_url("**/signed-out", timeout=40_000)
    walk.visit.see("access.signed_out.title", "session.ended")
    expect(walk.visit.page.locator("body")).not_to_contain_text(NAME)


def is_extended(walk: Walk, applicant_id: int) -> None:
    """The question is gone, the session goes on, and the person is where they were."""
    expect(dialog(walk.visit)).to_have_count(0)
    assert seconds_left(applicant_id) == pytest.approx(IDLE.total_seconds(), abs=10)
    expect(walk.box("name")).to_have_value(TYPED)
    expect(walk.box("name")).to_be_focused()


@pytest.mark.parametrize(("width", "language"), [(WIDE, "ja"), (PHONE, "en")], ids=["ja", "en"])
def test_two_minutes_before_the_end_people_are_asked(
    somebody: Somebody, width: tuple[int, int], language: str
) -> None:
    walk, applicant_id = asked_while_typing(somebody, width=width, language=language)
    visit = walk.visit
    assert seconds_left(applicant_id) == pytest.approx(119, abs=3)
    expect(dialog(visit)).to_contain_text(visit.words("components.session.body"))
    expect(dialog(visit).get_by_role("button")).to_be_focused()
    visit.check("session.warning")
    dialog(visit).get_by_role("button").click()
    is_extended(walk, applicant_id)


def test_enter_on_the_button_extends_the_session_and_nothing_behind_it_can_be_reached(
    somebody: Somebody,
) -> None:
    walk, applicant_id = asked_while_typing(somebody)
    for _ in range(3):
        walk.visit.page.keyboard.press("Tab")
        assert not walk.visit.page.evaluate(
            "document.getElementById('main').contains(document.activeElement)"
        )
    Keys(walk.visit.page).press(dialog(walk.visit).get_by_role("button"))
    is_extended(walk, applicant_id)


def test_escape_extends_the_session(somebody: Somebody) -> None:
    walk, applicant_id = asked_while_typing(somebody)
    walk.visit.page.keyboard.press("Escape")
    is_extended(walk, applicant_id)


def test_a_question_that_nobody_answers_leaves_nothing_personal_on_the_screen(somebody: Somebody) -> None:
    walk, _ = ending(somebody, 12)
    expect(dialog(walk.visit)).to_be_visible()
    see_signed_out(walk)
    walk.visit.page.go_back()
    walk.visit.see("access.sign_in.title", "access.sign_in.returning")
    expect(walk.visit.page.locator("body")).not_to_contain_text(NAME)


def test_a_page_that_gets_no_answer_at_the_end_leaves_by_itself(somebody: Somebody, portal: Portal) -> None:
    walk, _ = ending(somebody, 14)
    expect(dialog(walk.visit)).to_be_visible()
    walk.visit.allow("ERR_CONNECTION", "WebSocket", "ERR_EMPTY_RESPONSE")
    portal.kill("portal")
    try:
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            walk.visit.page.wait_for_url("**/signed-out", timeout=40_000)
        expect(walk.visit.page.locator("body")).not_to_contain_text(NAME)
    finally:
        portal.start("portal")
        portal.wait()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_the_last_end_is_told_as_one_that_nobody_can_move(somebody: Somebody, key: str) -> None:
    walk, _, applicant_id = somebody("/my/profile")
    open_anew(walk, applicant_id, idle_ends_at=30, ends_at=30)
    set_session(applicant_id, seen_at=LONG_AGO)
    end = session_of(applicant_id).ends_at
    expect(dialog(walk.visit)).to_contain_text(walk.visit.words("components.session.last"))
    expect(dialog(walk.visit).get_by_role("button")).to_be_focused()
    walk.visit.check("session.last")
    walk.visit.page.keyboard.press(key)
    expect(dialog(walk.visit)).to_have_count(0)
    walk.hand.fill(walk.box("name"), TYPED)
    expect(dialog(walk.visit)).to_have_count(0)
    assert (session_of(applicant_id).ends_at, session_of(applicant_id).idle_ends_at) == (end, end)
    see_signed_out(walk)


def test_activity_at_the_end_of_the_day_brings_the_last_end_and_says_so(somebody: Somebody) -> None:
    walk, applicant_id = ending(somebody, 100)
    set_session(applicant_id, ends_at=110, seen_at=LONG_AGO)
    expect(dialog(walk.visit)).to_contain_text(walk.visit.words("components.session.body"))
    dialog(walk.visit).get_by_role("button").click()
    expect(dialog(walk.visit)).to_contain_text(walk.visit.words("components.session.last"))
    assert seconds_left(applicant_id) < 110


def test_a_tab_that_was_left_open_neither_asks_nor_keeps_the_session_alive(
    somebody: Somebody, visitor: Visitor
) -> None:
    walk, _, applicant_id = somebody("/my/profile")
    set_session(applicant_id, idle_ends_at=130)
    left = visitor(context=walk.visit.page.context)
    left.go("/my")
    left.arrive("access.my.title")
    # Meanwhile the other tab was used, long enough ago that any activity would move the end again.
    set_session(applicant_id, seen_at=LONG_AGO, idle_ends_at=1000)
    end = session_of(applicant_id).idle_ends_at
    expect(dialog(left)).to_have_count(0)
    left.page.wait_for_timeout(14_000)
    expect(dialog(left)).to_have_count(0)
    assert session_of(applicant_id).idle_ends_at == end
