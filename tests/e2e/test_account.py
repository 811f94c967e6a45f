"""One's 利用者ID in a browser: changed, taken back, recovered with a code from the counter."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from hellowork_portal import runtime
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.services.accounts.counter_codes import make_counter_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from tests.e2e.conftest import PHONE, Walker
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys, Mouse
from tests.e2e.post import Post
from tests.e2e.ways import PASSWORD, Walk

Somebody = Callable[..., tuple[Walk, str, int]]
OTHER_PASSWORD = "Tsubame-2027!"  # a test's own


def ask(walk: Walk, mail: str, password: str = PASSWORD) -> None:
    """Ask for a new address from one's own page."""
    walk.hand.press(walk.visit.link("account.my.change_address").first)
    walk.visit.see("account.address.title")
    walk.hand.fill(walk.box("mail_address"), mail)
    walk.hand.fill(walk.box("present"), password)
    walk.hand.press(walk.visit.button("account.address.send"))


def link_of(post: Post, language: str, mail: str, kind: str, part: str) -> str:
    return post.wait(mail, say(language, f"mail.{kind}.subject")).link(f"/links/{part}")


def set_password(walk: Walk, password: str) -> None:
    """Fill the reset form in."""
    walk.visit.see("access.reset_form.title")
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), password)
    walk.hand.press(walk.visit.button("access.reset_form.button"))
    walk.visit.see("access.reset_done.title")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_changed_address_is_confirmed_on_a_phone_and_taken_back_by_the_old_mailbox(
    somebody: Somebody,
    walker: Walker,
    post: Post,
    context_of: Callable[..., BrowserContext],
    language: str,
) -> None:
    walk, old, _ = somebody(language=language)
    new = f"new-{old}"
    ask(walk, new)
    walk.visit.see("account.address.title", "account.address.sent")
    walk.visit.told("account.address.sent.title")

    phone = walker(context=context_of(PHONE, language), language=language)
    phone.visit.page.goto(link_of(post, language, new, "address_link", "address"))
    phone.visit.see("account.confirm.title")
    assert "token" not in phone.visit.page.url
    expect(phone.visit.page.locator("main")).to_contain_text(new)
    phone.hand.press(phone.visit.button("account.confirm.button"))
    phone.visit.see("account.confirm.done.title")

    walk.visit.go("/my/address")
    walk.visit.see("account.address.title", "account.address.open")
    expect(walk.visit.page.locator("main strong")).to_have_text(new)

    mailbox = walker(context=context_of(PHONE, language), language=language)
    mailbox.visit.page.goto(link_of(post, language, old, "address_changed", "objection"))
    mailbox.visit.see("account.objection.title")
    assert "token" not in mailbox.visit.page.url
    mailbox.hand.press(mailbox.visit.button("account.objection.button"))
    mailbox.visit.see("account.objection.done.title")
    post.wait(new, say(language, "mail.address_undone.subject"))

    walk.visit.see("access.signed_out.title", "account.signed_out")
    mailbox.visit.page.goto(link_of(post, language, old, "address_restored", "reset"))
    set_password(mailbox, OTHER_PASSWORD)
    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(old)
    walk.visit.told("access.sign_in.wrong")
    walk.hand.fill(walk.box("password"), OTHER_PASSWORD)
    walk.hand.press(walk.visit.button("access.sign_in.button"))
    walk.visit.see("access.my.title", "account.my")


def test_the_whole_change_goes_by_keyboard(somebody: Somebody, post: Post) -> None:
    walk, old, _ = somebody()
    walk.hand = Keys(walk.visit.page)
    new = f"keys-{old}"
    ask(walk, new)
    walk.visit.told("account.address.sent.title")
    walk.visit.page.goto(link_of(post, "ja", new, "address_link", "address"))
    walk.visit.arrive("account.confirm.title")
    walk.hand.press(walk.visit.button("account.confirm.button"))
    walk.visit.arrive("account.confirm.done.title")
    walk.sign_out()
    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(new)
    walk.visit.arrive("access.my.title")


def test_what_is_wrong_stands_at_its_box_and_the_address_stays_typed(somebody: Somebody) -> None:
    walk, old, _ = somebody(width=PHONE)
    ask(walk, "😀@example.jp", "not my password")
    walk.visit.see("account.address.title", "account.address.wrong_address")
    expect(walk.visit.page.locator("main [role=alert]:focus a")).to_have_count(1)
    expect(walk.visit.page.locator("#mail_address-error")).to_contain_text(say("ja", "error.field.not_mail"))
    expect(walk.box("mail_address")).to_have_value("😀@example.jp")
    expect(walk.box("present")).to_have_value("")
    assert "not" not in walk.visit.page.url.partition("?")[2].replace("not_mail", "")

    for typed, box, code in (
        (old, "mail_address", "field.same_address"),
        (f"n-{old}", "present", "wrong_password"),
    ):
        walk.hand.fill(walk.box("mail_address"), typed)
        walk.hand.fill(walk.box("present"), "Wrong-1-Password")
        walk.hand.press(walk.visit.button("account.address.send"))
        if code == "field.same_address":
            expect(walk.visit.page.locator("#present-error")).to_be_visible()
            walk.hand.fill(walk.box("present"), PASSWORD)
            walk.hand.press(walk.visit.button("account.address.send"))
        expect(walk.visit.page.locator(f"#{box}-error")).to_contain_text(say("ja", f"error.{code}"))
        walk.visit.check(f"account.address.{code}")


def test_a_known_address_gives_the_same_page_as_an_unknown_one(
    somebody: Somebody, desk: Desk, post: Post
) -> None:
    known, pages = desk.make_account()[0], []
    for new in (known, f"x{known}"):
        walk, _, _ = somebody()
        ask(walk, new)
        walk.visit.told("account.address.sent.title")
        page = walk.visit.page.locator("main").inner_text()
        pages.append(re.sub(r"\S+@example\.jp|\d+", "#", page))
    assert pages[0] == pages[1]
    told = post.wait(known, say("ja", "mail.address_known.subject"))
    assert not [link for link in told.links if "/links/" in link]


def test_a_change_can_be_sent_again_and_given_up(somebody: Somebody, post: Post) -> None:
    walk, old, _ = somebody()
    new = f"again-{old}"
    ask(walk, new)
    walk.visit.told("account.address.sent.title")
    subject = say("ja", "mail.address_link.subject")
    link = post.wait(new, subject).link("/links/address")
    walk.hand.press(walk.visit.button("account.address.again"))
    walk.visit.told("account.address.sent_again")
    post.wait_for_count(new, subject, 2)
    walk.hand.press(walk.visit.button("account.address.withdraw"))
    walk.visit.told("account.address.withdrawn")
    walk.visit.check("account.address.withdrawn")
    walk.visit.page.goto(link)
    walk.visit.see("access.link.title", "account.link.used")
    walk.visit.told("account.link.address_used")


@pytest.mark.parametrize(("language", "width"), [("ja", PHONE), ("en", (1280, 900))])
def test_a_lost_mailbox_is_recovered_with_a_code_from_the_counter(
    walker: Walker, desk: Desk, post: Post, language: str, width: tuple[int, int]
) -> None:
    old, applicant_id = desk.make_account(language=language)
    code = runtime.run_now(
        make_counter_code,
        principal=SYSTEM,
        applicant_id=applicant_id,
        purpose=CounterPurpose.RECOVERY,
        made_by="職員 一郎",
    )
    new = f"found-{old}"
    walk = walker("/reset", language=language, width=width)
    walk.visit.see("access.reset.title", "account.reset")
    walk.hand.press(walk.visit.link("account.recover.link"))
    walk.visit.see("account.recover.title")
    walk.hand.fill(walk.box("code"), "22222-22222")
    walk.hand.fill(walk.box("mail_address"), new)
    walk.hand.fill(walk.box("password"), OTHER_PASSWORD)
    walk.hand.press(walk.visit.button("account.recover.send"))
    walk.visit.see("account.recover.title", "account.recover.wrong")
    expect(walk.visit.page.locator("#code-error")).to_be_visible()
    expect(walk.visit.page.locator("#password_again-error")).to_be_visible()
    expect(walk.box("code")).to_have_value("22222-22222")
    expect(walk.box("mail_address")).to_have_value(new)
    assert new not in walk.visit.page.url

    walk.hand.fill(walk.box("code"), code.lower())
    for box in ("password", "password_again"):
        walk.hand.fill(walk.box(box), OTHER_PASSWORD)
    walk.hand.press(walk.visit.button("account.recover.send"))
    walk.visit.see("account.recover.sent.title")
    walk.visit.page.goto(link_of(post, language, new, "recovery_link", "recovery"))
    walk.visit.see("account.recover.confirm.title")
    assert "token" not in walk.visit.page.url
    walk.hand.press(walk.visit.button("account.recover.confirm.button"))
    walk.visit.see("account.recover.done.title")
    walk.hand.press(walk.visit.link("access.done.my"))
    walk.visit.see("access.my.title", "account.my.recovered")
    expect(walk.visit.page.locator("main")).to_contain_text(new)
    post.wait(old, say(language, "mail.recovered.subject"))


def test_a_link_of_somebody_else_changes_that_persons_account_not_mine(
    somebody: Somebody, walker: Walker, post: Post
) -> None:
    other, theirs, _ = somebody()
    ask(other, f"planted-{theirs}")
    link = link_of(post, "ja", f"planted-{theirs}", "address_link", "address")
    walk, mine, _ = somebody()
    walk.visit.page.goto(link)
    walk.visit.arrive("account.confirm.title")
    walk.hand.press(walk.visit.button("account.confirm.button"))
    walk.visit.arrive("account.confirm.done.title")
    walk.visit.go("/my")
    walk.visit.arrive("access.my.title")
    expect(walk.visit.page.locator("main")).to_contain_text(mine)


def test_a_double_click_confirms_once_and_shows_that_it_is_done(somebody: Somebody, post: Post) -> None:
    walk, old, _ = somebody()
    ask(walk, f"twice-{old}")
    walk.visit.page.goto(link_of(post, "ja", f"twice-{old}", "address_link", "address"))
    walk.visit.arrive("account.confirm.title")
    walk.visit.button("account.confirm.button").dblclick()
    walk.visit.arrive("account.confirm.done.title")
    assert isinstance(walk.hand, Mouse)
    assert len(post.mails(old, say("ja", "mail.address_changed.subject"))) <= 1
