"""Filing the declaration by keys alone, on the English screens: from the terms to the number, and back."""

import re

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.models import Application
from tests.e2e.cast_of_applicants import make_claimant
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.declaring_by_keys import choose, fill_in_by_keys, reach
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.post import Post
from tests.e2e.ways import Walk


def test_a_declaration_is_filed_by_keys_alone_in_english_and_taken_back(
    visitor: Visitor, desk: Desk, post: Post
) -> None:
    mail, applicant_id = desk.make_account(language="en")
    runtime.run_now(make_claimant, applicant_id=applicant_id)
    visit = visitor(language="en")
    visit.own("session", desk.sign_in(applicant_id))
    walk, page = Walk(visit, Keys(visit.page), post), visit.page
    visit.go("/my")
    visit.see("access.my.title", "my.due")
    walk.hand.press(visit.link("apply.standing.begin"))
    visit.see("apply.terms.title")
    walk.hand.tick(walk.box("agree"))
    walk.hand.press(visit.button("apply.terms.button"))

    visit.see("apply.form.title")
    fill_in_by_keys(walk)
    walk.hand.press(visit.button("apply.form.continue"))
    expect(page.locator("[id='truth-error']")).to_be_visible()
    expect(page.locator("[role=alert][tabindex]")).to_be_focused()
    choose(walk, "job_kind", "none")
    walk.hand.tick(walk.box("truth"))
    walk.hand.press(visit.button("apply.form.continue"))
    visit.see("apply.confirm.title")
    for said in ("1,200", "職業相談 😀", "引っ越し"):
        expect(page.locator("main")).to_contain_text(said)
    walk.hand.press(visit.button("apply.confirm.button"))
    visit.told("apply.confirm.accept_needed")
    for tick in page.locator("main form input[type=checkbox]").all():
        walk.hand.tick(tick)
    reach(walk.hand, visit.button("apply.confirm.button"))
    for _ in range(2):
        page.keyboard.press("Enter")

    visit.see("apply.done.title")
    shown = page.locator(".print-number").inner_text()
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", shown)
    letter = post.wait(mail, say("en", "mail.application_received.subject"))
    assert shown in letter.text
    assert "職業相談 😀" not in letter.text
    page.go_back()
    visit.see("apply.detail.title")
    [row] = runtime.read_now(applications_of, applicant_id=applicant_id)
    walk.hand.press(visit.link("apply.detail.withdraw"))
    visit.see("apply.withdraw.title")
    walk.hand.press(visit.button("apply.withdraw.button"))
    visit.arrive("apply.detail.title")
    visit.told("apply.meaning.withdrawn")
    assert desk.row(Application, row).state == "withdrawn"
    nobody_elses(visitor, desk, shown)


def nobody_elses(visitor: Visitor, desk: Desk, shown: str) -> None:
    """Somebody else who has the number finds nothing under it."""
    _, other_id = desk.make_account()
    other = visitor(width=PHONE)
    other.own("session", desk.sign_in(other_id))
    other.go(routes.application(shown.replace("-", "")))
    other.told("apply.gone.title")


def applications_of(session, *, applicant_id: int) -> list[int]:
    """Return the ids of a person's applications."""
    from sqlmodel import select

    return list(session.exec(select(Application.id).where(Application.applicant_id == applicant_id)))
