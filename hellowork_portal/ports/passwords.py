"""How passwords are kept."""

from typing import Protocol


class Passwords(Protocol):
    """Hashes and checks passwords; slow on purpose, so bounded in number at a time."""

    def hash(self, password: str) -> str:
        """Return the hash to store."""
        ...

    def matches(self, stored: str, password: str) -> bool:
        """Whether the password is the stored one; an empty hash costs the same time."""
        ...
