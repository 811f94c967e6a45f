"""The `limits` library behind the rate limiter port: memory, or Redis for several workers."""

import math
import time
from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter


class Limits:
    """Moving windows in one process's memory, or in Redis where an address is given."""

    def __init__(self, rules: Mapping[str, str], redis_url: str = "") -> None:
        self._rules: dict[str, RateLimitItem] = {name: parse(rule) for name, rule in rules.items()}
        self._limiter = MovingWindowRateLimiter(storage_from_string(redis_url or "memory://"))

    def allow(self, rule: str, key: str) -> bool:
        """Count one try; False once the window is full."""
        return self._limiter.hit(self._rules[rule], rule, key)

    def minutes_left(self, rule: str, key: str) -> int:
        """Return whole minutes until the oldest try leaves the window."""
        reset_at = self._limiter.get_window_stats(self._rules[rule], rule, key).reset_time
        return max(1, math.ceil((reset_at - time.time()) / 60))

    def forget(self, rule: str, key: str) -> None:
        """Empty the window."""
        self._limiter.clear(self._rules[rule], rule, key)
