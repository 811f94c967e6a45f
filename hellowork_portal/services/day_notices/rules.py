"""When the door of an interview is open, and when the office can be told something; pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from hellowork_portal.models import ReservationState

NOTICES_FROM = timedelta(minutes=30)
MINUTES_LATE = (5, 10, 15)
"""What can be said with one tap; the last means that much or more."""
COUNTED = timedelta(minutes=60)
"""A countdown is shown in the last hour before the door opens."""
_SHOWN_DIGITS = 4
_LIVE = (ReservationState.CONFIRMED, ReservationState.CHECKED_IN, ReservationState.IN_PROGRESS)


class Phase(StrEnum):
    """Where in time an interview is; `away`: it will not be held (cancelled, no show)."""

    EARLY = "early"
    SOON = "soon"
    OPEN = "open"
    OVER = "over"
    AWAY = "away"


def phase_of(state: str, starts_at: datetime, ends_at: datetime, opens: timedelta, now: datetime) -> Phase:
    """Return the phase; `opens` is how long before the start one may join."""
    if state not in _LIVE:
        return Phase.OVER if state == ReservationState.COMPLETED else Phase.AWAY
    if now >= ends_at:
        return Phase.OVER
    if now >= starts_at - opens:
        return Phase.OPEN
    return Phase.SOON if now >= starts_at - opens - COUNTED else Phase.EARLY


def may_tell(state: str, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether 「つながらない」 and 「遅れます」 can be said now (product.md decision 12)."""
    return state in _LIVE and starts_at - NOTICES_FROM <= now < ends_at


def is_our_fault(*, is_online: bool, is_ready: bool, starts_at: datetime, now: datetime) -> bool:
    """Whether an interview has begun without a meeting: then whoever is not there is no no-show."""
    return is_online and not is_ready and now >= starts_at


def masked_phone(phone: str) -> str:
    """Return a telephone number by which its owner knows it: the last four digits."""
    digits = [sign for sign in phone if sign.isdigit()]
    return "".join(["*" * max(0, len(digits) - _SHOWN_DIGITS), *digits[-_SHOWN_DIGITS:]])
