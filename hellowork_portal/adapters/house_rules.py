"""The numbers of the waiting room, the same for every kind of house."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class HouseRules:
    """How many may be inside, and for how long what is remembered (all in seconds).

    `first_seconds`: somebody new must come back with the cookie (their page's
    websocket does) or is taken for a program. `stay_seconds` of silence end a stay,
    `reload_seconds` one whose page was closed, `place_seconds` a place in the queue.
    """

    most: int
    first_seconds: int = 30
    stay_seconds: int = 600
    reload_seconds: int = 120
    place_seconds: int = 120
    measured_seconds: int = 300

    @property
    def newcomers_per_network(self) -> int:
        """How many of one network may be new at once: a fifth of the house, three at least."""
        return max(3, self.most // 5)

    def minutes(self, ahead: int, let_in: int) -> int:
        """Return about how long it takes, by how many came in lately.

        Before anybody has, a house that changes over once in `stay_seconds` is assumed.
        """
        assumed = self.most * self.measured_seconds / self.stay_seconds
        per_minute = (let_in or assumed) * 60 / self.measured_seconds
        return max(1, math.ceil((ahead + 1) / per_minute))
