"""Filing the declaration on a phone, by thumb: from the terms to the number, the mail and the withdrawal."""

import re

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.models import Application
from tests.e2e.cast_of_applicants import make_claimant
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.declaring import agree_and_fill_in
from tests.e2e.desk import Desk
from tests.e2e.hands import Thumb
from tests.e2e.post import Post
from tests.e2e.ways import Walk


def test_a_claimant_files_on_a_phone_and_takes_it_back(visitor: Visitor, desk: Desk, post: Post) -> None:
    mail, applicant_id = desk.make_account()
    runtime.run_now(make_claimant, applicant_id=applicant_id)
    visit = visitor(width=PHONE, has_touch=True)
    visit.own("session", desk.sign_in(applicant_id))
    walk, page = Walk(visit, Thumb(visit.page), post), visit.page
    visit.go("/my")
    visit.see("access.my.title", "my.due")
    walk.hand.press(visit.link("apply.standing.begin"))

    agree_and_fill_in(walk)
    walk.hand.press(visit.button("apply.form.continue"))
    expect(page.locator("[id='truth-error']")).to_be_visible()
    walk.hand.tick(walk.box("truth"))
    walk.hand.press(visit.button("apply.form.continue"))
    visit.see("apply.confirm.title")
    walk.hand.press(visit.button("apply.confirm.button"))
    visit.told("apply.confirm.accept_needed")
    walk.hand.tick(page.locator("main form input[type=checkbox]").first)
    page.locator("main form [type=submit]").first.dblclick()

    visit.see("apply.done.title")
    shown = page.locator(".print-number").inner_text()
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", shown)
    letter = post.wait(mail, say("ja", "mail.application_received.subject"))
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

    _, other_id = desk.make_account()
    other = visitor(width=PHONE)
    other.own("session", desk.sign_in(other_id))
    other.go(routes.application(shown.replace("-", "")))
    other.told("apply.gone.title")


def applications_of(session, *, applicant_id: int) -> list[int]:
    """Return the ids of a person's applications."""
    from sqlmodel import select

    return list(session.exec(select(Application.id).where(Application.applicant_id == applicant_id)))
