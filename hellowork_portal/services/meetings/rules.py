"""Host time in steps of five minutes; pure."""

from datetime import datetime, timedelta

BUCKET_SECONDS = 300


def buckets(starts_at: datetime, ends_at: datetime, buffer_minutes: int) -> range:
    """Return the five-minute steps since 1970 (UTC) that a meeting and its buffer touch."""
    first = int(starts_at.timestamp()) // BUCKET_SECONDS
    end = ends_at + timedelta(minutes=buffer_minutes)
    return range(first, -(-int(end.timestamp()) // BUCKET_SECONDS))
