"""A declaration is found in the list, reviewed and decided, by keys alone; then seen on a phone."""

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.models import Application
from tests.e2e.cast_of_reviews import OF_REVIEWS, file_declaration, reviewer
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.hands import Keys
from tests.e2e.screen import Visit, violations
from tests.factories import Desk


def at_work(visitor: Visitor, **options: object) -> Visit:
    """A manager of the office, signed in."""
    visit = visitor(**options)
    for name, value in reviewer()[1].items():
        visit.page.context.add_cookies([{"name": name, "value": value, "url": visit.portal_url}])
    return visit


def told(visit: Visit, key: str) -> None:
    expect(visit.page.get_by_role("status").filter(has_text=visit.words(key))).to_be_visible()


def test_a_case_is_found_reviewed_and_decided_by_keys_and_fits_a_phone(visitor: Visitor) -> None:
    number = runtime.run_now(file_declaration, is_doubtful=True)
    visit = at_work(visitor)
    page, keys = visit.page, Keys(visit.page)
    visit.go(f"{routes.STAFF_APPLICATIONS}?office={OF_REVIEWS}&q={number}")
    visit.see("staff.applications.title")
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-open]")).to_be_focused()
    page.keyboard.press("Enter")
    visit.see("staff.case.title")
    expect(page.locator("#answer-activities")).to_contain_text(visit.words("staff.case.level.flag"))
    assert violations(page) == []
    page.keyboard.press("b")
    told(visit, "staff.case.begun")
    keys.press(visit.button("staff.case.decide"))
    error = page.get_by_role("link", name=visit.words("error.staff_decision_reason_missing"))
    expect(error).to_be_visible()
    keys.fill(page.locator("#reason"), "就労した日を除きます。bdry")
    page.keyboard.press("Tab")
    keys.press(visit.button("staff.case.decide"))
    told(visit, "staff.case.was_decided")
    assert violations(page) == []
    row = Desk(runtime.settings().database).row(Application, number=number)
    assert row.state == "partly_certified"
    small = at_work(visitor, width=PHONE)
    small.go(f"{routes.STAFF_APPLICATION}?office={OF_REVIEWS}&number={number}")
    small.see("staff.case.title")
    assert small.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
