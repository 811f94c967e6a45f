"""Days and months as addresses and browsers name them. No Reflex here."""

from datetime import date

from hellowork_portal.services.schedules.views import MonthView

_YEARS = range(2000, 2200)
"""Days beyond are typed by nobody, and calendars of their months cannot all be reckoned."""


def day_asked(text: str) -> date | None:
    """Return the day that an address or a browser names, None for anything that is no day."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None


def month_asked(text: str) -> tuple[int, int] | None:
    """Return year and month of `2026-12`, None for anything else."""
    day = day_asked(f"{text}-01")
    return (day.year, day.month) if day else None


def month_beside(view: MonthView, step: int) -> str:
    """Return the month before or after the one shown as `2026-12`."""
    months = view.year * 12 + view.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"
