"""「予約番号とメールで確認する」: from the menu to the interview without an account; what else it opens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from hellowork_portal.kit import clock
from hellowork_portal.kit.i18n import say_in_mail
from hellowork_portal.ui.citizen.change.cancel_state import CancelState
from hellowork_portal.ui.citizen.guest.states import ClaimState
from hellowork_portal.ui.citizen.interview.states import InterviewState
from hellowork_portal.ui.citizen.lookup.states import DetailState, LookupState
from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.shell.session import SessionState
from tests.e2e.bookings import Booking, book, bring_near, other_slot
from tests.e2e.cast_of_guests import look_up
from tests.e2e.conftest import PHONE, Walker
from tests.e2e.desk import Desk
from tests.e2e.hands import Hand, Keys, Thumb
from tests.e2e.post import Post
from tests.e2e.ways import PASSWORD, Walk
from tests.e2e.wire import Wire
from tests.portal import Portal

NAME = "職安 花子"
Somebody = Callable[..., tuple[Walk, str, int]]


def event(state: type, handler: str) -> str:
    return f"{state.get_full_name()}.{handler}"  # type: ignore[attr-defined]


def booked(desk: Desk, language: str = "ja") -> tuple[str, Booking]:
    mail, applicant_id = desk.make_account(language=language)
    return mail, book(desk, applicant_id, desk.free_slot(), language=language)


def code_of(post: Post, mail: str, language: str) -> str:
    told = post.wait(mail, say_in_mail(language, "mail.lookup_code.subject"))
    [code] = re.findall(r"(?<!\d)\d{6}(?!\d)", told.text)
    return code


def ask(walk: Walk, number: str) -> None:
    """Type the number into the lookup's form for strangers."""
    strangers = walk.visit.page.locator("form[action='/session/lookup'] #number")
    walk.hand.fill(strangers, number)
    walk.hand.press(walk.visit.button("guest.ways.code.button"))
    walk.visit.see("guest.code.title")


def open_it(walk: Walk, post: Post, mail: str) -> None:
    """Type the code of the mail."""
    walk.hand.fill(walk.box("code"), code_of(post, mail, walk.visit.language))
    walk.hand.press(walk.visit.button("guest.code.button"))
    walk.visit.see("detail.title", "detail.guest")


@pytest.mark.parametrize(
    ("hand", "options"),
    [
        (Keys, {"width": PHONE, "language": "en"}),
        (Thumb, {"width": PHONE, "has_touch": True, "is_mobile": True}),
    ],
)
def test_a_guest_looks_up_moves_joins_and_cancels(
    walker: Walker, desk: Desk, post: Post, hand: type[Hand], options: dict[str, object]
) -> None:
    walk = walker("/", **options)
    walk = Walk(walk.visit, hand(walk.visit.page), post)
    visit, language = walk.visit, walk.visit.language
    mail, booking = booked(desk, language)
    shown = f"{booking.number[:5]}-{booking.number[5:]}"
    walk.choose_in_menu("frame.menu.lookup")
    visit.see("lookup.title", "lookup.ways")
    ask(walk, f" {shown.lower()} ")
    visit.told("guest.code.lead")
    walk.hand.fill(walk.box("code"), "12 34")
    walk.hand.press(visit.button("guest.code.button"))
    expect(walk.box("code-error")).to_have_text(re.compile(visit.words("error.field.lookup_code_wrong")))
    visit.see("guest.code.title", "lookup_code.wrong")
    open_it(walk, post, mail)
    body = visit.page.locator("body")
    expect(body).not_to_contain_text(NAME)
    expect(body).not_to_contain_text(mail)
    expect(visit.page.get_by_role("heading", name=visit.words("detail.history"))).to_have_count(0)
    expect(walk.join_link()).to_be_visible()

    slot_id = move(walk, desk, booking)
    post.wait(mail, say_in_mail(language, "mail.reservation_changed.subject"))
    join(walk, desk, Booking(booking.id, booking.number, slot_id, booking.applicant_id))
    cancel(walk, desk, booking)
    walk.hand.press(visit.button("guest.bar.end"))
    visit.see("lookup.title", "lookup.left")
    visit.told("guest.ended.left")
    visit.page.go_back()
    visit.see("access.sign_in.title", "sign_in.after_guest_end")
    expect(visit.page.locator("body")).not_to_contain_text(shown)


def move(walk: Walk, desk: Desk, booking: Booking) -> int:
    """Choose another time; return its slot."""
    visit, slot = walk.visit, other_slot(desk, booking.slot_id)
    asked = f"{booking.query}&slot={slot.id}&day={slot.on_day}&revision=0"
    visit.go(f"/reservation/change?{booking.query}&day={slot.on_day}&slot={slot.id}")
    visit.see("change.title", "change.guest")
    visit.go(f"/reservation/change/confirm?{asked}")
    visit.see("change.confirm.title", "change_confirm.guest")
    walk.hand.press(visit.button("change.confirm.button"))
    visit.see("change.done.title", "change_done.guest")
    return slot.id


def join(walk: Walk, desk: Desk, booking: Booking) -> None:
    """Go to the open door of the interview, and let its day be far away again."""
    visit, starts_at = walk.visit, desk.slot(booking.slot_id).starts_at
    bring_near(booking, 0.1)
    visit.go(f"/interview?{booking.query}")
    visit.see("interview.title", "interview.guest")
    expect(walk.join_link()).to_be_visible()
    bring_near(booking, (starts_at - clock.now()).total_seconds() / 3600 + 0.02)


def cancel(walk: Walk, desk: Desk, booking: Booking) -> None:
    visit = walk.visit
    visit.go(f"/reservation/cancel?{booking.query}")
    visit.see("cancel.title", "cancel.guest")
    walk.hand.press(visit.button("cancel.button"))
    visit.see("cancelled.title", "cancelled.guest")
    [row] = desk.reservations_of(booking.applicant_id, "cancelled")
    assert row.cancelled_by == "guest"


def test_a_number_that_leads_nowhere_shows_the_same_page(walker: Walker, desk: Desk, post: Post) -> None:
    _, booking = booked(desk)
    seen = []
    for number in (booking.number, "23456-789AB"):
        walk = walker("/lookup")
        ask(walk, number)
        text = walk.visit.page.locator("main").inner_text()
        shown = f"{number[:5]}-{number.replace('-', '')[5:]}"
        seen.append(re.sub(r"\d{1,2}:\d\d", "", text.replace(shown, "")))
    assert seen[0] == seen[1]


def test_who_registered_twice_claims_the_reservation_once(somebody: Somebody, desk: Desk, post: Post) -> None:
    former, booking = booked(desk)
    walk, mail, applicant_id = somebody()
    walk.visit.go(f"/lookup?{booking.query}")
    walk.visit.see("lookup.title", "lookup.other")
    walk.hand.press(walk.visit.button("guest.ways.code.button"))
    walk.visit.see("guest.code.title")
    walk.hand.fill(walk.box("code"), code_of(post, former, "ja"))
    walk.hand.press(walk.visit.button("guest.code.button"))
    walk.visit.see("guest.claim.title")
    walk.visit.told("guest.claim.effects.former")
    walk.visit.button("guest.claim.button").dblclick()
    walk.visit.see("guest.claimed.title")
    walk.visit.page.go_back()
    walk.visit.see("detail.title", "detail.claimed")
    walk.visit.told("detail.event.claimed")
    assert [row.number for row in desk.reservations_of(applicant_id, "confirmed")] == [booking.number]
    post.wait(former, say_in_mail("ja", "mail.reservation_moved_away.subject"))
    post.wait(mail, say_in_mail("ja", "mail.reservation_received.subject"))
    assert len(post.mails(former, say_in_mail("ja", "mail.reservation_moved_away.subject"))) == 1


def test_a_guest_signs_in_to_claim_and_comes_back_to_it(walker: Walker, desk: Desk, post: Post) -> None:
    former, booking = booked(desk)
    own, _ = desk.make_account()
    walk = walker("/lookup")
    ask(walk, booking.number)
    open_it(walk, post, former)
    walk.hand.press(walk.visit.link("guest.claim.offer.link"))
    walk.visit.see("access.sign_in.title", "sign_in.claim")
    walk.hand.fill(walk.box("mail_address"), own)
    walk.hand.fill(walk.box("password"), PASSWORD)
    walk.visit.page.keyboard.press("Enter")
    walk.visit.see("guest.claim.title", "claim.after_sign_in")
    walk.sign_out()
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.see("access.sign_in.title", "sign_in.after_guest")


def test_a_guests_cookie_opens_no_other_door(portal: Portal, desk: Desk) -> None:
    _, booking = booked(desk)
    _, other = booked(desk)
    with Wire(portal.url, guest=look_up(booking.number)) as wire:
        for state, handler in ((MyState, "open"), (ClaimState, "open"), (DetailState, "open_own")):
            said = wire.send(event(state, handler), "/my", {"number": booking.number})
            assert "sign-in" in said
            assert NAME not in said
        said = wire.send(event(LookupState, "open"), "/lookup", {"all": "1"})
        assert other.number not in said
        foreign = {"number": other.number}
        for state, handler in ((DetailState, "open"), (InterviewState, "open"), (CancelState, "open")):
            assert "ハローワーク横浜" not in wire.send(event(state, handler), "/reservation", foreign)
        wire.throw(
            event(CancelState, "cancel"), "/reservation/cancel", foreign, form={"number": other.number}
        )
        wire.throw(event(InterviewState, "tell"), "/interview", foreign, kind="late", minutes=5)
        assert 'is_guest_rx_state_": true' in wire.send(event(SessionState, "stay"), "/")
    assert len(desk.reservations_of(other.applicant_id, "confirmed")) == 1
