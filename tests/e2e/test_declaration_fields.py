"""The declaration's calendar and rows: by mouse, by keys and by thumb; nothing typed is lost."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

from hellowork_portal.kit import clock, routes
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.screen import Visit


def opened(visit: Visit) -> Visit:
    visit.go(routes.DEV_FORM)
    visit.arrive("dev.form.title")
    for name in ("worked", "searched"):
        visit.page.locator(f"input[name={name}][value=yes]").check()
    expect(visit.page.locator("#activities")).to_be_visible()
    return visit


def day(visit: Visit, days_ago: int) -> Locator:
    iso = clock.day_in_japan(clock.now()) - timedelta(days=days_ago)
    return visit.page.locator(f"button[data-day='{iso.isoformat()}']")


def sign(visit: Visit, days_ago: int, code: str) -> None:
    """A day's button and its select in the list always say the same."""
    button = day(visit, days_ago)
    if code:
        expect(button).to_have_attribute("data-mark", code)
    else:
        expect(button).not_to_have_attribute("data-mark", "work")
    iso = button.get_attribute("data-day")
    expect(visit.page.locator(f"select[name='marks.{iso}']")).to_have_value(code)


def rows(visit: Visit, field: str) -> Locator:
    return visit.page.locator(f"#{field} [data-row]")


def box(visit: Visit, field: str, column: str, row: int = 0) -> Locator:
    inside = rows(visit, field).nth(row)
    return inside.locator(f"[name^='{field}.'][name$='.{column}']")


def add(visit: Visit, field: str) -> None:
    """Add a row and wait until its first box has the focus."""
    before = rows(visit, field).count()
    visit.page.locator(f"[data-add={field}]").click()
    expect(rows(visit, field)).to_have_count(before + 1)
    expect(rows(visit, field).nth(before).locator("input, select").first).to_be_focused()


def test_days_are_marked_by_mouse_and_keys(visitor: Visitor) -> None:
    visit = opened(visitor())
    one = day(visit, 5)
    for code in ("work", "side", "", "work"):
        one.click()
        sign(visit, 5, code)
    keys = visit.page.keyboard
    for key, days_ago, code in (
        ("ArrowRight", 4, ""), ("x", 4, "side"), ("ArrowUp", 11, ""), ("Space", 11, "work"),
        ("Delete", 11, ""), ("o", 11, "work"), ("ArrowDown", 4, "side"), ("Enter", 4, ""), ("Home", 28, ""),
    ):  # fmt: skip
        keys.press(key)
        expect(day(visit, days_ago)).to_be_focused()
        sign(visit, days_ago, code)
    expect(day(visit, 11)).to_have_accessible_name(
        visit.page.locator("button[data-mark=work]").first.get_attribute("aria-label") or ""
    )
    iso = day(visit, 3).get_attribute("data-day")
    visit.page.locator("#marks .days-folded > summary").click()
    visit.page.locator(f"select[name='marks.{iso}']").select_option("side")
    sign(visit, 3, "side")
    visit.see("dev.form.title", "dev.form.marked")


def test_rows_come_and_go_by_thumb_and_lose_nothing(visitor: Visitor) -> None:
    visit = opened(visitor(width=PHONE, has_touch=True))
    day(visit, 2).tap()
    sign(visit, 2, "work")
    box(visit, "activities", "content").fill("相談 😀")
    add(visit, "activities")
    box(visit, "activities", "content", 1).fill("二つ目")
    add(visit, "activities")
    for row, text in enumerate(("相談 😀", "二つ目", "")):
        expect(box(visit, "activities", "content", row)).to_have_value(text)
    rows(visit, "activities").nth(1).locator("[data-remove]").click()
    expect(rows(visit, "activities")).to_have_count(2)
    expect(box(visit, "activities", "content", 1)).to_have_value("")
    undo = visit.page.locator("#activities").get_by_role("button", name=visit.words("components.rows.undo"))
    expect(undo).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(box(visit, "activities", "content", 1)).to_have_value("二つ目")
    add(visit, "incomes")
    box(visit, "incomes", "amount").fill("よんせん円")
    visit.page.get_by_role("button", name=visit.words("dev.form.check")).click()
    summary = visit.page.locator("[role=alert][tabindex]")
    expect(summary).to_be_focused()
    visit.see("dev.form.title", "dev.form.wrong")
    summary.get_by_role("link").first.click()
    expect(box(visit, "incomes", "earned_on")).to_be_focused()
    expect(box(visit, "incomes", "amount")).to_have_value("よんせん円")
    expect(box(visit, "incomes", "amount")).to_have_attribute("aria-invalid", "true")
    expect(box(visit, "activities", "content", 1)).to_have_value("二つ目")
    sign(visit, 2, "work")
    shown = visit.page.locator(
        "section", has=visit.page.get_by_role("heading", name=visit.words("dev.form.confirm"))
    )
    expect(shown.locator("[data-mark=work]")).to_have_count(1)


def test_without_room_for_seven_columns_the_list_stands_for_the_months(visitor: Visitor) -> None:
    visit = opened(visitor(width=(256, 600)))
    visit.page.set_viewport_size({"width": 256, "height": 600})
    expect(day(visit, 2)).to_be_hidden()
    iso = day(visit, 2).get_attribute("data-day")
    visit.page.locator(f"select[name='marks.{iso}']").select_option("work")
    sign(visit, 2, "work")
    visit.hold("dev.form.narrow")
