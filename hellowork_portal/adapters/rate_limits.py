"""The `limits` library behind the rate limiter port: memory, or Redis for several workers."""

import math
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import structlog
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from hellowork_portal.adapters.windows import Windows

T = TypeVar("T")
_REDIS_SECONDS = 1
log = structlog.get_logger("portal.limits")


class Limits:
    """Moving windows in one process's memory, or in Redis where an address is given.

    While Redis is away each process counts by itself: limits are looser then,
    and nobody's reservation fails for it (product.md, Never).
    """

    def __init__(self, rules: Mapping[str, str], redis_url: str = "") -> None:
        self._rules: dict[str, RateLimitItem] = {name: parse(rule) for name, rule in rules.items()}
        self._own = Windows()
        self._shared = _shared_by(redis_url) if redis_url else None

    def allow(self, rule: str, key: str) -> bool:
        """Count one try; False once the window is full."""
        return self._ask(lambda limiter: limiter.hit(self._rules[rule], rule, key))

    def minutes_left(self, rule: str, key: str) -> int:
        """Return whole minutes until the oldest try leaves the window."""
        stats = self._ask(lambda limiter: limiter.get_window_stats(self._rules[rule], rule, key))
        return max(1, math.ceil((stats.reset_time - time.time()) / 60))

    def forget(self, rule: str, key: str) -> None:
        """Empty the window."""
        self._ask(lambda limiter: limiter.clear(self._rules[rule], rule, key))

    @property
    def is_far(self) -> bool:
        """Whether an answer comes over the network."""
        return self._shared is not None

    def _ask(self, question: Callable[[MovingWindowRateLimiter | Windows], T]) -> T:
        if self._shared is not None:
            try:
                return question(self._shared)
            except StorageError as error:
                log.warning("redis_away", error=type(error).__name__)
        return question(self._own)


def _shared_by(redis_url: str) -> MovingWindowRateLimiter:
    """Return windows in Redis, which gets a second to answer."""
    patience = {"socket_timeout": _REDIS_SECONDS, "socket_connect_timeout": _REDIS_SECONDS}
    return MovingWindowRateLimiter(storage_from_string(redis_url, wrap_exceptions=True, **patience))
