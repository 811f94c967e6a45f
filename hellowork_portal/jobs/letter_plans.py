"""Which paragraphs each letter has, and in what order; their words are in locales/*/mails.json."""

from dataclasses import dataclass

from hellowork_portal.services.applications import letters as applications
from hellowork_portal.services.certifications import due_letters as due
from hellowork_portal.services.certifications import letters as days
from hellowork_portal.services.notices.service import (
    CANCELLED,
    CHANGED,
    CHANGED_NEW_LINK,
    CHANGED_NO_MEETING,
    CHANGED_WITHOUT_LINK,
    CONFIRMED,
    MEETING_READY,
    NO_MEETING,
    RECEIVED,
    REMINDER,
    REMINDER_IN_PERSON,
    REMINDER_TELEPHONE,
    REMINDER_WITHOUT_LINK,
    WITHOUT_LINK,
)
from hellowork_portal.services.waitlist.letters import ENDED_MAIL, GONE_MAIL, OFFERED_EARLIER, OFFERED_MAIL

ROWS, BRING = "#rows", "#bring"
"""Places for the table of the reservation and for what its procedure asks people to have ready."""
CHANGE, CERTIFICATION, CANNOT_COME, CALL = "#change", "#certification", "#cannot_come", "#call"
"""Places for what depends on the reservation: until when it may be changed, what a missed
失業認定 means, what to do who cannot come, who will telephone."""
SEAT = "#seat"
"""Place for the table of a seat that the waitlist offers."""
APPLICATION = "#application"
"""Place for an application's number and 認定日."""
CALENDAR = "calendar"
"""The paragraph that comes with a calendar file; letters without it bring none."""


@dataclass(frozen=True)
class LetterPlan:
    """A letter's words (`mail.<words>.<part>`), its parts, and where its links lead in the portal.

    `page` and `link` fill the placeholders of those names; a link that is a secret
    comes sealed with the job instead.
    """

    words: str
    parts: tuple[str, ...]
    page: str = ""
    link: str = ""


_LOOKUP, _WAITLIST, _PROCEDURES, _REGISTER, _RESET, _SIGN_IN = (
    "/lookup",
    "/waitlist",
    "/procedures",
    "/register",
    "/reset",
    "/sign-in",
)
_DAYS = "/my/certification-days"
_STAFF, _STAFF_SECURITY = "/staff", "/staff/security"

PLANS = {
    "register_link": LetterPlan("register_link", ("intro", "valid", "next", "not_you")),
    "register_known": LetterPlan(
        "register_known", ("intro", "sign_in", "reset", "not_you"), page=_SIGN_IN, link=_RESET
    ),
    "register_done": LetterPlan("register_done", ("intro", "next", "not_you"), page=_PROCEDURES),
    "reset_link": LetterPlan("reset_link", ("intro", "valid", "not_you")),
    "reset_unknown": LetterPlan("reset_unknown", ("intro", "register", "not_you"), page=_REGISTER),
    "password_changed": LetterPlan("password_changed", ("intro", "not_you"), link=_RESET),
    "sign_in_locked": LetterPlan("sign_in_locked", ("intro", "meaning", "advice"), link=_RESET),
    "signed_out_everywhere": LetterPlan(
        "signed_out_everywhere", ("intro", "again", "not_you"), page=_SIGN_IN, link=_RESET
    ),
    "address_link": LetterPlan("address_link", ("intro", "valid", "not_you")),
    "address_known": LetterPlan("address_known", ("intro", "meaning", "reset"), page=_SIGN_IN, link=_RESET),
    "address_changed": LetterPlan("address_changed", ("intro", "object", "after")),
    "address_restored": LetterPlan("address_restored", ("intro", "password", "later"), page=_RESET),
    "address_undone": LetterPlan("address_undone", ("intro", "meaning")),
    "recovery_link": LetterPlan("recovery_link", ("intro", "valid", "not_you")),
    "recovered": LetterPlan("recovered", ("intro", "not_you")),
    "sign_in_disowned": LetterPlan("sign_in_disowned", ("intro", "password"), link=_RESET),
    "account_closed": LetterPlan("account_closed", ("intro", "kept", "again", "not_you"), page=_REGISTER),
    "account_closed_cancelled": LetterPlan(
        "account_closed", ("intro", "cancelled", "kept", "again", "not_you"), page=_REGISTER
    ),
    "staff_invitation": LetterPlan("staff_invitation", ("intro", "valid", "next", "not_you")),
    "staff_role_granted": LetterPlan("staff_role_granted", ("intro", "next"), page=_STAFF),
    "staff_activated": LetterPlan("staff_activated", ("intro", "next", "not_you"), page=_STAFF),
    "staff_closed": LetterPlan("staff_closed", ("intro", "meaning")),
    "staff_recovered": LetterPlan("staff_recovered", ("intro", "left", "not_you"), page=_STAFF_SECURITY),
    "staff_codes_renewed": LetterPlan("staff_codes_renewed", ("intro", "not_you")),
    "staff_authenticator_changed": LetterPlan("staff_authenticator_changed", ("intro", "not_you")),
    "staff_password_changed": LetterPlan("staff_password_changed", ("intro", "not_you")),
    "staff_slowed": LetterPlan("staff_slowed", ("intro", "meaning", "advice")),
    "staff_code_wrong": LetterPlan("staff_code_wrong", ("intro", "meaning", "advice"), page=_STAFF_SECURITY),
    CONFIRMED: LetterPlan(
        CONFIRMED, ("intro", ROWS, "join", "name", "lookup", BRING, CHANGE, CALENDAR), page=_LOOKUP
    ),
    WITHOUT_LINK: LetterPlan(
        CONFIRMED, ("intro", ROWS, "without_link", "lookup", BRING, CHANGE, CALENDAR), page=_LOOKUP
    ),
    NO_MEETING: LetterPlan(CONFIRMED, ("intro", ROWS, "lookup", BRING, CHANGE, CALENDAR), page=_LOOKUP),
    MEETING_READY: LetterPlan(MEETING_READY, ("intro", ROWS, "join", "name", "lookup"), page=_LOOKUP),
    CHANGED: LetterPlan(CHANGED, ("intro", ROWS, "link", CHANGE, CALENDAR, "not_you")),
    CHANGED_NEW_LINK: LetterPlan(CHANGED, ("intro", ROWS, "new_link", CHANGE, CALENDAR, "not_you")),
    CHANGED_WITHOUT_LINK: LetterPlan(CHANGED, ("intro", ROWS, "without_link", CHANGE, CALENDAR, "not_you")),
    CHANGED_NO_MEETING: LetterPlan(CHANGED, ("intro", ROWS, CHANGE, CALENDAR, "not_you")),
    CANCELLED: LetterPlan(
        CANCELLED, ("intro", ROWS, CERTIFICATION, "again", CALENDAR, "not_you"), page=_PROCEDURES
    ),
    "lookup_code": LetterPlan("lookup_code", ("intro", "code", "valid", "not_you")),
    "reservation_moved_away": LetterPlan("reservation_moved_away", ("intro", "meaning", "not_you")),
    RECEIVED: LetterPlan(RECEIVED, ("intro", ROWS, "next", CHANGE, CALENDAR, "not_you")),
    days.MOVED: LetterPlan(days.MOVED, ("intro", "booked", "page"), page=_DAYS),
    days.ASKED: LetterPlan(days.ASKED, ("intro", "next", "page", "not_you"), page=_DAYS),
    days.APPROVED: LetterPlan(days.APPROVED, ("intro", "booked", "page"), page=_DAYS),
    days.REFUSED: LetterPlan(days.REFUSED, ("intro", "again", "page"), page=_DAYS),
    due.REMINDER: LetterPlan(due.REMINDER, ("intro", "window", "page", "call")),
    due.ABSENT: LetterPlan(due.ABSENT, ("intro", "come", "why", "call", "came")),
    due.ABSENT_UNDATED: LetterPlan(due.ABSENT, ("intro", "come_soon", "why", "call", "came")),
    OFFERED_MAIL: LetterPlan(OFFERED_MAIL, ("intro", SEAT, "take", "refuse", "lapse"), page=_WAITLIST),
    OFFERED_EARLIER: LetterPlan(
        OFFERED_MAIL, ("intro_earlier", SEAT, "take_earlier", "refuse", "lapse_earlier"), page=_WAITLIST
    ),
    ENDED_MAIL: LetterPlan(ENDED_MAIL, ("intro", SEAT, "meaning", "again"), page=_WAITLIST),
    GONE_MAIL: LetterPlan(GONE_MAIL, ("intro", SEAT, "meaning", "again"), page=_WAITLIST),
    REMINDER: LetterPlan(REMINDER, ("intro", ROWS, "join", "name", BRING, CANNOT_COME)),
    REMINDER_WITHOUT_LINK: LetterPlan(REMINDER, ("intro", ROWS, "without_link", BRING, CANNOT_COME)),
    REMINDER_TELEPHONE: LetterPlan(REMINDER, ("intro", ROWS, CALL, BRING, CANNOT_COME)),
    REMINDER_IN_PERSON: LetterPlan(REMINDER, ("intro", ROWS, "in_person", BRING, CANNOT_COME)),
    applications.RECEIVED: LetterPlan(
        applications.RECEIVED, ("intro", APPLICATION, "status", "next", "not_you")
    ),
    applications.RETURNED: LetterPlan(applications.RETURNED, ("intro", APPLICATION, "what", "call")),
    applications.DECIDED: LetterPlan(applications.DECIDED, ("intro", APPLICATION, "what", "call")),
    applications.WITHDRAWN: LetterPlan(applications.WITHDRAWN, ("intro", APPLICATION, "again", "not_you")),
}
