"""The moment at which the tests live: a Tuesday without a holiday near."""

from datetime import UTC, date, datetime, timedelta

from hellowork_portal.kit.clock import at_japan

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
"""10:00 in Japan."""


def at(days: int, wall: str = "10:00") -> datetime:
    """Return a wall-clock time in Japan, `days` after TODAY."""
    hours, minutes = wall.split(":")
    return at_japan(TODAY + timedelta(days=days), 60 * int(hours) + int(minutes))
