"""Who filed nothing for a 認定日 that is over, as staff see it."""

from dataclasses import dataclass

from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class AbsentRow:
    """Somebody from whom nothing came for a 認定日 that is over.

    `last` is until when they are to come, empty where the next 認定日 is not known; `is_past` once
    that is over. `has_asked`: a request to move the day waits; `has_come`: an interview was held since.
    """

    claimant_id: int
    name: str
    reading: str
    day: Words
    last: Words
    is_past: bool
    has_asked: bool
    has_come: bool
