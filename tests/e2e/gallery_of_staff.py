"""The gallery's pages of the staff side."""

from playwright.sync_api import expect

from hellowork_portal.kit import routes
from tests.e2e.bookings import book, other_slot
from tests.e2e.desk import Desk
from tests.e2e.gallery import Screen, opened, press, send, typed, until
from tests.e2e.screen import Visit
from tests.e2e.words import named

_DOOR = [
    Screen("staff_sign_in", routes.STAFF_SIGN_IN),
    Screen("staff_sign_in.wrong", routes.STAFF_SIGN_IN, "error=wrong_credentials"),
    Screen("staff_sign_in.slowed", routes.STAFF_SIGN_IN, "error=too_many&minutes=12"),
    Screen("staff_code", routes.STAFF_CODE, who="staff_waiting"),
    Screen("staff_code.wrong", routes.STAFF_CODE, "error=staff_code_wrong", who="staff_waiting"),
    Screen("staff_code.recovery", routes.STAFF_CODE, "way=recovery", who="staff_waiting"),
    Screen("staff_signed_out", routes.STAFF_SIGNED_OUT),
]

_JOIN = [
    Screen("staff_join", routes.STAFF_JOIN, who="staff_invited"),
    Screen(
        "staff_join.wrong",
        routes.STAFF_JOIN,
        "name=field.required&password=field.password_conditions",
        who="staff_invited",
    ),
    Screen("staff_join_authenticator", routes.STAFF_JOIN_AUTHENTICATOR, who="staff_enrolling"),
    Screen(
        "staff_join_authenticator.wrong",
        routes.STAFF_JOIN_AUTHENTICATOR,
        "code=staff_code_wrong",
        who="staff_enrolling",
    ),
    Screen("staff_join_codes", routes.STAFF_JOIN_CODES, who="staff_keeping"),
    Screen("staff_link_problem", routes.STAFF_LINK_PROBLEM, "reason=expired"),
]

_INVITE = send("main form:has(#mail_address) [type=submit]")


def _decide_by_keys(visit: Visit) -> None:
    """Decide on everybody, then on one of them otherwise: the focus goes on from where it was."""
    keep = visit.page.get_by_role("button", name=named(visit.language, "staff.preview.all.keep"))
    choice, told = visit.page.locator("main tbody select").first, visit.page.locator("#undecided")
    if keep.count():
        keep.press("Enter")
        expect(told).to_be_focused()
    for what in ("cancel", "keep"):
        choice.focus()
        choice.select_option(what)
        expect(visit.page.locator("#reason_ja")).to_have_count(1 if what == "cancel" else 0)
        expect(choice).to_be_focused()
        expect(choice).to_have_value(what)


def _overtake(visit: Visit) -> None:
    """Decide on everybody and apply, while somebody books on that day: nothing is done, and it is told."""
    visit.page.get_by_role("button", name=named(visit.language, "staff.preview.apply")).press("Enter")
    expect(visit.page.locator("#undecided")).to_be_focused()
    visit.page.get_by_role("button", name=named(visit.language, "staff.preview.all.keep")).press("Enter")
    expect(visit.page.locator("#undecided")).to_be_focused()
    desk, slot_id = Desk(), int(visit.page.url.rpartition("slot=")[2])
    book(desk, desk.make_account()[1], other_slot(desk, slot_id, is_same_day=True).id)
    visit.page.get_by_role("button", name=named(visit.language, "staff.preview.apply")).press("Enter")
    expect(visit.page.locator("#stale")).to_be_focused()
    expect(visit.page.locator("#stale")).to_contain_text(visit.words("staff.preview.stale"))


_WRITE_DOWN = until(press("staff.booking.write"), "#born_on")

_INSIDE = [
    Screen("staff_home", routes.STAFF, who="staff_of_two"),
    Screen("staff_home.refused", routes.STAFF, "error=not_allowed", who="staff_of_two"),
    Screen("staff_people", routes.STAFF_PEOPLE, who="staff_manager", do=opened("main details > summary")),
    Screen(
        "staff_people.wrong",
        routes.STAFF_PEOPLE,
        who="staff_manager",
        do=until(typed("mail_address", "not an address", _INVITE), "#mail_address-error"),
    ),
    Screen(
        "staff_people.handover", routes.STAFF_PEOPLE, who="staff_leaving", do=opened("main details > summary")
    ),
    Screen("staff_people.national", routes.STAFF_PEOPLE, "scope=national", who="staff_administrator"),
    Screen("staff_people.found", routes.STAFF_PEOPLE, "scope=national&q=新宿", who="staff_administrator"),
    Screen("staff_day", routes.STAFF_DAY, who="staff_of_two"),
    Screen("staff_day.host", routes.STAFF_DAY, "error=meetings_unavailable&who=mine", who="staff_of_two"),
    Screen("staff_booking", routes.STAFF_BOOKING, who="staff_manager"),
    Screen("staff_booking.writing", routes.STAFF_BOOKING, who="staff_of_two", do=_WRITE_DOWN),
    Screen(
        "staff_reports", routes.STAFF_REPORTS, "since=2026-01-01&until=2026-12-31", who="staff_administrator"
    ),
    Screen("staff_reports.office", routes.STAFF_REPORTS, who="staff_manager"),
    Screen("staff_reports.wrong", routes.STAFF_REPORTS, "since=2026-01-01&until=2025", who="staff_manager"),
    Screen("staff_reports.nothing", routes.STAFF_REPORTS, "since=2020-01-01", who="staff_manager"),
    Screen("staff_audit", routes.STAFF_AUDIT, who="staff_administrator"),
    Screen("staff_audit.office", routes.STAFF_AUDIT, "action=audit", who="staff_manager"),
    Screen("staff_audit.nothing", routes.STAFF_AUDIT, "action=hosts&actor=nobody", who="staff_manager"),
    Screen("staff_audit.wrong", routes.STAFF_AUDIT, "since=yesterday", who="staff_manager"),
    Screen("staff_security", routes.STAFF_SECURITY, who="staff_manager"),
    Screen("staff_security.done", routes.STAFF_SECURITY, "done=password", who="staff_manager"),
    Screen(
        "staff_security.wrong",
        routes.STAFF_SECURITY,
        who="staff_of_two",
        do=until(typed("code", "1", send("main form:has(#code) [type=submit]")), "#code-error"),
    ),
    Screen("staff_password", routes.STAFF_RESET, who="staff_manager"),
    Screen(
        "staff_password.wrong",
        routes.STAFF_RESET,
        "present=wrong_password&password_again=field.passwords_differ",
        who="staff_manager",
    ),
    Screen("staff_authenticator", routes.STAFF_AUTHENTICATOR, who="staff_manager"),
    Screen(
        "staff_authenticator.wrong", routes.STAFF_AUTHENTICATOR, "code=staff_code_wrong", who="staff_manager"
    ),
]

_SCHEDULE = [
    Screen("staff_schedule", routes.STAFF_SCHEDULE, who="staff_manager"),
    Screen(
        "staff_schedule.wrong",
        routes.STAFF_SCHEDULE,
        who="staff_manager",
        do=until(
            typed("valid_from", "2020-01-01", send("form:has(#valid_from) [type=submit]")),
            "#valid_from-error",
        ),
    ),
    Screen("staff_month", routes.STAFF_MONTH, who="staff_manager"),
    Screen("staff_days", routes.STAFF_DAYS, "what=extra", who="staff_manager"),
    Screen("staff_staffing", routes.STAFF_STAFFING, who="staff_manager"),
    Screen("staff_changes", routes.STAFF_CHANGES, who="staff_manager"),
    Screen(
        "staff_preview.stranded",
        routes.STAFF_PREVIEW,
        "draft={draft}",
        who="staff_stranding",
        do=_decide_by_keys,
    ),
    Screen(
        "staff_preview.stale",
        routes.STAFF_PREVIEW,
        "draft={draft}&slot={slot}",
        who="staff_overtaken",
        do=_overtake,
    ),
    Screen("staff_preview.gone", routes.STAFF_PREVIEW, "draft=999999", who="staff_manager"),
    Screen("staff_certification", routes.STAFF_CERTIFICATION_DAYS, "make=1", who="staff_manager"),
    Screen(
        "staff_certification.requests", routes.STAFF_CERTIFICATION_DAYS, "tab=requests", who="staff_manager"
    ),
    Screen("staff_office", routes.STAFF_OFFICE, who="staff_manager"),
]

SCREENS = [*_DOOR, *_JOIN, *_INSIDE, *_SCHEDULE]
