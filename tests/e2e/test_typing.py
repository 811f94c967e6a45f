"""Whatever people type is shown back as typed, never run, and never breaks a page."""

import secrets
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.conftest import Walker
from tests.e2e.desk import Desk
from tests.e2e.ways import Person, Walk

Somebody = Callable[..., tuple[Walk, str, int]]
DIRECTION = "\u202e"
"""Turns the rest of a line around; the portal takes it out of what is shown to staff."""
NASTY = {
    "markup": "<script>window.broken=1</script><img src=x onerror=window.broken=1>",
    "our own marks": "{漢字|かんじ}と{name}と${1+1}と{{1}}",
    "rare signs": "髙橋 﨑 𠮷 葛󠄀 👨‍👩‍👧‍👦 عربي " + DIRECTION + "abc",
    "ten thousand": "あ" * 10_000,
}


def is_whole(walk: Walk) -> None:
    """Nothing was run, and the page still stands."""
    assert walk.visit.page.evaluate("window.broken") is None
    expect(walk.visit.heading).to_have_count(1)


def test_a_booking_takes_any_text(somebody: Somebody, desk: Desk) -> None:
    walk, _, applicant_id = somebody()
    hold_id = desk.hold(applicant_id, desk.free_slot(office="HW11-001"))
    walk.visit.go(f"/reserve/terms?hold={hold_id}")
    walk.agree_to_terms()
    walk.visit.see("reserve.form.title", "reserve.form.empty")
    walk.hand.tick(walk.box("topics.job_search"))
    walk.hand.tick(walk.box("purpose_consent"))
    for typed in NASTY.values():
        for name in ("wished_occupation", "remarks", "telephone"):
            walk.hand.fill(walk.box(name), typed)
        walk.hand.press(walk.visit.button("reserve.form.continue"))
        expect(walk.box("telephone")).to_have_attribute("aria-invalid", "true")
        walk.visit.see("reserve.form.title", "reserve.form.wrong")
        expect(walk.box("remarks")).to_have_value(typed)
        is_whole(walk)

    markup, marks, rare, long = NASTY.values()
    told = {"wished_occupation": markup[:60], "remarks": marks + rare + long[:60]}
    for name, text in {**told, "telephone": "090-1234-5678"}.items():
        walk.hand.fill(walk.box(name), text)
    walk.check()
    for text in told.values():
        expect(walk.visit.page.locator("main dd").filter(has_text=text.replace(DIRECTION, ""))).to_have_count(
            1
        )
    is_whole(walk)
    walk.apply()


def test_a_profile_takes_any_text(somebody: Somebody) -> None:
    walk, _, _ = somebody("/my/profile")
    walk.visit.see("access.profile.title")
    for typed in NASTY.values():
        for name in ("name", "address", "postal_code", "claimant_number", "reading"):
            walk.hand.fill(walk.box(name), typed)
        walk.hand.press(walk.visit.button("access.profile.save"))
        expect(walk.box("claimant_number")).to_have_attribute("aria-invalid", "true")
        expect(walk.box("address")).to_have_value(typed)
        walk.visit.see("access.profile.title", "access.profile.wrong")
        is_whole(walk)


def test_the_search_takes_any_text(walker: Walker) -> None:
    walk = walker("/procedures")
    walk.visit.see("search.title", "search.all")
    for typed in NASTY.values():
        before = walk.visit.page.url
        walk.hand.fill(walk.box("q"), typed)
        walk.hand.press(walk.visit.page.get_by_role("search").get_by_role("button"))
        walk.visit.page.wait_for_url(lambda url, before=before: "q=" in url and url != before)
        walk.visit.see("search.title", "search.nasty")
        is_whole(walk)


def test_the_box_for_an_address_takes_any_text(walker: Walker) -> None:
    walk = walker("/register")
    walk.visit.see("access.register.title")
    walk.hand.tick(walk.box("agree"))
    walk.hand.press(walk.visit.button("access.register.agree_button"))
    walk.visit.see("access.mail.title")
    for typed in NASTY.values():
        walk.hand.fill(walk.box("mail_address"), typed)
        walk.hand.press(walk.visit.button("access.mail.send"))
        expect(walk.box("mail_address")).to_have_attribute("aria-invalid", "true")
        walk.visit.see("access.mail.title", "access.mail.wrong")
        is_whole(walk)


def test_signing_in_takes_any_text(walker: Walker) -> None:
    stranger = walker("/sign-in")
    for typed in NASTY.values():
        stranger.visit.go("/sign-in")
        stranger.visit.see("access.sign_in.title")
        for box in ("mail_address", "password"):
            stranger.box(box).focus()
            stranger.visit.page.keyboard.insert_text(typed)
        stranger.hand.press(stranger.visit.button("access.sign_in.button"))
        stranger.visit.told("access.sign_in.wrong")
        is_whole(stranger)


def test_the_lookup_takes_any_text(somebody: Somebody) -> None:
    walk, _, _ = somebody()
    for typed in NASTY.values():
        walk.look_up(typed)
        walk.visit.told("lookup.none_body")
        is_whole(walk)


def test_a_name_with_rare_signs_survives_registration(walker: Walker) -> None:
    walk = walker()
    someone = Person(f"rare-{secrets.token_hex(4)}@example.jp", name="葛󠄀城 髙﨑𠮷")
    walk.register(someone)
    walk.visit.go("/my")
    walk.visit.told("access.my.lead", name=someone.name)
