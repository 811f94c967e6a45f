"""What every walk that files a declaration does: the terms, the boxes, the confirmation."""

from datetime import timedelta

from playwright.sync_api import Locator

from hellowork_portal.kit import clock
from tests.e2e.ways import Walk


def agree_and_fill_in(walk: Walk) -> None:
    """From the terms to the last box but the statement."""
    visit = walk.visit
    visit.see("apply.terms.title")
    walk.hand.tick(walk.box("agree"))
    walk.hand.press(visit.button("apply.terms.button"))
    visit.see("apply.form.title")
    choose(walk, "worked", "no")
    choose(walk, "searched", "yes")
    fill_activity(walk, 0, days_ago=3)
    choose(walk, "ready", "yes")
    choose(walk, "job_kind", "none")
    visit.told("apply.form.saved", time="")


def choose(walk: Walk, name: str, code: str) -> None:
    """Choose one answer."""
    walk.hand.press(walk.visit.page.locator(f"input[name='{name}'][value='{code}']"))


def fill_activity(walk: Walk, row: int, *, days_ago: int) -> None:
    """Say where and when one has looked for work."""
    inside = walk.visit.page.locator("#activities [data-row]").nth(row)

    def box(column: str) -> Locator:
        return inside.locator(f"[name^='activities.'][name$='.{column}']")

    day = (clock.day_in_japan(clock.now()) - timedelta(days=days_ago)).isoformat()
    box("method").select_option("hello_work")
    box("done_on").fill(day)
    walk.hand.fill(box("institution"), "ハローワーク横浜")
    walk.hand.fill(box("content"), "職業相談 😀")
