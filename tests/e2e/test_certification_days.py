"""認定日: a year is made by keys, a claimant asks for another day on a phone, the office gives it."""

from datetime import timedelta

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Role
from hellowork_portal.models import Applicant, Office
from hellowork_portal.services.schedules.rules import closure_of
from hellowork_portal.services.staff import sessions
from tests.e2e.cast_of_staff import member
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.post import Post
from tests.e2e.screen import Visit, violations
from tests.factories import make_claimant

AT = "HW14-003"


def at_work(visitor: Visitor) -> Visit:
    """The manager of the office, signed in."""
    staff_id = runtime.run_now(member, role=Role.OFFICE_MANAGER, office=AT)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    visit = visitor()
    visit.page.context.add_cookies([{"name": "staff", "value": token, "url": visit.portal_url}])
    return visit


def test_a_year_is_made_and_a_day_changed_on_request(visitor: Visitor, desk: Desk, post: Post) -> None:
    day = clock.day_in_japan(clock.now()) + timedelta(days=9)
    mail, applicant_id = desk.make_account()

    def enrol(session) -> None:  # type: ignore[no-untyped-def]
        from sqlmodel import select

        office = session.exec(select(Office).where(Office.code == AT)).one()
        make_claimant(session, office, session.get_one(Applicant, applicant_id), days=[day])

    runtime.run_now(enrol)
    staff = at_work(visitor)
    keys = Keys(staff.page)
    staff.go(f"{routes.STAFF_CERTIFICATION_DAYS}?office={AT}")
    staff.see("staff.certification.title")
    keys.press(staff.link("staff.certification.make"))
    keys.press(staff.button("staff.certification.apply"))
    cells = staff.page.locator("a[data-row]")
    expect(cells.first).to_be_visible()
    assert violations(staff.page) == []
    assert staff.page.locator("a[data-row][tabindex='0']").count() == 1
    cells.first.focus()
    staff.page.keyboard.press("End")
    staff.page.keyboard.press("ArrowLeft")
    staff.page.keyboard.press("Enter")
    expect(staff.page.locator("#to")).to_be_visible()
    assert violations(staff.page) == []

    person = visitor(width=PHONE)
    person.own("session", desk.sign_in(applicant_id))
    person.go(routes.MY_DAYS)
    person.see("day_change.title", "certification_days")
    person.page.locator("#reason-interview").check()
    person.button("day_change.send").click()
    person.told("day_change.done.asked")
    assert violations(person.page) == []
    post.wait(mail, say("ja", "mail.day_change_asked.subject"))

    staff.go(f"{routes.STAFF_CERTIFICATION_DAYS}?office={AT}&tab=requests")
    staff.page.locator("main tbody a").first.click()
    mondays = (day + timedelta(weeks=turn, days=7 - day.weekday()) for turn in range(4))
    new_day = next(monday for monday in mondays if closure_of(monday) is None)
    staff.page.locator("#new_day").fill(new_day.isoformat())
    assert violations(staff.page) == []
    staff.button("staff.certification.approve").click()
    staff.told("staff.certification.said.approved")
    post.wait(mail, say("ja", "mail.day_change_approved.subject"))
