"""The letters of a reservation as jobs: which, under which key, and when (jobs/mails words and sends them).

Every letter belongs to one revision: what overtook it is said by a later letter, and it is dropped.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.services.outbox.service import NewJob, withdraw

CONFIRMED = "reservation_confirmed"
CHANGED = "reservation_changed"
CANCELLED = "reservation_cancelled"
MEETING_READY = "meeting_ready"
REMINDER = "reservation_reminder"
RECEIVED = "reservation_received"


def letter_key(mail: str, reservation_id: int, revision: int) -> str:
    """Return the key under which a letter is queued."""
    return f"mail:{mail}:{reservation_id}:{revision}"


def news_key(reservation_id: int, revision: int) -> str:
    """Return the key of the letter that told the newest time: the confirmation, or of a change."""
    return letter_key(CHANGED if revision else CONFIRMED, reservation_id, revision)


def letter(mail: str, reservation_id: int, revision: int, language: str, **more: Any) -> NewJob:
    """Return the job of a letter."""
    args = {"mail": mail, "reservation_id": reservation_id, "language": language, "revision": revision}
    return NewJob("mail", letter_key(mail, reservation_id, revision), args | more)


def received(reservation_id: int, revision: int, language: str, *, now: datetime) -> NewJob:
    """Return the letter to the account that a reservation has come to; it may come there more than once."""
    first = letter(RECEIVED, reservation_id, revision, language)
    return replace(first, key=f"{first.key}:{now.timestamp()}")


def reminders(reservation_id: int, revision: int, starts_at: datetime, *, now: datetime) -> list[NewJob]:
    """Return the reminders of an interview that are still ahead, by the settings."""
    args = {"mail": REMINDER, "reservation_id": reservation_id, "revision": revision}
    times = {minutes: starts_at - timedelta(minutes=minutes) for minutes in settings().reminder_minutes}
    return [
        NewJob("reminder", _reminder_key(reservation_id, revision, minutes), args | {"minutes": minutes}, at)
        for minutes, at in times.items()
        if at > now
    ]


def is_timely(minutes: int, starts_at: datetime, *, now: datetime) -> bool:
    """Whether a reminder still says something: before the start, and before the next one's turn."""
    later = [other for other in settings().reminder_minutes if other < minutes]
    return now < starts_at - timedelta(minutes=max(later, default=0))


def withdraw_letters(session: Session, reservation_id: int, revision: int) -> None:
    """Drop the letters of a revision that have not begun to be sent; others drop themselves."""
    for key in keys_of(reservation_id, revision):
        withdraw(session, key)


def keys_of(reservation_id: int, revision: int) -> Iterator[str]:
    """Yield the keys of a revision's letters: news, the address that follows, reminders."""
    yield news_key(reservation_id, revision)
    yield letter_key(MEETING_READY, reservation_id, revision)
    for minutes in settings().reminder_minutes:
        yield _reminder_key(reservation_id, revision, minutes)


def _reminder_key(reservation_id: int, revision: int, minutes: int) -> str:
    return f"mail:{REMINDER}:{reservation_id}:{revision}:{minutes}"
