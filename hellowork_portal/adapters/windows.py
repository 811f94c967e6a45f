"""Moving windows in one process's memory.

The `limits` library's own look through every key at every try, and never let one go:
with some thousand people that is all a process does.
"""

import time
from collections import deque
from dataclasses import dataclass
from threading import Lock

from limits import RateLimitItem

_TIDY_SECONDS = 60.0


@dataclass(frozen=True)
class WindowStats:
    """When the oldest try leaves the window (seconds since 1970), and how many tries are left."""

    reset_time: float
    remaining: int


class Windows:
    """What `MovingWindowRateLimiter` does, a try at the cost of a try."""

    def __init__(self) -> None:
        self._tries: dict[str, deque[float]] = {}
        self._lasts: dict[str, float] = {}
        self._tidy_at = time.time() + _TIDY_SECONDS
        self._lock = Lock()

    def hit(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Count a try; False once the window is full."""
        key = item.key_for(*identifiers)
        with self._lock:
            now = time.time()
            if now > self._tidy_at:
                self._tidy(now)
            tries = self._recent(key, item, now)
            if len(tries) >= item.amount:
                return False
            tries.append(now)
            self._tries[key], self._lasts[key] = tries, now + item.get_expiry()
            return True

    def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """Return when a full window lets the next try in."""
        with self._lock:
            now = time.time()
            tries = self._recent(item.key_for(*identifiers), item, now)
            oldest = tries[0] if tries else now - item.get_expiry()
            return WindowStats(oldest + item.get_expiry(), item.amount - len(tries))

    def clear(self, item: RateLimitItem, *identifiers: str) -> None:
        """Empty a window."""
        key = item.key_for(*identifiers)
        with self._lock:
            self._tries.pop(key, None)
            self._lasts.pop(key, None)

    def _recent(self, key: str, item: RateLimitItem, now: float) -> deque[float]:
        """Return the tries within the window; those before are let go."""
        tries = self._tries.get(key) or deque()
        while tries and tries[0] < now - item.get_expiry():
            tries.popleft()
        return tries

    def _tidy(self, now: float) -> None:
        """Forget keys of which nothing counts any more."""
        for key in [key for key, last in self._lasts.items() if last <= now]:
            self._tries.pop(key, None)
            self._lasts.pop(key, None)
        self._tidy_at = now + _TIDY_SECONDS
