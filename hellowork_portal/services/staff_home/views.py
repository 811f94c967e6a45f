"""What the staff's first page says of an office."""

from dataclasses import dataclass, field

from hellowork_portal.kit.words import Words
from hellowork_portal.services.office_settings.views import Step


@dataclass(frozen=True)
class NotBookable:
    """An offering that nobody can book: stopped by its office, or without a seat in a time to come."""

    name: Words
    is_stopped: bool


@dataclass(frozen=True)
class OfficeToday:
    """An office at which one works, in figures; `steps` is what a new one has still to do.

    `interviews` are today's, `ahead` those of them that have not begun, `overdue` those whose end has
    passed without anything noted, `waiting` the people who are there now; `free` are seats of the
    coming seven days; `cases` wait for a decision, `due` of them today or since before; `next_due` is
    the earliest 認定日 among them.
    """

    code: str
    words: Words
    roles: list[str]
    interviews: int = 0
    ahead: int = 0
    overdue: int = 0
    waiting: int = 0
    free: int = 0
    cases: int = 0
    due: int = 0
    next_due: Words = field(default_factory=dict)
    letters: int = 0
    meetings: int = 0
    stuck_since: Words = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    not_bookable: list[NotBookable] = field(default_factory=list)
