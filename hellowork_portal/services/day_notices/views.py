"""What the interview's page knows; plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.reservations.views import PlaceView


@dataclass(frozen=True)
class InterviewView(Unchanging):
    """One's own interview on its day; the meeting's address only while the door is open.

    `told` is what the office was told last (`cannot_connect`, `late`), `told_minutes`
    how late, 0 where nothing was said, `answer` what the office has done about it (`called`,
    `waiting`, `our_side`, `moved`), empty until it has. Times are milliseconds since 1970.
    """

    number: str
    number_shown: str
    place: PlaceView
    phase: str
    opens: Words
    opens_ms: int
    counts_ms: int
    notices_ms: int
    starts_ms: int
    ends_ms: int
    now_ms: int
    meeting_state: str
    is_our_fault: bool
    can_tell: bool
    told: str
    told_minutes: int
    told_when: Words
    answer: str
    own_phone: str = field(repr=False)
    join_url: str = field(repr=False)
    passcode: str = field(repr=False)
