"""「予約を取り消す」: opening the page changes nothing; the button frees the seat at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from hellowork_portal.kit.i18n import say_in_mail
from tests.e2e.bookings import Booking, book, event_of
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import CERTIFICATION, Desk
from tests.e2e.hands import Hand, Keys, Mouse, Thumb
from tests.e2e.post import Post
from tests.e2e.test_change import CLAIMANT
from tests.e2e.ways import Walk

Somebody = Callable[..., tuple[Walk, str, int]]


def guest(somebody: Somebody, desk: Desk, **options: object) -> tuple[Walk, str, int, Booking]:
    """Sign somebody in who has a reservation."""
    walk, mail, applicant_id = somebody(**options)
    booking = book(desk, applicant_id, desk.free_slot(), language=walk.visit.language)
    return walk, mail, applicant_id, booking


@pytest.mark.parametrize(
    ("hand", "options"),
    [
        (Mouse, {"language": "en"}),
        (Keys, {}),
        (Thumb, {"width": PHONE, "has_touch": True, "is_mobile": True, "language": "ja-easy"}),
    ],
)
def test_a_reservation_is_cancelled_with_mail_calendar_and_seat(
    somebody: Somebody, desk: Desk, post: Post, hand: type[Hand], options: dict[str, object]
) -> None:
    walk, mail, applicant_id, booking = guest(somebody, desk, **options)
    language = walk.visit.language
    walk = Walk(walk.visit, hand(walk.visit.page), post)
    post.wait(mail, say_in_mail(language, "mail.reservation_confirmed.subject"))
    before = desk.seats_left(booking.slot_id)
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.see("detail.title", "detail.cancellable")
    walk.hand.press(walk.visit.link("detail.cancel.button"))
    walk.visit.see("cancel.title")
    walk.visit.told("cancel.lost.seat")
    assert desk.seats_left(booking.slot_id) == before

    walk.visit.page.locator("#reason").select_option("unwell")
    walk.hand.press(walk.visit.button("cancel.button"))
    walk.visit.see("cancelled.title")
    assert desk.seats_left(booking.slot_id) == before + 1
    [row] = desk.reservations_of(applicant_id, "cancelled")
    assert (row.cancel_reason, row.cancelled_by) == ("unwell", "applicant")
    told = post.wait(mail, say_in_mail(language, "mail.reservation_cancelled.subject"))
    method, event = event_of(told)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)

    walk.hand.press(walk.visit.link("detail.cancelled.again"))
    walk.visit.see("calendar.title", "calendar.month")


def test_the_detail_and_the_lookup_say_that_it_is_cancelled(somebody: Somebody, desk: Desk) -> None:
    walk, _, _, booking = guest(somebody, desk)
    walk.visit.go(f"/reservation/cancel?{booking.query}")
    walk.hand.press(walk.visit.button("cancel.button"))
    walk.visit.see("cancelled.title")
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.see("detail.title", "detail.cancelled")
    walk.visit.told("detail.cancelled.body")
    walk.visit.told("detail.event.cancelled")
    expect(walk.join_link()).to_have_count(0)
    expect(walk.visit.link("detail.cancel.button")).to_have_count(0)


def test_two_tabs_double_clicks_back_and_reload_cancel_once(
    somebody: Somebody, desk: Desk, visitor: Visitor, post: Post
) -> None:
    walk, mail, applicant_id, booking = guest(somebody, desk)
    other = visitor(context=walk.visit.page.context)
    for visit in (walk.visit, other):
        visit.go(f"/reservation/cancel?{booking.query}")
        visit.see("cancel.title")
    before = desk.seats_left(booking.slot_id)
    walk.visit.page.reload()
    walk.visit.button("cancel.button").dblclick()
    walk.visit.see("cancelled.title")
    other.button("cancel.button").click()
    other.see("cancelled.title", "cancelled.second_tab")
    walk.visit.page.go_back()
    walk.visit.see("cancelled.title", "cancelled.again")
    assert desk.seats_left(booking.slot_id) == before + 1
    assert len(desk.reservations_of(applicant_id, "cancelled")) == 1
    subject = say_in_mail("ja", "mail.reservation_cancelled.subject")
    post.wait(mail, subject)
    assert len(post.mails(mail, subject)) == 1


def test_the_way_back_keeps_it(somebody: Somebody, desk: Desk) -> None:
    walk, _, applicant_id, booking = guest(somebody, desk)
    walk.visit.go(f"/reservation/cancel?{booking.query}")
    walk.visit.see("cancel.title")
    walk.hand.press(walk.visit.link("cancel.back"))
    walk.visit.see("detail.title", "detail.kept")
    assert len(desk.reservations_of(applicant_id, "confirmed")) == 1


def test_a_link_from_a_mail_leads_by_sign_in_to_the_page_and_changes_nothing(
    walker: Callable[..., Walk], desk: Desk
) -> None:
    mail, applicant_id = desk.make_account()
    booking = book(desk, applicant_id, desk.free_slot())
    walk = walker(f"/reservation/cancel?{booking.query}")
    walk.sign_in(mail)
    walk.visit.see("cancel.title", "cancel.from_mail")
    assert len(desk.reservations_of(applicant_id, "confirmed")) == 1


def test_a_certification_says_what_a_missed_day_means(somebody: Somebody, desk: Desk) -> None:
    walk, _, applicant_id = somebody()
    slot_id = desk.free_slot(procedure=CERTIFICATION, office="HW13-002")
    booking = book(desk, applicant_id, slot_id, claimant_number=CLAIMANT)
    walk.visit.go(f"/reservation/cancel?{booking.query}")
    walk.visit.see("cancel.title", "cancel.certification")
    walk.visit.told("cancel.lost.certification")
