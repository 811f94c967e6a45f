"""When Zoom lets us in again: reading an answer with status 429."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSE = timedelta(seconds=2)
"""For a limit per second that names no time."""


def retry_at(headers: Mapping[str, str], message: str, now: datetime) -> datetime:
    """Return the instant from which Zoom answers again, never before `now`.

    `Retry-After` is seconds, an ISO instant or an HTTP date. The limit of 100
    creates and updates per host and day often comes without any header; then
    its message says "daily" or "per-day" and it ends at 00:00 UTC
    (libraries.md §2).
    """
    named = _named_instant(headers.get("Retry-After", "").strip(), now)
    if named is not None:
        return max(named, now)
    if _is_daily(headers.get("X-RateLimit-Type", ""), message):
        return _next_midnight(now)
    return now + PAUSE


def _named_instant(value: str, now: datetime) -> datetime | None:
    """Read `Retry-After`; None where it is missing or makes no sense."""
    if re.fullmatch(r"\d{1,6}(\.\d+)?", value):
        return now + timedelta(seconds=float(value))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            instant = read(value)
        except ValueError:
            continue
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    return None


def _is_daily(kind: str, message: str) -> bool:
    return re.search(r"daily|per[- ]day", f"{kind} {message}", re.IGNORECASE) is not None


def _next_midnight(now: datetime) -> datetime:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)
