"""Codes of jobs and letters as staff know them; pure."""

from datetime import datetime, timedelta

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.models import DeliveryState, JobState
from hellowork_portal.services.reservations import letters

OVERDUE = timedelta(minutes=5)
REMINDER_JOB = "reminder"
LETTER_JOBS, MEETING_JOBS = ("mail", REMINDER_JOB), ("meeting.create", "meeting.move", "meeting.delete")
JOBS = (*LETTER_JOBS, *MEETING_JOBS)
LETTERS = (
    letters.CONFIRMED, letters.CHANGED, letters.CANCELLED, letters.MEETING_READY, letters.REMINDER,
    letters.RECEIVED,
)  # fmt: skip
"""Kinds of letters about a reservation; variants begin with the name of their kind."""
KINDS = (*LETTERS, *(kind.replace(".", "_") for kind in MEETING_JOBS))
STATES = ("planned", "waiting", "retrying", "dead", "sent", "refused")
ERRORS = (
    "mailer_away", "mail_postponed", "meeting_awaited", "no_host_free", "outcome_unknown",
    "meetings_unavailable", "meetings_refused", "worker_lost", "overdue", "address", "letter",
)  # fmt: skip
"""First words of errors that have a sentence (locales key `staff.deliveries.error.<code>`)."""


def kind_of(job_kind: str, letter: str) -> str:
    """Return which letter or which work at a meeting it is, one of KINDS; empty for others."""
    if job_kind in MEETING_JOBS:
        return job_kind.replace(".", "_")
    return next((kind for kind in LETTERS if letter.startswith(kind)), "")


def state_of_job(state: str, error: str, run_at: datetime, now: datetime) -> str:
    """Return how far a job is."""
    if state == JobState.DEAD:
        return "dead"
    if error:
        return "retrying"
    return "planned" if run_at > now else "waiting"


def state_of_letter(state: str) -> str:
    """Return how far a letter's row is, where no job is left."""
    return {DeliveryState.SENT: "sent", DeliveryState.REFUSED: "refused"}.get(DeliveryState(state), "waiting")


def error_words(error: str) -> Words:
    """Return what is wrong as a sentence; the code stands in it where we have no better word."""
    code, _, _rest = error.partition(" ")
    if not code:
        return {}
    if code in ERRORS:
        return in_all(f"staff.deliveries.error.{code}")
    if code.isdigit():
        return in_all("staff.deliveries.error.reply", code=code)
    return in_all("staff.deliveries.error.other", code=error)
