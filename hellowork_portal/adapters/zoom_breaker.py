"""A circuit breaker: while an account does not answer, nobody waits for it."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

FAILURES = 5
REST = timedelta(seconds=30)


class Breaker:
    """Opens after five failures in a row, for thirty seconds; then one call tries the ice.

    A failure is no answer at all or a 5xx. Any other answer, a refusal
    included, shows that the other side lives and closes it.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._blocked_until: datetime | None = None

    def blocked_until(self) -> datetime | None:
        """Return the instant of the next try, or None where this call may go.

        After the rest the first caller goes as the probe; the others are told
        to wait another rest, which the probe's success cuts short.
        """
        with self._lock:
            if self._blocked_until is None:
                return None
            now = self._clock()
            if now < self._blocked_until:
                return self._blocked_until
            self._blocked_until = now + REST
            return None

    def answered(self) -> None:
        """Count an answer: the way is free."""
        with self._lock:
            self._failures = 0
            self._blocked_until = None

    def failed(self) -> None:
        """Count a failure; the fifth in a row blocks the way."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._blocked_until = self._clock() + REST
