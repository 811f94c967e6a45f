"""Every address of the portal in one table, and the builders of links to them."""

from urllib.parse import quote, urlencode

HOME = "/"
TERMS = "/terms"
PRIVACY = "/privacy"
GUIDE = "/guide"
JOIN_HELP = "/guide/interview"
INTERVIEW = "/interview"
ACCESSIBILITY = "/accessibility"
APPLY = "/apply"
APPLY_TERMS = "/apply/terms"
APPLY_FORM = "/apply/form"
APPLY_CONFIRM = "/apply/confirm"
APPLY_DONE = "/apply/done"
APPLICATION = "/apply/application"
WITHDRAW = "/apply/withdraw"
FAQ = "/faq"
CONTACT = "/contact"
OFFICES = "/offices"
OFFICE = "/office"

REGISTER = "/register"
REGISTER_MAIL = "/register/mail"
REGISTER_SENT = "/register/sent"
REGISTER_FORM = "/register/form"
REGISTER_CONFIRM = "/register/confirm"
REGISTER_DONE = "/register/done"
LINK_PROBLEM = "/link-problem"

SIGN_IN = "/sign-in"
SIGNED_OUT = "/signed-out"
RESET = "/reset"
RESET_SENT = "/reset/sent"
RESET_FORM = "/reset/form"
RESET_DONE = "/reset/done"
MY_PAGE = "/my"
PROFILE = "/my/profile"
MY_ADDRESS = "/my/address"
MY_SECURITY = "/my/security"
MY_RESET = "/my/password"
MY_NOTICES = "/my/notices"
MY_DATA = "/my/data"
MY_CLOSING = "/my/close"
MY_DAYS = "/my/certification-days"
ADDRESS_CONFIRM = "/address/confirm"
ADDRESS_DONE = "/address/done"
OBJECTION = "/address/objection"
OBJECTION_DONE = "/address/objection/done"
RECOVER = "/recover"
RECOVER_SENT = "/recover/sent"
RECOVER_CONFIRM = "/recover/confirm"
RECOVER_DONE = "/recover/done"
CLOSED = "/closed"

PROCEDURES = "/procedures"
CALENDAR = "/calendar"
RESERVE_TERMS = "/reserve/terms"
RESERVE_NUMBER = "/reserve/claimant-number"
RESERVE_FORM = "/reserve/form"
RESERVE_CONFIRM = "/reserve/confirm"
RESERVE_DONE = "/reserve/done"

WAITLIST = "/waitlist"
LOOKUP = "/lookup"
LOOKUP_CODE = "/lookup/code"
RESERVATION = "/reservation"
CLAIM = "/reservation/claim"
CLAIMED = "/reservation/claimed"
CHANGE = "/reservation/change"
CHANGE_CONFIRM = "/reservation/change/confirm"
CHANGE_DONE = "/reservation/change/done"
CANCEL = "/reservation/cancel"
CANCELLED = "/reservation/cancelled"

STAFF = "/staff"
STAFF_SIGN_IN = "/staff/sign-in"
STAFF_CODE = "/staff/sign-in/code"
STAFF_SIGNED_OUT = "/staff/signed-out"
STAFF_JOIN = "/staff/invitation"
STAFF_JOIN_AUTHENTICATOR = "/staff/invitation/authenticator"
STAFF_JOIN_CODES = "/staff/invitation/codes"
STAFF_LINK_PROBLEM = "/staff/link-problem"
STAFF_PEOPLE = "/staff/people"
STAFF_SCHEDULE = "/staff/schedule"
STAFF_MONTH = "/staff/schedule/month"
STAFF_DAYS = "/staff/schedule/days"
STAFF_STAFFING = "/staff/schedule/staffing"
STAFF_CHANGES = "/staff/schedule/changes"
STAFF_PREVIEW = "/staff/schedule/preview"
STAFF_OFFICE = "/staff/office"
STAFF_DAY = "/staff/day"
STAFF_BOOKING = "/staff/day/booking"
STAFF_RESERVATIONS = "/staff/reservations"
STAFF_RESERVATION = "/staff/reservation"
STAFF_CANCEL_DAY = "/staff/reservations/day"
STAFF_APPLICANTS = "/staff/applicants"
STAFF_APPLICANT = "/staff/applicant"
STAFF_CLAIMANTS = "/staff/claimants"
STAFF_CLAIMANT = "/staff/claimant"
STAFF_IMPORT = "/staff/claimants/import"
STAFF_APPLICATIONS = "/staff/applications"
STAFF_APPLICATION = "/staff/application"
STAFF_BULK = "/staff/applications/together"
STAFF_CERTIFICATION_DAYS = "/staff/certification-days"
STAFF_DELIVERIES = "/staff/deliveries"
STAFF_REPORTS = "/staff/reports"
STAFF_AUDIT = "/staff/audit"
STAFF_SECURITY = "/staff/security"
STAFF_RESET = "/staff/security/password"
STAFF_AUTHENTICATOR = "/staff/security/authenticator"

DO_SIGN_IN = "/session/sign-in"
DO_SIGN_OUT = "/session/sign-out"
DO_SIGN_OUT_EVERYWHERE = "/session/sign-out-everywhere"
DO_REGISTER = "/session/register"
DO_RESET = "/session/reset"
DO_CHANGE_ADDRESS = "/session/address"
DO_CONFIRM_ADDRESS = "/session/address-confirm"
DO_OBJECT = "/session/address-objection"
DO_MY_RESET = "/session/password"
DO_RECOVER = "/session/recover"
DO_CONFIRM_RECOVERY = "/session/recover-confirm"
DO_CLOSE = "/session/close"
DO_LOOKUP = "/session/lookup"
DO_LOOKUP_CODE = "/session/lookup-code"
DO_LOOKUP_END = "/session/lookup-end"
DO_NOTHING = "/session/nothing"
DO_STAFF_SIGN_IN = "/session/staff/sign-in"
DO_STAFF_CODE = "/session/staff/code"
DO_STAFF_OTHER = "/session/staff/other"
DO_STAFF_SIGN_OUT = "/session/staff/sign-out"
DO_STAFF_SIGN_OUT_EVERYWHERE = "/session/staff/sign-out-everywhere"
DO_STAFF_JOIN = "/session/staff/join"
DO_STAFF_ENROL = "/session/staff/enrol"
DO_STAFF_FINISH = "/session/staff/finish"
DO_STAFF_RESET = "/session/staff/password"
DO_STAFF_AUTHENTICATOR = "/session/staff/authenticator"
STAFF_HOST = "/session/staff/host"
DO_STAFF_IMPORT = "/session/staff/claimants"
CALENDAR_FILE = "/files/reservation.ics"
OWN_DATA_FILE = "/files/own-data"
ATTACHMENT = "/files/attachment"
STAFF_ATTACHMENT = "/files/staff/attachment"
DO_ATTACH = "/files/attachment/add"
DO_DETACH = "/files/attachment/remove"
APPLICATION_PAPER = "/files/application.pdf"
DECISION_PAPER = "/files/decision.pdf"
STAFF_APPLICATION_PAPER = "/files/staff/application.pdf"
STAFF_DECISION_PAPER = "/files/staff/decision.pdf"
STAFF_AUDIT_FILE = "/files/staff/audit"
STAFF_REPORT_FILE = "/files/staff/report"
STAFF_DECIDED_FILE = "/files/staff/decided"
BANNERS = "/banners.json"
AUDIT_HEAD = "/audit/head.json"
DEV_ERRORS = "/dev/errors"
DEV_FORM = "/dev/form"


def with_query(route: str, **values: object) -> str:
    """Return a route with a query; empty values are left out."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None)})
    return f"{route}?{query}" if query else route


def sign_in_and_return(back: str) -> str:
    """Return the sign-in page that leads back to `back` (product.md decision 2)."""
    return f"{SIGN_IN}?next={quote(back, safe='')}"


def is_staff_side(path: str) -> bool:
    """Whether a page belongs to the staff side: by this alone a tab acts as the one or the other."""
    return path == STAFF or path.startswith(f"{STAFF}/")


def staff_sign_in_and_return(back: str) -> str:
    """Return the staff's sign-in page that leads back to `back`."""
    return with_query(STAFF_SIGN_IN, next=back)


def at_office(route: str, office_code: str) -> str:
    """Return a page of the staff side for one office."""
    return with_query(route, office=office_code)


def calendar(offering_id: int, *, day: str = "", slot_id: int | None = None) -> str:
    """Return the calendar of an offering, at a day and a time where given."""
    return with_query(CALENDAR, offering=offering_id, day=day, slot=slot_id)


def reservation(number: str) -> str:
    """Return the detail page of a reservation."""
    return with_query(RESERVATION, number=number)


def application(number: str) -> str:
    """Return the page of an application that was submitted."""
    return with_query(APPLICATION, number=number)


def cancel(number: str) -> str:
    """Return the page on which a reservation can be cancelled; opening it changes nothing."""
    return with_query(CANCEL, number=number)


def office(code: str) -> str:
    """Return the page of an office."""
    return with_query(OFFICE, code=code)


def is_own_path(path: str) -> bool:
    """Whether a return address stays inside the portal (no open redirect)."""
    is_clean = "\\" not in path and all(sign > " " for sign in path)
    return is_clean and path.startswith("/") and not path.startswith("//")
