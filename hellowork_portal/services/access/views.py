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

    @property
    def can_be_extended(self) -> bool:
        """Whether staying active moves the end; the absolute end moves for nobody."""
        return self.idle_ends_at < self.ends_at
