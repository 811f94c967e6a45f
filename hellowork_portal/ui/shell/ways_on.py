"""The nearest way on from each error: a link beside the sentence (look.md, Errors)."""

from dataclasses import dataclass, field

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words, in_all

_FIELD, OF_STAFF = "field.", "staff_"
"""Beginnings of codes: a box's error, and what only staff are told."""
_ALL_OF_MINE = f"{routes.LOOKUP}?all=1"


@dataclass(frozen=True)
class WayOn(Unchanging):
    """Where to go from an error; both empty where what helps is on the very page."""

    href: str = ""
    label: Words = field(default_factory=dict)


WAYS: dict[str, tuple[str, str]] = {
    "fault": (routes.CONTACT, "way.contact"),
    "not_allowed": (routes.HOME, "way.home"),
    "sign_in_needed": (routes.SIGN_IN, "way.sign_in"),
    "wrong_credentials": (routes.RESET, "way.reset"),
    "wrong_password": (routes.RESET, "way.reset"),
    "overlaps": (_ALL_OF_MINE, "way.reservations"),
    "too_many_reservations": (_ALL_OF_MINE, "way.reservations"),
    "already_reserved": (_ALL_OF_MINE, "way.reservations"),
    "reservation_not_found": (_ALL_OF_MINE, "way.reservations"),
    "guest_time_refused": (routes.SIGN_IN, "way.sign_in"),
    "guest_over": (routes.LOOKUP, "way.lookup"),
    "reservation_moved": (_ALL_OF_MINE, "way.reservations"),
    "reservation_cancelled": (routes.PROCEDURES, "way.procedures"),
    "reservation_under_way": (_ALL_OF_MINE, "way.reservations"),
    "reservations_ahead": (_ALL_OF_MINE, "way.reservations"),
    "interview_under_way": (_ALL_OF_MINE, "way.reservations"),
    "too_late_to_change": (routes.OFFICES, "way.offices"),
    "too_late_to_cancel": (routes.OFFICES, "way.offices"),
    "day_may_not_change": (routes.OFFICES, "way.offices"),
    "not_eligible_form_only": (routes.APPLY, "way.apply"),
    "not_eligible_not_online": (routes.OFFICES, "way.offices"),
    "not_eligible_other_office": (f"{routes.PROCEDURES}?purpose=certification", "way.certification"),
    "not_eligible_not_your_day": (routes.OFFICES, "way.offices"),
    "offer_moves": (routes.WAITLIST, "waitlist.title"),
    "offer_kept": (routes.WAITLIST, "waitlist.title"),
    "waitlist_too_many": (routes.WAITLIST, "waitlist.title"),
    "waitlist_gone": (routes.WAITLIST, "waitlist.title"),
    "day_change_no_record": (routes.OFFICES, "way.offices"),
    "day_change_too_late": (routes.OFFICES, "way.offices"),
    "day_change_unknown": (routes.MY_DAYS, "day_change.title"),
    "application_unknown": (routes.APPLY, "way.applications"),
    "application_changed": (routes.APPLY, "way.applications"),
    "application_opened": (routes.APPLY, "way.applications"),
    "files_over": (routes.OFFICES, "way.offices"),
    "files_in_person": (routes.OFFICES, "way.offices"),
    "first_in_person": (routes.OFFICES, "way.offices"),
    "no_certification_day": (routes.OFFICES, "way.offices"),
    "period_decided": (routes.APPLY, "way.applications"),
    "period_filed": (routes.APPLY, "way.applications"),
    "certification_day_moved": (routes.OFFICES, "way.offices"),
    "hold_gone": (routes.PROCEDURES, "way.procedures"),
    "offering_unknown": (routes.PROCEDURES, "way.procedures"),
    "version_unknown": (routes.PROCEDURES, "way.procedures"),
    "office_not_found": (routes.OFFICES, "offices.title"),
    "address_change_open": (routes.MY_PAGE, "way.my"),
    "address_taken": (routes.MY_PAGE, "way.my"),
    "link_expired": (routes.HOME, "way.home"),
    "link_used": (routes.SIGN_IN, "way.sign_in"),
    "link_altered": (routes.HOME, "way.home"),
    "link_foreign": (routes.HOME, "way.home"),
}
"""Code → address and catalogue key of the link's words."""

ON_THE_PAGE: dict[str, str] = {
    "invalid": "the summary above the form leads to each box",
    "day_notice_not_now": "the telephone of the day stands on the page",
    "busy": "the same button once more; what was typed is still there",
    "too_many": "waiting is the way, and the sentence says how long",
    "day_change_not_yours": "the box is right below",
    "day_change_reason_missing": "the box is right below",
    "day_change_note_missing": "the box is right below",
    "day_change_note_long": "the box is right below",
    "day_change_day_wrong": "the box is right below",
    "day_change_asked": "the box is right below",
    "day_change_answered": "the page shows the answer",
    "waitlist_seats_free": "the free times stand on the page",
    "waitlist_nothing_earlier": "the page says how else the time can be changed",
    "slot_full": "the calendar stands below, with the nearest free times",
    "slot_not_offered": "the calendar stands below",
    "seat_lost": "the page shows the nearest free times",
    "claimant_number_needed": "the booking leads to the page where it is typed",
    "terms_not_agreed": "the box to tick is on the page",
    "attachment_empty": "another file can be chosen on the page",
    "attachment_too_big": "another file can be chosen on the page",
    "attachment_unfit": "another file can be chosen on the page",
    "attachment_broken": "another file can be chosen on the page",
    "attachment_locked": "another file can be chosen on the page",
    "attachment_active": "another file can be chosen on the page",
    "attachment_too_long": "another file can be chosen on the page",
    "attachment_too_large": "another file can be chosen on the page",
    "attachment_too_many": "the files stand on the page, each with its button",
    "attachment_all_full": "the sentence says where to bring the papers",
    "attachment_closed": "the office's telephone stands on the page",
    "attachment_gone": "the files that can be opened stand on the page",
    "application_field_fixed": "the page draws what may be changed, and says so above it",
    "application_answers_changed": "the page shows the answers as they are now, with its button",
    "application_moved_meanwhile": "the form is loaded anew as it stands, to be typed into",
    "application_draft_too_large": "the boxes stand on the page with all that was typed",
    "application_terms_not_agreed": "the page of the terms comes before the form",
    "drafts_not_yet": "the sentence says from which day on",
    "files_not_yet": "the sentence says from when on; the draft is kept",
    "warnings_not_accepted": "the ticks stand on the page",
    "no_more_extensions": "the form can be finished in the time that is left",
}
"""Code → what on the page itself is the way on."""

NOT_FOR_CITIZENS: dict[str, str] = {
    "unexpected": "the base of all errors",
    "account_not_found": "told to who makes a code at the counter",
    "meetings_unavailable": "told to who looks after the jobs",
    "meetings_refused": "told to who looks after the jobs",
    "meeting_missing": "told to who looks after the jobs",
    "office_file_faulty": "told to the operator in the terminal",
    "host_file_faulty": "told to the operator in the terminal",
    "definition_office_missing": "told to the operator in the terminal",
    "definition_broken": "told to the operator in the terminal",
    "banner_text_missing": "told to who puts a banner up",
    "banner_text_too_long": "told to who puts a banner up",
    "banner_text_broken": "told to who puts a banner up",
    "banner_times_wrong": "told to who puts a banner up",
    "banner_end_missing": "told to who puts a banner up",
    "banner_office_unknown": "told to who puts a banner up",
    "banner_gone": "told to who puts a banner up",
    "schedule_in_past": "told to who changes a schedule",
    "schedule_too_far": "told to who changes a schedule",
    "schedule_dates_wrong": "told to who changes a schedule",
    "schedule_hours_wrong": "told to who changes a schedule",
    "schedule_length_wrong": "told to who changes a schedule",
    "schedule_overlaps": "told to who changes a schedule",
    "schedule_no_seats": "told to who changes a schedule",
    "schedule_seats_absurd": "told to who changes a schedule",
    "schedule_held_back_wrong": "told to who changes a schedule",
    "schedule_reason_missing": "told to who changes a schedule",
    "schedule_release_wrong": "told to who changes a schedule",
    "schedule_same_already": "told to who changes a schedule",
    "schedule_nothing_to_copy": "told to who changes a schedule",
    "undo_not_last": "told to who changes a schedule",
    "undo_booked": "told to who changes a schedule",
    "stranded_undecided": "told to who changes a schedule",
    "stranded_move_failed": "told to who changes a schedule",
    "stranded_only_kept": "told to who changes a schedule",
    "preview_stale": "told to who changes a schedule",
}
"""Code → why no screen of a citizen shows it."""


def reason_for_none(code: str) -> str:
    """Return why an error has no link, empty where it should have one."""
    if code.startswith(_FIELD):
        return "stands beside its box, which the summary leads to"
    if code.startswith(OF_STAFF):
        return "told to staff on the page where it happens"
    return ON_THE_PAGE.get(code, "") or NOT_FOR_CITIZENS.get(code, "")


def way_on(error: PortalError | None) -> WayOn:
    """Return the nearest way on from an error, none where it is on the page itself."""
    way = WAYS.get(error.code) if error is not None else None
    return WayOn(way[0], in_all(way[1])) if way else WayOn()
