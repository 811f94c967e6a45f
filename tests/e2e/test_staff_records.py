"""An office's manager looks at the month's figures, saves them, and finds in the audit that they looked."""

import csv
import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Locator, expect

from hellowork_portal.kit import routes
from tests.e2e.cast import Cast
from tests.e2e.cast_of_staff import AT
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.screen import Visit


def enter(visit: Visit, cast: Cast) -> None:
    """Sign in as the manager of an office."""
    cookies = {**cast.role("staff_manager").cookies, "lang": visit.language}
    visit.page.context.add_cookies(
        [{"name": name, "value": value, "url": visit.portal_url} for name, value in cookies.items()]
    )
    visit.go(f"{routes.STAFF}?office={AT}")
    visit.arrive("staff.home.title")


def unfold(visit: Visit, key: str) -> Locator:
    """Find the name in the navigation under which further links unfold."""
    return visit.page.locator("header nav summary", has_text=visit.words(key))


def saved(visit: Visit, key: str) -> bytes:
    """Press a button that saves a file; the page stays where it is."""
    with visit.page.expect_download() as waiting:
        visit.button(key).click()
    path = waiting.value.path()
    assert path is not None
    return Path(path).read_bytes()


def row(visit: Visit, text: str | re.Pattern[str]) -> Locator:
    return visit.page.locator("main table tbody tr", has_text=text).first


def test_figures_of_the_month_and_who_looked(visitor: Visitor, desk: Desk) -> None:
    visit = visitor()
    enter(visit, Cast(desk))
    unfold(visit, "staff.nav.group.records").click()
    visit.link("staff.nav.reports").click()
    visit.see("staff.reports.title")
    visit.link("staff.reports.range.ahead").click()
    visit.page.wait_for_url("**since=**")
    visit.see("staff.reports.title", "staff.reports.ahead")
    seats = visit.page.locator("dl > div").first.locator("dd")
    expect(seats).not_to_have_text("0")
    workbook = zipfile.ZipFile(io.BytesIO(saved(visit, "staff.reports.save_xlsx")))
    assert "xl/worksheets/sheet7.xml" in workbook.namelist()
    lines = list(csv.reader(io.StringIO(saved(visit, "staff.reports.save_csv").decode("utf-8-sig"))))
    assert f"{int(lines[1][2]):,}" == seats.inner_text()
    visit.see("staff.reports.title", "staff.reports.ahead")
    visit.go(f"{routes.STAFF_REPORTS}?until=2025")
    visit.told("components.summary.heading")
    assert visit.words("staff.reports.of_office", office="") not in visit.page.locator("main").inner_text()

    keys = Keys(visit.page)
    records = unfold(visit, "staff.nav.group.records")
    expect(records).to_have_attribute("aria-current", "true")
    keys.press(records)
    visit.page.keyboard.press("Escape")
    expect(visit.link("staff.nav.audit")).to_be_hidden()
    expect(records).to_be_focused()
    keys.press(records)
    keys.press(visit.link("staff.nav.audit"))
    visit.see("staff.audit.title")
    visit.page.locator("#since").fill("2020-01-02")
    visit.page.locator("#until").fill("2020-01-01")
    visit.page.keyboard.press("Enter")
    visit.told("error.staff_audit_days_turned")
    keys.press(visit.link("staff.audit.clear"))
    # Sealed once a minute: whether the newest has been is a matter of seconds.
    states = "|".join(visit.words(f"staff.audit.{state}") for state in ("waiting", "sealed"))
    expect(row(visit, re.compile(states))).to_be_visible()
    keys.press(visit.page.locator("main table a").first)
    visit.page.wait_for_url("**actor=**")
    visit.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visit.see("staff.audit.title", "staff.audit.narrowed")
    found = saved(visit, "staff.audit.export").decode("utf-8-sig")
    assert "audit.searched" in found
    visit.page.reload()
    visit.wait()
    expect(visit.page.locator("main tbody")).to_contain_text("操作記録をファイルに保存しました")
