"""What the portal needs from whoever keeps people's files."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol


class FileMissing(Exception):
    """No file lies under this key."""


class FileStore(Protocol):
    """Keeps files under random keys, sealed; slow for a transaction and for the event loop."""

    def put(self, content: bytes) -> str:
        """Keep a file whole or not at all; return its key, which says nothing about it."""
        ...

    def get(self, key: str) -> bytes:
        """Return a file; raises FileMissing."""
        ...

    def delete(self, key: str) -> None:
        """Forget a file; one that is not there is no mistake."""
        ...

    def keys(self, before: datetime) -> Iterator[str]:
        """Yield the keys of files that were kept before an instant."""
        ...
