"""「日時を変更する」: the old time stays until the new one is had; number and meeting come along."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hellowork_portal.kit.i18n import say_in_mail
from tests.e2e.bookings import Booking, book, bring_near, event_of, other_slot, wall
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import CERTIFICATION, Desk
from tests.e2e.hands import Hand, Keys, Mouse, Thumb
from tests.e2e.post import Post
from tests.e2e.times import set_session
from tests.e2e.ways import Walk

Somebody = Callable[..., tuple[Walk, str, int]]
CLAIMANT = "13010121234561"


def guest(somebody: Somebody, desk: Desk, nth: int = 0, **options: Any) -> tuple[Walk, str, Booking]:
    """Sign somebody in who has a reservation; return the walk, the address and the reservation."""
    walk, mail, applicant_id = somebody(**options)
    slot_id = desk.free_slot(nth=nth)
    return walk, mail, book(desk, applicant_id, slot_id, language=walk.visit.language)


def open_change(walk: Walk, booking: Booking) -> None:
    """「詳細」, 「日時を変更する」."""
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.see("detail.title", "detail.changeable")
    walk.hand.press(walk.visit.link("detail.change.button"))
    walk.visit.see("change.title")
    walk.visit.told("change.lead")


def choose(walk: Walk, slot) -> None:
    """Choose a day and a time."""
    page = walk.visit.page
    first, wanted = page.locator("[data-day]").first, page.locator(f"[data-day='{slot.on_day}']")
    while shown := first.get_attribute("data-day"):
        if wanted.count():
            break
        walk.hand.press(page.locator("[data-month=next]"))
        expect(first).not_to_have_attribute("data-day", shown)
    listed = page.locator("section:has(#days) :is(h3, summary)").filter(visible=True).last
    expect(listed).to_contain_text(re.compile(r"20\d\d"))
    walk.choose_day(wanted)
    walk.visit.see("change.title", "change.day")
    walk.hand.press(page.locator(f"[data-slot='{slot.id}']"))
    expect(walk.visit.link("change.continue")).to_be_visible()
    walk.visit.see("change.title", "change.time")


def confirm(walk: Walk) -> None:
    """「変更内容を確認する」, 「この日時に変更する」."""
    walk.hand.press(walk.visit.link("change.continue"))
    walk.visit.see("change.confirm.title")
    walk.hand.press(walk.visit.button("change.confirm.button"))
    walk.visit.see("change.done.title")


@pytest.mark.parametrize(
    ("hand", "options"),
    [
        (Mouse, {}),
        (Keys, {"language": "en"}),
        (Thumb, {"width": PHONE, "has_touch": True, "is_mobile": True, "language": "ja-easy"}),
    ],
)
def test_a_reservation_moves_to_another_day_with_its_number_and_its_meeting(
    somebody: Somebody, desk: Desk, post: Post, hand: type[Hand], options: dict[str, Any]
) -> None:
    walk, mail, booking = guest(somebody, desk, **options)
    language = walk.visit.language
    walk = Walk(walk.visit, hand(walk.visit.page), post)
    confirmed = post.wait(mail, say_in_mail(language, "mail.reservation_confirmed.subject"))
    new = other_slot(desk, booking.slot_id)
    open_change(walk, booking)
    choose(walk, new)
    confirm(walk)

    [row] = desk.reservations_of(booking.applicant_id, "confirmed")
    assert (row.slot_id, row.revision, row.number) == (new.id, 1, booking.number)
    changed = post.wait(mail, say_in_mail(language, "mail.reservation_changed.subject"))
    (_, before), (method, after) = event_of(confirmed), event_of(changed)
    assert (method, after["SEQUENCE"], after["UID"]) == ("PUBLISH", 1, before["UID"])
    assert after.start == new.starts_at
    assert changed.link("/j/") == confirmed.link("/j/")


def test_the_room_at_the_provider_shows_the_new_time(
    somebody: Somebody, desk: Desk, post: Post, visitor: Visitor
) -> None:
    walk, mail, booking = guest(somebody, desk)
    url = post.wait(mail, say_in_mail("ja", "mail.reservation_confirmed.subject")).link("/j/")
    new = other_slot(desk, booking.slot_id)
    open_change(walk, booking)
    choose(walk, new)
    confirm(walk)
    room = visitor().page
    for _ in range(30):
        room.goto(url)
        if f"{new.on_day.day}日" in room.locator("body").inner_text():
            break
        room.wait_for_timeout(500)
    expect(room.locator("body")).to_contain_text(re.compile(f"{new.on_day.day}日.*0?{wall(new.starts_at)}"))


def test_the_seat_that_was_left_is_free_for_somebody_else_at_once(
    somebody: Somebody, desk: Desk, walker
) -> None:
    walk, _, booking = guest(somebody, desk, nth=2)
    old = desk.slot(booking.slot_id)
    desk.fill(booking.slot_id)
    other = walker(f"/calendar?offering={old.offering_id}&day={old.on_day}")
    button = other.visit.page.locator(f"[data-slot='{old.id}']")
    expect(button).to_contain_text("×")
    open_change(walk, booking)
    choose(walk, other_slot(desk, booking.slot_id))
    confirm(walk)
    expect(button).to_contain_text(re.compile("[○△]"))


def test_a_time_that_another_takes_meanwhile_leaves_the_old_one_standing(
    somebody: Somebody, desk: Desk
) -> None:
    walk, _, booking = guest(somebody, desk, nth=4)
    new = other_slot(desk, booking.slot_id)
    open_change(walk, booking)
    choose(walk, new)
    walk.hand.press(walk.visit.link("change.continue"))
    walk.visit.see("change.confirm.title")
    desk.fill(new.id)
    walk.hand.press(walk.visit.button("change.confirm.button"))
    walk.visit.told("error.slot_full")
    walk.visit.told("change.kept")
    walk.visit.check("change.confirm.full")
    assert desk.slot(booking.slot_id).taken >= 1
    walk.hand.press(walk.visit.link("change.confirm.back"))
    walk.visit.see("change.title", "change.lost")
    walk.visit.told("calendar.nearest")


def test_two_tabs_a_double_click_back_and_reload_do_no_harm(
    somebody: Somebody, desk: Desk, visitor: Visitor, post: Post
) -> None:
    walk, mail, booking = guest(somebody, desk)
    first, second = other_slot(desk, booking.slot_id), None
    page = walk.visit.page
    open_change(walk, booking)
    page.reload()
    choose(walk, first)
    page.reload()
    second = other_slot(desk, first.id)
    stale = visitor(context=page.context)
    stale.go(f"/reservation/change/confirm?{booking.query}&slot={second.id}&revision=0&day={second.on_day}")
    stale.see("change.confirm.title", "change.confirm.stale")
    walk.hand.press(walk.visit.link("change.continue"))
    walk.visit.see("change.confirm.title")
    page.reload()
    walk.visit.button("change.confirm.button").dblclick()
    walk.visit.see("change.done.title")
    stale.button("change.confirm.button").click()
    stale.told("error.reservation_moved")
    stale.check("change.confirm.moved")
    page.go_back()
    walk.visit.see("change.done.title", "change.done.again")
    post.wait(mail, say_in_mail("ja", "mail.reservation_changed.subject"))
    assert len(post.mails(mail, say_in_mail("ja", "mail.reservation_changed.subject"))) == 1


def test_a_session_that_ends_on_the_way_leads_back_to_the_very_step(somebody: Somebody, desk: Desk) -> None:
    walk, mail, booking = guest(somebody, desk)
    new = other_slot(desk, booking.slot_id)
    open_change(walk, booking)
    choose(walk, new)
    walk.hand.press(walk.visit.link("change.continue"))
    walk.visit.see("change.confirm.title")
    set_session(booking.applicant_id, idle_ends_at=-1)
    walk.hand.press(walk.visit.button("change.confirm.button"))
    walk.sign_in(mail)
    walk.visit.see("change.confirm.title", "change.confirm.again")
    walk.hand.press(walk.visit.button("change.confirm.button"))
    walk.visit.see("change.done.title")


def test_after_the_cut_off_every_page_says_whom_to_call(somebody: Somebody, desk: Desk) -> None:
    walk, _, booking = guest(somebody, desk)
    bring_near(booking, hours=3)
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.see("detail.title", "detail.after_cut_off")
    expect(walk.visit.link("detail.change.button")).to_have_count(0)
    expect(walk.visit.link("detail.cancel.button")).to_have_count(0)
    expect(phone(walk.visit.page)).to_be_visible()
    for path, title in (("change", "change.title"), ("cancel", "cancel.title")):
        walk.visit.go(f"/reservation/{path}?{booking.query}")
        walk.visit.see(title, f"{path}.after_cut_off")
        walk.visit.told(f"{path}.over")
        expect(phone(walk.visit.page)).to_be_visible()


def phone(page: Page):
    """Find the telephone that is to be called."""
    number = re.compile(r"\d{2,4}-\d{2,4}-\d{3,4}")
    return page.locator("main a[href^='tel:'], main dd").filter(has_text=number).first


def test_another_persons_number_is_answered_exactly_like_a_wrong_one(somebody: Somebody, desk: Desk) -> None:
    _, _, booking = guest(somebody, desk)
    walk, _, _ = somebody()
    for path, title in (
        ("change", "change.title"),
        ("change/confirm", "change.confirm.title"),
        ("cancel", "cancel.title"),
    ):
        told = []
        for number in (booking.number, "23456789AB"):
            walk.visit.go(f"/reservation/{path}?number={number}&slot={booking.slot_id}&revision=0")
            walk.visit.see(title, f"{path.replace('/', '.')}.not_found")
            told.append(walk.visit.page.locator("main").inner_text())
        assert told[0] == told[1]


class TestCertification:
    """失業認定: only another time of the same day."""

    @pytest.fixture
    def claimant(self, somebody: Somebody, desk: Desk) -> tuple[Walk, Booking]:
        walk, _, applicant_id = somebody()
        slot_id = desk.free_slot(procedure=CERTIFICATION, office="HW13-002")
        return walk, book(desk, applicant_id, slot_id, claimant_number=CLAIMANT)

    def test_the_times_of_the_day_are_offered_and_no_other_day(
        self, claimant: tuple[Walk, Booking], desk: Desk
    ) -> None:
        walk, booking = claimant
        day, new = desk.slot(booking.slot_id).on_day, other_slot(desk, booking.slot_id, is_same_day=True)
        walk.visit.go(f"/reservation?{booking.query}")
        walk.visit.see("detail.title", "detail.certification")
        walk.hand.press(walk.visit.link("detail.change.time_button"))
        walk.visit.page.wait_for_url(re.compile(f"day={day}"))
        walk.visit.see("change.title", "change.certification")
        walk.visit.told("change.one_day.certification")
        expect(walk.visit.page.locator("[data-day]")).to_have_count(0)
        walk.hand.press(walk.visit.page.locator(f"[data-slot='{new.id}']"))
        walk.visit.see("change.title", "change.certification_time")
        confirm(walk)
        assert desk.slot(new.id).taken == 1

    def test_an_address_with_another_day_changes_nothing(
        self, claimant: tuple[Walk, Booking], desk: Desk
    ) -> None:
        walk, booking = claimant
        other = other_slot(desk, booking.slot_id)
        walk.visit.go(f"/reservation/change/confirm?{booking.query}&slot={other.id}&revision=0")
        walk.visit.told("error.day_may_not_change")
        walk.visit.see("change.confirm.title", "change.confirm.other_day")
        expect(walk.visit.button("change.confirm.button")).to_have_count(0)

    def test_after_the_cut_off_the_time_alone_may_still_change(self, claimant: tuple[Walk, Booking]) -> None:
        walk, booking = claimant
        bring_near(booking, hours=3)
        walk.visit.go(f"/reservation?{booking.query}")
        walk.visit.see("detail.title", "detail.time_only")
        expect(walk.visit.link("detail.change.time_button")).to_be_visible()
        expect(walk.visit.link("detail.cancel.button")).to_have_count(0)
