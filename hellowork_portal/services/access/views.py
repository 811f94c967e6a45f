"""What the browser may know of a signed-in person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SessionView:
    """A recognised session; `idle_ends_at` is when it ends without activity, `ends_at` in any case."""

    session_id: int
    applicant_id: int
    name: str
    idle_ends_at: datetime
    ends_at: datetime
    needs_touch: bool
