"""Around one's account in a browser: sign-ins, password, notices, data, closing."""

import io
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Download, expect
from pypdf import PdfReader

from hellowork_portal import runtime
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.services.reservations import holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from tests.e2e.cast_of_accounts import refuse
from tests.e2e.conftest import PHONE, WIDE, Walker
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.post import Post
from tests.e2e.ways import PASSWORD, Person, Walk

Somebody = Callable[..., tuple[Walk, str, int]]
OTHER_PASSWORD = "Tsubame-2027!"  # a test's own
ANSWERS = {
    "topics.job_search": "on",
    "wished_occupation": "事務",
    "telephone": "090-1234-5678",
    "purpose_consent": "on",
}


def book(desk: Desk, applicant_id: int, nth: int = 0) -> str:
    """Confirm a reservation some days ahead; return its number."""
    person = Principal(PrincipalKind.APPLICANT, applicant_id)
    hold_id = desk.hold(applicant_id, desk.free_slot(nth=nth))
    runtime.run_now(holds.agree_terms, principal=person, hold_id=hold_id)
    runtime.run_now(holds.keep_draft, principal=person, hold_id=hold_id, typed=ANSWERS)
    return runtime.run_now(confirm_reservation, principal=person, hold_id=hold_id)


def go_to(walk: Walk, entry: str) -> None:
    """Choose an entry of one's own page."""
    walk.hand.press(walk.visit.link(entry))
    walk.visit.see(entry)


@pytest.mark.parametrize(("language", "width"), [("ja", WIDE), ("en", PHONE)])
def test_my_page_leads_to_every_page_around_the_account(
    somebody: Somebody, desk: Desk, language: str, width: tuple[int, int]
) -> None:
    walk, _, applicant_id = somebody(language=language, width=width)
    book(desk, applicant_id, nth=3)
    for entry in ("security", "notices", "data", "closing"):
        walk.visit.go("/my")
        walk.visit.see("access.my.title", "account.my.with_reservation")
        go_to(walk, f"account.{entry}.title")


def test_a_sign_in_that_was_not_me_ends_all_others_and_leads_to_a_new_password(
    somebody: Somebody, walker: Walker, post: Post
) -> None:
    walk, mail, _ = somebody()
    stranger = walker("/sign-in", width=PHONE)
    stranger.sign_in(mail, "Wrong-1-Password")
    stranger.visit.told("access.sign_in.wrong")
    stranger.sign_in(mail)
    stranger.visit.arrive("access.my.title")

    go_to(walk, "account.security.title")
    walk.visit.told("account.security.outcome.wrong")
    walk.visit.check("account.security.three")
    walk.visit.page.get_by_role("button", name=say("ja", "account.security.disown")).first.click()
    walk.visit.see("account.password.title", "account.password.disowned")
    walk.visit.told("account.password.disowned.title")
    stranger.visit.see("access.signed_out.title", "account.stranger_out")
    post.wait(mail, say("ja", "mail.sign_in_disowned.subject"))

    walk.hand.fill(walk.box("present"), "Wrong-1-Password")
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), OTHER_PASSWORD)
    walk.hand.press(walk.visit.button("account.password.button"))
    expect(walk.visit.page.locator("#present-error")).to_contain_text(say("ja", "error.wrong_password"))
    walk.visit.check("account.password.wrong")
    walk.hand.fill(walk.box("present"), PASSWORD)
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), OTHER_PASSWORD)
    walk.hand.press(walk.visit.button("account.password.button"))
    walk.visit.see("account.security.title", "account.security.changed")
    walk.visit.told("account.security.changed")
    walk.visit.told("account.security.disowned")


def test_the_language_of_mails_and_reminders_are_chosen_and_kept(
    somebody: Somebody, post: Post, walker: Walker
) -> None:
    walk, mail, _ = somebody(width=PHONE)
    go_to(walk, "account.notices.title")
    expect(walk.box("language-follow")).to_be_checked()
    expect(walk.box("wants_reminders")).to_be_checked()
    walk.hand.tick(walk.box("language-en"))
    walk.box("wants_reminders").uncheck()
    walk.hand.press(walk.visit.button("account.notices.save"))
    walk.visit.told("account.notices.saved")
    walk.visit.check("account.notices.saved")
    walk.visit.page.reload()
    walk.visit.arrive("account.notices.title")
    expect(walk.box("language-en")).to_be_checked()
    expect(walk.box("wants_reminders")).not_to_be_checked()

    walk.sign_out()
    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(mail)
    walk.visit.arrive("access.my.title")
    walk.visit.go("/my/security")
    walk.visit.arrive("account.security.title")
    walk.hand.press(walk.visit.button("access.my.everywhere"))
    walk.visit.arrive("access.signed_out.title")
    other = walker("/sign-in")
    for _ in range(7):
        other.sign_in(mail, "Wrong-1-Password")
    post.wait(mail, say("en", "mail.sign_in_locked.subject"))


def saved(walk: Walk, kind: str) -> bytes:
    """Download one's data; return the file."""
    walk.hand.tick(walk.box(f"kind-{kind}"))
    walk.hand.fill(walk.box("present"), PASSWORD)
    with walk.visit.page.expect_download() as started:
        walk.hand.press(walk.visit.button("account.data.button"))
    download: Download = started.value
    assert download.suggested_filename == f"hellowork-online.{kind}"
    return download.path().read_bytes()


def test_ones_own_data_comes_as_a_paper_and_as_a_file(somebody: Somebody, desk: Desk) -> None:
    walk, mail, applicant_id = somebody()
    number = book(desk, applicant_id, nth=4)
    go_to(walk, "account.data.title")
    paper = PdfReader(io.BytesIO(saved(walk, "pdf")))
    text = "".join(page.extract_text() for page in paper.pages)
    for said in (mail, number, "職安 花子", say("ja", "data.title")):
        assert said in text.replace("\n", "")
    held = json.loads(saved(walk, "json"))
    assert held["profile"]["mail_address"] == mail
    assert held["reservations"][0]["number"] == number
    walk.visit.arrive("account.data.title")

    walk.hand.fill(walk.box("present"), "Wrong-1-Password")
    walk.hand.press(walk.visit.button("account.data.button"))
    expect(walk.visit.page.locator("#present-error")).to_contain_text(say("ja", "error.wrong_password"))
    walk.visit.check("account.data.wrong")


def test_an_account_with_reservations_closes_only_when_they_may_be_cancelled(
    somebody: Somebody, walker: Walker, desk: Desk, post: Post
) -> None:
    walk, mail, applicant_id = somebody(width=PHONE)
    book(desk, applicant_id, nth=5)
    (row,) = desk.reservations_of(applicant_id, "confirmed")
    left = desk.seats_left(row.slot_id)
    go_to(walk, "account.closing.title")
    walk.hand.fill(walk.box("present"), PASSWORD)
    walk.hand.press(walk.visit.button("account.closing.button"))
    walk.visit.told("error.reservations_ahead")
    walk.visit.check("account.closing.refused")
    assert desk.reservations_of(applicant_id, "confirmed")

    walk.hand.tick(walk.box("cancel_too"))
    walk.hand.fill(walk.box("present"), PASSWORD)
    walk.hand.press(walk.visit.button("account.closing.button"))
    walk.visit.see("account.closed.title")
    assert desk.reservations_of(applicant_id, "cancelled")
    assert desk.seats_left(row.slot_id) == left + 1
    goodbye = post.wait(mail, say("ja", "mail.account_closed.subject"))
    assert row.number[:5] in goodbye.text

    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(mail)
    walk.visit.told("access.sign_in.wrong")
    again = walker()
    again.register(Person(mail))


def test_closing_goes_by_keyboard_and_reaches_other_tabs(somebody: Somebody) -> None:
    walk, mail, _ = somebody()
    other = walk.visit.page.context.new_page()
    other.goto(f"{walk.visit.portal_url}/my")
    expect(other.locator("main")).to_contain_text(mail)
    walk.visit.go("/my/close")
    walk.visit.arrive("account.closing.title")
    walk.hand = Keys(walk.visit.page)
    walk.hand.fill(walk.box("present"), PASSWORD)
    walk.hand.press(walk.visit.button("account.closing.button"))
    walk.visit.arrive("account.closed.title")
    expect(other.locator("h1")).to_have_text(say("ja", "access.signed_out.title"))
    expect(other.locator("body")).not_to_contain_text(mail)


def test_my_page_says_when_mail_does_not_arrive_and_leads_to_another_address(
    somebody: Somebody, post: Post
) -> None:
    walk, mail, applicant_id = somebody(width=PHONE)
    runtime.run_now(refuse, mail=mail, applicant_id=applicant_id)
    walk.visit.go("/my")
    walk.visit.told("account.my.refused.title")
    walk.visit.see("access.my.title", "account.my.refused")
    walk.hand.press(walk.visit.link("account.my.change_address").first)
    walk.visit.arrive("account.address.title")


def test_pages_of_the_account_ask_strangers_to_sign_in(walker: Walker) -> None:
    walk = walker()
    for page in ("address", "security", "password", "notices", "data", "close"):
        walk.visit.go(f"/my/{page}")
        walk.visit.arrive("access.sign_in.title")
