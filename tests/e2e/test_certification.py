"""失業認定: who may book is what the office knows of them, told in words (product.md decision 4)."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from hellowork_portal.kit import clock
from tests.e2e.conftest import Walker
from tests.e2e.desk import CERTIFICATION, Desk
from tests.e2e.ways import Walk
from tests.portal import Portal

SHINJUKU = "HW13-006"
_OWN_DAY = "[data-day][aria-label*='認定日'][aria-disabled=false]"
Account = Callable[[str], dict[str, str]]


@pytest.fixture
def account(portal: Portal) -> Account:
    """One of the accounts that `make run` prints."""
    known = json.loads((portal.data_dir / "demonstration.json").read_text(encoding="utf-8"))
    return lambda code: next(one for one in known if one["code"] == code)


def sign_in_at_calendar(
    walker: Walker, desk: Desk, account: dict[str, str], office: str, day: str = ""
) -> Walk:
    """Sign in and open the calendar of 失業認定 at an office, as the search leads there."""
    slot = desk.slot(desk.free_slot(procedure=CERTIFICATION, office=office))
    path = f"/calendar?offering={slot.offering_id}&day={day or slot.on_day}"
    walk = walker(f"/sign-in?next={path.replace('?', '%3F').replace('&', '%26')}")
    walk.sign_in(account["mail"], account["password"])
    walk.visit.see("calendar.title", f"calendar.{account['code']}")
    return walk


def test_kind_a_is_shown_ones_own_day_and_can_hold_a_seat_on_it(
    walker: Walker, desk: Desk, account: Account
) -> None:
    walk = sign_in_at_calendar(walker, desk, account("kind_a"), SHINJUKU)
    walk.visit.told("calendar.certification.own_days")
    own = walk.visit.page.locator(_OWN_DAY).first
    walk.choose_day(own)
    walk.choose_time()
    walk.reserve()
    walk.visit.see("reserve.terms.title", "reserve.terms.certification")
    hold_id = int(parse_qs(urlsplit(walk.visit.page.url).query)["hold"][0])
    assert hold_id


def test_kind_a_is_offered_no_other_day(walker: Walker, desk: Desk, account: Account) -> None:
    walk = sign_in_at_calendar(walker, desk, account("kind_a"), SHINJUKU)
    page, address = walk.visit.page, walk.visit.page.url.removeprefix(walk.visit.portal_url)
    expect(page.locator(_OWN_DAY).first).to_be_visible()
    expect(page.locator("[data-day][aria-disabled=false]")).to_have_count(page.locator(_OWN_DAY).count())

    free = desk.slot(desk.free_slot(procedure=CERTIFICATION, office=SHINJUKU, days_ahead=14))
    walk.visit.go(re.sub(r"day=[^&]*", f"day={free.on_day}", address))
    walk.visit.told("calendar.state.not_yours")
    cell = page.locator(f"[data-day='{free.on_day}']")
    expect(cell).to_have_attribute("aria-disabled", "true")
    expect(cell).to_have_accessible_name(re.compile(walk.visit.words("calendar.state.not_yours")))
    expect(walk.visit.button("calendar.reserve")).to_have_count(0)
    walk.visit.see("calendar.title", "calendar.not_your_day")


@pytest.mark.parametrize(
    ("code", "office", "explained"),
    [
        ("kind_b", SHINJUKU, "calendar.certification.form_only"),
        ("not_online", "HW13-003", "calendar.certification.not_online"),
    ],
)
def test_who_may_not_book_is_told_why_and_offered_no_day(
    walker: Walker, desk: Desk, account: Account, code: str, office: str, explained: str
) -> None:
    walk = sign_in_at_calendar(walker, desk, account(code), office)
    walk.visit.told(explained)
    expect(walk.visit.button("calendar.reserve")).to_have_count(0)
    walk.visit.see("calendar.title", f"calendar.{code}.explained")


def test_without_a_record_the_number_is_asked_for_on_the_way_and_marked_unconfirmed(
    walker: Walker, desk: Desk
) -> None:
    mail, applicant_id = desk.make_account()
    walk = sign_in_at_calendar(
        walker, desk, {"mail": mail, "password": "Kawasemi-2026!", "code": "no_record"}, "HW13-002"
    )
    walk.visit.told("calendar.certification.unconfirmed")
    walk.choose_time()
    walk.reserve()
    walk.agree_to_terms()

    walk.visit.see("reserve.number.title")
    walk.hand.fill(walk.box("claimant_number"), "123")
    walk.hand.press(walk.visit.button("reserve.number.button"))
    walk.visit.told("error.field.not_claimant_number")
    walk.visit.see("reserve.number.title", "reserve.number.wrong")
    walk.hand.fill(walk.box("claimant_number"), "１３０１０－１２－１２３４５６－１")
    walk.hand.press(walk.visit.button("reserve.number.button"))

    walk.visit.see("reserve.form.title", "reserve.form.certification")
    walk.visit.told("detail.unconfirmed")
    if not walk.box("claimant_number").input_value():
        walk.hand.fill(walk.box("claimant_number"), "13010121234561")
    if not walk.box("telephone").input_value():
        walk.hand.fill(walk.box("telephone"), "090-1234-5678")
    for consent in ("private_place", "purpose_consent"):
        walk.hand.tick(walk.box(consent))
    walk.check()
    number = walk.apply()
    walk.visit.go(f"/reservation?number={number}")
    walk.visit.see("detail.title", "detail.unconfirmed")
    walk.visit.told("detail.unconfirmed_body")
    [kept] = desk.reservations_of(applicant_id, "confirmed")
    assert kept.is_unconfirmed_claim
    assert kept.certification_on > clock.day_in_japan(clock.now())
