"""What a browser has chosen lasts when another web process takes its page over."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlmodel import Session, select

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say, say_in_mail
from hellowork_portal.models import Application, ApplicationSubmission
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.applications.rules import number_shown
from tests.e2e.cast_of_applicants import drafted
from tests.e2e.conftest import Walker
from tests.e2e.desk import Desk
from tests.e2e.post import Post
from tests.e2e.ways import Walk
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]


@pytest.fixture
def take_over(portal: Portal) -> Callable[[], None]:
    """Let the web process die and another one, which knows nothing of any page, stand in its place."""

    def kill_and_start() -> None:
        portal.kill("portal")
        portal.start("portal")
        portal.wait()

    return kill_and_start


@pytest.mark.parametrize("language", ["en", "ja-easy"])
def test_a_language_chosen_on_an_open_page_is_spoken_by_another_process(
    walker: Walker, take_over: Callable[[], None], language: str, post: Post
) -> None:
    walk = walker("/register")
    visit = walk.visit
    visit.see("access.register.title")
    visit.speak(language)
    visit.allow("ERR_CONNECTION", "WebSocket", "ERR_EMPTY_RESPONSE")

    take_over()
    walk.hand.tick(walk.box("agree"))
    walk.hand.press(visit.button("access.register.agree_button"))
    visit.see("access.mail.title", "new_process.mail")
    mail = f"taken-over-{secrets.token_hex(4)}@example.jp"
    walk.hand.fill(walk.box("mail_address"), mail)
    walk.hand.press(visit.button("access.mail.send"))
    visit.see("access.sent.title", "new_process.sent")
    # The server words the mail, in a language that only the browser still knows.
    page = post.wait(mail, say(language, "mail.register_link.subject")).text
    assert say_in_mail(language, "mail.register_link.intro", link="")[:20] in page


def test_a_language_chosen_in_another_tab_holds_when_a_page_is_opened_anew(walker: Walker) -> None:
    walk = walker("/register")
    walk.visit.speak("en")
    other = walker("/sign-in", context=walk.visit.page.context, language="en")
    other.visit.see("access.sign_in.title")


def test_what_was_typed_stays_and_a_declaration_is_filed_once(
    somebody: Somebody, walker: Walker, portal: Portal, desk: Desk
) -> None:
    profile, _, applicant_id = somebody("/my/profile")
    address = walker("/my/address", context=profile.visit.page.context)
    draft = drafted(applicant_id)
    form = walker(f"{routes.APPLY_FORM}?application={draft}", context=profile.visit.page.context)
    filing, _, other_id = somebody()
    filed = drafted(other_id)
    filing.visit.go(f"{routes.APPLY_CONFIRM}?application={filed}")
    filing.visit.arrive("apply.confirm.title")
    filing.hand.tick(filing.visit.page.locator("main form input[type=checkbox]"))
    for walk in (profile, address, form, filing):
        walk.visit.allow("ERR_CONNECTION", "WebSocket", "ERR_EMPTY_RESPONSE")
    profile.hand.fill(profile.box("address"), "東京都新宿区百人町4-4-1")
    address.hand.fill(address.box("mail_address"), "new@example.jp")
    shown_before = [walk.visit.page.locator("#main form[data-old]") for walk in (profile, address)]
    for shown in shown_before:
        shown.page.evaluate("document.querySelectorAll('#main form').forEach(each => each.dataset.old = 1)")

    form.hand.fill(form.box("no_search_reason"), "書きかけで終わる前に")
    portal.kill("portal")
    filing.hand.press(filing.visit.button("apply.confirm.button"))
    portal.start("portal")
    portal.wait()
    for shown in shown_before:
        expect(shown).to_have_count(0, timeout=60_000)
    expect(profile.box("address")).to_have_value("東京都新宿区百人町4-4-1")
    expect(address.box("mail_address")).to_have_value("new@example.jp")
    profile.hand.press(profile.visit.button("access.profile.save"))
    profile.visit.told("access.profile.saved")
    profile.visit.page.reload()
    expect(profile.box("address")).to_have_value("東京都新宿区百人町4-4-1")

    expect(form.box("no_search_reason")).to_have_value("書きかけで終わる前に")
    page = form.visit.page
    for _ in range(50):
        if opened(desk.row(Application, draft).draft_sealed)["no_search_reason"] == "書きかけで終わる前に":
            break
        page.wait_for_timeout(100)
    page.reload()
    expect(form.box("no_search_reason")).to_have_value("書きかけで終わる前に")
    [turn] = runtime.read_now(turns_of, application_id=filed)
    assert turn == 1
    shown_number = number_shown(desk.row(Application, filed).number)
    expect(filing.visit.page.locator("main")).to_contain_text(shown_number)


def turns_of(session: Session, *, application_id: int) -> list[int]:
    """Return which times an application was submitted."""
    its = ApplicationSubmission.application_id == application_id
    return list(session.exec(select(ApplicationSubmission.turn).where(its)))
