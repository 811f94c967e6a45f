"""The declaration's boxes, marks and rows without a pointer: what a person with a keyboard alone does."""

from datetime import date, timedelta

from playwright.sync_api import Locator, expect

from hellowork_portal.kit import clock
from tests.e2e.hands import Hand, Keys
from tests.e2e.ways import Walk

_MOST_CHOICES = 8


def fill_in_by_keys(walk: Walk) -> None:
    """Everything but the last question and the statement: marks, rows that come and go, nested choices."""
    choose(walk, "worked", "yes")
    mark(walk, 5, "x")
    mark(walk, 4, "o")
    add_row(walk, "incomes")
    fill_day(walk.hand, cell(walk, "incomes", 0, "earned_on"), days_ago(5))
    walk.hand.fill(cell(walk, "incomes", 0, "amount"), "１，２００円")
    walk.hand.fill(cell(walk, "incomes", 0, "days"), "1")
    choose(walk, "searched", "yes")
    choose_in_list(walk.hand, cell(walk, "activities", 0, "method"), "hello_work")
    fill_day(walk.hand, cell(walk, "activities", 0, "done_on"), days_ago(3))
    walk.hand.fill(cell(walk, "activities", 0, "institution"), "ハローワーク横浜")
    walk.hand.fill(cell(walk, "activities", 0, "content"), "職業相談 😀")
    bring_a_row_back(walk)
    choose(walk, "ready", "no")
    choose(walk, "not_ready_reason", "other")
    walk.hand.fill(walk.box("not_ready_note"), "引っ越しのため")


def reach(hand: Hand, target: Locator) -> None:
    """Go to a control with the Tab key, which only this hand does."""
    assert isinstance(hand, Keys)
    hand.reach(target)


def bring_a_row_back(walk: Walk) -> None:
    """Add a row in front of which one goes, bring that one back to its place, and take the new one away."""
    add_row(walk, "activities")
    walk.hand.press(rows(walk, "activities").nth(0).locator("[data-remove]"))
    expect(rows(walk, "activities")).to_have_count(1)
    undo = walk.visit.button("components.rows.undo")
    expect(undo).to_be_focused()
    walk.visit.page.keyboard.press("Enter")
    expect(rows(walk, "activities")).to_have_count(2)
    expect(cell(walk, "activities", 0, "content")).to_have_value("職業相談 😀")
    walk.visit.page.reload()
    walk.visit.arrive("apply.form.title")
    expect(cell(walk, "activities", 0, "content")).to_have_value("職業相談 😀")
    walk.hand.press(rows(walk, "activities").nth(1).locator("[data-remove]"))
    expect(rows(walk, "activities")).to_have_count(1)


def days_ago(days: int) -> date:
    return clock.day_in_japan(clock.now()) - timedelta(days=days)


def choose(walk: Walk, name: str, code: str) -> None:
    """Choose one answer: Tab to the group, arrows inside of it."""
    group = walk.visit.page.locator(f"input[name='{name}']")
    wanted = walk.visit.page.locator(f"input[name='{name}'][value='{code}']")
    reach(walk.hand, group.first)
    walk.visit.page.keyboard.press("Space")
    for _ in range(_MOST_CHOICES):
        if wanted.is_checked():
            break
        walk.visit.page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()
    expect(wanted).to_be_focused()


def mark(walk: Walk, ago: int, key: str) -> None:
    """Go to a day of the calendar with the arrows and mark it by its letter."""
    page, wanted = walk.visit.page, days_ago(ago).isoformat()
    reach(walk.hand, page.locator("#marks [data-day][tabindex='0']"))
    for _ in range(31):
        here = page.evaluate("document.activeElement.dataset.day")
        if here == wanted:
            break
        page.keyboard.press("ArrowRight" if here < wanted else "ArrowLeft")
    page.keyboard.press(key)
    code = {"o": "work", "x": "side"}[key]
    expect(page.locator(f"button[data-day='{wanted}']")).to_have_attribute("data-mark", code)


def rows(walk: Walk, field: str) -> Locator:
    return walk.visit.page.locator(f"#{field} [data-row]")


def cell(walk: Walk, field: str, row: int, column: str) -> Locator:
    return rows(walk, field).nth(row).locator(f"[name^='{field}.'][name$='.{column}']")


def add_row(walk: Walk, field: str) -> None:
    """Add a row; its first box takes the focus."""
    before = rows(walk, field).count()
    walk.hand.press(walk.visit.page.locator(f"[data-add={field}]"))
    expect(rows(walk, field)).to_have_count(before + 1)
    expect(rows(walk, field).nth(before).locator("input, select").first).to_be_focused()


def choose_in_list(hand: Hand, box: Locator, code: str) -> None:
    """Choose from a list with the arrow keys."""
    reach(hand, box)
    for _ in range(_MOST_CHOICES):
        if box.input_value() == code:
            return
        hand.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{code} is not in the list")


def fill_day(hand: Hand, box: Locator, day: date) -> None:
    """Type a day into a box of days; the headless browser has the month first, and goes on by itself."""
    reach(hand, box)
    hand.page.keyboard.type(f"{day:%m%d%Y}")
    expect(box).to_have_value(day.isoformat())
