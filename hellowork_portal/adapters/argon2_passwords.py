"""argon2id in a bounded pool (product.md decision 9: 19 MiB, t=2, p=1)."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_AT_ONCE = 4


class Argon2Passwords:
    """Hashes NFKC passwords; at most four at a time, so sign-ins cannot starve the rest."""

    def __init__(self) -> None:
        self._hasher = _hasher()
        self._turn = BoundedSemaphore(_AT_ONCE)
        self._nobody = _hash_of_nobody()

    def hash(self, password: str) -> str:
        """Return an encoded argon2id hash."""
        with self._turn:
            return self._hasher.hash(unicodedata.normalize("NFKC", password))

    def matches(self, stored: str, password: str) -> bool:
        """Whether the password fits; an unknown person costs the same time as a known one."""
        with self._turn:
            try:
                self._hasher.verify(stored or self._nobody, unicodedata.normalize("NFKC", password))
            except (Argon2Error, InvalidHashError):
                return False
        return bool(stored)


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _hash_of_nobody() -> str:
    """Return what passwords of unknown people are compared with: made once a process, before anybody asks."""
    return _hasher().hash("nobody has this password")
