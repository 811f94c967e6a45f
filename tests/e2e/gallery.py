"""What a screen of the gallery is: who sees it, at which address, and what they do there.

The screens themselves stand in gallery_of_*.py; a new page needs its title here and a line there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from hellowork_portal.kit import routes
from tests.e2e.screen import Visit
from tests.e2e.words import named

Deed = Callable[[Visit], None]


TITLES = {
    routes.HOME: "home.title",
    routes.GUIDE: "static.guide.title",
    routes.JOIN_HELP: "static.join.title",
    routes.TERMS: "static.terms.title",
    routes.PRIVACY: "static.privacy.title",
    routes.ACCESSIBILITY: "static.accessibility.title",
    routes.APPLY: "apply.title",
    routes.APPLY_TERMS: "apply.terms.title",
    routes.APPLY_FORM: "apply.form.title",
    routes.APPLY_CONFIRM: "apply.confirm.title",
    routes.APPLY_DONE: "apply.done.title",
    routes.APPLICATION: "apply.detail.title",
    routes.WITHDRAW: "apply.withdraw.title",
    "/404": "static.not_found.title",
    routes.REGISTER: "access.register.title",
    routes.REGISTER_MAIL: "access.mail.title",
    routes.REGISTER_SENT: "access.sent.title",
    routes.REGISTER_FORM: "access.form.title",
    routes.REGISTER_CONFIRM: "access.confirm.title",
    routes.REGISTER_DONE: "access.done.title",
    routes.LINK_PROBLEM: "access.link.title",
    routes.SIGN_IN: "access.sign_in.title",
    routes.SIGNED_OUT: "access.signed_out.title",
    routes.RESET: "access.reset.title",
    routes.RESET_SENT: "access.reset_sent.title",
    routes.RESET_FORM: "access.reset_form.title",
    routes.RESET_DONE: "access.reset_done.title",
    routes.MY_PAGE: "access.my.title",
    routes.PROFILE: "access.profile.title",
    routes.MY_ADDRESS: "account.address.title",
    routes.MY_SECURITY: "account.security.title",
    routes.MY_RESET: "account.password.title",
    routes.MY_NOTICES: "account.notices.title",
    routes.MY_DATA: "account.data.title",
    routes.MY_CLOSING: "account.closing.title",
    routes.MY_DAYS: "day_change.title",
    routes.ADDRESS_CONFIRM: "account.confirm.title",
    routes.ADDRESS_DONE: "account.confirm.done.title",
    routes.OBJECTION: "account.objection.title",
    routes.OBJECTION_DONE: "account.objection.done.title",
    routes.RECOVER: "account.recover.title",
    routes.RECOVER_SENT: "account.recover.sent.title",
    routes.RECOVER_CONFIRM: "account.recover.confirm.title",
    routes.RECOVER_DONE: "account.recover.done.title",
    routes.CLOSED: "account.closed.title",
    routes.PROCEDURES: "search.title",
    routes.CALENDAR: "calendar.title",
    routes.RESERVE_TERMS: "reserve.terms.title",
    routes.RESERVE_NUMBER: "reserve.number.title",
    routes.RESERVE_FORM: "reserve.form.title",
    routes.RESERVE_CONFIRM: "reserve.confirm.title",
    routes.RESERVE_DONE: "reserve.done.title",
    routes.WAITLIST: "waitlist.title",
    routes.LOOKUP: "lookup.title",
    routes.LOOKUP_CODE: "guest.code.title",
    routes.CLAIM: "guest.claim.title",
    routes.CLAIMED: "guest.claimed.title",
    routes.RESERVATION: "detail.title",
    routes.OFFICES: "offices.title",
    routes.OFFICE: "office.title",
    routes.FAQ: "faq.title",
    routes.CONTACT: "contact.title",
    routes.DEV_ERRORS: "dev.title",
    routes.DEV_FORM: "dev.form.title",
    routes.CHANGE: "change.title",
    routes.CHANGE_CONFIRM: "change.confirm.title",
    routes.CHANGE_DONE: "change.done.title",
    routes.CANCEL: "cancel.title",
    routes.CANCELLED: "cancelled.title",
    routes.INTERVIEW: "interview.title",
    routes.STAFF: "staff.home.title",
    routes.STAFF_SIGN_IN: "staff.sign_in.title",
    routes.STAFF_CODE: "staff.code.title",
    routes.STAFF_SIGNED_OUT: "staff.signed_out.title",
    routes.STAFF_JOIN: "staff.join.title",
    routes.STAFF_JOIN_AUTHENTICATOR: "staff.join.authenticator",
    routes.STAFF_JOIN_CODES: "staff.join.codes",
    routes.STAFF_LINK_PROBLEM: "staff.link.title",
    routes.STAFF_PEOPLE: "staff.people.title",
    routes.STAFF_SCHEDULE: "staff.schedule.title",
    routes.STAFF_MONTH: "staff.month.title",
    routes.STAFF_DAYS: "staff.days.title",
    routes.STAFF_STAFFING: "staff.staffing.title",
    routes.STAFF_CHANGES: "staff.changes.title",
    routes.STAFF_PREVIEW: "staff.preview.title",
    routes.STAFF_OFFICE: "staff.office.title",
    routes.STAFF_CERTIFICATION_DAYS: "staff.certification.title",
    routes.STAFF_DAY: "staff.day.title",
    routes.STAFF_BOOKING: "staff.booking.title",
    routes.STAFF_RESERVATIONS: "staff.reservations.title",
    routes.STAFF_RESERVATION: "staff.reservation.title",
    routes.STAFF_CANCEL_DAY: "staff.cancel_day.title",
    routes.STAFF_APPLICATIONS: "staff.applications.title",
    routes.STAFF_APPLICATION: "staff.case.title",
    routes.STAFF_BULK: "staff.bulk.title",
    routes.STAFF_APPLICANTS: "staff.applicants.title",
    routes.STAFF_APPLICANT: "staff.applicant.title",
    routes.STAFF_CLAIMANTS: "staff.claimants.title",
    routes.STAFF_CLAIMANT: "staff.claimant.title",
    routes.STAFF_IMPORT: "staff.import.title",
    routes.STAFF_DELIVERIES: "staff.deliveries.title",
    routes.STAFF_REPORTS: "staff.reports.title",
    routes.STAFF_AUDIT: "staff.audit.title",
    routes.STAFF_SECURITY: "staff.security.title",
    routes.STAFF_RESET: "staff.password.title",
    routes.STAFF_AUTHENTICATOR: "staff.authenticator.title",
}
"""The title of each page, as a key of the catalogue."""


@dataclass(frozen=True)
class Screen:
    """A picture of the gallery; `name` is page and state."""

    name: str
    route: str
    query: str = ""
    who: str = "anybody"
    do: Deed | None = None
    is_fault: bool = False
    start: str = ""
    """Where one begins, if the page shows its state only to those who come from there."""

    @property
    def title(self) -> str:
        """The heading of the page, as a key of the catalogue."""
        return TITLES[self.route]


def press(key: str) -> Deed:
    """Press a button."""
    return lambda visit: (
        visit.page.locator("main").get_by_role("button", name=named(visit.language, key)).first.click()
    )


def send(control: str = "main form [type=submit]") -> Deed:
    """Send the page's form as it is."""
    return lambda visit: visit.page.locator(control).first.click()


def typed(box: str, text: str, then: Deed) -> Deed:
    """Fill a box in, then go on."""

    def do(visit: Visit) -> None:
        visit.page.locator(f"[id='{box}']").fill(text)
        then(visit)

    return do


def until(do: Deed, selector: str) -> Deed:
    """Do something and wait for what it brings."""

    def wait(visit: Visit) -> None:
        do(visit)
        expect(visit.page.locator(selector).first).to_be_visible()

    return wait


def opened(selector: str) -> Deed:
    """Open everything that is folded."""

    def do(visit: Visit) -> None:
        for summary in visit.page.locator(selector).all():
            if summary.is_visible():
                summary.click()

    return do


def offline(visit: Visit) -> None:
    """Pull the plug."""
    visit.page.context.set_offline(True)
    visit.page.get_by_text(visit.words("components.connection.lost")).wait_for()


AGREE = "main form:has(#agree) [type=submit]"
