"""An office's day with people: found by name, moved, cancelled, told by mail; a code typed at home."""

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Principal, PrincipalKind, Role
from hellowork_portal.services.reservations import holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.staff import sessions
from tests.e2e.cast import COUNSELLED
from tests.e2e.cast_of_people import OF_RESERVATIONS
from tests.e2e.cast_of_staff import member
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.post import Post
from tests.e2e.screen import Visit, violations


def at_work(visitor: Visitor, **options: object) -> Visit:
    """A manager of the office, signed in."""
    staff_id = runtime.run_now(member, role=Role.OFFICE_MANAGER, office=OF_RESERVATIONS)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    visit = visitor(**options)
    visit.page.context.add_cookies([{"name": "staff", "value": token, "url": visit.portal_url}])
    return visit


def booked(desk: Desk) -> tuple[str, str]:
    """Somebody has booked at the office; return their address and the reservation's number."""
    mail, applicant_id = desk.make_account()
    person = Principal(PrincipalKind.APPLICANT, applicant_id)
    hold_id = desk.hold(applicant_id, desk.free_slot(days_ahead=5))
    given = {"principal": person, "hold_id": hold_id}
    runtime.run_now(holds.agree_terms, **given)
    runtime.run_now(holds.keep_draft, typed=COUNSELLED, **given)
    return mail, runtime.run_now(confirm_reservation, **given)


def test_a_reservation_is_found_moved_by_keys_and_cancelled_with_letters(
    visitor: Visitor, desk: Desk, post: Post
) -> None:
    """The person telephones; the manager has the number, the keyboard and one page."""
    mail, number = booked(desk)
    visit = at_work(visitor)
    keys = Keys(visit.page)
    visit.go(f"{routes.STAFF_RESERVATIONS}?office={OF_RESERVATIONS}")
    visit.see("staff.reservations.title")
    visit.page.set_viewport_size({"width": 1100, "height": 800})
    words, first_day = (visit.page.locator(box).bounding_box() or {} for box in ("#q", "#from"))
    assert words["x"] + words["width"] < first_day["x"], "one box hides a part of another"
    keys.fill(visit.page.locator("#q"), number)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("[data-found]:focus")).to_have_text(visit.words("staff.list.shown", count=1))
    visit.button("lookup.search").press("Enter")
    expect(visit.page.locator("[data-found]")).to_be_focused()
    keys.press(visit.page.locator("main tbody a"))
    visit.see("staff.reservation.title")
    assert violations(visit.page) == []
    keys.press(visit.page.locator("main summary").first)
    visit.page.locator("[name=slot]").first.check()
    visit.page.locator("#move-why").select_option("staff_away")
    keys.press(visit.button("staff.reservation.move"))
    expect(
        visit.page.get_by_role("status").filter(has_text=visit.words("staff.reservation.moved"))
    ).to_be_visible()
    post.wait(mail, say("ja", "mail.reservation_changed.subject"))
    visit.page.locator("main summary").nth(1).click()
    visit.page.locator("#cancel-why").select_option("weather")
    visit.button("staff.reservation.cancel").click()
    told = visit.page.get_by_role("status").filter(has_text=visit.words("staff.reservation.was_cancelled"))
    expect(told).to_be_visible()
    letter = post.wait(mail, say("ja", "mail.reservation_cancelled.subject"))
    assert say("ja", "office_reason.weather")[:8] in letter.text
    assert "/calendar?offering=" in letter.text


def bring(visit: Visit, line: str) -> None:
    """Send a file of one line by keys; the page that answers has the focus."""
    buffer = f"支給番号,氏名,生年月日\r\n{line}".encode("cp932")
    file = {"name": "一覧.csv", "mimeType": "text/csv", "buffer": buffer}
    visit.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    visit.button("staff.import.check").press("Enter")
    visit.page.wait_for_url("**id=*")
    expect(visit.heading).to_be_focused()


def test_a_file_of_claimants_is_checked_and_taken_on_a_phone(visitor: Visitor) -> None:
    visit = at_work(visitor, width=PHONE)
    visit.go(f"{routes.STAFF_IMPORT}?office={OF_RESERVATIONS}")
    visit.see("staff.import.title")
    bring(visit, "13010260099999,電話 花子,1990-13-01")
    visit.told("staff.import.faulty", count=1)
    visit.link("staff.import.other").press("Enter")
    visit.page.locator("#file").wait_for()
    expect(visit.heading).to_be_focused()
    bring(visit, "13010260099999,電話 花子,")
    visit.button("staff.import.take").press("Enter")
    told = visit.words("staff.import.taken", new=1, changed=0, same=0)
    expect(visit.page.get_by_role("status").filter(has_text=told)).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
