"""How often something may be tried."""

from typing import Protocol


class RateLimiter(Protocol):
    """Counts tries per key over a moving window, across all web workers."""

    @property
    def is_far(self) -> bool:
        """Whether an answer comes over the network, so that nobody may wait for it on the event loop."""
        ...

    def allow(self, rule: str, key: str) -> bool:
        """Count one try under `rule` (services/access/rules.LIMITS); False once it is used up."""
        ...

    def minutes_left(self, rule: str, key: str) -> int:
        """Return whole minutes until another try is allowed (at least 1)."""
        ...

    def forget(self, rule: str, key: str) -> None:
        """Start the window anew, as after a success."""
        ...
