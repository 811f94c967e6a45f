"""Codes and passes of a lookup without sign-in: what they are and how long they last; pure."""

from datetime import datetime, timedelta

from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.text import digits
from hellowork_portal.models import LIVE_STATES, ReservationState
from hellowork_portal.services.reservations.rules import number_shown, number_typed

CODE_LIFE = timedelta(minutes=15)
TRIES = 5
CODES_A_DAY = 6
"""Codes of one number in a day from browsers that have never opened it: thirty tries at a million."""
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=2)
TOUCH_EVERY = timedelta(seconds=60)
SHOWN_AFTER = timedelta(days=1)
"""How long after its end, or after it was cancelled, a reservation can still be looked up."""
_SIGNS, _LONGEST_NUMBER = 6, 20
_COMING = frozenset(LIVE_STATES) - {ReservationState.HELD}
_PAST = (ReservationState.COMPLETED, ReservationState.NO_SHOW)


def number_asked(typed: str) -> str:
    """Return what was typed as one number, also where there can be none such; twenty signs at most."""
    return number_typed(typed) or digits(typed[:200]).upper()[:_LONGEST_NUMBER]


def shown(number: str) -> str:
    """Return a number as it was understood, in two groups where it has the length of one."""
    return number_shown(number) if len(number) == len("ABCDE23456") else number


def code_of(cookie_hash: str) -> str:
    """Return the six digits that belong to a browser's question.

    They are made by the keyed fingerprint each time they are needed: whoever reads the table
    learns no code, and a mail that is sent once more brings the same one.
    """
    return f"{int(fingerprint(f'guest-code:{cookie_hash}')[:16], 16) % 10**_SIGNS:0{_SIGNS}}"


def code_typed(text: str) -> str:
    """Return the six digits in what somebody typed or pasted (any width, spaces, hyphens), else nothing."""
    code = digits(text[:200])
    return code if len(code) == _SIGNS and code.isascii() and code.isdigit() else ""


def pass_token(token: str) -> str:
    """Return the token that a browser gets for the one it asked with, once the code was right.

    Not the same, so that a cookie planted beforehand opens nothing; and always this one, so
    that the second of two clicks ends where the first did.
    """
    return fingerprint(f"guest-pass:{token}")


def may_be_shown(state: str, ends_at: datetime, cancelled_at: datetime | None, now: datetime) -> bool:
    """Whether a reservation is still to be joined, changed or cancelled, or was a day ago."""
    if state == ReservationState.CANCELLED:
        return cancelled_at is not None and cancelled_at > now - SHOWN_AFTER
    return (state in _COMING or state in _PAST) and ends_at > now - SHOWN_AFTER
