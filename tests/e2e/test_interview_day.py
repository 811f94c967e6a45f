"""A day of interviews lived through: citizens in one browser, the counsellor in another, live and by keys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Interview, Reservation, StaffMember
from hellowork_portal.services.staff import sessions
from tests.e2e.bookings import wall
from tests.e2e.cast_of_staff import AT, member
from tests.e2e.conftest import PHONE, WIDE, Visitor
from tests.e2e.desk import Desk, _write
from tests.e2e.interviews_today import Today
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk
from tests.portal import Portal

LIVE_MS = 2_000
"""How soon an open board shows what has happened."""
OVERRUN_MS = 2_500
"""When the first interview's time is over, after one has begun to look."""
COLLEAGUE = "同僚 次郎"
MINE = "相談 太郎"


def book_by_hand(walk: Walk, desk: Desk, slot_id: int) -> None:
    """Book as people do."""
    slot = desk.slot(slot_id)
    walk.visit.go(routes.calendar(slot.offering_id, day=slot.on_day.isoformat(), slot_id=slot.id))
    walk.visit.arrive("calendar.title")
    walk.reserve()
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    walk.apply()


def staff(name: str) -> int:
    """A counsellor of the office."""
    staff_id = runtime.run_now(member, role=Role.COUNSELLOR, office=AT)
    runtime.run_now(_write, table=table_of(StaffMember), row_id=staff_id, values={"name": name})
    return staff_id


class Board:
    """The counsellor's browser; what the board has keys for is done by keys."""

    def __init__(self, visit: Visit, desk: Desk) -> None:
        self.visit, self.desk, self.page = visit, desk, visit.page

    def row(self, reservation_id: int) -> Locator:
        return self.page.locator(f"[data-interview='{reservation_id}']")

    def stage(self, reservation_id: int, code: str, timeout: float = LIVE_MS) -> None:
        expect(self.row(reservation_id)).to_have_attribute("data-stage", code, timeout=timeout)

    def reach(self, reservation_id: int) -> None:
        """Go to a row by the arrows."""
        self.page.keyboard.press("Home")
        opener = self.row(reservation_id).locator("[data-open]")
        for _ in range(self.page.locator("[data-interview]").count()):
            if opener.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("ArrowDown")
        expect(opener).to_be_focused()

    def key(self, reservation_id: int, key: str, stage: str) -> None:
        """Do what a key says with a row; the focus stays in the row."""
        self.reach(reservation_id)
        self.page.keyboard.press(key)
        self.stage(reservation_id, stage)
        assert self.row(reservation_id).evaluate("one => one.contains(document.activeElement)")

    def open(self, reservation_id: int) -> None:
        """Open a row beside the board."""
        self.reach(reservation_id)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#interview")).to_be_focused()

    def send(self, box: str, value: str, tabs: int = 1) -> None:
        """Choose in a box of the panel, press the button behind it and wait until the panel shows it."""
        control = self.page.locator(f"aside [id='{box}']")
        revision = self.page.locator("aside input[name=revision]").first
        before = revision.input_value()
        control.focus()
        control.select_option(value)
        for _ in range(tabs):
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        expect(revision).not_to_have_value(before)

    def is_beside(self) -> None:
        """Expect the focus in the panel."""
        expect(self.page.locator("aside:focus-within")).to_have_count(1)

    def told(self) -> Locator:
        """What citizens have told and nobody has answered."""
        return self.page.locator("main button", has_text=self.visit.words("staff.day.answer"))


@pytest.fixture
def today(desk: Desk) -> Today:
    return Today(desk)


@pytest.fixture
def board(context_of: Callable[..., BrowserContext], visitor: Visitor, portal: Portal, desk: Desk) -> Board:
    """A counsellor's browser."""
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff(MINE), old_token="", agent="")
    context = context_of(WIDE)
    context.add_cookies([{"name": "staff", "value": token, "url": portal.url}])
    return Board(visitor(context=context), desk)


def held(walk: Walk, board: Board, first: Any) -> None:
    """The first one joins, is recognised and talked to; a note with a template is kept, the time runs out."""
    walk.visit.go(f"/interview?number={first.number}")
    with walk.visit.page.context.expect_page() as joined:
        walk.join_link().click()
    board.stage(first.id, "waiting")
    joined.value.locator("#name").fill("K7M2P")
    joined.value.keyboard.press("Enter")
    expect(joined.value.locator("h1")).to_have_text(say("ja", "zoom.waiting.title"))

    board.reach(first.id)
    board.page.keyboard.press("i")
    expect(board.page.locator("#method")).to_be_focused()
    board.send("method", "driving_licence", tabs=2)
    board.stage(first.id, "identified")
    board.reach(first.id)
    with board.page.context.expect_page() as opened:
        board.page.keyboard.press("s")
    expect(opened.value.locator("h1")).to_have_text(say("ja", "zoom.host.title"))
    opened.value.get_by_role("button", name=say("ja", "zoom.host.admit")).first.click()
    board.stage(first.id, "in_progress")
    assert "/s/" not in board.page.content(), "the host's link stands in no page"
    expect(joined.value.locator("h1")).to_have_text(say("ja", "zoom.room.title"))
    joined.value.close()
    opened.value.close()

    board.visit.button("staff.day.template.counselled").press("Enter")
    board.page.keyboard.type("😀 事務の求人を2件")
    board.page.keyboard.press("Tab")
    board.page.keyboard.press("Enter")
    kept = board.page.locator("aside li", has_text="😀 事務の求人を2件")
    expect(kept).to_contain_text(say("ja", "staff.day.template.counselled_text").partition("\n")[0])
    expect(board.page.locator("#interview")).to_be_focused()
    Today(board.desk).ends_in(first, OVERRUN_MS)
    board.visit.button("staff.day.note_our_side").press("Enter")
    expect(board.page.locator("#interview")).to_be_focused()


def answered(walk: Walk, board: Board, second: Any, later: Any) -> None:
    """The second one can not connect: called back, and then moved to another time today."""
    citizen = walk.visit
    citizen.own("session", board.desk.sign_in(second.applicant_id))
    citizen.go(f"/interview?number={second.number}")
    citizen.arrive("interview.title")
    walk.hand.press(citizen.button("interview.tell.cannot_connect"))
    expect(board.told()).to_have_count(1, timeout=LIVE_MS)
    board.told().press("Enter")
    expect(board.page.locator("#interview")).to_be_focused()
    board.visit.check("staff.day.told")
    board.visit.button("staff.day.reply.called").press("Enter")
    expect(board.told()).to_have_count(0)
    expect(board.page.locator("#interview")).to_be_focused()
    expect(board.page.locator("aside")).to_contain_text(say("ja", "staff.day.answered.called"))
    citizen.page.reload()
    citizen.told("interview.answered.called")
    citizen.check("interview.answered")

    walk.hand.press(citizen.button("interview.tell.cannot_connect"))
    citizen.told("interview.told.cannot_connect")
    expect(board.told()).to_have_count(1, timeout=LIVE_MS)
    board.key(second.id, "w", "waiting")
    board.open(second.id)
    board.send("slot", str(later.id))
    expect(board.row(second.id)).to_contain_text(wall(later.starts_at))
    board.stage(second.id, "expected")
    expect(board.told()).to_have_count(0)
    board.is_beside()
    citizen.page.reload()
    citizen.told("interview.answered.moved")
    expect(citizen.page.locator("main")).to_contain_text(wall(later.starts_at))


def exchanged(board: Board, first: Any, third: Any, colleague: int) -> None:
    """The third interview is given to a colleague, and exchanged for the first, which who began it holds."""
    expect(board.row(first.id)).to_contain_text(MINE)
    board.open(third.id)
    board.send("counsellor", str(colleague))
    expect(board.row(third.id)).to_contain_text(COLLEAGUE)
    board.is_beside()
    board.send("other", str(first.id))
    expect(board.row(first.id)).to_contain_text(COLLEAGUE)
    expect(board.row(third.id)).to_contain_text(MINE)
    board.is_beside()


def booked_next(board: Board, first: Any) -> None:
    """The next interview of the first one, from the place where this one ended; at last on a phone."""
    board.open(first.id)
    board.visit.link("staff.day.book_next").press("Enter")
    board.visit.see("staff.booking.title")
    # Other walks take seats of this office too: the last time may be full.
    free = board.page.locator("main li button[aria-pressed]", has_text="残り").last
    free.press("Enter")
    expect(free).to_have_attribute("aria-pressed", "true")
    board.page.locator("#consent").select_option("telephone")
    board.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    board.visit.check("staff.booking.chosen")
    board.visit.button("staff.booking.book").press("Enter")
    expect(board.page.locator("#booked")).to_be_focused()
    [following] = board.desk.reservations_of(first.applicant_id, "confirmed")
    assert following.is_by_staff
    board.visit.go(routes.at_office(routes.STAFF_DAY, AT))
    board.visit.arrive("staff.day.title")
    board.visit.check("staff.day.phone")


def test_a_day_of_interviews_in_two_browsers(
    somebody: Callable[..., tuple[Walk, str, int]], board: Board, desk: Desk, today: Today
) -> None:
    colleague = staff(COLLEAGUE)
    second, third = today.book("接続 次郎", 12), today.book("欠席 三子", -5)
    later = today.free_like(second, 55)
    walk, _mail, applicant_id = somebody()
    book_by_hand(walk, desk, desk.free_slot(nth=3))
    first = today.bring(applicant_id, -1)
    for one in (first, second, third):
        today.has_meeting(one)

    board.visit.go(routes.at_office(routes.STAFF_DAY, AT))
    board.visit.see("staff.day.title")
    for one in (first, second, third):
        board.stage(one.id, "expected")
    held(walk, board, first)
    board.visit.check("staff.day.open")
    board.stage(first.id, "overrun", LIVE_MS + OVERRUN_MS)
    answered(walk, board, second, later)
    exchanged(board, first, third, colleague)
    board.key(third.id, "n", "no_show")
    board.key(third.id, "b", "expected")
    board.key(third.id, "n", "no_show")
    board.open(first.id)
    board.visit.button("staff.day.close").press("Enter")
    expect(board.row(first.id).locator("[data-open]")).to_be_focused()
    board.key(first.id, "d", "done")
    states = [desk.row(Reservation, one.id).state for one in (first, second, third)]
    assert states == ["completed", "confirmed", "no_show"]
    holders = [desk.row_of(Interview, reservation_id=one.id).counsellor_id for one in (first, third)]
    assert holders == [colleague, desk.row_of(StaffMember, name=MINE).id]
    booked_next(board, first)
