"""「空いたら知らせる」: one person cancels, the other gets the mail and takes the seat that is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Slot
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from tests.e2e.bookings import Booking, book, other_slot
from tests.e2e.conftest import PHONE
from tests.e2e.desk import Desk
from tests.e2e.hands import Hand, Keys, Mouse
from tests.e2e.post import Post
from tests.e2e.ways import Walk

_SLOT = table_of(Slot)
OTHER_OFFICE = "HW14-002"
Somebody = Callable[..., tuple[Walk, str, int]]


def full_slot(desk: Desk, nth: int) -> Booking:
    """A slot without seats, and the reservation in it that will be cancelled."""
    slot_id = desk.free_slot(nth=nth)
    booking = book(desk, desk.make_account()[1], slot_id)
    desk.fill(slot_id)
    return booking


def cancel(booking: Booking) -> None:
    who = Principal(PrincipalKind.APPLICANT, booking.applicant_id)
    runtime.run_now(cancel_reservation, principal=who, number=booking.number)


def earlier(desk: Desk) -> tuple[Booking, Booking]:
    """Two reservations of an office whose earlier times are all taken: the first, and a later one."""
    first_id = desk.free_slot(office=OTHER_OFFICE)
    first = book(desk, desk.make_account()[1], first_id)
    desk.fill(first_id)
    runtime.run_now(_close_before, slot=desk.slot(first_id))
    return first, book(desk, desk.make_account()[1], other_slot(desk, first_id).id)


def _close_before(session: Session, *, slot: Any) -> None:
    """Leave no free seat before a slot, nor between it and the next day."""
    before = (_SLOT.c.offering_id == slot.offering_id, _SLOT.c.on_day <= slot.on_day)
    session.connection().execute(update(_SLOT).where(*before).values(capacity=_SLOT.c.taken))


def button(walk: Walk, key: str) -> Locator:
    """Find a button by what is written on it; its name says more."""
    return walk.visit.page.locator("main button", has_text=walk.visit.words(key))


def section(walk: Walk, heading: str) -> Locator:
    return walk.visit.page.locator(f"section:has(> div > #{heading})")


def place_of(desk: Desk, booking: Booking) -> str:
    slot = desk.slot(booking.slot_id)
    return routes.calendar(slot.offering_id, day=slot.on_day.isoformat(), slot_id=slot.id)


@pytest.mark.parametrize(
    ("hand", "options", "nth"),
    [(Mouse, {"language": "en"}, 40), (Keys, {"width": PHONE}, 42)],
)
def test_who_waits_is_told_and_takes_the_seat(
    somebody: Somebody, desk: Desk, post: Post, hand: type[Hand], options: dict[str, object], nth: int
) -> None:
    booking = full_slot(desk, nth)
    walk, mail, applicant_id = somebody(**options)
    walk = Walk(walk.visit, hand(walk.visit.page), post)
    walk.visit.go(place_of(desk, booking))
    walk.visit.see("calendar.title", "waitlist.full")
    walk.hand.press(button(walk, "waitlist.join.slot.button"))
    walk.visit.told("waitlist.done.joined")
    expect(button(walk, "waitlist.leave.slot")).to_be_focused()
    walk.visit.see("calendar.title", "waitlist.joined")

    cancel(booking)
    told = post.wait(mail, "")
    assert walk.visit.words("mail.waitlist_offer.subject", until="")[:12] in told.subject
    [hold] = desk.reservations_of(applicant_id, "held")
    assert (hold.is_offer, hold.slot_id) == (True, booking.slot_id)
    own = section(walk, "chosen")
    expect(own.get_by_role("link", name=walk.visit.words("waitlist.offer.take"))).to_be_visible(
        timeout=30_000
    )
    expect(own.locator("button", has_text=walk.visit.words("calendar.reserve"))).to_have_count(0)
    walk.visit.see("calendar.title", "waitlist.kept")
    walk.visit.page.goto(told.link("/waitlist"))
    walk.visit.see("waitlist.title", "waitlist.offer")
    assert [row.state for row in desk.reservations_of(applicant_id)] == [], "opening it changes nothing"
    walk.visit.go("/")
    walk.visit.see("home.title", "waitlist.today")
    walk.visit.told("waitlist.today")
    walk.hand.press(walk.visit.link("waitlist.offer.see"))
    walk.visit.arrive("waitlist.title")
    walk.hand.press(walk.visit.link("waitlist.offer.take"))
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    walk.apply()
    [row] = desk.reservations_of(applicant_id, "confirmed")
    assert row.id == hold.id
    walk.visit.go("/waitlist")
    walk.visit.see("waitlist.title", "waitlist.booked")
    walk.visit.told("waitlist.state.booked")


def test_an_anonymous_person_comes_back_to_the_day_and_an_offer_passed_on_is_gone(
    walker: Callable[..., Walk], desk: Desk, post: Post
) -> None:
    booking = full_slot(desk, 44)
    mail, applicant_id = desk.make_account()
    walk = walker(place_of(desk, booking))
    walk.hand.press(button(walk, "waitlist.join.slot.button"))
    walk.sign_in(mail)
    walk.visit.arrive("calendar.title")
    walk.hand.press(button(walk, "waitlist.join.slot.button"))
    walk.visit.told("waitlist.waits.slot")
    walk.visit.go("/waitlist")
    walk.visit.see("waitlist.title", "waitlist.waiting")
    cancel(booking)
    post.wait(mail, "")
    walk.visit.page.reload()
    walk.hand.press(walk.visit.button("waitlist.offer.refuse"))
    walk.visit.told("waitlist.done.refused")
    walk.visit.told("waitlist.state.left")
    assert desk.reservations_of(applicant_id, "held") == []
    assert desk.seats_left(booking.slot_id) == 1


def test_an_earlier_time_is_waited_for_and_taken_by_the_change(somebody: Somebody, desk: Desk) -> None:
    walk, _, applicant_id = somebody(width=PHONE, language="ja-easy")
    first, other = earlier(desk)
    mine = book(desk, applicant_id, desk.slot(other.slot_id).id)
    walk.visit.go(f"/reservation?{mine.query}")
    walk.visit.arrive("detail.title")
    walk.hand.press(button(walk, "waitlist.join.earlier"))
    walk.visit.told("waitlist.waits.earlier")
    walk.visit.see("detail.title", "waitlist.earlier")
    walk.visit.go("/waitlist")
    walk.visit.arrive("waitlist.title")
    cancel(first)
    expect(walk.visit.link("waitlist.offer.move")).to_be_visible(timeout=30_000)
    walk.visit.see("waitlist.title", "waitlist.move")
    walk.hand.press(walk.visit.link("waitlist.offer.move"))
    walk.visit.see("change.confirm.title", "waitlist.change")
    walk.hand.press(walk.visit.button("change.confirm.button"))
    walk.visit.arrive("change.done.title")
    [row] = desk.reservations_of(applicant_id, "confirmed")
    assert (row.id, row.slot_id) == (mine.id, first.slot_id)


def test_a_full_day_is_waited_for_and_left_again(somebody: Somebody, desk: Desk) -> None:
    walk, _, _ = somebody()
    booking = full_slot(desk, 60)
    slot = desk.slot(booking.slot_id)
    runtime.run_now(_fill_day, slot=slot)
    walk.visit.go(place_of(desk, booking))
    walk.hand.press(button(walk, "waitlist.join.slot.button"))
    expect(section(walk, "chosen")).to_contain_text(walk.visit.words("waitlist.done.joined"))
    expect(section(walk, "times")).not_to_contain_text(walk.visit.words("waitlist.done.joined"))
    walk.hand.press(button(walk, "waitlist.join.day.button"))
    walk.visit.told("waitlist.waits.day")
    walk.visit.see("calendar.title", "waitlist.day")
    walk.hand.press(button(walk, "waitlist.leave.day"))
    expect(section(walk, "times")).to_contain_text(walk.visit.words("waitlist.done.left"))
    expect(section(walk, "chosen")).not_to_contain_text(walk.visit.words("waitlist.done.left"))
    expect(button(walk, "waitlist.join.day.button")).to_be_focused()


def _fill_day(session: Session, *, slot: Any) -> None:
    others = (_SLOT.c.offering_id == slot.offering_id, _SLOT.c.on_day == slot.on_day, _SLOT.c.id != slot.id)
    session.connection().execute(update(_SLOT).where(*others).values(capacity=_SLOT.c.taken))
