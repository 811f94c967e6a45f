"""A booking in which people, clocks, lines and servers do what they do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute, expect

from hellowork_portal.kit.i18n import say
from tests.e2e.conftest import Visitor
from tests.e2e.desk import Desk
from tests.e2e.hands import Mouse
from tests.e2e.post import Post
from tests.e2e.ways import Walk
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]
REMARKS = "求人票を見てほしいです。"


def begin(somebody: Somebody, desk: Desk, nth: int = 0) -> tuple[Walk, str, int, int]:
    """Sign somebody in who holds a seat; return the walk, the address, the person and the hold."""
    walk, mail, applicant_id = somebody()
    hold_id = desk.hold(applicant_id, desk.free_slot(nth=nth))
    walk.visit.go(f"/reserve/terms?hold={hold_id}")
    return walk, mail, applicant_id, hold_id


def to_check(somebody: Somebody, desk: Desk, nth: int = 0) -> tuple[Walk, str, int, int]:
    """Go on to the check page."""
    walk, mail, applicant_id, hold_id = begin(somebody, desk, nth)
    walk.agree_to_terms()
    walk.fill_counselling(REMARKS)
    walk.check()
    return walk, mail, applicant_id, hold_id


def test_a_double_click_makes_one_reservation_and_one_mail(
    somebody: Somebody, desk: Desk, post: Post
) -> None:
    walk, mail, applicant_id, _ = to_check(somebody, desk)
    walk.visit.button("reserve.confirm.button").dblclick()
    walk.visit.see("reserve.done.title")
    assert len(desk.reservations_of(applicant_id, "held", "confirmed")) == 1
    post.wait(mail, say("ja", "mail.reservation_confirmed.subject"))
    assert len(post.mails(mail)) == 1


def test_an_answer_lost_on_its_way_is_there_once_the_line_is_back(
    somebody: Somebody, desk: Desk, post: Post
) -> None:
    walk, mail, applicant_id, _ = to_check(somebody, desk)
    lines: list[WebSocketRoute] = []
    is_lost: list[bool] = []

    def through(line: WebSocketRoute) -> None:
        lines.append(line)
        line.connect_to_server().on_message(lambda answer: None if is_lost else line.send(answer))

    walk.visit.page.route_web_socket("**/_event/**", through)
    walk.visit.page.reload()
    walk.visit.arrive("reserve.confirm.title")
    is_lost.append(True)
    walk.visit.button("reserve.confirm.button").click()
    post.wait(mail, say("ja", "mail.reservation_confirmed.subject"))
    is_lost.clear()
    lines[-1].close()
    walk.visit.arrive("reserve.done.title")
    assert len(desk.reservations_of(applicant_id, "held", "confirmed")) == 1


def test_two_tabs_that_confirm_the_same_hold_end_at_the_same_number(
    somebody: Somebody, desk: Desk, visitor: Visitor, post: Post
) -> None:
    walk, _, applicant_id, hold_id = to_check(somebody, desk)
    other = visitor(context=walk.visit.page.context)
    other.go(f"/reserve/confirm?hold={hold_id}")
    other.see("reserve.confirm.title", "reserve.confirm.second_tab")
    number = walk.apply()
    assert Walk(other, Mouse(other.page), post).apply() == number
    assert len(desk.reservations_of(applicant_id, "held", "confirmed")) == 1


def test_back_goes_one_step_back_and_keeps_what_was_typed(somebody: Somebody, desk: Desk) -> None:
    walk, _, _, _ = to_check(somebody, desk)
    page = walk.visit.page
    page.go_back()
    walk.visit.see("reserve.form.title", "reserve.form.again")
    expect(walk.box("remarks")).to_have_value(REMARKS)
    expect(walk.box("topics.job_search")).to_be_checked()
    page.go_back()
    walk.visit.see("reserve.terms.title", "reserve.terms.again")
    walk.agree_to_terms()
    walk.visit.see("reserve.form.title", "reserve.form.again")
    expect(walk.box("remarks")).to_have_value(REMARKS)
    walk.check()
    walk.hand.press(walk.visit.link("reserve.confirm.back"))
    walk.visit.see("reserve.form.title", "reserve.form.again")
    expect(walk.box("remarks")).to_have_value(REMARKS)


def test_every_step_can_be_reloaded(somebody: Somebody, desk: Desk) -> None:
    walk, _, _, _ = begin(somebody, desk)
    page = walk.visit.page
    walk.visit.see("reserve.terms.title")
    page.reload()
    walk.agree_to_terms()
    walk.visit.see("reserve.form.title", "reserve.form.empty")
    walk.hand.fill(walk.box("remarks"), REMARKS)
    walk.hand.tick(walk.box("topics.training"))
    page.get_by_text(say("ja", "access.form.saved")).first.wait_for(state="attached")
    page.reload()
    walk.visit.see("reserve.form.title", "reserve.form.reloaded")
    expect(walk.box("remarks")).to_have_value(REMARKS)
    expect(walk.box("topics.training")).to_be_checked()
    walk.fill_counselling()
    walk.check()
    page.reload()
    walk.visit.see("reserve.confirm.title")
    expect(page.locator("main")).to_contain_text(REMARKS)
    walk.apply()
    page.reload()
    walk.visit.see("reserve.done.title", "reserve.done.reloaded")


def test_a_hold_that_ran_out_says_so_keeps_everything_and_can_still_be_confirmed(
    somebody: Somebody, desk: Desk
) -> None:
    walk, _, applicant_id, hold_id = to_check(somebody, desk)
    desk.run_out(hold_id)
    walk.visit.page.reload()
    walk.visit.told("reserve.hold.over_title")
    walk.visit.see("reserve.confirm.title", "reserve.confirm.over")
    expect(walk.visit.page.locator("main")).to_contain_text(REMARKS)
    walk.apply()
    assert len(desk.reservations_of(applicant_id, "confirmed")) == 1


def test_a_seat_lost_to_another_leads_on_to_the_nearest_times_with_what_was_typed(
    somebody: Somebody, desk: Desk
) -> None:
    walk, _, applicant_id, hold_id = to_check(somebody, desk, nth=6)
    slot_id = desk.reservations_of(applicant_id, "held")[0].slot_id
    desk.run_out(hold_id)
    desk.fill(slot_id)
    walk.hand.press(walk.visit.button("reserve.confirm.button"))
    walk.visit.told("reserve.lost.title")
    walk.visit.see("reserve.confirm.title", "reserve.confirm.lost")
    walk.hand.press(walk.visit.page.locator("#lost button").first)
    walk.visit.page.wait_for_url(lambda url: f"hold={hold_id}" not in url)
    walk.visit.see("reserve.confirm.title", "reserve.confirm.nearest")
    expect(walk.visit.page.locator("main")).to_contain_text(REMARKS)
    walk.apply()
    assert [one.slot_id != slot_id for one in desk.reservations_of(applicant_id, "confirmed")] == [True]


def test_a_hold_is_extended_and_given_up_by_button(somebody: Somebody, desk: Desk) -> None:
    walk, _, applicant_id, _ = begin(somebody, desk)
    walk.visit.see("reserve.terms.title")
    extend = walk.visit.button("reserve.hold.extend")
    walk.hand.press(extend)
    walk.visit.told("reserve.hold.extensions", count=1)
    walk.hand.press(extend)
    walk.visit.told("reserve.hold.no_more")
    expect(extend).to_be_focused()
    expect(extend).to_have_attribute("aria-disabled", "true")
    slot_id = desk.reservations_of(applicant_id, "held")[0].slot_id
    before = desk.seats_left(slot_id)
    walk.hand.press(walk.visit.button("reserve.hold.release"))
    walk.visit.told("calendar.given_back.body")
    walk.visit.see("calendar.title", "calendar.month")
    assert desk.seats_left(slot_id) == before + 1
    walk.visit.page.go_back()
    walk.visit.told("reserve.hold.over_body")


def test_a_killed_web_process_costs_nothing_that_was_typed(
    somebody: Somebody, desk: Desk, portal: Portal
) -> None:
    walk, _, applicant_id, _ = begin(somebody, desk)
    walk.agree_to_terms()
    walk.visit.see("reserve.form.title", "reserve.form.empty")
    walk.hand.fill(walk.box("remarks"), REMARKS)
    walk.hand.tick(walk.box("topics.job_search"))
    walk.visit.allow("ERR_CONNECTION_REFUSED", "WebSocket", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")

    portal.kill("portal")
    walk.hand.fill(walk.box("wished_occupation"), "事務")
    walk.visit.page.get_by_text(say("ja", "components.connection.lost")).wait_for()
    portal.start("portal")
    portal.wait()

    expect(walk.visit.page.get_by_text(say("ja", "components.connection.lost"))).to_have_count(
        0, timeout=60_000
    )
    expect(walk.box("remarks")).to_have_value(REMARKS)
    expect(walk.box("wished_occupation")).to_have_value("事務")
    walk.hand.tick(walk.box("purpose_consent"))
    if not walk.box("telephone").input_value():
        walk.hand.fill(walk.box("telephone"), "090-1234-5678")
    walk.check()
    expect(walk.visit.page.locator("main")).to_contain_text("事務")
    walk.apply()
    assert len(desk.reservations_of(applicant_id, "confirmed")) == 1


def test_a_switch_of_language_in_mid_booking_loses_nothing(somebody: Somebody, desk: Desk) -> None:
    walk, _, _, _ = begin(somebody, desk)
    walk.agree_to_terms()
    walk.fill_counselling(REMARKS)
    walk.visit.speak("en")
    walk.visit.see("reserve.form.title", "reserve.form.switched")
    expect(walk.box("remarks")).to_have_value(REMARKS)
    expect(walk.box("topics.job_search")).to_be_checked()
    expect(walk.box("purpose_consent")).to_be_checked()
    walk.check()
    walk.apply()


def test_a_mail_server_that_is_away_delays_the_mail_alone(somebody: Somebody, desk: Desk, post: Post) -> None:
    walk, mail, _, _ = to_check(somebody, desk)
    post.go_away()
    try:
        number = walk.apply()
        walk.visit.page.reload()
        walk.visit.see("reserve.done.title")
        assert post.mails(mail) == []
    finally:
        post.come_back()
    assert number in post.wait(mail, say("ja", "mail.reservation_confirmed.subject"), patience=90).text


def test_a_zoom_that_is_away_leaves_the_booking_standing_and_the_link_follows(
    somebody: Somebody, desk: Desk, portal: Portal, zoom_away: Callable[[bool], None]
) -> None:
    walk, _, _, _ = to_check(somebody, desk)
    zoom_away(True)
    number = walk.apply()
    walk.visit.told("detail.meeting_pending")
    walk.visit.check("reserve.done.without_link")
    walk.visit.go(f"/reservation?number={number}")
    walk.visit.see("detail.title", "detail.without_link")
    walk.visit.told("detail.meeting_pending")
    zoom_away(False)
    reload = walk.visit.button("detail.meeting_reload")
    ready = walk.join_link()
    for _ in range(60):
        if ready.count():
            break
        reload.click()
        walk.visit.page.wait_for_timeout(1000)
    expect(ready).to_be_visible()


@pytest.mark.parametrize("typed", ["23456-789AB", "こんにちは", "%' OR 1=1 --"])
def test_a_wrong_number_finds_nothing_and_says_what_to_do(somebody: Somebody, typed: str) -> None:
    walk, _, _ = somebody()
    walk.look_up(typed)
    walk.visit.told("lookup.none_body")
    assert re.search("[?&]number=", walk.visit.page.url)


def test_another_persons_number_is_answered_exactly_like_a_wrong_one(somebody: Somebody, desk: Desk) -> None:
    other, _, _, _ = to_check(somebody, desk)
    number = other.apply().replace("-", "")
    wrong = next(f"{number[:-1]}{sign}" for sign in "23456789ABCDEFGHJKMNPQRSTUVWXYZ" if sign != number[-1])
    walk, _, _ = somebody()
    answers = []
    for typed in (number, wrong):
        walk.look_up(typed)
        found = walk.visit.page.locator("main").inner_text().replace(typed, "")
        walk.visit.go(f"/reservation?number={typed}")
        walk.visit.see("detail.title", "detail.none")
        walk.visit.told("detail.not_found")
        answers.append(found + walk.visit.page.locator("main").inner_text().replace(typed, ""))
    assert answers[0] == answers[1]
