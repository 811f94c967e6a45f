"""The interview's page: its door opens by itself, devices are checked, one tap tells the office."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DayNotice, Mode, Offering, Office, Reservation
from tests.e2e.bookings import Booking, book
from tests.e2e.conftest import _ARGUMENTS, _CHROMIUM, PHONE
from tests.e2e.desk import Desk, _write
from tests.e2e.hands import Keys
from tests.e2e.screen import Visit, violations
from tests.e2e.ways import Walk
from tests.factories import Desk as Rows

_FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
Somebody = Callable[..., tuple[Walk, str, int]]


def begin_in(booking: Booking, seconds: float) -> None:
    """Let an interview begin so soon; its slot stays where it is."""
    starts = clock.now() + timedelta(seconds=seconds)
    times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=15)}
    runtime.run_now(_write, table=table_of(Reservation), row_id=booking.id, values=times)


def page_of(booking: Booking) -> str:
    return f"/interview?{booking.query}"


def phone_of(booking: Booking, desk: Desk) -> str:
    """Return the telephone of the office that a booking is for."""
    offering = desk.row(Offering, desk.slot(booking.slot_id).offering_id)
    return desk.row(Office, offering.office_id).phone


def told(booking: Booking) -> list[tuple[str, int | None]]:
    rows = Rows(runtime.settings().database).rows(DayNotice, reservation_id=booking.id)
    return [(row.kind, row.minutes) for row in rows]


def test_the_door_opens_by_itself_and_leads_into_the_meeting(somebody: Somebody, desk: Desk) -> None:
    walk, _mail, applicant_id = somebody()
    booking = book(desk, applicant_id, desk.free_slot(office="HW13-006", days_ahead=5))
    walk.visit.go(f"/reservation?{booking.query}")
    walk.visit.arrive("detail.title")
    walk.hand.press(walk.visit.link("interview.link"))
    walk.visit.see("interview.title", "interview.early")
    walk.read_advice()
    call = walk.visit.page.locator("section", has_text=walk.visit.words("interview.phone"))
    expect(call.locator("a[href^='tel:']")).to_have_text(phone_of(booking, desk))
    expect(walk.join_link()).to_have_count(0)
    expect(walk.visit.button("interview.tell.cannot_connect")).to_have_count(0)

    begin_in(booking, 10 * 60 + 12)
    walk.visit.page.reload()
    walk.visit.see("interview.title", "interview.soon")
    expect(walk.join_link()).to_have_count(0)
    expect(walk.join_link()).to_be_visible(timeout=90_000)
    walk.visit.told("interview.open")
    said = walk.visit.page.get_by_role("status")
    expect(said.filter(has_text=walk.visit.words("interview.said.open"))).to_have_count(1)
    assert walk.join_link().get_attribute("target") == "_blank"
    walk.visit.check("interview.open")


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("ja-easy", PHONE)])
def test_one_tap_tells_the_office_by_keyboard_on_a_phone(
    somebody: Somebody, desk: Desk, language: str, width: tuple[int, int]
) -> None:
    walk, _mail, applicant_id = somebody(language=language, width=width)
    booking = book(desk, applicant_id, desk.free_slot())
    begin_in(booking, 12 * 60)
    walk.visit.go(page_of(booking))
    walk.visit.see("interview.title", "interview.day")
    hand = Keys(walk.visit.page)
    hand.press(walk.visit.button("interview.tell.late.10"))
    expect(walk.visit.page.locator("#told")).to_be_focused()
    walk.visit.told("interview.told.late.10")
    hand.press(walk.visit.button("interview.tell.cannot_connect"))
    walk.visit.told("interview.told.cannot_connect")
    walk.visit.check("interview.told")
    walk.visit.page.reload()
    walk.visit.told("interview.told.cannot_connect")
    assert told(booking) == [("late", 10), ("cannot_connect", None)]


def test_a_double_tap_on_a_server_that_forgot_tells_once(
    somebody: Somebody, desk: Desk, forget: Callable[[], None]
) -> None:
    walk, _mail, applicant_id = somebody()
    booking = book(desk, applicant_id, desk.free_slot())
    begin_in(booking, 12 * 60)
    walk.visit.go(page_of(booking))
    walk.visit.arrive("interview.title")
    forget()
    walk.visit.button("interview.tell.late.5").dblclick()
    walk.visit.told("interview.told.late.5")
    assert told(booking) == [("late", 5)]


def test_another_person_s_interview_is_answered_like_a_wrong_number(somebody: Somebody, desk: Desk) -> None:
    _walk, _mail, owner = somebody()
    booking = book(desk, owner, desk.free_slot())
    walk, _mail, _id = somebody()
    for number in (booking.number, "AAAAA-AAAAA", "'; --", "😀" * 100):
        walk.visit.go(f"/interview?number={number}")
        walk.visit.told("detail.not_found")
    walk.visit.check("interview.missing")


@pytest.mark.parametrize(
    ("mode", "said"),
    [(Mode.TELEPHONE, "interview.telephone.body"), (Mode.IN_PERSON, "interview.in_person.body")],
)
def test_without_zoom_the_page_says_where_to_go_or_who_calls(
    somebody: Somebody, desk: Desk, mode: Mode, said: str
) -> None:
    walk, _mail, applicant_id = somebody()
    booking = book(desk, applicant_id, desk.free_slot(office="HW13-006", days_ahead=5))
    offering = desk.slot(booking.slot_id).offering_id
    runtime.run_now(_write, table=table_of(Offering), row_id=offering, values={"mode": mode})
    try:
        walk.visit.go(page_of(booking))
        walk.visit.told(said)
        expect(walk.visit.page.locator("#devices")).to_have_count(0)
        walk.visit.see("interview.title", f"interview.{mode}")
    finally:
        runtime.run_now(_write, table=table_of(Offering), row_id=offering, values={"mode": Mode.ONLINE})


@pytest.fixture
def with_devices(browser: Browser) -> Iterator[Browser]:
    """A browser with a camera and a microphone that are not there."""
    chromium = browser.browser_type.launch(executable_path=_CHROMIUM, args=[*_ARGUMENTS, *_FAKE])
    yield chromium
    chromium.close()


def device(visit: Visit, name: str, state: str) -> None:
    expect(visit.page.locator(f"[data-device={name}]")).to_have_attribute("data-state", state)


def try_it(visit: Visit, name: str) -> None:
    visit.page.locator(f"[data-device={name}] button").last.click()


def test_devices_that_are_refused_or_missing_are_explained(somebody: Somebody, desk: Desk) -> None:
    walk, _mail, applicant_id = somebody()
    booking = book(desk, applicant_id, desk.free_slot())
    walk.visit.go(page_of(booking))
    walk.visit.arrive("interview.title")
    refuse = (
        "() => {{ navigator.mediaDevices.getUserMedia ="
        " async () => {{ throw new DOMException('{}', '{}') }} }}"
    )
    for message, name, state in (
        ("Permission denied", "NotAllowedError", "denied"),
        ("Permission denied by system", "NotAllowedError", "system"),
        ("", "NotFoundError", "missing"),
        ("", "NotReadableError", "busy"),
        ("", "OverconstrainedError", "unsuited"),
        ("", "InvalidStateError", "unknown"),
    ):
        walk.visit.page.evaluate(refuse.format(message, name))
        try_it(walk.visit, "camera")
        device(walk.visit, "camera", state)
        walk.visit.told(f"devices.problem.{state}")
    walk.visit.page.evaluate(refuse.format("Permission denied", "NotAllowedError"))
    try_it(walk.visit, "microphone")
    walk.visit.told("devices.help.chrome")
    walk.visit.page.evaluate("() => { navigator.mediaDevices.getUserMedia = undefined }")
    try_it(walk.visit, "microphone")
    device(walk.visit, "microphone", "old")
    walk.visit.told("devices.problem.old")
    try_it(walk.visit, "loudspeaker")
    device(walk.visit, "loudspeaker", "asked")
    walk.visit.button("devices.loudspeaker.no").click()
    walk.visit.told("devices.problem.silent")
    try_it(walk.visit, "network")
    device(walk.visit, "network", "works")
    walk.visit.allow("ERR_FAILED")
    walk.visit.page.route("**/ping", lambda asked: asked.abort())
    try_it(walk.visit, "network")
    walk.visit.told("devices.problem.offline")
    walk.visit.check("interview.devices.problems")


def test_devices_that_work_are_shown_and_let_go(
    with_devices: Browser, somebody: Somebody, desk: Desk
) -> None:
    walk, _mail, applicant_id = somebody()
    booking = book(desk, applicant_id, desk.free_slot())
    context = with_devices.new_context(storage_state=walk.visit.page.context.storage_state())
    visit = Visit(context.new_page(), walk.visit.portal_url, "ja")
    visit.go(page_of(booking))
    visit.arrive("interview.title")
    try_it(visit, "camera")
    device(visit, "camera", "on")
    expect(visit.page.locator("[data-device=camera] video")).to_be_visible()
    expect(visit.page.locator("video")).to_have_js_property("readyState", 4)
    try_it(visit, "microphone")
    device(visit, "microphone", "heard")
    visit.picture("interview.devices.work")
    assert violations(visit.page) == []
    visit.button("devices.camera.stop").click()
    device(visit, "camera", "works")
    expect(visit.page.locator("video")).to_have_count(0)
    assert visit.complaints() == []
    context.close()
