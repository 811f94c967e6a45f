"""Registering and signing in where things do not go straight."""

import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from hellowork_portal.kit.i18n import say
from tests.e2e.conftest import PHONE, Walker
from tests.e2e.desk import Desk
from tests.e2e.post import Post
from tests.e2e.screen import Visit
from tests.e2e.ways import PASSWORD, Person, Walk

Somebody = Callable[..., tuple[Walk, str, int]]


def person() -> Person:
    return Person(f"access-{secrets.token_hex(4)}@example.jp")


def see_problem(visit: Visit, reason: str) -> None:
    """The page for links that do not lead on, with the sentence of one reason."""
    visit.see("access.link.title", f"access.link.{reason}")
    visit.told(f"access.link.{reason}")


def test_an_anonymous_booking_returns_to_the_very_slot_after_signing_in(walker: Walker, desk: Desk) -> None:
    mail, applicant_id = desk.make_account()
    slot = desk.slot(desk.free_slot())
    path = f"/calendar?offering={slot.offering_id}&day={slot.on_day}&slot={slot.id}"
    walk = walker(path)
    walk.visit.see("calendar.title", "calendar.anonymous")

    walk.reserve()
    walk.sign_in(mail)

    chosen = walk.visit.page.locator("#chosen")
    expect(chosen).to_be_focused()
    expect(walk.visit.button("calendar.reserve")).to_be_in_viewport()
    walk.visit.see("calendar.title", "calendar.returned")
    walk.visit.page.reload()
    walk.visit.see("calendar.title")
    expect(walk.visit.button("calendar.reserve")).to_be_visible()
    expect(chosen).not_to_be_focused()
    assert parse_qs(urlsplit(walk.visit.page.url).query)["slot"] == [str(slot.id)]
    walk.reserve()
    walk.visit.see("reserve.terms.title")
    assert [one.slot_id for one in desk.reservations_of(applicant_id, "held")] == [slot.id]


def test_an_anonymous_booking_returns_after_registering_on_another_device(
    walker: Walker, desk: Desk, context_of: Callable[..., BrowserContext]
) -> None:
    slot = desk.slot(desk.free_slot())
    walk, someone = (
        walker(f"/calendar?offering={slot.offering_id}&day={slot.on_day}&slot={slot.id}"),
        person(),
    )
    walk.reserve()
    walk.visit.see("access.sign_in.title", "access.sign_in.returning")
    walk.hand.press(
        walk.visit.page.locator("main").get_by_role("link", name=say("ja", "access.sign_in.register"))
    )
    walk.visit.see("access.register.title")
    walk.agree_and_give_mail(someone)

    phone = walker(context=context_of(PHONE))
    phone.open_mail_link(someone)
    phone.fill_particulars(someone)
    phone.finish_registration(someone)
    phone.hand.press(phone.visit.link("access.done.back_to_slot"))

    phone.visit.see("calendar.title", "calendar.returned")
    phone.reserve()
    phone.visit.see("reserve.terms.title")
    assert desk.seats_left(slot.id) < slot.capacity


def test_an_address_that_is_known_gets_the_same_page_and_another_mail(
    walker: Walker, desk: Desk, post: Post
) -> None:
    known, new = desk.make_account()[0], person().mail
    pages = []
    for mail in (known, new):
        walk = walker()
        walk.ask_for_registration(Person(mail))
        pages.append(walk.visit.page.locator("main").inner_text().replace(mail, ""))
    assert pages[0] == pages[1]
    told = post.wait(known, say("ja", "mail.register_known.subject"))
    assert not [link for link in told.links if "/links/register" in link]
    post.wait(new, say("ja", "mail.register_link.subject"))


def test_the_mail_is_sent_again_on_request(walker: Walker, post: Post) -> None:
    walk, someone = walker(), person()
    walk.ask_for_registration(someone)
    subject = say("ja", "mail.register_link.subject")
    post.wait(someone.mail, subject)
    walk.hand.press(walk.visit.button("access.sent.again"))
    walk.visit.told("access.sent.sent_again")
    walk.visit.check("access.sent.again")
    post.wait_for_count(someone.mail, subject, 2)


def test_mail_links_that_do_not_lead_on_each_say_why(walker: Walker, desk: Desk, post: Post) -> None:
    walk, someone = walker(), person()
    walk.ask_for_registration(someone)
    link = post.wait(someone.mail, say("ja", "mail.register_link.subject")).link("/links/register")

    walk.visit.page.goto(link[:-3])
    see_problem(walk.visit, "altered")
    walk.visit.page.goto(link.replace("/links/register", "/links/reset"))
    see_problem(walk.visit, "foreign")

    walk.open_mail_link(someone)
    assert "token" not in walk.visit.page.url
    walk.fill_particulars(someone)
    walk.finish_registration(someone)
    walk.visit.page.goto(link)
    see_problem(walk.visit, "used")

    late = person()
    other = walker()
    other.ask_for_registration(late)
    link = post.wait(late.mail, say("ja", "mail.register_link.subject")).link("/links/register")
    desk.age_links(late.mail)
    other.visit.page.goto(link)
    see_problem(other.visit, "expired")


def test_a_forgotten_password_is_set_anew_by_mail(walker: Walker, desk: Desk, post: Post) -> None:
    mail, _ = desk.make_account()
    walk = walker("/sign-in")
    walk.hand.press(walk.visit.link("access.sign_in.forgot"))
    walk.visit.see("access.reset.title")
    walk.hand.fill(walk.box("mail_address"), mail)
    walk.hand.press(walk.visit.button("access.reset.send"))
    walk.visit.see("access.reset_sent.title")
    link = post.wait(mail, say("ja", "mail.reset_link.subject")).link("/links/reset")
    walk.visit.page.goto(link)
    walk.visit.see("access.reset_form.title")
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), f"{PASSWORD}x")
    walk.hand.press(walk.visit.button("access.reset_form.button"))
    walk.visit.see("access.reset_done.title")
    walk.sign_out()
    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(mail)
    walk.visit.told("access.sign_in.wrong")
    expect(walk.visit.page.locator("#refusal")).to_be_focused()
    walk.visit.see("access.sign_in.title", "access.sign_in.wrong")
    expect(walk.box("mail_address")).to_have_value(mail)
    walk.hand.fill(walk.box("password"), f"{PASSWORD}x")
    walk.hand.press(walk.visit.button("access.sign_in.button"))
    walk.visit.see("access.my.title", "access.my.empty")


def test_a_form_that_is_wrong_says_so_at_each_field_and_keeps_what_was_typed(
    walker: Walker, post: Post
) -> None:
    walk, someone = walker(), person()
    walk.ask_for_registration(someone)
    walk.open_mail_link(someone)
    walk.hand.fill(walk.box("name"), "髙橋")
    walk.hand.fill(walk.box("phone"), "123")
    walk.hand.press(walk.visit.button("access.form.continue"))
    expect(walk.visit.page.locator("#phone-error")).to_contain_text(say("ja", "error.field.not_telephone"))
    expect(walk.box("phone")).to_have_attribute("aria-invalid", "true")
    expect(walk.visit.page.locator("[role=alert]:focus")).to_contain_text(
        say("ja", "components.summary.heading")
    )
    walk.visit.see("access.form.title", "access.form.wrong")
    expect(walk.box("name")).to_have_value("髙橋")
    expect(walk.box("phone")).to_have_value("123")


@pytest.mark.parametrize("language", ["ja-easy", "en"])
def test_a_switch_of_language_in_mid_form_loses_nothing(walker: Walker, language: str) -> None:
    walk, someone = walker(), person()
    walk.ask_for_registration(someone)
    walk.open_mail_link(someone)
    walk.fill_particulars(someone)
    typed = {
        name: walk.box(name).input_value()
        for name in ("name", "reading", "born_on.year", "phone", "password")
    }

    walk.visit.speak(language)
    walk.visit.see("access.form.title", "access.form.switched")

    assert {name: walk.box(name).input_value() for name in typed} == typed
    walk.finish_registration(someone)


def test_a_profile_changes_and_says_so(somebody: Somebody) -> None:
    walk, _, _ = somebody()
    walk.hand.press(walk.visit.link("access.my.change"))
    walk.visit.see("access.profile.title")
    walk.hand.fill(walk.box("name"), "葛󠄀城 﨑子")
    walk.hand.press(walk.visit.button("access.profile.save"))
    walk.visit.told("access.profile.saved")
    walk.visit.see("access.profile.title", "access.profile.saved")
    walk.hand.press(walk.visit.link("access.profile.back"))
    walk.visit.told("access.my.lead", name="葛󠄀城 﨑子")


def test_a_forgotten_state_takes_no_typing_and_no_language_away(
    walker: Walker, forget: Callable[[], None]
) -> None:
    walk, someone = walker(language="en"), person()
    walk.ask_for_registration(someone)
    walk.open_mail_link(someone)
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), PASSWORD)
    forget()
    walk.hand.fill(walk.box("name"), "髙橋")
    walk.hand.press(walk.box("reading"))
    walk.visit.page.keyboard.type("タカハシ", delay=40)
    walk.visit.page.get_by_text(say("en", "access.form.saved")).first.wait_for(state="attached")
    walk.visit.see("access.form.title", "access.form.forgotten")
    for box, text in {
        "password": PASSWORD,
        "password_again": PASSWORD,
        "name": "髙橋",
        "reading": "タカハシ",
    }.items():
        expect(walk.box(box)).to_have_value(text)
    expect(walk.box("reading")).to_be_focused()

    walk.visit.speak("ja-easy")
    forget()
    walk.hand.fill(walk.box("phone"), "090-1234-5678")
    walk.hand.press(walk.box("address"))
    walk.visit.see("access.form.title", "access.form.forgotten")
