"""The hours that a procedure usually has: what an empty week can begin with at one press."""

from collections import defaultdict

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.forms.slots import WEEK, SlotRules
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.models import Offering
from hellowork_portal.services.procedures.definitions import definition_of, newest_version
from hellowork_portal.services.schedule_changes.draft import Hours
from hellowork_portal.services.schedules.hours import lines_of

_offering = table_of(Offering)


def usual_hours(session: Session, offering_id: int) -> list[Hours]:
    """Return the week that the procedure of an offering usually has; empty where it says none."""
    query = select(_offering.c.procedure_id).where(_offering.c.id == offering_id)
    procedure_id = session.connection().execute(query).scalar()
    version = newest_version(session, procedure_id) if procedure_id else None
    rules = definition_of(session, version.id, digest=version.digest).slots if version else None
    return _hours(rules) if rules else []


def _hours(rules: SlotRules) -> list[Hours]:
    stretches = [(WEEK.index(weekday), *one.stretch) for one in rules.hours for weekday in one.weekdays]
    return [
        Hours(weekday, begins, ends, rules.slot_minutes, rules.buffer_minutes, rules.seats)
        for weekday, begins, ends in sorted(stretches)
    ]


def usual_words(hours: list[Hours]) -> list[Words]:
    """Return a usual week in a line for days that are alike, and a last one for length and seats."""
    if not hours:
        return []
    days: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in hours:
        days[one.weekday].append((one.from_minute, one.to_minute))
    lines = [
        in_all("staff.week.usual_line", days=line.days, span=span)
        for line in lines_of(days)
        for span in line.times
    ]
    first = hours[0]
    lengths = {"slot": first.slot_minutes, "rest": first.buffer_minutes, "seats": first.seats}
    return [*lines, in_all("staff.week.usual_lengths", **lengths)]


def lengths_of(hours: list[Hours]) -> dict[str, str]:
    """Return the numbers of a week's first stretch, as a form for another one begins with them."""
    names = ("slot_minutes", "buffer_minutes", "seats", "held_back")
    return {name: str(getattr(hours[0], name)) for name in names} if hours else {}
