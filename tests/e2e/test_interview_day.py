"""An interview lived through: the person in one browser, the counsellor in another, live."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

from playwright.sync_api import BrowserContext, Locator, expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, Slot
from hellowork_portal.services.staff import sessions
from tests.e2e.cast import _meeting
from tests.e2e.cast_of_staff import AT, member
from tests.e2e.conftest import PHONE, WIDE, Visitor
from tests.e2e.desk import Desk, _write
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk
from tests.portal import Portal

LIVE_MS = 2_000
"""How soon an open board shows what has happened."""


def booked(walk: Walk, desk: Desk, applicant_id: int) -> Any:
    """Book as people do, and let the interview begin a minute ago; return its row."""
    slot = desk.slot(desk.free_slot(nth=3))
    walk.visit.go(routes.calendar(slot.offering_id, day=slot.on_day.isoformat(), slot_id=slot.id))
    walk.visit.arrive("calendar.title")
    walk.reserve()
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    walk.apply()
    [row] = desk.reservations_of(applicant_id, "confirmed")
    for _ in range(150):
        if runtime.read_now(_meeting, reservation_id=row.id).state == "ready":
            break
        Event().wait(0.2)
    now = clock.now()
    starts = now - timedelta(minutes=1)
    if clock.day_in_japan(starts) != clock.day_in_japan(now):
        starts = now + timedelta(minutes=1)
    times: dict[str, Any] = {"starts_at": starts, "ends_at": starts + timedelta(minutes=30)}
    runtime.run_now(_write, table=table_of(Reservation), row_id=row.id, values=times)
    times["on_day"] = clock.day_in_japan(starts)
    runtime.run_now(_write, table=table_of(Slot), row_id=row.slot_id, values=times)
    return row


def at_the_office(
    portal: Portal, context_of: Callable[..., BrowserContext], visitor: Visitor
) -> tuple[Visit, int]:
    """A counsellor's browser."""
    staff_id = runtime.run_now(member, role=Role.COUNSELLOR, office=AT)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    context = context_of(WIDE)
    context.add_cookies([{"name": "staff", "value": token, "url": portal.url}])
    return visitor(context=context), staff_id


def stage(row: Locator, code: str) -> None:
    expect(row).to_have_attribute("data-stage", code, timeout=LIVE_MS)


def identify(board: Visit, row: Locator) -> None:
    """The key of the row opens the boxes; Tab and Enter do the rest."""
    row.locator("[data-open]").focus()
    board.page.keyboard.press("i")
    expect(board.page.locator("#method")).to_be_focused()
    board.page.locator("#method").select_option("driving_licence")
    board.page.keyboard.press("Tab")
    board.page.keyboard.press("Tab")
    board.page.keyboard.press("Enter")
    stage(row, "identified")


def start(board: Visit, row: Locator) -> None:
    """One key begins the interview and opens the host's screen at the stand-in."""
    row.locator("[data-open]").focus()
    with board.page.context.expect_page() as opened:
        board.page.keyboard.press("s")
    expect(opened.value.locator("h1")).to_have_text(say("ja", "zoom.host.title"))
    opened.value.get_by_role("button", name=say("ja", "zoom.host.admit")).first.click()
    stage(row, "in_progress")
    assert "/s/" not in board.page.content(), "the host's link stands in no page"


def note_and_close(board: Visit, row: Locator) -> None:
    """Keep a note, note a cause on our side and close: the keys go on from where one is."""
    board.button("staff.day.template.counselled").click()
    board.page.keyboard.type("😀 事務の求人を2件")
    board.button("staff.day.keep_note").click()
    expect(board.page.locator("aside li", has_text="😀 事務の求人を2件")).to_be_visible()
    expect(board.page.locator("#interview")).to_be_focused()
    board.check("staff.day.open")
    board.button("staff.day.note_our_side").press("Enter")
    expect(board.page.locator("#interview")).to_be_focused()
    board.button("staff.day.close").press("Enter")
    expect(row.locator("[data-open]")).to_be_focused()


def test_a_whole_interview_in_two_browsers(
    somebody: Callable[..., tuple[Walk, str, int]],
    context_of: Callable[..., BrowserContext],
    visitor: Visitor,
    portal: Portal,
    desk: Desk,
) -> None:
    walk, _mail, applicant_id = somebody()
    booking = booked(walk, desk, applicant_id)
    board, staff_id = at_the_office(portal, context_of, visitor)
    board.go(routes.at_office(routes.STAFF_DAY, AT))
    board.see("staff.day.title")
    row = board.page.locator(f"[data-interview='{booking.id}']")
    stage(row, "expected")

    walk.visit.go(f"/interview?number={booking.number}")
    with walk.visit.page.context.expect_page() as joined:
        walk.join_link().click()
    stage(row, "waiting")
    joined.value.locator("#name").fill("K7M2P")
    joined.value.keyboard.press("Enter")
    expect(joined.value.locator("h1")).to_have_text(say("ja", "zoom.waiting.title"))

    identify(board, row)
    start(board, row)
    expect(joined.value.locator("h1")).to_have_text(say("ja", "zoom.room.title"))
    note_and_close(board, row)
    board.page.keyboard.press("d")
    stage(row, "done")
    assert desk.row(Reservation, booking.id).state == "completed"

    row.locator("[data-open]").press("Enter")
    board.link("staff.day.book_next").click()
    board.see("staff.booking.title")
    board.page.locator("main li button[aria-pressed]").last.click()
    board.page.locator("#consent").select_option("telephone")
    board.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    board.check("staff.booking.chosen")
    board.button("staff.booking.book").click()
    expect(board.page.locator("#booked")).to_be_focused()
    [following] = desk.reservations_of(applicant_id, "confirmed")
    assert following.is_by_staff
    assert staff_id
    board.go(routes.at_office(routes.STAFF_DAY, AT))
    board.arrive("staff.day.title")
    board.check("staff.day.phone")
