"""What the portal needs to let no more people in than it can serve."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Place:
    """Where a visitor stands: inside, or with `ahead` people before them for about `minutes`."""

    is_inside: bool
    ahead: int = 0
    minutes: int = 0


class House(Protocol):
    """Counts who is inside and keeps the places of those who wait; first come, first served."""

    def enter(self, visitor: str, network: str, now: float) -> Place:
        """Let a visitor in, or give them their place in the queue; each call is a sign of life.

        Somebody let in for the first time is expected to come back soon: a program
        that asks once and forgets its cookie keeps nobody out for long.
        """
        ...

    def stay(self, visitor: str, now: float) -> None:
        """Keep a visitor inside who is at work, also one over the number."""
        ...

    def leave(self, visitor: str, now: float) -> None:
        """Note that a visitor's last page closed; the place is kept a little while, for a reload."""
        ...
