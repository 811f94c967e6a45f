"""The letters that a review sends, queued in the transaction of what they tell."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.services.applications.letters import DECIDED, RETURNED, letter
from hellowork_portal.services.outbox.service import enqueue

__all__ = ["DECIDED", "RETURNED"]


def send(session: Session, row: Row[Any], mail: str, turn: int, *, now: datetime) -> None:
    """Queue a letter about a case; `turn` makes a second request for the same news vanish."""
    enqueue(session, [letter(mail, row.id, turn, row.language)], now=now)
