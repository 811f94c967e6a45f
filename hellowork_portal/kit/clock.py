"""The only place that asks what time it is: instants in UTC, days in Japan."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def in_japan(instant: datetime) -> datetime:
    """Return the same instant as Japan's wall clock shows it."""
    return instant.astimezone(JAPAN)


def day_in_japan(instant: datetime) -> date:
    """Return the calendar day that Japan has at this instant."""
    return in_japan(instant).date()


def at_japan(day: date, minute_of_day: int) -> datetime:
    """Return the UTC instant of a Japanese wall-clock minute (0–1439) on a day."""
    wall = datetime.combine(day, time(), JAPAN) + timedelta(minutes=minute_of_day)
    return wall.astimezone(UTC)
