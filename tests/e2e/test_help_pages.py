"""Pages with real content: offices, questions, contact, accessibility, the page for reviewers."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.ui.citizen.faq.finding import questions
from tests.e2e.conftest import PHONE, WIDE, Visitor, Walker
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.portal import Portal

SHINJUKU = "HW13-006"


def test_public_help_can_be_read_before_any_script(portal: Portal) -> None:
    for path, words in (
        (routes.FAQ, say("ja", "faq.booking.hold")),
        (routes.FAQ, say("ja", "faq.booking.hold.answer")[:20]),
        (routes.CONTACT, say("ja", "contact.office.body")[:20]),
        (routes.OFFICES, say("ja", "offices.pick")),
        (routes.ACCESSIBILITY, say("ja", "static.accessibility.tests.axe.result")[:20]),
    ):
        assert words in httpx.get(f"{portal.url}{path}").text, path


# questions


def test_a_question_is_found_by_words_and_its_answer_opens(walker: Walker) -> None:
    walk = walker(routes.FAQ, width=PHONE)
    page = walk.visit.page
    expect(page.locator("main details")).to_have_count(len(questions()))
    walk.hand.fill(walk.box("q"), "パスワード　わすれた")
    walk.hand.press(page.get_by_role("search").get_by_role("button"))
    page.wait_for_url("**?q=**")
    expect(page.locator("main details")).to_have_count(1)
    walk.visit.told("faq.account.password")
    page.locator("main summary").click()
    link = page.locator("main details").get_by_role("link")
    expect(link).to_have_attribute("href", routes.RESET)
    walk.visit.see("faq.title", "faq.found")
    page.go_back()
    expect(page.locator("main details")).to_have_count(len(questions()))
    expect(walk.box("q")).to_have_value("")


def test_nothing_found_says_what_to_do(visitor: Visitor) -> None:
    visit = visitor(language="en", width=PHONE)
    visit.go(f"{routes.FAQ}?q=xyzzy")
    visit.see("faq.title", "faq.none")
    visit.told("faq.none")
    expect(visit.page.locator("main details")).to_have_count(0)
    visit.link("faq.all").click()
    expect(visit.page.locator("main details")).to_have_count(len(questions()))


def test_an_answer_is_opened_by_keyboard(visitor: Visitor) -> None:
    visit = visitor()
    visit.go(routes.FAQ)
    visit.see("faq.title", "faq.all")
    first = visit.page.locator("main summary").first
    Keys(visit.page).press(first)
    expect(visit.page.locator("main details").first).to_have_attribute("open", "")
    visit.check("faq.open")


# offices


@pytest.mark.parametrize(
    ("language", "typed"), [("ja", "しんじゅく"), ("en", "shinjuku"), ("ja-easy", "新宿")]
)
def test_an_office_is_found_and_its_page_leads_to_the_calendar(
    walker: Walker, language: str, typed: str
) -> None:
    walk = walker(routes.OFFICES, language=language, width=PHONE)
    page = walk.visit.page
    walk.hand.fill(walk.box("q"), typed)
    walk.hand.press(page.get_by_role("search").get_by_role("button"))
    page.wait_for_url("**?q=**")
    walk.visit.see("offices.title", "offices.found")
    walk.hand.press(page.locator(f"main a[href='{routes.office(SHINJUKU)}']"))
    walk.visit.see("office.title", "office")
    walk.hand.press(page.locator("main li a[href*='/calendar?']").first)
    walk.visit.see("calendar.title", "office.calendar")
    expect(page.locator("main")).to_contain_text(re.compile("新宿|Shinjuku"))


def test_a_prefecture_leads_to_its_offices_and_back(visitor: Visitor) -> None:
    visit = visitor(width=WIDE)
    visit.go(routes.OFFICES)
    visit.see("offices.title", "offices")
    visit.page.get_by_role("link", name="沖縄県").click()
    visit.page.wait_for_url("**prefecture=47**")
    expect(visit.page.locator("#found")).to_be_focused()
    visit.see("offices.title", "offices.prefecture")
    assert visit.page.locator("main a[href*='/office?code=HW47']").count() >= 3


def test_unknown_offices_are_told_so(visitor: Visitor) -> None:
    visit = visitor(language="en", width=PHONE)
    visit.go(routes.office("nowhere"))
    visit.see("office.title", "office.gone")
    visit.told("office.gone")
    visit.go(f"{routes.OFFICES}?q=xyzzy")
    visit.see("offices.title", "offices.none")
    visit.told("offices.none")


def test_an_office_without_a_telephone_shows_the_operators_labelled_so(visitor: Visitor) -> None:
    visit = visitor()
    visit.go(routes.office("HW01-001"))
    visit.see("office.title", "office.without_phone")
    visit.told("office.phone.portal")
    visit.told("office.closures")


def test_search_calendar_and_booking_lead_to_the_office(somebody, desk: Desk) -> None:
    walk, _, _ = somebody("/my")
    walk.visit.go("/procedures?q=新宿")
    walk.visit.wait()
    page = walk.visit.page
    about = f"main a[href='{routes.office(SHINJUKU)}']"
    expect(page.locator(about).first).to_be_visible()
    walk.choose_procedure()
    walk.hand.press(page.locator(about).first)
    walk.visit.see("office.title", "office.from_calendar")


# accessibility and contact


def test_the_operators_contact_is_shown_with_what_not_to_send(visitor: Visitor) -> None:
    visit = visitor(width=PHONE)
    visit.go(routes.CONTACT)
    visit.see("contact.title", "contact")
    visit.told("contact.careful")
    expect(visit.page.locator("main a[href='tel:0300000000']")).to_be_visible()
    expect(visit.page.locator("main a[href='mailto:support@example.jp']")).to_be_visible()


def test_help_is_reached_from_menu_and_footer(walker: Walker) -> None:
    walk = walker("/")
    for key, title in (("frame.menu.faq", "faq.title"), ("frame.menu.offices", "offices.title")):
        walk.choose_in_menu(key)
        walk.visit.see(title, f"{title}.menu")
    footer = walk.visit.page.get_by_role("contentinfo")
    for key, title in (("faq", "faq.title"), ("offices", "offices.title"), ("inquiries", "contact.title")):
        footer.get_by_role("link", name=say("ja", f"frame.footer.{key}")).click()
        walk.visit.arrive(title)


def test_reviewers_see_every_error_with_its_way_on(visitor: Visitor) -> None:
    visit = visitor(language="en", width=PHONE)
    visit.go(routes.DEV_ERRORS)
    visit.see("dev.title", "dev.errors")
    for code in ("slot_full", "hold_gone", "too_many", "office_not_found"):
        expect(visit.page.locator("dt", has_text=re.compile(f"^{code}$"))).to_be_visible()
