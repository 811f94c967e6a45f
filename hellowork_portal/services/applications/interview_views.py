"""What a declaration tells of its interview."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class InterviewLink(Unchanging):
    """The 失業認定 interview of the same 認定日; `office_id` is where one is still to be booked, else 0."""

    number: str = ""
    when: Words = field(default_factory=dict)
    office_id: int = 0
