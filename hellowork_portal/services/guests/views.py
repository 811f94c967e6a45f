"""What the browser may know of a lookup without sign-in; plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hellowork_portal.kit.principal import GuestPass
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.reservations.views import PlaceView


class Outcome(StrEnum):
    """How a try at a code ended; `spent`: the code is used up by tries or too old."""

    OPEN = "open"
    WRONG = "wrong"
    SPENT = "spent"
    OVER = "over"


@dataclass(frozen=True)
class CodeView(Unchanging):
    """A code that is waited for: the number as understood, until when, how many tries are left."""

    number_shown: str
    until: Words
    tries_left: int
    is_live: bool


@dataclass(frozen=True)
class Opening:
    """What a try at a code gave; `number` and `owner_id` are empty unless it opened."""

    outcome: Outcome
    number: str = ""
    owner_id: int | None = None


@dataclass(frozen=True)
class GuestView:
    """A recognised pass; `idle_ends_at` is when it ends without activity, `ends_at` in any case."""

    guest: GuestPass
    number: str
    idle_ends_at: datetime
    ends_at: datetime
    needs_touch: bool

    @property
    def can_be_extended(self) -> bool:
        """Whether staying active moves the end; the absolute end moves for nobody."""
        return self.idle_ends_at < self.ends_at


@dataclass(frozen=True)
class ClaimView(Unchanging):
    """A reservation that could come to the signed-in person's account; `is_own`: it is there already."""

    number: str
    number_shown: str
    place: PlaceView
    state: str
    is_own: bool
