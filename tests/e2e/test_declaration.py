"""A declaration's whole life in two browsers: filed on a phone, returned, corrected, certified."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say, without_readings
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import of_day
from hellowork_portal.services.staff import sessions
from tests.e2e.cast_of_applicants import make_claimant
from tests.e2e.cast_of_staff import member
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.declaring import agree_and_fill_in, fill_activity
from tests.e2e.desk import QUIET_OFFICE, Desk
from tests.e2e.hands import Thumb
from tests.e2e.post import Post
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk

_WHY = "もう一件の求職活動を書いてください。"


def confirm(walk: Walk) -> None:
    """From the form to the number."""
    visit = walk.visit
    walk.hand.press(visit.button("apply.form.continue"))
    visit.see("apply.confirm.title")
    for tick in walk.visit.page.locator("main form input[type=checkbox]").all():
        walk.hand.tick(tick)
    walk.hand.press(visit.button("apply.confirm.button"))
    visit.see("apply.done.title")


def told(visit: Visit, key: str) -> None:
    expect(visit.page.get_by_role("status").filter(has_text=visit.words(key))).to_be_visible()


def counsellor(visitor: Visitor, number: str) -> Visit:
    """Somebody of the office, at the case."""
    staff_id = runtime.run_now(member, role=Role.COUNSELLOR, office=QUIET_OFFICE)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    visit = visitor()
    visit.page.context.add_cookies([{"name": "staff", "value": token, "url": visit.portal_url}])
    visit.go(f"{routes.STAFF_APPLICATION}?office={QUIET_OFFICE}&number={number}")
    visit.see("staff.case.title")
    return visit


def begin(visit: Visit) -> None:
    visit.page.get_by_role("button", name=re.compile(visit.words("staff.case.begin"))).click()
    told(visit, "staff.case.begun")


def return_it(visit: Visit) -> None:
    """Ask for the activities to be corrected."""
    page = visit.page
    page.locator("summary", has_text=visit.words("staff.case.return_title")).click()
    page.locator("input[name='field-activities']").check()
    page.locator("#return-message").fill(_WHY)
    visit.button("staff.case.return").click()
    told(visit, "staff.case.was_returned")


def test_filed_returned_corrected_certified_and_the_next_day_appears(
    visitor: Visitor, desk: Desk, post: Post
) -> None:
    mail, applicant_id = desk.make_account()
    now = clock.now()
    runtime.run_now(make_claimant, applicant_id=applicant_id, now=now)
    mine = visitor(width=PHONE, has_touch=True)
    mine.own("session", desk.sign_in(applicant_id))
    walk = Walk(mine, Thumb(mine.page), post)
    mine.go("/apply")
    walk.hand.press(mine.link("apply.standing.begin"))
    agree_and_fill_in(walk)
    walk.hand.tick(walk.box("truth"))
    confirm(walk)
    number = mine.page.locator(".print-number").inner_text().replace("-", "")

    theirs = counsellor(visitor, number)
    begin(theirs)
    return_it(theirs)

    returned = post.wait(mail, say("ja", "mail.application_returned.subject"))
    mine.page.goto(returned.link(routes.APPLICATION))
    mine.see("apply.detail.title")
    expect(mine.page.locator("main")).to_contain_text(_WHY)
    walk.hand.press(mine.link("apply.detail.correct"))
    mine.see("apply.form.title")
    expect(mine.page.locator("input[name='worked']")).to_have_count(0)
    mine.page.locator("[data-add=activities]").tap()
    expect(mine.page.locator("#activities [data-row]")).to_have_count(2)
    fill_activity(walk, 1, days_ago=6)
    expect(walk.box("truth")).not_to_be_checked()
    walk.hand.tick(walk.box("truth"))
    mine.told("apply.form.saved", time="")
    confirm(walk)
    expect(mine.page.locator("main")).to_contain_text("もう一度受け付けました")

    theirs.page.reload()
    theirs.see("staff.case.title")
    begin(theirs)
    expect(theirs.page.locator("input[name=outcome][value=certified]")).to_be_checked()
    theirs.page.get_by_role("button", name=re.compile(theirs.words("staff.case.decide"))).click()
    told(theirs, "staff.case.was_decided")

    decided = post.wait(mail, say("ja", "mail.application_decided.subject"))
    mine.page.goto(decided.link(routes.APPLICATION))
    mine.told("apply.meaning.certified")
    mine.told("apply.decision.next")
    in_four_weeks = of_day(clock.day_in_japan(now) + timedelta(days=28))["ja"]
    expect(mine.page.locator("main")).to_contain_text(without_readings(in_four_weeks))
    assert "職業相談" not in returned.text + decided.text
