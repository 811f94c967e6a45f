"""A new office in the browser: from nothing to the first time that a citizen sees and books."""

import secrets
import time
from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import expect
from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit import principal as kit
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Office, Prefecture
from hellowork_portal.services.staff import sessions
from tests.e2e.cast_of_staff import member
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys, Mouse
from tests.e2e.post import Post
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk

MANY = "main form:has(#from_minute) [type=submit]"
SHOW = "main form:has(#valid_from) [type=submit]"
TEN_MINUTES = 600
"""What a manager who knows the portal needs at most; a bound for the walk, which knows where to press."""


def _new_office(session: Session, *, code: str, now: datetime) -> None:
    """An office that has just been founded: it has a name, and nothing else."""
    region = session.connection().execute(select(table_of(Prefecture).c.code).limit(1)).scalar_one()
    facts = {"name": "ハローワーク新設", "kana": "しんせつ", "kind": "branch", "prefecture_code": region}
    session.add(Office(code=code, **facts))
    session.flush()


def manager_of(code: str, visitor: Visitor, **options: object) -> Visit:
    """Let the new office's manager come in."""
    staff_id = runtime.run_now(member, role=kit.Role.OFFICE_MANAGER, office=code)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    visit = visitor(**options)
    visit.page.context.add_cookies([{"name": "staff", "value": token, "url": visit.portal_url}])
    return visit


def set_up(visit: Visit, code: str) -> None:
    """Go through the list of what is to be done, as far as the week."""
    page = visit.page
    visit.go(routes.STAFF)
    visit.see("staff.home.title", "staff_home.new")
    visit.told("staff.office.steps")
    visit.link("staff.office.step.settings").first.click()
    visit.see("staff.office.title", "staff_office.new")
    page.locator("#postal_code").fill("1600001")
    page.locator("#address").fill("東京都新設区1-1")
    page.locator("#phone").fill("電話")
    page.locator("main form:has(#phone) [type=submit]").click()
    visit.told("error.staff_phone_wrong")
    page.locator("#phone").fill("03-1234-5678")
    page.locator("main form:has(#phone) [type=submit]").click()
    visit.told("staff.office.saved")
    expect(page.locator("main form:has(#phone) [type=submit]")).to_be_focused()
    expect(page.locator("#office-told")).to_be_in_viewport(ratio=0.9)
    counselling = page.locator("main li:has(form)").last
    counselling.locator("select[name=mode]").select_option("telephone")
    counselling.locator("form [type=submit]").first.click()
    visit.told("staff.office.offered")
    visit.link("staff.office.step.week_link").first.click()
    visit.arrive("staff.schedule.title")


def draw_by_mouse(visit: Visit) -> None:
    """Begin with the usual week, throw it away; press an empty place, and fill the hours of five days in."""
    page = visit.page
    visit.button("staff.week.take_usual").click()
    visit.told("staff.week.usual_taken")
    visit.button("staff.week.drop").click()
    visit.told("staff.week.dropped")
    page.locator("main [role=group] > div:nth-child(2) [aria-hidden=true] > div").nth(1).click()
    expect(page.locator("#panel-title")).to_have_text(visit.words("staff.week.new"))
    page.locator("#seats").fill("0")
    page.locator(MANY).click()
    visit.told("error.schedule_no_seats")
    page.locator("#seats").fill("2")
    for day in range(7):
        expect(page.locator(f"#weekday-{day}")).to_be_checked(checked=day < 5)
    page.locator("#from_minute").fill("09:00")
    page.locator("#to_minute").fill("12:00")
    page.locator(MANY).click()
    visit.told("staff.week.put", count=5)
    page.reload()
    visit.wait()
    expect(page.locator("main [role=group] button[aria-pressed]")).to_have_count(5)


def change_by_keys(visit: Visit) -> None:
    """Give Monday an hour less without a pointer."""
    keys, page = Keys(visit.page), visit.page
    keys.press(page.locator("main [role=group] button[aria-pressed]").first)
    expect(page.locator("#panel-title")).to_have_text(visit.words("staff.week.change"))
    keys.fill(page.locator("#slot_minutes"), "60")
    keys.press(page.locator(MANY))
    visit.told("staff.week.put", count=1)
    visit.check("staff_schedule.drawn")


def apply(visit: Visit) -> None:
    """Look at what changes, and let it be so."""
    visit.page.locator(SHOW).click()
    visit.arrive("staff.preview.title")
    visit.told("staff.preview.nobody")
    visit.check("staff_preview.week")
    visit.button("staff.preview.apply").click()
    visit.told("staff.preview.done")
    expect(visit.heading).to_be_focused()
    visit.check("staff_preview.done")


def test_a_new_office_is_set_up_and_a_citizen_books_its_first_time_within_ten_minutes(
    visitor: Visitor, somebody: Callable[..., tuple[Walk, str, int]], desk: Desk, post: Post
) -> None:
    begun = time.monotonic()
    code = f"NEW-{secrets.token_hex(3)}"
    runtime.run_now(_new_office, code=code)
    visit = manager_of(code, visitor, width=(1280, 800))
    set_up(visit, code)
    draw_by_mouse(visit)
    change_by_keys(visit)
    apply(visit)
    visit.link("staff.preview.to_office").last.click()
    visit.told("staff.office.ready")

    walk, _, applicant_id = somebody("/my", width=PHONE)
    walk.visit.go(f"{routes.OFFICE}?code={code}")
    walk.visit.arrive("office.title")
    expect(walk.visit.page.locator("main")).to_contain_text("東京都新設区1-1")
    walk = Walk(walk.visit, Mouse(walk.visit.page), post)
    walk.hand.press(walk.visit.page.locator(f"main a[href^='{routes.CALENDAR}']").first)
    walk.choose_day_and_time()
    walk.reserve()
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    walk.apply()
    [booked] = desk.reservations_of(applicant_id, "confirmed")
    assert clock.now() < booked.starts_at
    visit.go(f"{routes.STAFF}?office={code}")
    visit.arrive("staff.home.title")
    expect(visit.page.get_by_text(visit.words("staff.office.steps"))).to_have_count(0)
    assert time.monotonic() - begun < TEN_MINUTES

    small = manager_of(code, visitor, width=PHONE, language="en")
    small.go(f"{routes.STAFF_SCHEDULE}?office={code}")
    small.see("staff.schedule.title", "staff_schedule.phone")
    expect(small.page.locator("main h2", has_text="Monday")).to_be_visible()
    open_menu(small)


def open_menu(small: Visit) -> None:
    """On a telephone the head is small, and everything is behind its one button, by keys as well."""
    page, keys = small.page, Keys(small.page)
    bar = page.locator(f"header div:has(> div > a[href='{routes.STAFF}'])")
    assert (bar.bounding_box() or {"height": 999})["height"] < 100
    expect(small.link("staff.nav.office")).to_be_hidden()
    keys.press(page.locator("#staff-menu > summary"))
    small.check("staff_menu.phone")
    keys.press(small.link("staff.nav.office"))
    small.arrive("staff.office.title")
    expect(page.locator("#staff-menu")).not_to_have_attribute("open", "")
