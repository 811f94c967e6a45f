"""The letters of the waitlist as jobs (jobs/mails words and sends them)."""

from typing import Any

from sqlalchemy import Row

from hellowork_portal.services.outbox.service import NewJob

OFFERED_MAIL, ENDED_MAIL, GONE_MAIL = "waitlist_offer", "waitlist_ended", "waitlist_gone"
"""A seat is kept; nobody took it, and the wish is over; the office has closed its time."""
OFFERED_EARLIER = f"{OFFERED_MAIL}_earlier"
"""The same letter where the seat would move a reservation."""


def letter(mail: str, entry: Row[Any], hold_id: int) -> NewJob:
    """Return the job of a letter about an offer, one of each kind for a hold."""
    args = {"mail": mail, "entry_id": entry.id, "hold_id": hold_id, "language": entry.language}
    return NewJob("mail", f"mail:{mail}:{hold_id}", args)
