"""A 認定日 for which nothing was filed, as staff see it."""

from dataclasses import dataclass, field
from datetime import date

from hellowork_portal.kit.words import Words, of_day, of_moment
from hellowork_portal.services.certifications.absence import Due


@dataclass(frozen=True)
class AbsentRow:
    """Somebody from whom nothing came for a 認定日; `iso` is that day.

    `last` is until when they are to come, empty where the next 認定日 is not known; `is_past` once
    that is over. `is_coming`: the day is not over yet. `has_asked`: a request to move the day waits;
    `has_come`: an interview was held since. `settled_*` is empty where the office has not said that
    the day was settled; `seen` tells the server which settling the page has shown.
    """

    claimant_id: int
    name: str
    reading: str
    iso: str
    day: Words
    last: Words
    is_coming: bool
    is_past: bool
    has_asked: bool
    has_come: bool
    settled_how: str = ""
    settled_by: str = ""
    settled_at: Words = field(default_factory=dict)
    settled_note: str = ""
    seen: str = ""


def absent_row(one: Due, today: date) -> AbsentRow:
    """Return a day as a line."""
    settled = one.settled
    return AbsentRow(
        claimant_id=one.claimant_id,
        name=one.name,
        reading=one.reading,
        iso=one.day.isoformat(),
        day=of_day(one.day),
        last=of_day(one.last_day) if one.last_day else {},
        is_coming=one.day >= today,
        is_past=one.last_day is not None and one.last_day < today,
        has_asked=one.has_asked,
        has_come=one.has_come,
        settled_how=settled.how.value if settled else "",
        settled_by=settled.by if settled else "",
        settled_at=of_moment(settled.at) if settled else {},
        settled_note=settled.note if settled else "",
        seen=settled.at.isoformat() if settled else "",
    )
