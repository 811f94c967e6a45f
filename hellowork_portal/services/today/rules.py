"""When one may join, and what a 認定日 asks for; pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.reservations.rules import Record, Standing

BOOKED_AHEAD = timedelta(days=28)
INTERVIEW, FORM, IN_PERSON = "interview", "form", "in_person"


def can_join(starts_at: datetime, ends_at: datetime, opens: timedelta, now: datetime) -> bool:
    """Whether an interview's door is open; `opens` is how long before its beginning it does."""
    return starts_at - opens <= now < ends_at


def day_code(starts_at: datetime, now: datetime) -> str:
    """Return today, tomorrow or later, by Japan's days."""
    days = (day_in_japan(starts_at) - day_in_japan(now)).days
    return {0: "today", 1: "tomorrow"}.get(days, "later" if days > 0 else "today")


def next_day(record: Record, today: date) -> date | None:
    """Return the next 認定日 of a record, today's included."""
    return min((day for day in record.days if day >= today), default=None)


def way_of(record: Record, day: date) -> str:
    """Return how one is certified on a day: by interview, by form alone, or at the office."""
    begun = record.online_from is None or record.online_from <= day
    over = record.online_until is not None and record.online_until < day
    if record.kind is ClaimantKind.NONE or not begun or over:
        return IN_PERSON
    return INTERVIEW if record.kind is ClaimantKind.INTERVIEW_AND_FORM else FORM


def needs_booking(way: str, day: date, standing: Sequence[Standing], today: date) -> bool:
    """Whether an interview is to be booked for a 認定日, and can be by now."""
    is_booked = any(one.certification_on == day for one in standing)
    return way == INTERVIEW and not is_booked and day <= today + BOOKED_AHEAD
